"""The Build buttons pressed one after the other: all reports stand in the workbook in front of the user."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hosts.excel.desks import DAY, STAGES, User, cells_of, user, write_workbook

from xlsales import add
from xlsales.settings import Settings
from xlsales.workbook.book import Book
from xlsales.workbook.names import Target, find_target

REPORTS = ("funnel", "quota", "review")
THEIRS = {"en": ["Notes", "Pipeline"], "zh-CN": ["笔记", "Pipeline"]}
MERELY_TOLD = {"xs_source"}


def seated(tmp_path: Path, language: str = "en") -> User:
    """A user with notes, and deals in a plain range."""
    return user(write_workbook(tmp_path / "plan.xlsx", language), language)


def press(seat: User, *reports: str) -> str:
    """Press Build buttons one after the other; return the last message."""
    return [seat.press(f"build_{report}") for report in reports][-1]


def everything(seat: User, titles: list[str] | None = None) -> tuple[Any, ...]:
    """Return titles, names, tables and all cells with their looks."""
    names = {name.name: name.refers_to for name in seat.book.names}
    tables = {one.name: one.range.address for sheet in seat.book.sheets for one in sheet.tables}
    return seat.titles, names, tables, list(cells_of(seat.book, titles or seat.titles))


def headless(tmp_path: Path, language: str, reports: tuple[str, ...]) -> dict[str, Any]:
    """Return what every name of one cell shows after the same reports were added without Excel."""
    path, deals = tmp_path / "plan.xlsx", Path(f"{tmp_path}/plan.xlsx#Pipeline")
    for number, report in enumerate(reports, start=1 - len(reports)):
        out = tmp_path / (f"added{number}.xlsx" if number else "last.xlsx")
        path = add(report, path, out, deals, Settings(language=language)).path
    book, shown = Book.open(path), openpyxl.load_workbook(path, data_only=True)
    places = {name.name: find_target(book, name.name) for name in book.names if name.local is None}
    return {
        name: shown[place.sheet.title].cell(place.area.top, place.area.left).value
        for name, place in places.items()
        if isinstance(place, Target) and place.area.width * place.area.height == 1
    }


def plain(value: Any) -> Any:
    """Return a value as two calculations of it agree on it."""
    return f"{value:.9g}" if isinstance(value, int | float) else value or None


@pytest.mark.parametrize(
    ("language", "reports"),
    [("en", REPORTS), ("zh-CN", ("quota", "review", "funnel")), ("en", ("review", "quota"))],
)
def test_reports_pressed_one_after_the_other_show_the_figures_of_the_same_chain_without_excel(
    language: str, reports: tuple[str, ...], tmp_path: Path
) -> None:
    """All stand in the workbook in front, in the same order; the user's own cells are as before."""
    seat = seated(tmp_path, language)
    before = list(cells_of(seat.book, THEIRS[language]))
    press(seat, *reports)
    expected = headless(tmp_path, language, reports)
    figures = {name: value for name, value in expected.items() if name not in MERELY_TOLD}
    assert len(figures) > 70
    assert {name: plain(seat.show(name)) for name in figures} == {name: plain(value) for name, value in figures.items()}
    assert {name.name for name in seat.book.names if "!" not in name.name} >= expected.keys()
    assert seat.titles == openpyxl.load_workbook(tmp_path / "last.xlsx", read_only=True).sheetnames
    assert len(seat.app.books.items) == 1
    assert list(cells_of(seat.book, THEIRS[language])) == before


def test_what_reports_share_stands_once_and_everybody_has_a_page(tmp_path: Path) -> None:
    """There is one sheet of deals, of people and of the import; the review brings the pages."""
    seat = seated(tmp_path)
    press(seat, "funnel", "review")
    assert [title for title in seat.titles if title.startswith(("Deals", "Team", "Import", "Ann", "Bo"))] == [
        "Deals", "Team", "Import", "Teams", "Ann Lee", "Bo Chan",
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "has_api"), [("zh-CN", True), ("en", False)])
def test_a_second_press_refreshes_and_adds_nothing(language: str, has_api: bool, tmp_path: Path) -> None:
    """Every button pressed again leaves sheets, names, tables and cells as they are."""
    seat = seated(tmp_path, language)
    seat.app.has_api = has_api
    press(seat, "funnel", "quota")
    before = everything(seat)
    message = press(seat, "quota", "funnel")
    assert ("Updated from" if language == "en" else "已按") in message
    assert everything(seat) == before


def test_what_was_set_by_hand_in_the_first_report_stays(tmp_path: Path) -> None:
    """A rate, a quota, a stage and a note in a column of the user's own survive the second report."""
    seat = seated(tmp_path)
    press(seat, "funnel")
    seat.book.names["xs_commit_rate"].refers_to_range.value = 0.6
    seat.book.names["xs_quota_input"].refers_to_range.value = 9000
    stages = next(one for sheet in seat.book.sheets for one in sheet.tables if one.name == "xsStages")
    stages.data_body_range[0, 0].value = "First contact"
    press(seat, "quota", "review")
    assert (seat.show("xs_commit_rate"), seat.show("xs_quota_input"), seat.show("xs_quota")) == (0.6, 9000, 9000)
    assert stages.data_body_range[0, 0].value == "First contact"


def test_a_shared_table_gains_the_columns_that_the_new_report_needs(tmp_path: Path) -> None:
    """The deals get the order in which the review lists them, as formulas that new rows have too."""
    seat = seated(tmp_path)
    press(seat, "quota", "review")
    sheet = seat.book.sheets["Pipeline"]
    sheet["B8"].value = [["D-4", "Delta", "Dent", "Ann Lee", STAGES["en"][0], 700.0, DAY, DAY]]
    press(seat, "review")
    formulas = seat.book.sheets["Deals"].tables["xsDeals"].data_body_range[:, -1].formula
    assert len(seat.column("xsDeals", "Line")) == 4
    assert all(formula.startswith("=IF(xsDeals[[#This Row],[Stalled days]]") for (formula,) in formulas)


def test_new_deals_are_in_all_reports_when_the_second_comes(tmp_path: Path) -> None:
    """The deal table is read anew: the first report follows it too."""
    seat = seated(tmp_path)
    press(seat, "funnel")
    seat.book.sheets["Pipeline"]["G6"].value = 3000
    press(seat, "quota")
    assert (seat.show("xs_won"), seat.column("xsDeals", "Amount")) == (3000, [1000, 3000, 400])


def test_deals_typed_into_our_own_table_stay_when_the_second_report_comes(tmp_path: Path) -> None:
    """Where no other deal table is left, ours is the source and is not rewritten."""
    seat = seated(tmp_path)
    press(seat, "funnel")
    seat.book.sheets["Pipeline"].delete()
    seat.book.sheets["Notes"].activate()
    table = seat.book.sheets["Deals"].tables["xsDeals"]
    owner = table.header_row_range.options(ndim=1).value.index("Owner")
    table.data_body_range[0, owner].value = "Zoe Wu"
    press(seat, "review")
    assert "Zoe Wu" in seat.titles
    assert seat.column("xsDeals", "Owner")[0] == "Zoe Wu"
    assert seat.show("xs_source") == "Pipeline!B4:I7"


@pytest.mark.parametrize(("first", "second"), [("funnel", "quota"), ("quota", "review")])
def test_a_failure_anywhere_takes_everything_back(first: str, second: str, tmp_path: Path) -> None:
    """Sheets, names, tables, cells with their looks and Excel's state are as before; then it works."""
    seat = seated(tmp_path)
    press(seat, first)
    before, state = everything(seat), seat.state()
    many = _writes(second, first, tmp_path)
    for writes in range(many // 9, many, many // 4):
        seat.app.writes_left = writes
        assert "taken back" in press(seat, second)
        assert everything(seat) == before, writes
        assert seat.state() == state
    seat.app.writes_left = None
    assert "was added" in press(seat, second)


def _writes(second: str, first: str, tmp_path: Path) -> int:
    """Return how often the second button writes."""
    seat = seated(tmp_path)
    press(seat, first)
    seat.app.writes_left = many = 100_000
    press(seat, second)
    return many - seat.app.writes_left


def in_the_way(seat: User) -> None:
    """Type a note to the right of the team, where its next column would stand."""
    team = seat.book.sheets["Team"].tables["xsTeam"].range
    team[1, -1].offset(0, 1).value = "my note"


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_where_a_cell_is_in_the_way_a_new_workbook_is_offered_with_the_reason(language: str, tmp_path: Path) -> None:
    """Nothing in the workbook changes; after the user agrees the report opens as a workbook of its own."""
    seat = seated(tmp_path, language)
    press(seat, "funnel")
    table = next(one for sheet in seat.book.sheets for one in sheet.tables if one.name == "xsTeam")
    cell = table.range[1, -1].offset(0, 1)
    cell.value = "my note"
    before = everything(seat)
    press(seat, "quota")
    question = seat.app.shown[0]
    assert cell.get_address(False, False) in question
    assert ("nothing was changed" if language == "en" else "工作簿没有改动") in question
    assert everything(seat) == before
    assert len(seat.app.books.items) == 2
    assert len(seat.app.books.items[-1].content.worksheets) > 6


def test_a_new_workbook_that_is_declined_does_not_come(tmp_path: Path) -> None:
    """Cancel changes nothing and says nothing more."""
    seat = seated(tmp_path)
    press(seat, "funnel")
    in_the_way(seat)
    before = everything(seat)
    seat.app.answer = "cancel"
    press(seat, "quota")
    assert (len(seat.app.books.items), len(seat.app.shown)) == (1, 1)
    assert everything(seat) == before


def test_cells_below_the_deals_are_found_before_anything_stays_written(tmp_path: Path) -> None:
    """A deal table that cannot grow any more is a reason too; what was begun is taken back."""
    seat = seated(tmp_path)
    press(seat, "funnel")
    table = seat.book.sheets["Deals"].tables["xsDeals"]
    below = table.range[-1, 1].offset(2, 0)
    below.value = "my note"
    rows = [[f"D-{number}", "New", "Dent", "Cy Park", STAGES["en"][0], 7.0, DAY, DAY] for number in (4, 5, 6)]
    seat.book.sheets["Pipeline"]["B8"].value = rows
    before = everything(seat)
    seat.app.answer = "cancel"
    assert below.get_address(False, False) in press(seat, "quota")
    assert everything(seat) == before
