"""What one worksheet lets a fill do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from openpyxl import Workbook

from xlsales.errors import TemplateError
from xlsales.fills import Fill, TableFill
from xlsales.workbook.fill import fill

Read = Callable[..., Workbook]
SHEET1, SHEET2 = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
X14 = (
    '<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:conditionalFormattings>'
    '<x14:conditionalFormatting xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:cfRule type="dataBar" id="{1}"/><xm:sqref>D3:D4</xm:sqref></x14:conditionalFormatting>'
    "</x14:conditionalFormattings></ext></extLst>"
)
THREE = TableFill(("金额",), [[1], [2], [3]])


def test_extended_formats_resize_with_the_table(template: bytes, part: Any, repack: Any) -> None:
    """Data bars of newer Excel versions, kept in an extension, follow the table."""
    sheet = part(template, SHEET2).replace("</worksheet>", X14 + "</worksheet>")
    data = fill(repack(template, {SHEET2: sheet}), Fill(tables={"xsDeals": THREE})).data
    assert "<xm:sqref>D3:D5</xm:sqref>" in part(data, SHEET2)


def test_one_value_goes_to_a_merged_block(template: bytes, read: Read, save: Any) -> None:
    """One value for a block of cells is taken where the block is merged, and refused where it is not."""
    with pytest.raises(TemplateError, match="xs_block stands for A10:B11"):
        fill(template, Fill(values={"xs_block": 1}))
    book = read(template)
    book["面板"].merge_cells("A10:B11")
    assert read(fill(save(book), Fill(values={"xs_block": 1})).data)["面板"]["A10"].value == 1


def test_a_filtered_row_shows_again(template: bytes, read: Read, save: Any) -> None:
    """A row hidden by a filter in the template does not hide a deal."""
    book = read(template)
    book["商机 表"].row_dimensions[3].hidden = True
    sheet = read(fill(save(book), Fill(tables={"xsDeals": THREE})).data)["商机 表"]
    assert not any(sheet.row_dimensions[row].hidden for row in range(3, 6))


def test_a_value_for_an_empty_row_takes_the_column_style(template: bytes, part: Any, repack: Any, read: Read) -> None:
    """A cell that the file does not hold yet is made in place, with the style of its column."""
    sheet = part(template, SHEET1).replace(
        "<sheetData>", '<cols><col min="2" max="2" width="9" style="1"/></cols><sheetData>'
    )
    data = fill(repack(template, {SHEET1: sheet}), Fill(values={"xs_block": [[None, 5]]})).data
    cell = read(data)["面板"]["B10"]
    assert (cell.value, cell.style_id) == (5, 1)


@pytest.mark.parametrize("count", [1, 2, 5])
def test_a_totals_row_moves_with_its_table(template: bytes, read: Read, save: Any, count: int) -> None:
    """The totals row stands below the last deal, sums all of them, and references to it follow."""
    book = read(template)
    sheet = book["商机 表"]
    sheet["A5"], sheet["C5"], sheet["D5"] = "合计", "=SUBTOTAL(109,xsDeals[金额])", "=SUM(D3:D4)"
    sheet["G5"] = "beside"
    sheet.tables["xsDeals"].ref, sheet.tables["xsDeals"].totalsRowCount = "A2:E5", 1
    book["面板"]["B5"] = "='商机 表'!C5"
    deals = TableFill(("公司", "金额"), [["a", 2]] * count)
    filled = read(fill(save(book), Fill(tables={"xsDeals": deals})).data)
    sheet, total = filled["商机 表"], 3 + count
    assert sheet.tables["xsDeals"].ref == f"A2:E{total}"
    assert [sheet[f"A{row}"].value for row in range(3, total + 2)] == ["a"] * count + ["合计", None]
    assert sheet[f"C{total}"].value == "=SUBTOTAL(109,xsDeals[金额])"
    assert sheet[f"D{total}"].value == ("=SUM(D3:D3)" if count == 1 else f"=SUM(D3:D{total - 1})")
    assert filled["面板"]["B5"].value == f"='商机 表'!C{total}"
    assert sheet["G5"].value == "beside"
