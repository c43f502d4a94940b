"""Names and tables that lead nowhere or went missing."""

from __future__ import annotations

from views import book, kinds, sheet

from xlsales.resources import template
from xlsales.workbook.book import Book
from xlsales.workbook.checks import names


def test_a_name_whose_cells_were_deleted_is_found() -> None:
    """#REF! in a name of ours is an error, in any other name a warning."""
    view = book(sheet([["x"]]), names={"xs_quota": "Plan!#REF!", "other": "#REF!"})
    found = list(names.names(view))
    assert [(f.kind, f.severity) for f in found] == [("name_broken", "error"), ("name_lost", "warning")]


def test_a_name_of_ours_on_a_sheet_that_is_gone_is_found() -> None:
    """A name of ours must stand for cells of a sheet the workbook has."""
    view = book(sheet([["x"]]), names={"xs_quota": "Gone!$A$1", "xs_won": "Plan!$A$1", "constant": "0.19"})
    assert [f.values["name"] for f in names.names(view)] == ["xs_quota"]


def test_a_column_formula_with_deleted_cells_is_found() -> None:
    """#REF! in the formula of a table's column is told with the column; a whole formula is not."""
    rows = [["Deal", "Expected"], ["a", ("#REF!*2", "#REF!")]]
    broken = sheet(rows, table="A1:B2", formulas={"Expected": "#REF!*2"})
    whole = sheet(rows, table="A1:B2", formulas={"Expected": "xsDeals[[#This Row],[Deal]]*2"})
    assert kinds(names.tables(book(broken))) == [("table_broken", "A2:B2")]
    assert kinds(names.tables(book(whole))) == []


def _of_template() -> dict[str, str]:
    return {name.name: name.text for name in Book.open(template("funnel", "en")).names}


def test_a_name_the_template_has_is_missed() -> None:
    """A workbook like the funnel template is told which of its names and tables it lost."""
    held = _of_template()
    del held["xs_quota"]
    found = [(f.kind, f.values["name"], f.values["report"]) for f in names.missing(book(sheet([["x"]]), names=held))]
    assert ("name_missing", "xs_quota", "funnel") in found
    assert [name for kind, name, _ in found if kind == "name_missing"] == ["xs_quota"]
    assert ("table_missing", "xsDeals", "funnel") in found


def test_a_workbook_of_another_kind_misses_nothing() -> None:
    """A workbook with a few names of its own is not held against a template."""
    assert kinds(names.missing(book(sheet([["x"]]), names={"xs_quota": "Plan!$A$1"}))) == []
    assert kinds(names.missing(book(sheet([["x"]])))) == []
