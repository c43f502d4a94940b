"""The Build, Forecast and Data buttons on workbooks open in an Excel for tests."""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hosts.excel.desks import DAY, HEADERS, STAGES, User, cells_of, deals, user, write_workbook

from xlsales.building import build
from xlsales.settings import Settings

REPORTS = ("funnel", "quota", "review")
THEIRS = {"en": ["Notes", "Pipeline"], "zh-CN": ["笔记", "Pipeline"]}


@pytest.fixture
def seat(tmp_path: Path) -> User:
    """A user with deals in a plain range."""
    return user(write_workbook(tmp_path / "plan.xlsx"))


@pytest.mark.parametrize(("report", "language"), [("funnel", "zh-CN"), ("quota", "zh-CN"), ("review", "en")])
def test_a_report_is_added_and_the_users_cells_stay(report: str, language: str, tmp_path: Path) -> None:
    """The sheets come behind the user's, filled; every cell and style of the user's sheets is as before."""
    seat = user(write_workbook(tmp_path / "plan.xlsx", language), language)
    before = list(cells_of(seat.book, THEIRS[language]))
    message = seat.press(f"build_{report}")
    assert seat.titles[:2] == THEIRS[language]
    assert len(seat.titles) > 8
    assert seat.show("xs_won") == 2500, message
    assert list(cells_of(seat.book, THEIRS[language])) == before
    assert seat.book.impl.saved == 0


@pytest.mark.parametrize("report", REPORTS)
def test_the_figures_are_those_of_the_same_build_without_excel(report: str, tmp_path: Path) -> None:
    """Every figure that the headless build gives stands in the open workbook."""
    seat = user(write_workbook(tmp_path / "plan.xlsx"))
    seat.press(f"build_{report}")
    built = build(report, Path(f"{tmp_path}/plan.xlsx#Pipeline"), Settings(language="en"))
    numbers = {name: value for name, value in built.figures.items() if isinstance(value, int | float)}
    shown = {name: seat.show(name) for name in numbers}
    assert numbers
    assert shown == pytest.approx(numbers)


def test_no_formula_refers_to_another_workbook(seat: User) -> None:
    """Sheets copied from the template refer to each other, not to the file they came from."""
    seat.press("build_review")
    texts = [
        str(cell.value)
        for sheet in seat.book.impl.content
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    ]
    names = [name.refers_to for name in seat.book.names]
    assert len(texts) > 300
    assert [text for text in [*texts, *names] if re.search(r"\[[^\]]*\.xlsx\]", text)] == []


def test_formulas_of_the_template_are_formulas_again(seat: User) -> None:
    """What was taken out for the copying is written back: no figure is left as a value."""
    seat.press("build_funnel")
    template = openpyxl.load_workbook(Path(build_template()))
    for sheet in template:
        expected = {cell.coordinate for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
        there = {
            c.coordinate for row in seat.book.impl.content[sheet.title].iter_rows() for c in row if c.data_type == "f"
        }
        assert expected <= there, sheet.title


def build_template() -> str:
    """Return the path of the English funnel template."""
    from xlsales.resources import template

    return str(template("funnel", "en"))


def test_protection_is_back_on_the_sheets_that_had_it(seat: User) -> None:
    """The dashboard's formulas are protected without a password, the deals are free to edit."""
    seat.press("build_funnel")
    book = seat.book.impl.content
    assert (book["Dashboard"].protection.sheet, book["Deals"].protection.sheet) == (True, False)


def test_building_again_refreshes_and_adds_nothing(seat: User) -> None:
    """The second run leaves sheets, names and figures as they are."""
    seat.press("build_funnel")
    titles, names, cells = seat.titles, len(seat.book.names), list(cells_of(seat.book, seat.titles))
    message = seat.press("build_funnel")
    assert "Updated from Pipeline!B4:I7" in message
    assert (seat.titles, len(seat.book.names)) == (titles, names)
    assert list(cells_of(seat.book, seat.titles)) == cells


def test_a_sheet_of_the_same_title_keeps_its_title(tmp_path: Path) -> None:
    """A user's sheet called Settings stays; ours takes another title and its references follow."""
    path = write_workbook(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Settings")["A1"] = "mine"
    book.save(path)
    seat = user(path)
    seat.press("build_funnel")
    assert seat.book.sheets["Settings"]["A1"].value == "mine"
    assert seat.book.names["xs_period"].refers_to_range.sheet.name == "Settings (2)"
    assert seat.show("xs_won") == 2500


@pytest.mark.parametrize(("button", "writes"), [("build_funnel", 0), ("build_funnel", 40), ("build_review", 12)])
def test_a_failure_in_the_middle_leaves_nothing_behind(button: str, writes: int, seat: User) -> None:
    """Sheets, names, cells and Excel's state are as before, and one message says what happened."""
    seat.book.sheets["Notes"].range("B2").select()
    before, state = list(cells_of(seat.book, seat.titles)), seat.state()
    seat.app.writes_left = writes
    message = seat.press(button)
    assert "taken back" in message
    assert "the write failed" in message
    assert seat.titles == ["Notes", "Pipeline"]
    assert len(seat.book.names) == 0
    assert (list(cells_of(seat.book, seat.titles)), seat.state()) == (before, state)


def test_refresh_follows_the_deals_and_keeps_what_was_set_by_hand(seat: User) -> None:
    """New, changed and vanished deals come in; a rate and a quota typed by the user stay."""
    seat.press("build_funnel")
    seat.book.names["xs_commit_rate"].refers_to_range.value = 0.6
    seat.book.names["xs_quota_input"].refers_to_range.value = 9000
    sheet = seat.book.sheets["Pipeline"]
    sheet["G6"].value = 3000
    sheet["B8"].value = [["D-4", "Delta", "Dent", "Cy Park", STAGES["en"][0], 700.0, DAY, DAY]]
    message = seat.press("refresh_forecast")
    assert "4 deals used" in message
    assert (seat.show("xs_won"), seat.show("xs_commit_rate"), seat.show("xs_quota")) == (3000, 0.6, 9000)
    assert seat.column("xsOwners", seat.book.sheets["Dashboard"].tables["xsOwners"].header_row_range.value[0]) == [
        "Ann Lee", "Bo Chan", "Cy Park",
    ]  # fmt: skip
    assert seat.show("xs_rows_read") == 4


def test_refresh_shrinks_the_tables_and_leaves_no_old_rows(seat: User) -> None:
    """Deals taken out of the table vanish from ours, with nothing left below it."""
    seat.press("build_funnel")
    seat.book.sheets["Pipeline"]["B6:I7"].clear_contents()
    seat.press("refresh_forecast")
    assert seat.column("xsDeals", "ID") == ["D-1"]
    assert seat.book.sheets["Deals"]["B7:X8"].value == [[None] * 23] * 2


def test_text_that_looks_like_something_else_stays_text(seat: User) -> None:
    """A deal called =Beta or 2026-01 is neither a formula nor a date, built or refreshed."""
    seat.press("build_funnel")
    seat.press("refresh_forecast")
    cells = [cell for cell in seat.book.impl.content["Deals"]["C"] if cell.value in ("=Beta", "2026-01")]
    assert [cell.data_type for cell in cells] == ["s", "s"]


@pytest.mark.parametrize("writes", [4, 9])
def test_a_refresh_that_fails_is_taken_back(writes: int, seat: User) -> None:
    """What was written before the failure is as it was, down to the size of the tables."""
    seat.press("build_funnel")
    sheet = seat.book.sheets["Pipeline"]
    sheet["B8"].value = [["D-4", "Delta", "Dent", "Cy Park", STAGES["en"][0], 700.0, DAY, DAY]]
    before, state = list(cells_of(seat.book, seat.titles)), seat.state()
    seat.app.writes_left = writes
    message = seat.press("refresh_forecast")
    assert "taken back" in message
    assert values(before) == values(list(cells_of(seat.book, seat.titles)))
    assert seat.column("xsDeals", "ID") == ["D-1", "D-2", "D-3"]
    assert seat.state() == state


def values(cells: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Return place, content and type of cells that hold something."""
    return [cell[:4] for cell in cells if cell[2] is not None]


def test_the_deal_table_of_ours_is_the_source_when_there_is_no_other(seat: User) -> None:
    """A deal typed into our own table counts after a refresh, and the table itself is not rewritten."""
    seat.press("build_funnel")
    seat.book.sheets["Pipeline"].delete()
    seat.book.sheets["Notes"].activate()
    table = seat.book.sheets["Deals"].tables["xsDeals"]
    owner = table.header_row_range.options(ndim=1).value.index("Owner")
    table.data_body_range[0, owner].value = "Zoe Wu"
    message = seat.press("refresh_forecast")
    assert "Deals!xsDeals" in message
    assert seat.column("xsDeals", "Owner")[0] == "Zoe Wu"
    assert "Zoe Wu" in seat.column(
        "xsOwners", seat.book.sheets["Dashboard"].tables["xsOwners"].header_row_range.value[0]
    )


def test_refresh_without_anything_of_ours_says_so(seat: User) -> None:
    """The message names the buttons to use first."""
    assert "Build buttons" in seat.press("refresh_forecast")


def test_without_excels_own_objects_the_same_comes_out(seat: User) -> None:
    """Where Excel cannot save a copy the workbook is read cell by cell."""
    seat.app.has_api = False
    seat.press("build_funnel")
    message = seat.press("refresh_forecast")
    assert "3 deals used" in message
    assert seat.show("xs_won") == 2500


@pytest.mark.parametrize("table", [True, False])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_the_deal_table_is_found_and_selected(table: bool, language: str, tmp_path: Path) -> None:
    """A table or a plain range, in Chinese or English, below a title and beside blank columns."""
    seat = user(write_workbook(tmp_path / "plan.xlsx", language, table=table), language)
    seat.book.sheets[0].activate()
    before = list(cells_of(seat.book, seat.titles))
    message = seat.press("find_deals")
    assert ("Pipeline!tblPipeline" if table else "Pipeline!B4:I7") in message
    assert all(header in message for header in HEADERS[language])
    assert (seat.book.sheets.active.name, seat.book.app.selection.address) == ("Pipeline", "$B$4:$I$7")
    assert list(cells_of(seat.book, seat.titles)) == before


@pytest.mark.parametrize("button", ["find_deals", "build_funnel"])
@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_without_a_deal_table_the_message_says_what_one_looks_like(button: str, language: str, tmp_path: Path) -> None:
    """One sentence in the user's language, and nothing else happens."""
    path = tmp_path / "empty.xlsx"
    openpyxl.Workbook().save(path)
    seat = user(path, language)
    expected = {"en": "No deal table was found", "zh-CN": "没有找到商机表"}[language]
    assert expected in seat.press(button)
    assert seat.titles == ["Sheet"]


def test_the_better_of_two_tables_is_taken_and_the_other_named(tmp_path: Path) -> None:
    """More columns understood win; the other one is mentioned."""
    path = write_workbook(tmp_path / "plan.xlsx")
    book = openpyxl.load_workbook(path)
    old = book.create_sheet("Old", 0)
    for row in (("Name", "Stage", "Amount"), ("X", "Won", 5)):
        old.append(row)
    book.active = book["Notes"]
    book.save(path)
    message = user(path).press("find_deals")
    assert message.startswith("Deal table: Pipeline!B4:I7")
    assert "Old!A1:C2" in message


def csv(folder: Path) -> Path:
    """Write an export with a repair and a total line."""
    day = datetime.now().strftime("%Y-%m-%d")
    lines = [",".join(HEADERS["en"]), f'D-8,Hotel,Acme,Ann Lee,Closed Won,"$4,200",{day},{day}', "Total,,,,,4200,,"]
    path = folder / "export.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_an_import_into_a_workbook_without_our_sheets_adds_them(seat: User, tmp_path: Path) -> None:
    """After the user agrees the funnel stands there with the deals and the story of the import."""
    seat.press("import_deals", file=csv(tmp_path))
    assert seat.column("xsDeals", "ID") == ["D-8"]
    assert seat.show("xs_source") == "export.csv"
    assert seat.book.sheets.active.name == "Import"


def test_an_import_updates_our_deals_and_lists_what_was_set_aside(seat: User, tmp_path: Path) -> None:
    """Read = used + set aside, in the message and on the import sheet; the user's own sheets stay."""
    seat.press("build_funnel")
    before = list(cells_of(seat.book, ["Notes", "Pipeline"]))
    message = seat.press("import_deals", file=csv(tmp_path))
    assert "2 rows read = 1 used + 1 set aside" in message
    assert (seat.column("xsDeals", "ID"), seat.show("xs_won")) == (["D-8"], 4200)
    assert "Set aside" in seat.column("xsImport", "Kind")
    assert list(cells_of(seat.book, ["Notes", "Pipeline"])) == before


def test_after_an_import_a_refresh_works_from_the_imported_deals(seat: User, tmp_path: Path) -> None:
    """The older table elsewhere in the workbook does not come back."""
    seat.press("build_funnel")
    seat.press("import_deals", file=csv(tmp_path))
    assert "Deals!xsDeals" in seat.press("refresh_forecast")
    assert seat.column("xsDeals", "ID") == ["D-8"]


def test_a_cancelled_import_changes_nothing(seat: User) -> None:
    """No file chosen, no message, no sheet."""
    assert seat.press("import_deals") == ""
    assert seat.titles == ["Notes", "Pipeline"]


def test_cells_in_use_below_a_table_stop_a_refresh_before_it_writes(seat: User) -> None:
    """The message names the cell; nothing is moved or overwritten."""
    seat.press("build_funnel")
    deals_sheet = seat.book.sheets["Deals"]
    below = deals_sheet.tables["xsDeals"].range[-1, 1].offset(2, 0)
    below.value = "my note"
    sheet = seat.book.sheets["Pipeline"]
    for down in range(3):
        row = (f"D-{down + 4}", *deals()[0][1:])
        sheet.range((8 + down, 2)).value = list(row)
    before = list(cells_of(seat.book, seat.titles))
    message = seat.press("refresh_forecast")
    assert below.get_address(False, False) in message
    assert list(cells_of(seat.book, seat.titles)) == before
