"""Times taken in turns, so that a busy moment of the machine strikes every peer alike."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping, Sequence
from io import BytesIO
from statistics import median
from tempfile import TemporaryFile
from time import perf_counter

from xlsales.workbook.deflate import Compression, checksum, deflated


def seconds(job: Callable[[], object]) -> float:
    """Return how long a call takes."""
    start = perf_counter()
    job()
    return perf_counter() - start


def in_turns(jobs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Return the times of each job, one round after the other, the order turned round each time."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for number in range(rounds):
        order = list(jobs)
        for name in order if number % 2 == 0 else reversed(order):
            times[name].append(seconds(jobs[name]))
    return times


def ratio(times: Sequence[float], base: Sequence[float]) -> float:
    """Return the median of the ratios taken round by round."""
    return median(one / other for one, other in zip(times, base, strict=True))


def changed_parts(template: bytes, filled: bytes) -> list[bytes]:
    """Return the contents of the parts that a fill changed."""
    with zipfile.ZipFile(BytesIO(template)) as old, zipfile.ZipFile(BytesIO(filled)) as new:
        known = {info.filename: info.CRC for info in old.infolist()}
        return [new.read(info) for info in new.infolist() if known.get(info.filename) != info.CRC]


def physical_limit(parts: Sequence[bytes], compression: Compression) -> Callable[[], None]:
    """Return the least that any fill must do: compress the changed parts, take their checksums, write them."""

    file = TemporaryFile(buffering=0)  # noqa: SIM115

    def run() -> None:
        packed = b"".join(deflated(part, compression) for part in parts)
        for part in parts:
            checksum(part)
        file.seek(0)
        file.write(packed)

    return run
