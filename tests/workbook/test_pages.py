"""Sheets repeated."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.table import Table

from xlsales.errors import WorkbookError
from xlsales.fills import Fill, Page, TableFill
from xlsales.workbook.fill import build_workbook, fill

Read = Callable[..., Workbook]
PEOPLE = [Page("李四", "李四"), Page("王/五", "王五"), Page("李四", "赵六")]
TITLES = ["李四", "王 五", "李四 (2)"]
WHAT = Fill(
    tables={"xsDeals": TableFill(("公司", "金额"), [["李四", 1], ["王五", 2], ["赵六", 3], ["赵六", 4]])},
    pages={"xs_person": PEOPLE},
)


def test_each_person_gets_a_sheet_in_place(template: bytes, read: Read) -> None:
    """The sheet becomes the first page, copies follow it, titles are legal and different."""
    book = read(fill(template, WHAT).data)
    assert book.sheetnames == ["面板", "商机 表", *TITLES, "Notes"]
    assert [book[title]["A1"].value for title in TITLES] == ["李四", "王五", "赵六"]


def test_each_copy_reads_its_own_key(template: bytes, read: Read) -> None:
    """A formula over the key's name and one over the sheet's own title mean the copy they stand on."""
    book = read(build_workbook(template, WHAT), results=True)
    assert [book[title]["B1"].value for title in TITLES] == [1, 2, 7]
    assert [book[title]["C1"].value for title in TITLES] == [2, 4, 14]
    assert book["面板"]["B6"].value == 1


def test_names_of_sheets_keep_their_sheets(template: bytes, read: Read) -> None:
    """Print areas are copied with their sheet, and later sheets keep theirs."""
    book = read(fill(template, WHAT).data)
    assert [book[title].print_area for title in TITLES] == [f"'{title}'!$A$1:$C$5" for title in TITLES]
    assert book["Notes"].print_area == "'Notes'!$A$1:$A$2"


def test_each_copy_has_its_own_chart(template: bytes, read: Read, part: Callable[[bytes, str], str]) -> None:
    """A chart on a copy is a part of its own that reads the copy."""
    data = fill(template, WHAT).data
    assert all(len(read(data)[title]._charts) == 1 for title in TITLES)
    texts = [part(data, f"xl/charts/chart{number}.xml") for number in (2, 3, 4)]
    assert [f"'{title}'!$B$1" in text for title, text in zip(TITLES, texts, strict=True)] == [True] * 3


def test_every_part_is_declared_once(template: bytes, part: Callable[[bytes, str], str]) -> None:
    """New parts have a content type and no part name is used twice."""
    data = fill(template, WHAT).data
    names = zipfile.ZipFile(BytesIO(data)).namelist()
    types = part(data, "[Content_Types].xml")
    assert len(names) == len(set(names))
    for name in names:
        if name.endswith(".xml") and name != "[Content_Types].xml":
            assert types.count(f'PartName="/{name}"') == 1


def test_one_sheet_is_selected(template: bytes, read: Read, save: Any) -> None:
    """Copies are not selected together with their model."""
    base = read(template)
    base["Person"].sheet_view.tabSelected = True
    book = read(fill(save(base), WHAT).data)
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == ["李四"]


def test_the_front_sheet_stays_in_front(template: bytes, read: Read, save: Any) -> None:
    """A sheet after the copies that was in front is in front still."""
    book = read(template)
    book.active = book.sheetnames.index("Notes")
    assert read(fill(save(book), WHAT).data).active.title == "Notes"


def test_no_pages_leave_the_sheet(template: bytes, read: Read) -> None:
    """Without people the sheet stays as it is."""
    assert read(fill(template, Fill(pages={"xs_person": []})).data).sheetnames[2] == "Person"


def test_a_sheet_with_a_table_is_not_repeated(template: bytes, read: Read, save: Any) -> None:
    """A table cannot stand twice under one name."""
    book = read(template)
    book["Person"].append(["h"])
    book["Person"].append(["v"])
    row = book["Person"].max_row
    book["Person"].add_table(Table(displayName="other", ref=f"A{row - 1}:A{row}"))
    with pytest.raises(WorkbookError, match="sheet Person is to be repeated but holds a table"):
        fill(save(book), WHAT)
