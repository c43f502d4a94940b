"""Formula cells found without reading tags: the same as reading them, or not at all."""

from __future__ import annotations

import pytest

from xlsales.workbook.plainsheet import plain_formulas
from xlsales.workbook.sheets import SheetMap

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
CELLS = [
    '<c r="B2"><f>A1&amp;"&#20840;"</f></c>',
    '<c r="B2" s="3" t="str"><f>A1&lt;2</f><v>x</v></c>',
    '<c r="AB2"><f t="array" ref="AB2">SUM(A1:A2)</f><v>0</v></c>',
    '<c r="A2" t="inlineStr"><is><t>&lt;f&gt;</t></is></c>',
]
OTHERS = [
    '<c r="B2"><f t="shared" ref="B2:B3" si="0">A1</f></c>',
    "<c r='B2'><f>A1</f></c>",
    "<c><f>A1</f></c>",
    '<c r="B2"><f/></c>',
    '<c r="B2"><f>A1</f><v/></c>',
    '<c r="B2"><f>A1</f></c><!-- <c r="C2"><f>A1</f></c> -->',
    '<c r="B2"><f><![CDATA[A1<2]]></f></c>',
]


def sheet(cells: str, head: str = f'<worksheet xmlns="{MAIN}">') -> bytes:
    """Return a worksheet with one row of cells."""
    return f'{head}<sheetData><row r="2">{cells}</row></sheetData></worksheet>'.encode()


@pytest.mark.parametrize("cells", CELLS)
def test_plain_cells_are_found_as_a_reader_finds_them(cells: str) -> None:
    """Place, formula and span are those the full reading gives."""
    xml = sheet(cells)
    read = [(row, cell.column, node.text, cell.start, cell.end) for row, cell, node in SheetMap("s", xml).formulas()]
    found = plain_formulas(xml)
    assert found is not None
    assert [(c.row, c.column, c.text, c.start, c.end) for c in found] == read


@pytest.mark.parametrize("cells", OTHERS)
def test_other_writing_is_left_to_the_reader(cells: str) -> None:
    """Shared formulas, single quotes, counted places, comments and CDATA are not guessed at."""
    assert plain_formulas(sheet(cells)) is None


def test_a_foreign_namespace_is_left_to_the_reader() -> None:
    """A sheet whose tags are not plainly the spreadsheet's own is read in full."""
    assert plain_formulas(sheet(CELLS[0], '<worksheet xmlns="urn:other">')) is None
