"""Templates filled."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.escape import unescape
from openpyxl.workbook.defined_name import DefinedName

from xlsales.errors import TemplateError, WorkbookError
from xlsales.fills import Fill, TableFill
from xlsales.workbook.fill import Template, build_workbook, fill, fill_file

Read = Callable[..., Workbook]
SHARED = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
PANEL, DEALS = "面板", "商机 表"


def rows(count: int) -> TableFill:
    """Deals for the table, three of its five columns."""
    return TableFill(("金额", "公司", "概率"), [[10.5 * i, f"公司{i}", 0.25] for i in range(count)])


def members(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_named_cell_takes_its_value_and_keeps_its_style(template: bytes, read: Read) -> None:
    """A value goes to the cell of its name, bold as it was."""
    cell = read(fill(template, Fill(values={"xs_quota": 186.5})).data)[PANEL]["B3"]
    assert (cell.value, cell.font.b) == (186.5, True)


def test_only_what_is_filled_changes(template: bytes) -> None:
    """Every part but the sheet stays byte for byte; the workbook asks for recalculation already."""
    before, after = members(template), members(fill(template, Fill(values={"xs_quota": 2})).data)
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert changed == {"xl/worksheets/sheet1.xml"}


def test_a_block_takes_rows_and_empties_the_rest(template: bytes, read: Read) -> None:
    """A block smaller than its name leaves empty cells; formula-like text stays text."""
    sheet = read(fill(template, Fill(values={"xs_block": [["=1+1", date(2026, 9, 30)]]})).data)[PANEL]
    assert (sheet["A10"].value, sheet["A10"].data_type) == ("=1+1", "s")
    assert sheet["B10"].value == 46295
    assert sheet["A11"].value is None


def test_all_problems_come_together(template: bytes) -> None:
    """Missing names, tables and columns and too large blocks are reported in one error."""
    wrong = Fill(
        values={"xs_none": 1, "xs_block": [[1, 2, 3]], "xs_quota": 1},
        tables={"xsNone": rows(1), "xsDeals": TableFill(("Owner",), [["Li"]])},
    )
    with pytest.raises(TemplateError) as caught:
        fill(template, wrong)
    assert len(caught.value.problems) == 4
    for word in ("xs_none", "xs_block", "xsNone", "Owner"):
        assert word in str(caught.value)


def test_bad_values_name_their_place(template: bytes) -> None:
    """A value no cell can hold is reported with sheet, cell and name, or table, column and row."""
    wrong = Fill(
        values={"xs_quota": float("nan")},
        tables={"xsDeals": TableFill(("金额",), [[1], [float("inf")]])},
    )
    with pytest.raises(WorkbookError) as caught:
        fill(template, wrong)
    assert "sheet 面板, cell B3, name xs_quota" in str(caught.value)
    assert "table xsDeals, column 金额, row 2" in str(caught.value)


def test_names_not_filled_are_listed(template: bytes) -> None:
    """Input names the fill leaves alone are listed; names over formulas are not."""
    assert fill(template, Fill(values={"xs_quota": 1})).unfilled == ("xs_block", "xs_person")


@pytest.mark.parametrize("count", [0, 1, 2, 3, 50])
def test_all_that_lies_over_a_table_resizes_with_it(
    template: bytes, read: Read, part: Callable[[bytes, str], str], count: int
) -> None:
    """Table, filter, formats, validations, print area, names, formulas and chart end on the last row."""
    data = fill(template, Fill(tables={"xsDeals": rows(count)})).data
    book, last = read(data), 2 + max(count, 1)
    sheet = book[DEALS]
    single = last == 3
    assert sheet.tables["xsDeals"].ref == f"A2:E{last}"
    assert sheet.tables["xsDeals"].autoFilter.ref == f"A2:E{last}"
    assert [str(found.sqref) for found in sheet.conditional_formatting] == ["C3" if single else f"C3:C{last}"]
    assert str(sheet.data_validations.dataValidation[0].sqref) == ("B3" if single else f"B3:B{last}")
    assert sheet.print_area == f"'{DEALS}'!$A$1:$E${last}"
    assert sheet.dimensions == f"A1:E{last}"
    assert book.defined_names["amounts"].attr_text == f"'{DEALS}'!$C$3:$C${last}"
    assert book[PANEL]["B5"].value == f"=SUM('{DEALS}'!$C$3:$C${last})"
    assert f"<f>'{DEALS}'!$C$3:$C${last}</f>" in part(data, "xl/charts/chart1.xml")


@SHARED
@given(count=st.integers(0, 50))
def test_rows_read_back(template: bytes, read: Read, calamine: Any, count: int) -> None:
    """A table reads back, row for row, in openpyxl and calamine, with its calculated column computed."""
    data = build_workbook(template, Fill(tables={"xsDeals": rows(count)}))
    expected = [[f"公司{i}", None, 10.5 * i, 0.25, 10.5 * i * 0.25] for i in range(count)]
    expected = expected or [[None, None, None, None, 0]]
    sheet = read(data, results=True)[DEALS]
    assert [[c.value for c in row] for row in sheet.iter_rows(min_row=3)] == expected
    plain = [[None if value == "" else value for value in row] for row in calamine(data, DEALS)[2:]]
    assert plain == expected


def test_new_rows_look_like_the_first_ones(template: bytes, read: Read) -> None:
    """Number formats and row heights of the template's body are those of every new row."""
    sheet = read(fill(template, Fill(tables={"xsDeals": rows(9)})).data)[DEALS]
    assert {sheet[f"C{row}"].number_format for row in range(3, 12)} == {"#,##0"}
    assert {sheet.row_dimensions[row].height for row in range(3, 12)} == {21}


def test_cells_beside_a_table_stay(read: Read, save: Callable[[Workbook], bytes], template: bytes) -> None:
    """Notes to the right of a table, beside and below its body, survive growing and shrinking."""
    book = read(template)
    for row in range(1, 9):
        book[DEALS][f"G{row}"] = f"note {row}"
    base = save(book)
    for count in (1, 4, 20):
        sheet = read(fill(base, Fill(tables={"xsDeals": rows(count)})).data)[DEALS]
        assert [sheet[f"G{row}"].value for row in range(1, 9)] == [f"note {row}" for row in range(1, 9)]
        assert [sheet[f"A{row}"].value for row in range(3, 3 + count)] == [f"公司{i}" for i in range(count)]
        assert sheet[f"A{3 + count}"].value is None


def test_cells_below_a_table_stop_its_growth(read: Read, save: Callable[[Workbook], bytes], template: bytes) -> None:
    """A table does not overwrite what stands below it."""
    book = read(template)
    book[DEALS]["B7"] = "below"
    base = save(book)
    fill(base, Fill(tables={"xsDeals": rows(4)}))
    with pytest.raises(TemplateError, match=r"xsDeals on sheet 商机 表 must grow to row 8, but cell B7"):
        fill(base, Fill(tables={"xsDeals": rows(6)}))


def test_too_many_rows_are_refused(template: bytes) -> None:
    """A table larger than a sheet is refused before anything is written."""
    many = TableFill(("金额",), [[1]] * 1_048_575)
    with pytest.raises(TemplateError, match="1,048,574 rows"):
        fill(template, Fill(tables={"xsDeals": many}))


def test_relative_formulas_of_a_column_follow_their_row(
    read: Read, save: Callable[[Workbook], bytes], template: bytes
) -> None:
    """A calculated column written with plain references is shifted row by row."""
    book = read(template)
    book[DEALS]["E3"] = "=C3*D3+$C$1"
    book[DEALS]["E4"] = "=C4*D4+$C$1"
    sheet = read(fill(save(book), Fill(tables={"xsDeals": rows(3)})).data)[DEALS]
    assert [sheet[f"E{row}"].value for row in (3, 4, 5)] == [f"=C{row}*D{row}+$C$1" for row in (3, 4, 5)]


def test_the_calculation_chain_goes_as_a_whole(template: bytes, repack: Any, part: Any) -> None:
    """The calculation chain leaves with its relationship and its content type."""
    rels, types = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/>'
    override = '<Override PartName="/xl/calcChain.xml" ContentType="application/x"/>'
    base = repack(
        template,
        {
            rels: part(template, rels).replace("</Relationships>", relation + "</Relationships>"),
            types: part(template, types).replace("</Types>", override + "</Types>"),
            "xl/calcChain.xml": "<calcChain/>",
        },
    )
    parts = members(fill(base, Fill(values={"xs_quota": 1})).data)
    assert "xl/calcChain.xml" not in parts
    assert b"calcChain" not in parts[rels] + parts[types]


def test_prefixed_sheets_without_places_are_filled(template: bytes, repack: Any, part: Any, read: Read) -> None:
    """A sheet whose elements have a prefix and whose rows and cells are only counted takes values too."""
    name, space = "xl/worksheets/sheet1.xml", "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = (
        f'<x:worksheet xmlns:x="{space}"><x:sheetData><x:row/><x:row/>'
        "<x:row><x:c><x:v>7</x:v></x:c><x:c><x:v>8</x:v></x:c><x:c><x:v>9</x:v></x:c></x:row>"
        "</x:sheetData></x:worksheet>"
    )
    base = repack(template, {name: sheet})
    filled = read(fill(base, Fill(values={"xs_quota": "新"})).data)[PANEL]
    assert [cell.value for cell in filled[3]] == [7, "新", 9]


def test_a_workbook_counting_from_1904_gets_its_serials(save: Callable[[Workbook], bytes], part: Any) -> None:
    """Dates are written in the workbook's own date system."""
    book = Workbook()
    book.epoch = CALENDAR_MAC_1904
    book.active.title = "S"
    book.defined_names["xs_day"] = DefinedName("xs_day", attr_text="S!$A$1")
    data = fill(save(book), Fill(values={"xs_day": date(2026, 9, 30)})).data
    assert "<v>44833</v>" in part(data, "xl/worksheets/sheet1.xml")


@pytest.fixture(scope="session")
def one_cell(save: Callable[[Workbook], bytes]) -> bytes:
    """A workbook with one name and nothing else."""
    book = Workbook()
    book.active.title = "S"
    book.defined_names["xs_text"] = DefinedName("xs_text", attr_text="S!$A$1")
    return save(book)


@SHARED
@given(text=st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
@example(text="_x0041_ =1\r\n\x07 ")
def test_any_text_reads_back(one_cell: bytes, read: Read, calamine: Any, text: str) -> None:
    """Any text written to a cell is read back as text by openpyxl and calamine."""
    data = fill(one_cell, Fill(values={"xs_text": text})).data
    assert unescape(read(data).active["A1"].value) == text
    assert calamine(data, "S") == [[text]]


def test_a_template_is_filled_many_times(template: bytes, read: Read) -> None:
    """A scanned template gives each fill its own workbook."""
    compiled = Template(template)
    for count in (3, 1, 5):
        sheet = read(compiled.fill(Fill(tables={"xsDeals": rows(count)})).data)[DEALS]
        assert sheet.tables["xsDeals"].ref == f"A2:E{2 + count}"


def test_the_same_fill_gives_the_same_bytes(template: bytes) -> None:
    """A workbook built twice is the same file."""
    what = Fill(values={"xs_quota": 1}, tables={"xsDeals": rows(3)})
    assert build_workbook(template, what) == build_workbook(template, what)


def test_a_file_is_written_with_results(template: bytes, read: Read, tmp_path: Path) -> None:
    """A filled file carries the results of its formulas."""
    source, out = tmp_path / "t.xlsx", tmp_path / "out.xlsx"
    source.write_bytes(template)
    fill_file(source, Fill(tables={"xsDeals": rows(3)}), out)
    assert read(out.read_bytes(), results=True)[PANEL]["B4"].value == 31.5


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted"),
        (b"owner,amount\n", "not an Excel workbook"),
        (b"PK\x05\x06" + bytes(18), "not an Excel workbook"),
    ],
)
def test_what_is_no_workbook_is_refused(data: bytes, word: str) -> None:
    """Encrypted, old or foreign files are refused with a sentence."""
    with pytest.raises(WorkbookError, match=word):
        fill(data, Fill())
