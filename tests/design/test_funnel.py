"""The funnel template: the method's worked examples typed into it come out as recomputed, in two engines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hosts.libreoffice import LibreOffice
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import funnel
from xlsales.settings import LANGUAGES
from xlsales.words import Words
from xlsales.workbook.calculate import with_results

SMALL = {
    ("small.interest", "tool.typed"): 169,
    ("small.proposal", "tool.typed"): 49,
    ("small.negotiation", "tool.typed"): 45,
    ("small.won", "tool.typed"): 119.1,
    ("small.yield", "tool.typed"): 2,
}
LARGE = {
    "large.count": (0, 0, 2, 1, 2, 3),
    "large.amount": (0, 0, 140, 50, 241, 92.8),
    "large.expected": (None, None, None, None, None, 12.4),
}


class Typed:
    """A template drawn in a language, with figures typed into cells found by their labels."""

    def __init__(self, language: str, folder: Path) -> None:
        self.words, self.path = Words(language), folder / f"{language}.xlsx"
        funnel.draw(language).save(self.path)
        self.book: Workbook = load_workbook(self.path)
        for name, day in (("start", date(2026, 10, 1)), ("end", date(2026, 12, 31))):
            self.name(f"xs_period_{name}", day)
        self.name("xs_as_of", date(2026, 11, 5))

    def name(self, name: str, value: object) -> None:
        """Type a value into the cell of a defined name."""
        title, ref = next(iter(self.book.defined_names[name].destinations))
        self.book[title][ref] = value

    def cell(self, sheet: str, column: str, row: str, value: object) -> None:
        """Type a value below a header, in the row that bears a label; both are given as words."""
        page = self.book[self.words(sheet)]
        head = self._head(page, self.words(column))
        below = next(r for r in range(head[0] + 1, head[0] + 20) if page.cell(r, 2).value == self._label(row))
        page.cell(below, head[1]).value = value

    def results(self) -> Results:
        """Compute the workbook; return what looks up the result of a defined name."""
        self.book.save(self.path)
        self.path.write_bytes(with_results(self.path.read_bytes()))
        return Results(self.path)

    def _label(self, row: str) -> str:
        return " · ".join(self.words(part) for part in row.split("|"))

    @staticmethod
    def _head(page: Worksheet, text: str) -> tuple[int, int]:
        return next((cell.row, cell.column) for row in page.iter_rows() for cell in row if cell.value == text)


class Results:
    """The cached results of a workbook, by defined name."""

    def __init__(self, path: Path) -> None:
        self.book = load_workbook(path, data_only=True)

    def __call__(self, name: str) -> object:
        title, ref = next(iter(self.book.defined_names[name].destinations))
        return self.book[title][ref].value


def small_example(typed: Typed) -> None:
    """Type in the method's example of the small-project tool."""
    for (column, row), value in SMALL.items():
        typed.cell("small.sheet", column, row, value)
    for name, value in (("xs_annual", 1100), ("xs_season_share", 0.26), ("xs_small_share", 0.75)):
        typed.name(name, value)


def large_example(typed: Typed) -> None:
    """Type in the method's example of the large-project tool."""
    steps = ("prospect", "interest", "project", "approval", "negotiation", "won")
    for row, values in LARGE.items():
        for step, value in zip(steps, values, strict=True):
            typed.cell("large.sheet", f"large.{step}", f"{row}|tool.typed", value)
    page = typed.book[typed.words("large.sheet")]
    annual = next(row for row in range(1, 40) if page.cell(row, 2).value == typed.words("large.annual"))
    page.cell(annual, 3).value = 1120
    typed.name("xs_season_share", 0.26)


@pytest.mark.parametrize("language", LANGUAGES)
def test_small_tool_with_the_typed_quota_gives_the_printed_gap(language: str, tmp_path: Path) -> None:
    """169, 49 and 45 customers with 119.1 won at 2 per deal leave 88 of 372, which 220 customers close."""
    typed = Typed(language, tmp_path)
    small_example(typed)
    typed.cell("small.sheet", "small.quota", "tool.typed", 372)
    result = typed.results()
    assert result("xs_small_expected_deals") == pytest.approx(82.45)
    assert result("xs_small_expected_amount") == pytest.approx(164.9)
    assert result("xs_small_gap") == pytest.approx(88)
    assert result("xs_small_project_gap") == 220


def test_small_tool_by_its_own_formula_shows_a_surplus(tmp_path: Path) -> None:
    """1100 × 26% × 75% is 214.5, so the gap keeps its sign and no customer is to be found."""
    typed = Typed("zh-CN", tmp_path)
    small_example(typed)
    result = typed.results()
    assert result("xs_small_quota") == pytest.approx(214.5)
    assert result("xs_small_gap") == pytest.approx(-69.5)
    assert result("xs_small_project_gap") == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_large_tool_recomputes_revenue_receipts_and_quota(language: str, tmp_path: Path) -> None:
    """The stages give 42, 25 and 168.7; with 12.4 due 248.1; a typed total of 248.7 gives receipts of 96.345."""
    typed = Typed(language, tmp_path)
    large_example(typed)
    result = typed.results()
    assert result("xs_large_expected_total") == pytest.approx(248.1)
    assert result("xs_large_quota") == pytest.approx(72.8)
    page = result.book[typed.words("large.sheet")]
    assert [cell.value for cell in page["C15:G15"][0]] == pytest.approx([0, 0, 42, 25, 168.7])
    assert "235.7" in page["B16"].value
    typed.cell("large.sheet", "large.total", "large.expected|tool.typed", 248.7)
    assert typed.results()("xs_large_receipts") == pytest.approx(96.345)


def test_large_tool_follows_what_is_typed_in(tmp_path: Path) -> None:
    """The printed 72.9, 15.5 and 53.6 typed in leave the printed gap of 3.8."""
    typed = Typed("zh-CN", tmp_path)
    large_example(typed)
    for item, value in (("receipts", 53.6), ("realised", 15.5), ("quota", 72.9)):
        typed.cell("large.sheet", "tool.typed", f"large.{item}", value)
    result = typed.results()
    assert result("xs_large_gap") == pytest.approx(3.8)


@pytest.mark.parametrize("language", LANGUAGES)
def test_typed_examples_recalculate_the_same_in_libreoffice(calc: LibreOffice, language: str, tmp_path: Path) -> None:
    """A template with both worked examples typed in agrees with LibreOffice in every formula cell."""
    typed = Typed(language, tmp_path)
    small_example(typed)
    large_example(typed)
    typed.results()
    assert calc.compare(typed.path) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_empty_template_says_why_it_has_no_ratios(language: str, tmp_path: Path) -> None:
    """Without deals and quotas every ratio shows a reason in words, never 0% and never an error."""
    typed = Typed(language, tmp_path)
    result = typed.results()
    for name in ("xs_attainment", "xs_landing", "xs_landing_firm", "xs_coverage"):
        assert result(name) == typed.words("funnel.quota_zero")
    assert result("xs_win_rate") == typed.words("funnel.none_closed")
    assert result("xs_open_count") == 0


def test_helper_columns_feed_charts_although_they_are_hidden() -> None:
    """The charts that read hidden helper cells plot them all the same."""
    sheet = funnel.draw("en").workbook["Dashboard"]
    assert sheet.column_dimensions["R"].hidden
    hidden = [chart for chart in sheet._charts if not chart.visible_cells_only]
    assert len(hidden) == 2
