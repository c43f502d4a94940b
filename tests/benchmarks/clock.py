"""Times taken in turns, so that a busy moment of the machine strikes every peer alike."""

from __future__ import annotations

import gc
import zipfile
import zlib
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TypeVar

_TURN = 0.1
_MEMORY = Path("/dev/shm")
Name = TypeVar("Name", bound=Hashable)


def seconds(job: Callable[[], object], often: int = 1) -> float:
    """Return how much time by the clock on the wall one of many calls takes."""
    gc.collect()
    start = perf_counter()
    for _ in range(often):
        job()
    return (perf_counter() - start) / often


def in_turns(jobs: Mapping[Name, Callable[[], object]], rounds: int) -> dict[Name, list[float]]:
    """Return the times of each job, one round after the other, the order turned round each time.

    In each round a job is done as often as fits into a tenth of a second, at least once.
    """
    often = {name: _repeats(job) for name, job in jobs.items()}
    times: dict[Name, list[float]] = {name: [] for name in jobs}
    for number in range(rounds):
        order = list(jobs)
        for name in order if number % 2 == 0 else reversed(order):
            times[name].append(seconds(jobs[name], often[name]))
    return times


def _repeats(job: Callable[[], object]) -> int:
    job()
    return max(1, round(_TURN / max(seconds(job), 1e-6)))


def ratio(times: Sequence[float], base: Sequence[float]) -> float:
    """Return the median of the ratios taken round by round."""
    return median(one / other for one, other in zip(times, base, strict=True))


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder for new files, in memory where the system has such a place: a disk has moods."""
    with TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder:
        yield Path(folder)


def changed_parts(template: bytes, filled: bytes) -> list[bytes]:
    """Return the contents of the parts that a fill changed."""
    with zipfile.ZipFile(BytesIO(template)) as old, zipfile.ZipFile(BytesIO(filled)) as new:
        known = {info.filename: info.CRC for info in old.infolist()}
        return [new.read(info) for info in new.infolist() if known.get(info.filename) != info.CRC]


def written(job: Callable[[], bytes], fresh: Callable[[], Path]) -> Callable[[], object]:
    """Return a job that also writes what it makes into a file."""
    return lambda: fresh().write_bytes(job())


def physical_limit(parts: Sequence[bytes], level: int) -> Callable[[], bytes]:
    """Return the least that any fill must do: compress the changed parts with zlib and take their checksums."""

    def run() -> bytes:
        for part in parts:
            zlib.crc32(part)
        return b"".join(_deflated(part, level) for part in parts)

    return run


def _deflated(content: bytes, level: int) -> bytes:
    stream = zlib.compressobj(level, zlib.DEFLATED, -zlib.MAX_WBITS)
    return stream.compress(content) + stream.flush()
