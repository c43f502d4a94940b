"""Thousands of workbooks from one template: two processes against one, by the clock on the wall.

Beside it stands what the machine itself gives two processes that do nothing but compress.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
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
_BOOKS, _AT_ONCE, _ROUNDS = 1_200, 20, {True: 3, False: 11}
_ready: dict[str, Callable[[], object]] = {}
_LINES = {"fill": ("workbooks of 200 rows", TARGET), "limit": ("times plain deflate of as much", None)}


def measure(quick: bool) -> list[Row]:
    """Return the line for a batch and that for the machine; none with one core."""
    if (os.cpu_count() or 1) < 2:
        return []
    template = drawing.template()
    with clock.quick_folder() as folder, _pool(1, template, folder) as one, _pool(2, template, folder) as two:
        pools = {1: one, 2: two}
        jobs = {(name, count): partial(_do_all, pool, name) for name in _LINES for count, pool in pools.items()}
        times = clock.in_turns(jobs, _ROUNDS[quick])
    return [_line(name, times) for name in _LINES]


def _line(name: str, times: dict[tuple[str, int], list[float]]) -> Row:
    what, target = _LINES[name]
    one, two = (f"{_BOOKS / median(times[name, count]):,.0f}/s" for count in (1, 2))
    ratio = clock.ratio(times[name, 1], times[name, 2])
    return f"{_BOOKS:,} {what}, 2 processes", two, f"1 process {one}", ratio, target


@contextmanager
def _pool(size: int, template: bytes, folder: Path) -> Iterator[Processes]:
    with Pool(size, _prepare, (template, folder)) as pool:
        for name in _LINES:
            pool.map(partial(_do, name), range(4 * size), chunksize=1)
        yield pool


def _prepare(template: bytes, folder: Path) -> None:
    compiled, what, out = Template(template), values.filling(200), folder / f"{os.getpid()}.xlsx"
    parts = clock.changed_parts(template, compiled.fill(what).data)
    _ready["fill"] = lambda: out.write_bytes(compiled.fill(what, compression=6).data)
    _ready["limit"] = clock.physical_limit(parts, 6)


def _do(name: str, _number: int) -> None:
    _ready[name]()


def _do_all(pool: Processes, name: str) -> None:
    pool.map(partial(_do, name), range(_BOOKS), chunksize=_AT_ONCE)
