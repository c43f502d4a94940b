"""Thousands of workbooks from one template: two processes against one, by the clock on the wall."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import Pool
from multiprocessing.pool import Pool as Processes
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

from xlsales import Template

from . import drawing, values
from .rows import Row

TARGET = 1.8
_BOOKS, _ROUNDS = {True: 300, False: 1_000}, 5
_ready: list[tuple[Template, dict[str, object], Path]] = []


def measure(quick: bool) -> list[Row]:
    """Return the line for a batch; none on a machine with one core."""
    if (os.cpu_count() or 1) < 2:
        return []
    count, template = _BOOKS[quick], drawing.template()
    with TemporaryDirectory() as folder, _pool(1, template, folder) as one, _pool(2, template, folder) as two:
        times = [(_seconds(one, count), _seconds(two, count)) for _ in range(_ROUNDS)]
    ratio = median(alone / both for alone, both in times)
    shown = [f"{count / median(taken):,.0f} workbooks/s" for taken in zip(*times, strict=True)]
    return [(f"{count} workbooks of 200 rows, 2 processes", shown[1], f"1 process {shown[0]}", ratio, TARGET)]


@contextmanager
def _pool(size: int, template: bytes, folder: str) -> Iterator[Processes]:
    with Pool(size, _prepare, (template, folder)) as pool:
        pool.map(_build, range(4 * size), chunksize=1)
        yield pool


def _prepare(template: bytes, folder: str) -> None:
    _ready.append((Template(template), values.filling(200), Path(folder)))


def _build(_number: int) -> None:
    compiled, what, folder = _ready[-1]
    (folder / f"{os.getpid()}.xlsx").write_bytes(compiled.fill(what, compression=6).data)


def _seconds(pool: Processes, count: int) -> float:
    start = perf_counter()
    pool.map(_build, range(count), chunksize=5)
    return perf_counter() - start
