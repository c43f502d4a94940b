"""The log of cell errors: what is recorded is found again by cell, and nothing makes a function fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.cells import explain
from xlsales.hosts.excel import addresses, log
from xlsales.registry import find


def failing(cell: str, *args: object) -> None:
    """Note what ROI says to wrong arguments in a cell."""
    function = find("ROI")
    assert function
    log.note(cell, function, explain("ROI", *args))


def test_the_last_reason_of_a_cell_is_found(log_here: Path) -> None:
    """A cell's newest reason comes back, by its full address, its sheet or its place alone."""
    log.record("'[计划.xlsx]一月 1'!$B$7", "ROI", "gain", "#VALUE!", "gain: 'x' is text where a number is expected")
    log.record("[Plan.xlsx]Q4!$B$7", "ROI", "", "#DIV/0!", "cost is 0")
    for address in ("'[计划.xlsx]一月 1'!$B$7", "'一月 1'!B7"):
        found = log.last(address)
        assert found is not None
        assert (found.workbook, found.sheet, found.cell, found.argument) == ("计划.xlsx", "一月 1", "B7", "gain")
    assert [reason.code for reason in (log.last("B7"), log.last()) if reason] == ["#DIV/0!", "#DIV/0!"]
    assert log.last("B8") is None


def test_a_cell_of_a_recorded_range_is_found(log_here: Path) -> None:
    """An array formula is logged under its range, and found by any of its cells."""
    log.record("[Plan.xlsx]Q4!$B$7:$D$9", "SPLIT_QUOTA", "", "#N/A", "why")
    assert log.last("Q4!C8") is not None
    assert log.last("Q4!E8") is None


def test_a_recalculation_does_not_repeat_itself(log_here: Path) -> None:
    """The same error in the same cell is one line, until it changes or goes."""
    for args in [("x", 1), ("x", 1), ("y", 1), (1, 1), ("y", 1)]:
        failing("[P.xlsx]S!$A$1", *args)
    values = [json.loads(line)["reason"].split("'")[1] for line in log_here.read_text(encoding="utf-8").splitlines()]
    assert values == ["x", "y", "y"]


def test_a_cell_without_an_error_is_not_recorded(log_here: Path) -> None:
    """Success leaves no trace."""
    failing("[P.xlsx]S!$A$1", 100, 40)
    assert not log_here.exists()


def test_a_log_that_cannot_be_written_hurts_nobody(log_here: Path, tmp_path: Path) -> None:
    """With a file where the folder should be, recording does nothing and reading finds nothing."""
    log_here.parent.parent.mkdir(parents=True, exist_ok=True)
    log_here.parent.write_text("in the way", encoding="utf-8")
    failing("[P.xlsx]S!$A$1", "x", 1)
    assert log.last() is None


def test_the_log_does_not_grow_for_ever(log_here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full file gives way to a new one; the newest reasons stay readable."""
    monkeypatch.setattr(log, "LIMIT", 1000)
    for number in range(50):
        log.record(f"[P.xlsx]S!$A${number + 1}", "ROI", "", "#N/A", f"reason {number}")
    files = list(log_here.parent.iterdir())
    assert len(files) == 2
    assert sum(file.stat().st_size for file in files) < 3000
    newest = log.last()
    assert newest is not None
    assert newest.reason == "reason 49"


def test_lines_that_are_broken_are_passed_over(log_here: Path) -> None:
    """Half a line, another program's line or bytes that are no text hide nothing."""
    log.record("[P.xlsx]S!$A$1", "ROI", "", "#N/A", "why")
    with log_here.open("ab") as file:
        file.write(b'{"when": "2026-01-0\n[1]\n"text"\n\xff\xfe\n{"when": "x", "code": 1}\n')
    found = log.last("A1")
    assert found is not None
    assert found.reason == "why"


NAMES = st.text(st.characters(exclude_characters="[]'!:\\/?*\r\n", exclude_categories=("Cs", "Cc")), min_size=1)


@given(NAMES, NAMES, st.integers(1, 16384), st.integers(1, 1048576))
def test_any_address_excel_writes_is_taken_apart(book: str, sheet: str, column: int, row: int) -> None:
    """Workbook, sheet and cell come out of an external address whatever they are called."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    found = addresses.parse(f"'[{book}]{sheet}'!${letters}${row}")
    assert found == addresses.Address(book, sheet, f"{letters}{row}")
    assert addresses.within(addresses.Address("", "", f"{letters}{row}"), found)
