"""Times taken in turns, so that a busy moment of the machine strikes every peer alike."""

from __future__ import annotations

import gc
import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from statistics import median
from tempfile import TemporaryFile
from time import process_time

from xlsales.workbook.deflate import Compression, checksum, deflated

_TURN = 0.1


def seconds(job: Callable[[], object], often: int = 1, timer: Callable[[], float] = process_time) -> float:
    """Return how much time one of many calls takes, by default of the processor's."""
    gc.collect()
    start = timer()
    for _ in range(often):
        job()
    return (timer() - start) / often


def in_turns(
    jobs: Mapping[str, Callable[[], object]], rounds: int, timer: Callable[[], float] = process_time
) -> dict[str, list[float]]:
    """Return the times of each job, one round after the other, the order turned round each time.

    In each round a job is done as often as fits into a tenth of a second, at least once. `timer` is the clock on
    the wall (perf_counter) where a job uses several processors.
    """
    often = {name: _repeats(job) for name, job in jobs.items()}
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds):
        order = list(jobs)
        for name in order if number % 2 == 0 else reversed(order):
            times[name].append(seconds(jobs[name], often[name], timer))
    return times


def _repeats(job: Callable[[], object]) -> int:
    job()
    return max(1, round(_TURN / max(seconds(job), 1e-6)))


def ratio(times: Sequence[float], base: Sequence[float]) -> float:
    """Return the median of the ratios taken round by round."""
    return median(one / other for one, other in zip(times, base, strict=True))


def changed_parts(template: bytes, filled: bytes) -> list[bytes]:
    """Return the contents of the parts that a fill changed."""
    with zipfile.ZipFile(BytesIO(template)) as old, zipfile.ZipFile(BytesIO(filled)) as new:
        known = {info.filename: info.CRC for info in old.infolist()}
        return [new.read(info) for info in new.infolist() if known.get(info.filename) != info.CRC]


def written(job: Callable[[], bytes]) -> Callable[[], None]:
    """Return a job that also writes what it makes into a file."""
    file = TemporaryFile(buffering=0)  # noqa: SIM115

    def run() -> None:
        data = job()
        file.seek(0)
        file.write(data)

    return run


def physical_limit(parts: Sequence[bytes], compression: Compression) -> Callable[[], bytes]:
    """Return the least that any fill must do: compress the changed parts and take their checksums."""

    def run() -> bytes:
        for part in parts:
            checksum(part)
        return b"".join(deflated(part, compression) for part in parts)

    return run
