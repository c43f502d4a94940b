"""Fills are fast: one light comparison; the whole one is `python -m tests.benchmarks`."""

from __future__ import annotations

from benchmarks import clock, drawing, peers, values

from xlsales import Template


def test_a_fill_is_far_faster_than_openpyxl() -> None:
    """A 200-row workbook from a compiled template takes less than a fifth of openpyxl's time."""
    template, what = drawing.template(), values.filling(200)
    compiled = Template(template)
    jobs = {
        "xlsales": lambda: compiled.fill(what, compression=6),
        "openpyxl": lambda: peers.with_openpyxl(template, what),
    }
    compiled.fill(what, compression=6)
    times = clock.in_turns(jobs, 5)
    assert clock.ratio(times["openpyxl"], times["xlsales"]) > 5
