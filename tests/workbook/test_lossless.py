"""What a fill must keep or carry along, case by case: each stands for workbooks that people really have."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

import xlsales
from xlsales.errors import TemplateError, WorkbookError
from xlsales.fills import Fill, TableFill
from xlsales.workbook.fill import fill

Read = Callable[..., Workbook]
SHEET1, SHEET2, CHART = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml", "xl/charts/chart1.xml"
DEALS = "商机 表"
X14 = 'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"'
XM = 'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"'


def amounts(count: int) -> Fill:
    """So many deals, an amount each."""
    return Fill(tables={"xsDeals": TableFill(("公司", "金额"), [[f"c{n}", n] for n in range(1, count + 1)])})


@pytest.mark.parametrize("count", [1, 2, 7])
def test_sparklines_over_a_column_follow_it(template: bytes, part: Any, repack: Any, count: int) -> None:
    """A sparkline that draws a column of the table draws all of it afterwards."""
    lines = (
        f'<extLst><ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" {X14}><x14:sparklineGroups {XM}>'
        f"<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>'{DEALS}'!C3:C4</xm:f><xm:sqref>F2</xm:sqref>"
        "</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
    )
    for name in (SHEET1, SHEET2):
        xml = part(template, name).replace("</worksheet>", lines)
        data = fill(repack(template, {name: xml}), amounts(count)).data
        assert f"<xm:f>'{DEALS}'!C3:C{2 + count}</xm:f><xm:sqref>F2</xm:sqref>" in part(data, name)


def test_a_validation_of_newer_excel_follows_the_table(template: bytes, part: Any, repack: Any) -> None:
    """A list from another sheet stands in the extension list: its cells and its source grow."""
    rule = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" {X14}><x14:dataValidations {XM} count="1">'
        f"<x14:dataValidation type=\"list\"><x14:formula1><xm:f>'{DEALS}'!$A$3:$A$4</xm:f></x14:formula1>"
        "<xm:sqref>B3:B4 H1</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    data = fill(repack(template, {SHEET2: part(template, SHEET2).replace("</worksheet>", rule)}), amounts(6)).data
    assert f"<xm:f>'{DEALS}'!$A$3:$A$8</xm:f></x14:formula1><xm:sqref>B3:B8 H1</xm:sqref>" in part(data, SHEET2)


def shared_in_body(xml: str, outside: str = "") -> str:
    """The deal sheet with a shared formula in its calculated column, from the first row on."""
    first = '<f t="shared" ref="E3:F4" si="0">C3*D3</f>'
    xml = re.sub(r'(<c r="E3"[^>]*>)<f>.*?</f>(<v ?/?>(</v>)?)?', rf"\1{first}<v>1</v>", xml)
    xml = re.sub(r'(<c r="E4"[^>]*>)<f>.*?</f>(<v ?/?>(</v>)?)?', r'\1<f t="shared" si="0"/><v>1</v>', xml)
    return re.sub(r'(<c r="E4".*?</c>)(</row>)', rf"\1{outside}\2", xml)


def test_a_shared_formula_fills_every_row(template: bytes, part: Any, repack: Any, read: Read) -> None:
    """A calculated column written as one shared formula becomes a formula in each row."""
    base = repack(template, {SHEET2: shared_in_body(part(template, SHEET2))})
    sheet = read(fill(base, amounts(4)).data)[DEALS]
    assert [sheet[f"E{row}"].value for row in range(3, 7)] == [f"=C{row}*D{row}" for row in range(3, 7)]


def test_a_cell_beside_that_shares_the_formula_keeps_it(template: bytes, part: Any, repack: Any, read: Read) -> None:
    """What stands outside the table and shared its formula has that formula of its own."""
    outside = '<c r="F4"><f t="shared" si="0"/><v>1</v></c>'
    base = repack(template, {SHEET2: shared_in_body(part(template, SHEET2), outside)})
    sheet = read(fill(base, amounts(3)).data)[DEALS]
    assert sheet["F4"].value == "=D4*E4"
    assert sheet["E5"].value == "=C5*D5"


def test_a_value_over_the_first_of_shared_formulas(template: bytes, part: Any, repack: Any, read: Read) -> None:
    """The value goes in, and the cells that shared the formula keep it."""
    group = (
        '<c r="B3"><f t="shared" ref="B3:B5" si="3">A3+$A$1</f><v>1</v></c></row>'
        '<row r="4"><c r="B4"><f t="shared" si="3"/><v>1</v></c></row>'
        '<row r="5"><c r="B5"><f t="shared" si="3"/><v>1</v></c></row></sheetData>'
    )
    xml = re.sub(r'<c r="B3".*?</sheetData>', group, part(template, SHEET1), flags=re.DOTALL)
    sheet = read(fill(repack(template, {SHEET1: xml}), Fill(values={"xs_quota": 5})).data)["面板"]
    assert [sheet[f"B{row}"].value for row in (3, 4, 5)] == [5, "=A4+$A$1", "=A5+$A$1"]


def test_a_calculated_column_of_array_formulas_stays_one(template: bytes, part: Any, repack: Any) -> None:
    """Each row gets its own array formula, over its own cell."""
    xml = part(template, SHEET2).replace('<c r="E3"', '<c r="E3" cm="1"')
    xml = re.sub(r'(<c r="E3"[^>]*>)<f>.*?</f>', r'\1<f t="array" ref="E3">SUM(C3:D3)</f>', xml)
    xml = part(fill(repack(template, {SHEET2: xml}), amounts(3)).data, SHEET2)
    found = re.findall(r'<f t="array" ref="(E\d)">(.*?)</f>', xml)
    assert found == [("E3", "SUM(C3:D3)"), ("E4", "SUM(C4:D4)"), ("E5", "SUM(C5:D5)")]


def test_an_array_over_many_cells_of_the_body_is_refused(template: bytes, part: Any, repack: Any) -> None:
    """One array formula over several rows cannot grow row by row: the message names the cells."""
    xml = re.sub(r'(<c r="E3"[^>]*>)<f>.*?</f>', r'\1<f t="array" ref="E3:E4">C3:C4*D3:D4</f>', part(template, SHEET2))
    xml = re.sub(r'(<c r="E4"[^>]*>)<f>.*?</f>', r"\1", xml)
    with pytest.raises(TemplateError, match=r"xsDeals on sheet 商机 表 holds an array formula over E3:E4"):
        fill(repack(template, {SHEET2: xml}), amounts(3))


@pytest.mark.parametrize("text", [" edge ", "a\tb\nc\r\nd", "_x000D_", "\x01", "<&>\"'", "😀" * 3, "_X0041_", "=1"])
def test_text_comes_back_as_it_went_in(template: bytes, read: Read, calamine: Any, text: str) -> None:
    """In cells and in tables, inline, for both readers."""
    what = Fill(values={"xs_quota": text}, tables={"xsDeals": TableFill(("公司",), [[text], ["x"]])})
    data = fill(template, what).data
    assert calamine(data, "面板")[1][0] == calamine(data, DEALS)[2][0] == text


def strict(data: bytes) -> bytes:
    """A workbook under the namespaces of Strict Open XML."""
    pairs = (
        (
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        ),
        (
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        ),
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            for old_space, new_space in pairs:
                content = content.replace(old_space, new_space)
            new.writestr(name, content)
    return stream.getvalue()


def test_strict_open_xml_is_filled(template: bytes, calamine: Any, tmp_path: Path) -> None:
    """Names, tables and charts of a Strict workbook are filled like any other's, and it stays Strict."""
    source, out = tmp_path / "strict.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(strict(template))
    xlsales.fill(
        source, {"values": {"xs_quota": 7}, "tables": {"xsDeals": {"columns": ["金额"], "rows": [[1], [2], [4]]}}}, out
    )
    with zipfile.ZipFile(out) as archive:
        assert b"purl.oclc.org" in archive.read(SHEET2)
        assert f"'{DEALS}'!$C$3:$C$5".encode() in archive.read(CHART)
    rows = calamine(out.read_bytes(), DEALS)
    assert [row[2] for row in rows[2:5]] == [1, 2, 4]
    assert calamine(out.read_bytes(), "面板")[1][0] == 7


def prefixed(xml: str, prefix: str) -> str:
    """A part whose elements all have a prefix."""
    xml = re.sub(r"<(/?)(?![?!])([A-Za-z])", rf"<\1{prefix}:\2", xml)
    return xml.replace('xmlns="', f'xmlns:{prefix}="', 1)


def test_any_prefix_and_no_addresses(template: bytes, part: Any, repack: Any, calamine: Any) -> None:
    """Sheet, table and workbook parts under a prefix, rows and cells without addresses: filled all the same."""
    sheet = re.sub(r' r="[A-Z]*\d+"', "", part(template, SHEET2))
    base = repack(
        template,
        {
            SHEET2: prefixed(sheet, "x"),
            "xl/tables/table1.xml": prefixed(part(template, "xl/tables/table1.xml"), "t"),
            "xl/workbook.xml": prefixed(part(template, "xl/workbook.xml"), "w"),
        },
    )
    data = fill(base, Fill(values={"xs_quota": 3}, tables=amounts(5).tables)).data
    assert [row[2] for row in calamine(data, DEALS)[2:7]] == [1, 2, 3, 4, 5]
    assert 't:autoFilter ref="A2:E7"' in part(data, "xl/tables/table1.xml")
    assert "$C$3:$C$7</w:definedName>" in part(data, "xl/workbook.xml")


def test_part_names_in_another_case(template: bytes, repack: Any, part: Any, calamine: Any) -> None:
    """A package whose relationships spell part names in other letters is filled."""
    text = part(template, SHEET2)
    data = fill(repack(template, {SHEET2: None, "xl/worksheets/SHEET2.xml": text}), amounts(3)).data
    assert [row[2] for row in calamine(data, DEALS)[2:5]] == [1, 2, 3]


def zip64(data: bytes) -> bytes:
    """The same package written with the long headers of large archives."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            with new.open(zipfile.ZipInfo(name), "w", force_zip64=True) as member:
                member.write(old.read(name))
    return stream.getvalue()


def test_long_zip_headers_are_read(template: bytes, read: Read, tmp_path: Path) -> None:
    """Packages that streaming writers make with zip64 records are filled and stay whole."""
    source, out = tmp_path / "zip64.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(zip64(template))
    xlsales.fill(source, {"values": {"xs_quota": 9}}, out)
    assert read(out.read_bytes())["面板"]["B3"].value == 9
    with zipfile.ZipFile(out) as archive:
        assert archive.testzip() is None


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_held_twice_is_refused(template: bytes, tmp_path: Path) -> None:
    """Nobody knows which of the two is meant: the sentence says which part, for one fill and for many."""
    stream = io.BytesIO(template)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(SHEET1, "<a/>")
    source = tmp_path / "twice.xlsx"
    source.write_bytes(stream.getvalue())
    for attempt in (
        lambda: xlsales.fill(source, {"values": {"xs_quota": 1}}, tmp_path / "o.xlsx"),
        lambda: xlsales.Template(source),
    ):
        with pytest.raises(WorkbookError, match=r"twice\.xlsx holds its part xl/worksheets/sheet1\.xml twice"):
            attempt()


@pytest.mark.parametrize("address", ["'商机 表'!G1", "商机 表!G1", "'商机 表'!$G$1", "面板!G1", "'面板'!g1"])
def test_quoted_titles_name_cells(template: bytes, read: Read, address: str) -> None:
    """Titles with spaces and letters of any script, quoted or not, dollars or not."""
    data = fill(template, Fill(), cells={address: 5}).data
    title = DEALS if DEALS in address else "面板"
    assert read(data)[title]["G1"].value == 5


def test_names_of_one_sheet_are_filled_by_their_address(template: bytes, part: Any, repack: Any, read: Read) -> None:
    """`'Notes'!local_name` means the name local to that sheet; the plain name means the workbook's."""
    local = '<definedName name="xs_quota" localSheetId="3">Notes!$C$7</definedName></definedNames>'
    base = repack(template, {"xl/workbook.xml": part(template, "xl/workbook.xml").replace("</definedNames>", local)})
    book = read(fill(base, Fill(values={"xs_quota": 1, "'Notes'!xs_quota": 2}), cells={"Notes!xs_quota": 3}).data)
    assert (book["面板"]["B3"].value, book["Notes"]["C7"].value) == (1, 3)


def test_a_table_that_shrinks_leaves_nothing_behind(template: bytes, read: Read, calamine: Any) -> None:
    """No row, format or filter of the larger table stays below the smaller one."""
    large = fill(template, amounts(40)).data
    small = read(fill(large, amounts(2)).data)[DEALS]
    assert (small.tables["xsDeals"].ref, small.dimensions) == ("A2:E4", "A1:E4")
    assert [str(found.sqref) for found in small.conditional_formatting] == ["C3:C4"]
    assert max(small.row_dimensions) == 4


def test_chart_caches_show_no_stale_point(template: bytes, part: Any, repack: Any) -> None:
    """A chart over cells that changed has no old numbers in its cache, whether its range moved or not."""
    points = '<{0}ptCount val="2"/><{0}pt idx="0"><{0}v>99</{0}v></{0}pt>'
    cache = "</{0}f><{0}numCache><{0}formatCode>General</{0}formatCode>" + points + "</{0}numCache>"
    xml = part(template, CHART)
    p = "c:" if "<c:f>" in xml else ""
    xml = re.sub(rf"</{p}f>(?!<)|</{p}f>(?=</{p}numRef>)", cache.format(p), xml)
    base = repack(template, {CHART: xml})
    assert ">99<" in part(base, CHART)
    for count in (2, 5):
        data = xlsales.Template(base).fill(amounts(count)).data
        assert ">99<" not in part(data, CHART), count


def test_stale_results_go_from_a_template_filled_many_times(template: bytes, part: Any, repack: Any) -> None:
    """A formula somewhere else loses its old result, so that no reader shows it."""
    xml = re.sub(r'(<c r="B4"[^>]*><f>.*?</f>)<v ?/?>(</v>)?', r"\1<v>4711</v>", part(template, SHEET1))
    compiled = xlsales.Template(repack(template, {SHEET1: xml}))
    assert "4711" not in part(compiled.fill(amounts(5)).data, SHEET1)


def test_dates_in_both_systems(template: bytes, part: Any, repack: Any, read: Read) -> None:
    """A day in a table of a workbook that counts from 1904 reads as that day."""
    xml = part(template, "xl/workbook.xml").replace("<workbookPr", '<workbookPr date1904="1"', 1)
    for base, serial in ((template, 46348), (repack(template, {"xl/workbook.xml": xml}), 46348 - 1462)):
        rows = TableFill(("概率",), [[date(2026, 11, 22)]])
        assert read(fill(base, Fill(tables={"xsDeals": rows})).data)[DEALS]["D3"].value == serial
