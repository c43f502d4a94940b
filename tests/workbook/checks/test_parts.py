"""Links, hidden sheets, macros and volatile functions."""

from __future__ import annotations

from views import book, kinds, sheet

from xlsales.workbook.checks import parts


def test_a_link_to_another_file_is_told_with_its_first_formula() -> None:
    """Each linked file is one finding; a workbook without links has none."""
    view = book(sheet([[1, ("[1]Q3!A1*2", 4)], [("[1]Q3!A2", 5)]]), links=("old%20plan.xlsx",))
    found = list(parts.links(view))
    assert kinds(found) == [("external_link", "B1")]
    assert found[0].values["target"] == "old plan.xlsx"
    assert kinds(parts.links(book(sheet([[("B1*2", 4)]])))) == []


def test_hidden_sheets_are_told_apart_by_how_deep_they_hide() -> None:
    """A sheet that Excel's menu does not show is a warning, a hidden one a note."""
    view = book(sheet([[1]]), hidden=(("Old", "hidden"), ("Deep", "veryHidden")))
    assert [(f.sheet, f.severity) for f in parts.hidden(view)] == [("Old", "info"), ("Deep", "warning")]


def test_macros_are_told() -> None:
    """A macro project is a note, a sheet of Excel 4 macros a warning, and neither is nothing."""
    view = book(sheet([[1]]), has_macros=True, macro_sheets=("Macro1",))
    assert [f.severity for f in parts.macros(view)] == ["info", "warning"]
    assert kinds(parts.macros(book(sheet([[1]])))) == []


def test_many_volatile_formulas_are_told_and_a_few_are_not() -> None:
    """A hundred OFFSETs on a sheet are a note; one TODAY is not."""
    many = sheet([[("OFFSET(B1,1,0)", 1)] for _ in range(100)])
    assert kinds(parts.volatile(book(many))) == [("volatile", "A1")]
    assert kinds(parts.volatile(book(sheet([[("TODAY()", 46_000)]])))) == []
