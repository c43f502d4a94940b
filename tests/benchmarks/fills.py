"""Fills of 200 and of 10,000 rows against openpyxl and XlsxWriter, and against what the machine allows.

All write new files. Each peer is set against the fill that does its work: XlsxWriter also stores the results of
calculated columns, for which openpyxl has no way.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

from xlsales import Template
from xlsales.workbook.deflate import Compression

from . import clock, drawing, peers, values
from .rows import Row, milliseconds

SAME, DEFAULT, LIMIT, PEER = "same level", "default", "limit", "peer"
LEVEL = 6
LEVELS: dict[str, Compression] = {SAME: LEVEL, DEFAULT: "fast"}
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
    with clock.quick_folder() as folder:
        files = (folder / f"{number}.xlsx" for number in itertools.count())
        return [row for count in LIMITS for row in _lines(count, _ROUNDS[quick][count], files.__next__)]


def _lines(count: int, rounds: int, fresh: Callable[[], Path]) -> list[Row]:
    template = drawing.template()
    compiled = Template(template)
    share = _share(count, compiled, template, rounds)
    jobs: dict[tuple[str, str], Callable[[], object]] = {}
    for name, (peer, results) in peers.peers(template).items():
        what = values.filling(count, results=results)
        jobs[name, PEER] = _peer(peer, what, fresh)
        jobs |= {(name, kind): _fill(compiled, what, level, fresh) for kind, level in LEVELS.items()}
    times = clock.in_turns(jobs, rounds)
    lines = [
        _line(f"{count:,} rows, {kind}", times[name, kind], name, times[name, PEER], target)
        for kind in LEVELS
        for name, target in zip(peers.peers(template), TARGETS[count, kind], strict=False)
    ]
    return [*lines, share]


def _peer(peer: peers.Job, what: dict[str, Any], fresh: Callable[[], Path]) -> Callable[[], object]:
    return lambda: peer(what, fresh())


def _fill(
    compiled: Template, what: dict[str, Any], level: Compression, fresh: Callable[[], Path]
) -> Callable[[], object]:
    return clock.written(lambda: compiled.fill(what, compression=level).data, fresh)


def _share(count: int, compiled: Template, template: bytes, rounds: int) -> Row:
    """Return the line for a fill against the least any fill must do, before peers fill the memory.

    Both write the same file anew, on the disk as any fill does.
    """
    what = values.filling(count)
    limit = clock.physical_limit(clock.changed_parts(template, compiled.fill(what).data), LEVEL)
    fills = {SAME: lambda: compiled.fill(what, compression=LEVEL).data, LIMIT: limit}
    with TemporaryDirectory() as folder:
        out = Path(folder) / "out.xlsx"
        times = clock.in_turns({name: clock.written(job, lambda: out) for name, job in fills.items()}, 2 * rounds)
    least = f"deflate, CRC, write {milliseconds(median(times[LIMIT]))}"
    reached = clock.ratio(times[LIMIT], times[SAME])
    return f"{count:,} rows, share of the limit", milliseconds(median(times[SAME])), least, reached, LIMITS[count]


def _line(what: str, ours: list[float], name: str, peer: list[float], target: float | None) -> Row:
    shown = f"{name} {milliseconds(median(peer))}"
    return what, milliseconds(median(ours)), shown, clock.ratio(peer, ours), target
