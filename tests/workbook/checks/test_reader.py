"""Reading workbooks for a check: what is seen, what is refused, nothing changed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook
from views import kinds

from xlsales.errors import WorkbookError
from xlsales.workbook.checks import check
from xlsales.workbook.checks.reader import read_view
from xlsales.workbook.package import Member

SHEET = """<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
<sheetData><row r="1"><c r="A1"><v>2</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1</f><v>4</v></c></row>
<row><c r="A2"><v>3</v></c><c><f t="shared" si="0"/><v>6</v></c></row>
<row r="3"><c r="A3" t="inlineStr"><is><t>in</t><r><t>line</t></r></is></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c>
<c r="C3" t="b"><v>1</v></c><c r="D3" t="str"><f>A3&amp;""</f><v>text</v></c></row></sheetData></worksheet>"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], Path]:
    """Put bytes into a file."""

    def written(data: bytes) -> Path:
        path = tmp_path / "book.xlsx"
        path.write_bytes(data)
        return path

    return written


@pytest.fixture
def plain(save: Callable[[Workbook], bytes]) -> bytes:
    """A workbook of one sheet."""
    return save(Workbook())


def test_values_and_formulas_are_read_in_one_pass(
    plain: bytes, repack: Callable[..., bytes], write: Callable[[bytes], Path]
) -> None:
    """Shared formulas are written out, cells without a place are counted on, errors and text are told apart."""
    view = read_view(write(repack(plain, {"xl/worksheets/sheet1.xml": SHEET})))
    cells = {cell.place: (cell.value, cell.formula, cell.error) for cell in view.sheets[0].cells.values()}
    assert cells["B2"] == (6.0, "A2*$A$1", False)
    assert cells["A3"] == ("inline", None, False)
    assert cells["B3"] == ("#DIV/0!", "1/0", True)
    assert cells["C3"] == (True, None, False)
    assert cells["D3"] == ("text", 'A3&""', False)


def test_dates_and_percentages_are_known_by_their_format(
    save: Callable[[Workbook], bytes], write: Callable[[bytes], Path]
) -> None:
    """A number shown as a day or a percentage is told apart from an amount."""
    book = Workbook()
    for cell, code in zip(("A1", "A2", "A3"), ("yyyy-mm-dd", "0.0%", '#,##0 "days"'), strict=True):
        book.active[cell] = 7
        book.active[cell].number_format = code
    cells = read_view(write(save(book))).sheets[0].cells.values()
    assert [cell.form for cell in cells] == ["date", "percent", ""]


def test_faults_in_a_file_are_found_and_the_file_stays(
    save: Callable[[Workbook], bytes], write: Callable[[bytes], Path]
) -> None:
    """A saved workbook with a text number, a wrong total and a hidden sheet gives three findings, worst first."""
    book = Workbook()
    for row in (["Region", "Won", "Quota"], ["a", 10, 1], ["b", "20", 2], ["c", 30, 3], ["Total", 60, 7]):
        book.active.append(row)
    book.create_sheet("Old").sheet_state = "hidden"
    path = write(save(book))
    before = path.read_bytes()
    assert kinds(check(path)) == [("text_numbers", "B3"), ("total_differs", "C5"), ("sheet_hidden", "")]
    assert path.read_bytes() == before


def test_a_document_type_is_refused(plain: bytes, repack: Callable[..., bytes], write: Callable[[bytes], Path]) -> None:
    """Entities that unfold to gigabytes never start to."""
    bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbb">]><worksheet><sheetData/></worksheet>'
    with pytest.raises(WorkbookError, match="document type"):
        read_view(write(repack(plain, {"xl/worksheets/sheet1.xml": bomb})))


def test_a_zip_bomb_is_refused(plain: bytes, write: Callable[[bytes], Path]) -> None:
    """A part that unpacks to hundreds of times its size is not opened."""
    stream = BytesIO(plain)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/big.bin", bytes(60_000_000))
    with pytest.raises(WorkbookError, match="unpacks"):
        read_view(write(stream.getvalue()))


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    """A part is never unpacked beyond the size it declares."""
    honest = Member.packed("xl/media/big.bin", bytes(1_000_000))
    assert len(honest.content()) == 1_000_000
    with pytest.raises(WorkbookError, match="damaged"):
        replace(honest, size=10).content()


@pytest.mark.parametrize("data", [b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), b"name,amount\n", b""])
def test_what_is_no_workbook_is_refused(data: bytes, write: Callable[[bytes], Path]) -> None:
    """Encrypted files, text and empty files end in one sentence."""
    with pytest.raises(WorkbookError, match=r"book\.xlsx"):
        read_view(write(data))


def test_a_broken_sheet_is_refused(plain: bytes, repack: Callable[..., bytes], write: Callable[[bytes], Path]) -> None:
    """A part that is cut off, or points to a string that is not there, ends in one sentence."""
    lost = SHEET.replace('<c r="A1">', '<c r="A1" t="s">')
    for xml in (SHEET[:300], lost):
        with pytest.raises(WorkbookError, match="damaged"):
            read_view(write(repack(plain, {"xl/worksheets/sheet1.xml": xml})))
