"""Thousands of workbooks from one template: two processes against one, by the clock on the wall."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from multiprocessing import Pool
from multiprocessing.pool import Pool as Processes
from pathlib import Path
from statistics import median

from xlsales import Template

from . import clock, drawing, values
from .rows import Row

TARGET = 1.8
_BOOKS, _AT_ONCE, _ROUNDS = 600, 5, {True: 7, False: 15}
_ready: list[tuple[Template, dict[str, object], Path]] = []


def measure(quick: bool) -> list[Row]:
    """Return the line for a batch; none on a machine with one core."""
    if (os.cpu_count() or 1) < 2:
        return []
    template = drawing.template()
    with clock.quick_folder() as folder, _pool(1, template, folder) as one, _pool(2, template, folder) as two:
        jobs = {1: partial(_build_all, one), 2: partial(_build_all, two)}
        times = clock.in_turns(jobs, _ROUNDS[quick])
    shown = {count: f"{_BOOKS / median(taken):,.0f} workbooks/s" for count, taken in times.items()}
    ratio = clock.ratio(times[1], times[2])
    return [(f"{_BOOKS} workbooks of 200 rows, 2 processes", shown[2], f"1 process {shown[1]}", ratio, TARGET)]


@contextmanager
def _pool(size: int, template: bytes, folder: Path) -> Iterator[Processes]:
    with Pool(size, _prepare, (template, folder)) as pool:
        pool.map(_build, range(4 * size), chunksize=1)
        yield pool


def _prepare(template: bytes, folder: Path) -> None:
    _ready.append((Template(template), values.filling(200), folder))


def _build(_number: int) -> None:
    compiled, what, folder = _ready[-1]
    (folder / f"{os.getpid()}.xlsx").write_bytes(compiled.fill(what, compression=6).data)


def _build_all(pool: Processes) -> None:
    pool.map(_build, range(_BOOKS), chunksize=_AT_ONCE)
