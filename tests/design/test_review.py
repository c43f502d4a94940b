"""The drawing of the review workbook: its sheets, its names, its formulas in both languages."""

from __future__ import annotations

import re

import pytest
from openpyxl.workbook import Workbook

from xlsales.design.catalogue import listing
from xlsales.design.review import draw
from xlsales.settings import LANGUAGES

NAMES = {
    "xs_won", "xs_commit", "xs_upside", "xs_forecast_total", "xs_beyond", "xs_landing", "xs_landing_firm",
    "xs_attainment", "xs_required_per_week", "xs_team_score", "xs_score_cap", "xs_page_person",
}  # fmt: skip
TABLES = {
    "xsPerformance",
    "xsTeams",
    "xsKpis",
    "xsScores",
    "xsMonths",
    "xsRankQuota",
    "xsRankScore",
    "xsDeals",
    "xsTeam",
}
UNKNOWN_TO_EXCEL_2016 = re.compile(r"\b(LET|XLOOKUP|FILTER|SORT|SORTBY|UNIQUE|MAXIFS|MINIFS|IFS|TEXTJOIN|SWITCH)\(")


@pytest.fixture(scope="module", params=LANGUAGES)
def book(request: pytest.FixtureRequest) -> Workbook:
    """Give the drawn template of a language."""
    return draw(request.param).workbook


def formulas(book: Workbook) -> list[str]:
    """Return every formula of a workbook."""
    cells = (cell.value for sheet in book for row in sheet.iter_rows() for cell in row)
    return [value for value in cells if isinstance(value, str) and value.startswith("=")]


def test_all_names_and_tables_are_there(book: Workbook) -> None:
    """The template holds every name and table the review fills or reports."""
    assert set(book.defined_names) >= NAMES
    assert {name for sheet in book for name in sheet.tables} >= TABLES


def test_every_name_used_in_a_formula_is_defined(book: Workbook) -> None:
    """No formula refers to a name the workbook lacks."""
    used = {name for formula in formulas(book) for name in re.findall(r"\bxs_\w+", formula)}
    assert used - set(book.defined_names) == set()


def test_formulas_need_nothing_newer_than_excel_2016(book: Workbook) -> None:
    """Only functions that Excel 2016, WPS and LibreOffice 7.4 know stand in the sheets."""
    assert [formula for formula in formulas(book) if UNKNOWN_TO_EXCEL_2016.search(formula)] == []


def test_no_placeholder_is_left_in_a_formula(book: Workbook) -> None:
    """Every word and column key is replaced when the template is drawn."""
    assert [formula for formula in formulas(book) if re.search(r"\{[a-z_]+\.|\[@[a-z]", formula)] == []


def test_person_page_holds_no_table_and_prints_on_one_page(book: Workbook) -> None:
    """The repeated sheet can be copied, and is one A4 page, landscape."""
    title, _ = next(iter(book.defined_names["xs_page_person"].destinations))
    sheet = book[title]
    assert not sheet.tables
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")


def test_status_is_a_sign_and_a_word(book: Workbook) -> None:
    """Green, amber and red differ without colour."""
    text = "".join(formulas(book))
    assert all(sign in text for sign in ("● ", "▲ ", "■ "))


@pytest.mark.parametrize(
    ("name", "meaning"),
    [("xs_won", "Won to date · Total"), ("xs_landing", "Forecast completion · Total"), ("xs_weekly_rate", "Weekly")],
)
def test_list_of_names_tells_figures_of_the_total_line_apart(name: str, meaning: str) -> None:
    """A name on a total line above its table means that column of it, not just 'Total'."""
    line = next(line for line in listing(draw("en"), "review").splitlines() if line.startswith(f"| `{name}` |"))
    assert line.split(" | ")[1].startswith(meaning)


def test_teams_stand_right_after_the_performance_and_begin_with_its_columns(book: Workbook) -> None:
    """The teams sheet is the second, with the eight columns of the method's form under the team's name."""
    people, teams = (book.worksheets[n].tables[name] for n, name in enumerate(("xsPerformance", "xsTeams")))
    assert [c.name for c in teams.tableColumns][1:12] == [c.name for c in people.tableColumns][1:12]
