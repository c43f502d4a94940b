"""Stored results of formulas after a fill: new or gone, never stale."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from xlsales.fills import Fill
from xlsales.workbook.cached import settled, without_results
from xlsales.workbook.calculate import with_results
from xlsales.workbook.fill import fill

Part = Callable[[bytes, str], str]
Save = Callable[[Workbook], bytes]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"


def filled(save: Save, formula: str, stored: str = "7") -> bytes:
    """A workbook whose A1 is set to 5 and whose A2 holds a formula with a result from before."""
    book = Workbook()
    book.active["A1"] = 2
    book.active["A2"] = formula
    data = save(book)
    return fill(data, Fill(), cells={"Sheet!A1": 5}).data.replace(b"<v/>", stored.encode())


def shown(data: bytes) -> object:
    """What readers without a calculator see in A2."""
    return load_workbook(BytesIO(data), data_only=True).active["A2"].value


def test_a_book_that_can_be_calculated_gets_new_results(save: Save) -> None:
    """The stored result follows the new value."""
    data, calculation = settled(filled(save, "=A1*10"))
    assert (shown(data), calculation) == (50, "stored")


@pytest.mark.parametrize("formula", ["=MYMACRO(A1)", "=WEBSERVICE(A1)"])
def test_a_book_that_cannot_be_calculated_loses_its_results(save: Save, part: Part, formula: str) -> None:
    """A function only Excel or a macro knows leaves no stored number, and Excel is asked to calculate."""
    data, calculation = settled(filled(save, formula))
    assert (shown(data), calculation) == (None, "on opening")
    assert 'fullCalcOnLoad="1"' in part(data, "xl/workbook.xml")


def test_results_are_kept_on_request(save: Save, template: bytes) -> None:
    """With keep the bytes stay as the fill left them."""
    data = filled(save, "=A1*10")
    assert settled(data, keep=True) == (data, "kept")


def test_a_book_without_formulas_is_left_alone(save: Save) -> None:
    """Nothing is rewritten where nothing is calculated."""
    data = save(Workbook())
    assert settled(data) == (data, "no formulas")


def test_taking_results_out_leaves_formulas_and_styles(template: bytes) -> None:
    """Every formula cell keeps formula and style, every other cell its value."""
    before, after = with_results(template), without_results(with_results(template))
    old, new = load_workbook(BytesIO(before)), load_workbook(BytesIO(after))
    empty = load_workbook(BytesIO(after), data_only=True)
    for sheet in old:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            twin = new[sheet.title][cell.coordinate]
            assert (twin.data_type, twin.style_id) == (cell.data_type, cell.style_id)
            assert cell.data_type != "f" or empty[sheet.title][cell.coordinate].value is None


def test_cells_inside_an_array_lose_their_part_of_the_result(save: Save, repack: Callable[..., bytes]) -> None:
    """An array formula over several cells leaves no stale number in any of them."""
    first = '<row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row>'
    rows = first + '<row r="2"><c r="A2"><v>2</v></c></row>'
    xml = f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    data = without_results(repack(save(Workbook()), {SHEET: xml}))
    sheet = load_workbook(BytesIO(data), data_only=True).active
    assert [sheet["A1"].value, sheet["A2"].value] == [None, None]
