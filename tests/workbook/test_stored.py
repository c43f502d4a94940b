"""Results brought along for calculated columns: shown at once, while the formula stays."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlsales import TemplateError, WorkbookError
from xlsales.fills import Fill, TableFill
from xlsales.workbook.fill import Template

GIVEN, ALL = ["公司", "金额"], ["公司", "金额", "期望"]
FORMULA = "=xsDeals[[#This Row],[金额]]*xsDeals[[#This Row],[概率]]"
RESULTS: list[Any] = [93.5, -1, "late & <red>", " edge ", "", None, True, "#DIV/0!", date(2026, 11, 22)]
SHOWN: list[Any] = [93.5, -1, "late & <red>", " edge ", "", None, True, "#DIV/0!", 46348]
CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.none(),
    st.dates(date(1900, 3, 1)),
    st.sampled_from(["#N/A", "#SPILL!"]),
)


@pytest.fixture(scope="module")
def compiled(template: bytes) -> Template:
    """The template, scanned once."""
    return Template(template)


def deals(results: list[Any]) -> dict[str, Any]:
    """Return a mapping that brings a result for each deal."""
    rows = [[f"c{i}", i, result] for i, result in enumerate(results)]
    return {"tables": {"xsDeals": {"columns": ALL, "rows": rows, "results": ["期望"]}}}


def test_formulas_stay_and_results_are_read(compiled: Template, read: Any) -> None:
    """Each row keeps its formula; who does not calculate reads numbers, texts, errors, truths and days."""
    data = compiled.fill(deals(RESULTS)).data
    assert [cell.value for cell in read(data)["商机 表"]["E"][2:]] == [FORMULA] * len(RESULTS)
    shown = [cell.value for cell in read(data, results=True)["商机 表"]["E"][2:]]
    assert [None if value == "" else value for value in shown] == [None if value == "" else value for value in SHOWN]


def test_numbers_take_the_short_way_to_the_same_cells(compiled: Template, read: Any) -> None:
    """A column of numbers alone, and one with a text among them, hold the same numbers."""
    for results in ([0.1, 2.0, 3], [0.1, 2.0, "x"]):
        data = compiled.fill(deals(results)).data
        assert [cell.value for cell in read(data, results=True)["商机 表"]["E"][2:]] == results


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(results=st.lists(CELLS, max_size=6))
def test_a_stamp_stores_what_the_drawing_stores(compiled: Template, results: list[Any]) -> None:
    """Whatever the results and however many, the fast way and the careful one agree byte for byte."""
    rows = [[f"c{i}", i, result] for i, result in enumerate(results)]
    what = Fill(tables={"xsDeals": TableFill(tuple(ALL), rows, ("期望",))})
    assert compiled.fill(what, compression=6).data == compiled._drawn(what, {}, 6)


def test_a_stream_brings_results_too(compiled: Template, read: Any, tmp_path: Path) -> None:
    """Rows that come one by one store their results on the way into the file."""
    table = {"columns": ALL, "rows": ([f"c{i}", i, i / 4] for i in range(5_000)), "results": ["期望"]}
    data = compiled.fill({"tables": {"xsDeals": table}}, tmp_path / "out.xlsx").data
    for results, last in ((False, FORMULA), (True, 4_999 / 4)):
        assert read(data, results=results)["商机 表"]["E5002"].value == last


def test_without_results_a_formula_shows_none(compiled: Template, read: Any) -> None:
    """The same workbook filled without results afterwards has the formulas alone: nothing is left over."""
    compiled.fill(deals([1, 2]))
    rows = [["a", 1], ["b", 2]]
    data = compiled.fill({"tables": {"xsDeals": {"columns": GIVEN, "rows": rows}}}).data
    assert [cell.value for cell in read(data, results=True)["商机 表"]["E"][2:]] == [None, None]


def test_results_need_a_formula_and_values(compiled: Template) -> None:
    """Results for a plain column and for one that is not given are named together."""
    table = {"columns": GIVEN, "rows": [["a", 1]], "results": ["金额", "期望"]}
    with pytest.raises(TemplateError) as caught:
        compiled.fill({"tables": {"xsDeals": table}})
    assert "the column 期望 is to bring results, but is not among the columns given" in caught.value.problems[0]
    assert "the column 金额 has no formula" in caught.value.problems[1]


def test_what_no_cell_shows_is_refused_with_its_row(compiled: Template) -> None:
    """A result that is no number is named by table, column and row; so is a list of results that is none."""
    with pytest.raises(WorkbookError, match="table xsDeals, column 期望, row 2: inf"):
        compiled.fill(deals([1, float("inf")]))
    with pytest.raises(WorkbookError, match="'results' must be a list of headers"):
        compiled.fill({"tables": {"xsDeals": {"columns": ALL, "rows": [], "results": "期望"}}})
