"""Fills of one shape, closed into a stamp: the same workbook as drawn anew, only faster."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import xlsales
from xlsales import TemplateError, WorkbookError
from xlsales.fills import Fill, Page, TableFill
from xlsales.workbook.fill import Template
from xlsales.workbook.package import Package

DEALS = "商机 表"
COLUMNS = ("公司", "阶段", "金额", "概率")
SHARED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9)
CELLS = st.one_of(
    TEXTS, NUMBERS, st.booleans(), st.none(), st.dates(date(1900, 3, 1)), st.datetimes(datetime(1900, 3, 1))
)
ROWS = st.lists(st.tuples(TEXTS, CELLS, NUMBERS, st.dates(date(1900, 3, 1))), max_size=9)


@pytest.fixture(scope="module")
def compiled(template: bytes) -> Template:
    """The template, scanned once."""
    return Template(template)


def drawn(template: Template, what: Fill, cells: dict[str, Any]) -> bytes:
    """Return the workbook drawn without a stamp."""
    return template._drawn(what, cells, 6)


@SHARED
@given(quota=CELLS, block=st.lists(st.lists(CELLS, max_size=2), max_size=2), rows=ROWS)
def test_a_stamp_gives_the_drawn_workbook(compiled: Template, quota: Any, block: Any, rows: Any) -> None:
    """Whatever the values and however many rows, stamp and drawing agree byte for byte."""
    what = Fill(values={"xs_quota": quota, "xs_block": block}, tables={"xsDeals": TableFill(COLUMNS, rows)})
    cells = {"Notes!B2": quota}
    stamped = compiled._stamps.fill(what, cells, 6)
    assert stamped == drawn(compiled, what, cells)


def test_rows_with_days_as_json_writes_them_fill_as_days_do(compiled: Template) -> None:
    """A day written as JSON does is a day in a row too, and what it is not is told with its row."""
    rows: list[list[Any]] = [["甲", "s", 1, {"date": "2026-11-22"}], ["乙", "s", 2, 0.5]]
    table = {"columns": list(COLUMNS), "rows": rows}
    what = Fill(tables={"xsDeals": TableFill(COLUMNS, [["甲", "s", 1, date(2026, 11, 22)], rows[1]])})
    assert compiled.fill({"tables": {"xsDeals": table}}).data == compiled.fill(what).data
    wrong = {"tables": {"xsDeals": table | {"rows": [*rows, ["丙", "s", {"sum": 3}, float("inf")]]}}}
    with pytest.raises(WorkbookError) as caught:
        compiled.fill(wrong)
    assert "xsDeals, row 3: {'sum': 3} is no value" in str(caught.value)
    assert "inf is not a number" in str(caught.value)


@pytest.mark.parametrize("count", [0, 1, 2, 3, 400])
def test_a_mapping_fills_as_a_fill_does(compiled: Template, count: int) -> None:
    """Plain lists and dictionaries give the same workbook as a Fill."""
    rows = [["甲 & 乙", "s", i / 3, 0.5] for i in range(count)]
    plain = {
        "values": {"xs_quota": 9},
        "cells": {"Notes!B2": "x"},
        "tables": {"xsDeals": {"columns": list(COLUMNS), "rows": rows}},
    }
    what = Fill(values={"xs_quota": 9}, tables={"xsDeals": TableFill(COLUMNS, rows)})
    assert compiled.fill(plain).data == compiled.fill(what, cells={"Notes!B2": "x"}).data


def test_two_tables_side_by_side_are_part_of_the_shape(save: Any, read: Any) -> None:
    """Tables that share their rows with other cells are filled through a stamp too."""
    from openpyxl import Workbook
    from openpyxl.worksheet.table import Table

    book = Workbook()
    book.active.append(["a", None, "b", "note"])
    book.active.append([1, None, 2, "kept"])
    for name, ref in (("one", "A1:A2"), ("two", "C1:C2")):
        book.active.add_table(Table(displayName=name, ref=ref))
    compiled = Template(save(book))
    for count in (1, 3):
        what = Fill(tables={n: TableFill((c,), [[i] for i in range(count)]) for n, c in (("one", "a"), ("two", "b"))})
        assert compiled._stamps.fill(what, {}, 6) == drawn(compiled, what, {})
    assert read(compiled.fill(what).data).active["D2"].value == "kept"


def test_pages_and_mistakes_are_left_to_the_drawing(compiled: Template) -> None:
    """Repeated sheets have no stamp; a missing name or a wrong value is still named."""
    assert compiled._stamps.fill(Fill(pages={"xs_person": [Page("A", "a")]}), {}, 6) is None
    with pytest.raises(TemplateError, match="xs_nothing"):
        compiled.fill({"values": {"xs_nothing": 1}})
    with pytest.raises(WorkbookError, match="name xs_quota"):
        compiled.fill({"values": {"xs_quota": float("nan")}})
    with pytest.raises(TemplateError, match="row 2 does not have 1 values"):
        compiled.fill({"tables": {"xsDeals": {"columns": ["金额"], "rows": [[1], [1, 2]]}}})


def test_a_mapping_with_mistakes_is_refused_with_all_of_them(compiled: Template) -> None:
    """Unknown parts and parts of the wrong kind are named together; a table needs columns and rows."""
    with pytest.raises(WorkbookError) as caught:
        compiled.fill({"vales": {}, "cells": [1]})
    assert "'vales'" in str(caught.value)
    assert "cells" in caught.value.problems[1]
    with pytest.raises(WorkbookError, match="'columns', a list of headers, and 'rows'"):
        compiled.fill({"tables": {"xsDeals": [[1]]}})


@pytest.mark.parametrize("compression", ["fast", 0, 1, 9])
def test_compression_changes_only_the_size(compiled: Template, compression: Any, tmp_path: Path) -> None:
    """Every compression gives the same parts; the file written is the data returned."""
    what = {"tables": {"xsDeals": {"columns": ["公司"], "rows": [["甲"]] * 50}}}
    out = tmp_path / "out.xlsx"
    filled, base = compiled.fill(what, out, compression=compression).data, compiled.fill(what, compression=6).data
    one, other = Package.open(filled), Package.open(base)
    assert {n: m.content() for n, m in one.members.items()} == {n: m.content() for n, m in other.members.items()}
    assert out.read_bytes() == filled


def test_an_unknown_compression_is_refused(compiled: Template) -> None:
    """Only "fast" and 0 to 9 are compressions."""
    with pytest.raises(WorkbookError, match="from 0 to 9"):
        compiled.fill({"values": {"xs_quota": 1}}, compression=11)


def test_the_template_class_is_there_at_the_top(template: bytes) -> None:
    """xlsales.Template fills without further imports."""
    assert xlsales.Template(template).fill({"values": {"xs_quota": 1}}).unfilled == ("xs_block", "xs_person")
