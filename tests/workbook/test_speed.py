"""Fills are fast: light comparisons; the whole table is `python -m tests.benchmarks`."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from benchmarks import clock, drawing, layout, peers, rows, values
from openpyxl import load_workbook

from xlsales import Template


def cells(data: bytes) -> dict[tuple[str, str], str]:
    """Return what every cell with something in it holds, numbers to the digits that all peers write."""
    book = load_workbook(BytesIO(data))
    return {
        (sheet.title, cell.coordinate): f"{cell.value:.12g}" if isinstance(cell.value, float) else str(cell.value)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def test_a_fill_is_far_faster_than_openpyxl(tmp_path: Path) -> None:
    """A 200-row workbook from a compiled template takes less than an eighth of openpyxl's time."""
    template, what = drawing.template(), values.filling(200)
    compiled = Template(template)
    jobs = {
        "xlsales": lambda: compiled.fill(what, compression=6),
        "openpyxl": lambda: peers.with_openpyxl(template, what, tmp_path / "out.xlsx"),
    }
    times = clock.in_turns(jobs, 5)
    assert clock.ratio(times["openpyxl"], times["xlsales"]) > 8


def test_peers_are_timed_on_the_same_work(tmp_path: Path) -> None:
    """What openpyxl and XlsxWriter make in the benchmarks holds the same cells, names and charts as our fill."""
    pytest.importorskip("xlsxwriter")
    template, what = drawing.template(), values.filling(9)
    out, made = tmp_path / "out.xlsx", [Template(template).fill(what).data]
    for peer, results in peers.peers(template).values():
        peer(values.filling(9, results=results), out)
        made.append(out.read_bytes())
    ours, *others = map(cells, made)
    assert len(ours) > 264 + 61 + 15 * 10
    assert others == [ours, ours]
    for book in map(load_workbook, map(BytesIO, made)):
        assert [len(book[title]._charts) for title in layout.SHEETS] == [4, 0, 0, 0]
        assert set(layout.NAMES) <= set(book.defined_names)


def test_a_missed_target_is_marked() -> None:
    """The table of the benchmarks says which targets are not met."""
    lines = rows.table([("fast", "1 ms", "9 ms", 9.0, 5), ("slow", "3 ms", "9 ms", 3.0, 5)]).splitlines()
    assert [line.endswith("missed") for line in lines[2:]] == [False, True]
