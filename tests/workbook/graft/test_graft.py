"""Sheets of our templates in other workbooks."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

from xlsales.errors import WorkbookError
from xlsales.fills import Fill
from xlsales.resources import template as shipped
from xlsales.workbook.book import Book
from xlsales.workbook.graft.graft import graft

FUNNEL = shipped("funnel", "en")
Save = Callable[[Workbook], bytes]
Read = Callable[..., Workbook]
Repack = Callable[[bytes, dict[str, str | None]], bytes]
Part = Callable[[bytes, str], str]


def draw(*titles: str) -> Workbook:
    """Draw a workbook with sheets of these titles, a value and a style on the first."""
    book = Workbook()
    book.active.title = titles[0]
    book.active.sheet_view.tabSelected = True
    book.active["A1"] = 7
    book.active["A1"].font = Font(italic=True, size=17)
    for title in titles[1:]:
        book.create_sheet(title)
    return book


@pytest.fixture(scope="session")
def plan(save: Save) -> bytes:
    """A small workbook of a user, with a sheet called as one of ours."""
    return save(draw("Plan", "dashboard"))


@pytest.fixture(scope="session")
def grafted(plan: bytes) -> bytes:
    """The user's workbook with the funnel in it."""
    return graft(Book.open(plan), FUNNEL).data


def test_their_parts_stay_byte_for_byte(plan: bytes, grafted: bytes) -> None:
    """Only the workbook part, its relationships, types, styles and the list of titles change."""
    with zipfile.ZipFile(BytesIO(plan)) as old, zipfile.ZipFile(BytesIO(grafted)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
    assert changed <= {
        "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml", "xl/styles.xml", "docProps/app.xml",
    }  # fmt: skip


def test_both_looks_are_kept(read: Read, grafted: bytes) -> None:
    """Their cell looks as it did; ours have the template's font and colours, theme or not."""
    book, ours = read(grafted), read(FUNNEL.read_bytes())
    assert (book["Plan"]["A1"].font.i, book["Plan"]["A1"].font.sz) == (True, 17)
    title, model = book["Settings"]["B2"], ours["Settings"]["B2"]
    assert (title.font.b, title.font.sz, title.style) == (model.font.b, model.font.sz, model.style)
    assert (title.font.color.type, title.font.color.rgb) == ("rgb", "FF0F4C5C")
    entry, wanted = book["Settings"]["C22"], ours["Settings"]["C22"]
    assert (entry.number_format, entry.fill.fgColor.rgb) == (wanted.number_format, wanted.fill.fgColor.rgb)


def test_no_theme_colour_is_left(grafted: bytes, plan: bytes) -> None:
    """Charts and sheets of ours name their colours themselves."""
    with zipfile.ZipFile(BytesIO(grafted)) as new, zipfile.ZipFile(BytesIO(plan)) as old:
        ours = [new.read(name) for name in set(new.namelist()) - set(old.namelist())]
    assert len(ours) > 20
    assert not any(b"schemeClr" in xml or b'theme="' in xml for xml in ours)


def test_a_title_in_use_gets_a_number_and_references_follow(read: Read, grafted: bytes) -> None:
    """Names, charts and formulas point at the sheet under its new title; theirs keeps its own."""
    book = read(grafted)
    assert book.sheetnames[:4] == ["Plan", "dashboard", "Dashboard (2)", "Small projects"]
    assert book.defined_names["xs_won"].attr_text == "'Dashboard (2)'!$D$29"
    with zipfile.ZipFile(BytesIO(grafted)) as archive:
        charts = b"".join(archive.read(name) for name in archive.namelist() if "charts/chart" in name)
    assert b"'Dashboard (2)'!" in charts
    assert b"'Dashboard'!" not in charts


def test_print_settings_stay_with_their_sheet(read: Read, grafted: bytes) -> None:
    """Names local to a sheet move with it."""
    assert read(grafted)["Deals"].print_title_rows == "$5:$5"


def test_every_formula_of_ours_has_its_result(read: Read, grafted: bytes) -> None:
    """The cached result of a figure stands in the file."""
    assert read(grafted, results=True)["Dashboard (2)"]["D33"].value == 0


def test_values_are_filled(read: Read, plan: bytes) -> None:
    """A fill goes into our sheets only."""
    data = graft(Book.open(plan), FUNNEL, Fill({"xs_quota_input": 120})).data
    book = read(data, results=True)
    assert (book["Settings"]["C17"].value, book["Plan"]["A1"].value) == (120, 7)


def test_days_are_right_in_a_workbook_that_counts_from_1904(read: Read, save: Save) -> None:
    """A day filled in reads as that day under the workbook's own date system."""
    book = draw("Plan")
    book.epoch = datetime(1904, 1, 1)
    data = graft(Book.open(save(book)), FUNNEL, Fill({"xs_as_of": date(2026, 11, 22)})).data
    made = read(data)
    assert (made.epoch.year, made["Settings"]["C9"].value) == (1904, datetime(2026, 11, 22))


def test_table_ids_are_told_apart(save: Save, grafted: bytes) -> None:
    """No two tables of the workbook share an id, theirs keep their own."""
    book = draw("Plan")
    book.active.append(["a", "b"])
    book.active.add_table(Table(displayName="Mine", ref="A2:B3", id=5))
    data = graft(Book.open(save(book)), FUNNEL).data
    tables = {table.name: table.root.attrs["id"] for table in Book.open(data).tables}
    assert len(set(tables.values())) == len(tables) == 7


def test_only_their_sheet_is_in_front(part: Part, grafted: bytes) -> None:
    """The sheet people left in front stays there alone."""
    with zipfile.ZipFile(BytesIO(grafted)) as archive:
        selected = [n for n in archive.namelist() if b'tabSelected="1"' in archive.read(n)]
    assert selected == ["xl/worksheets/sheet1.xml"]


def test_the_calculation_chain_goes_whole(plan: bytes, repack: Repack, part: Part) -> None:
    """Part, relationship and content type leave together."""
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    link = f'<Relationship Id="rId99" Type="{kind}" Target="calcChain.xml"/></Relationships>'
    declared = '<Override PartName="/xl/calcChain.xml" ContentType="calc"/></Types>'
    changes = {
        "xl/calcChain.xml": "<calcChain/>",
        "xl/_rels/workbook.xml.rels": part(plan, "xl/_rels/workbook.xml.rels").replace("</Relationships>", link),
        "[Content_Types].xml": part(plan, "[Content_Types].xml").replace("</Types>", declared),
    }
    data = graft(Book.open(repack(plan, changes)), FUNNEL).data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert "xl/calcChain.xml" not in archive.namelist()
    assert "calcChain" not in part(data, "xl/_rels/workbook.xml.rels") + part(data, "[Content_Types].xml")


def test_a_workbook_without_styles_gets_them(plan: bytes, repack: Repack, part: Part, read: Read) -> None:
    """A bare workbook is given a style part that holds ours."""
    rels = part(plan, "xl/_rels/workbook.xml.rels")
    bare = re.sub(r"<Relationship [^>]*/styles\"[^>]*/>", "", rels)
    types = re.sub(r"<Override PartName=\"/xl/styles.xml\"[^>]*/>", "", part(plan, "[Content_Types].xml"))
    sheet = re.sub(r' s="\d+"', "", part(plan, "xl/worksheets/sheet1.xml"))
    changes: dict[str, str | None] = {
        "xl/_rels/workbook.xml.rels": bare,
        "[Content_Types].xml": types,
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": None,
    }
    data = graft(Book.open(repack(plan, changes)), FUNNEL).data
    assert read(data)["Settings"]["B2"].font.sz == 14


def test_a_workbook_with_such_names_is_refused(save: Save, grafted: bytes) -> None:
    """Tables and names stand once in a workbook; what is taken is told."""
    with pytest.raises(WorkbookError, match="already has the tables or names xsOwners, xsFunnel"):
        graft(Book.open(grafted), shipped("funnel", "zh-CN"))
    book = draw("Plan")
    book.defined_names["XS_WON"] = DefinedName("XS_WON", attr_text="Plan!$A$1")
    with pytest.raises(WorkbookError, match="already has the tables or names xs_won, and"):
        graft(Book.open(save(book)), FUNNEL)


def test_a_name_of_one_sheet_is_no_clash(save: Save) -> None:
    """A name local to a user's sheet stays local to it."""
    book: Any = draw("Plan")
    book.active.defined_names["xs_won"] = DefinedName("xs_won", attr_text="Plan!$A$1")
    names = Book.open(graft(Book.open(save(book)), FUNNEL).data).names
    assert {name.local for name in names if name.name == "xs_won"} == {0, None}


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("xl/workbook.xml", "<workbookProtection/>", '<workbookProtection lockStructure="1"/>', "structure"),
        (
            "xl/workbook.xml",
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            "http://purl.oclc.org/ooxml/spreadsheetml/main",
            "Strict",
        ),
        (
            "_rels/.rels",
            "</Relationships>",
            '<Relationship Id="s" Type="http://x/digital-signature/origin" Target="s.sigs"/></Relationships>',
            "signed",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            '<Relationship Id="s" Type="http://x/revisionHeaders" Target="h.xml"/></Relationships>',
            "tracks changes",
        ),
        (
            "[Content_Types].xml",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            "application/vnd.ms-excel.addin.macroEnabled.main+xml",
            "add-in",
        ),
    ],
)
def test_what_new_sheets_would_harm_is_refused(
    plan: bytes, repack: Repack, part: Part, name: str, old: str, new: str, reason: str
) -> None:
    """Protected, strict, signed, shared workbooks and add-ins take no sheets, and the message says why."""
    text = part(plan, name)
    assert old in text
    with pytest.raises(WorkbookError, match=reason):
        graft(Book.open(repack(plan, {name: text.replace(old, new)})), FUNNEL)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("report", ["funnel", "quota", "review"])
def test_templates_hold_no_shared_strings(report: str, language: str) -> None:
    """The templates keep text in their cells: no table of strings has to be merged."""
    assert Book.open(shipped(report, language)).relation("sharedStrings") is None
