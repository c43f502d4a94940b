"""Fills of 200 and of 10,000 rows against openpyxl and XlsxWriter, and against what the machine allows."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import partial
from statistics import median

from xlsales import Template

from . import clock, drawing, peers, values
from .rows import Row, milliseconds

SAME, DEFAULT, LIMIT = "same level", "default", "limit"
TARGETS = {
    (200, SAME): (20, 20),
    (200, DEFAULT): (40, 40),
    (10_000, SAME): (15, 22),
    (10_000, DEFAULT): (None, None),
}
LIMITS = {200: 0.65, 10_000: 0.70}
_ROUNDS = {True: {200: 9, 10_000: 3}, False: {200: 25, 10_000: 9}}


def measure(quick: bool) -> list[Row]:
    """Return the lines for fills of a compiled template."""
    return [row for count in LIMITS for row in _lines(count, _ROUNDS[quick][count])]


def _lines(count: int, rounds: int) -> list[Row]:
    template, what = drawing.template(), values.filling(count)
    compiled = Template(template)
    parts = clock.changed_parts(template, compiled.fill(what, compression=6).data)
    others = {name: partial(job, what) for name, job in peers.peers(template).items()}
    ours = {SAME: lambda: compiled.fill(what, compression=6).data, DEFAULT: lambda: compiled.fill(what).data}
    times = clock.in_turns({name: clock.written(job) for name, job in (ours | others).items()}, rounds)
    lines = [
        _line(f"{count:,} rows, {kind}", times[kind], name, times[name], target)
        for kind in (SAME, DEFAULT)
        for name, target in zip(others, TARGETS[count, kind], strict=False)
    ]
    return [*lines, _share(count, ours[SAME], clock.physical_limit(parts, 6), rounds)]


def _share(count: int, fill: Callable[[], bytes], limit: Callable[[], bytes], rounds: int) -> Row:
    """Return the line for a fill against the least any fill must do, taken in turns of their own.

    What the peers left on the heap is set apart, so that no garbage collection looks through it again.
    """
    gc.collect()
    gc.freeze()
    times = clock.in_turns({SAME: clock.written(fill), LIMIT: clock.written(limit)}, 2 * rounds)
    gc.unfreeze()
    least = f"deflate, CRC, write {milliseconds(median(times[LIMIT]))}"
    share = clock.ratio(times[LIMIT], times[SAME])
    return f"{count:,} rows, share of the limit", milliseconds(median(times[SAME])), least, share, LIMITS[count]


def _line(what: str, ours: list[float], name: str, peer: list[float], target: float | None) -> Row:
    shown = f"{name} {milliseconds(median(peer))}"
    return what, milliseconds(median(ours)), shown, clock.ratio(peer, ours), target
