"""The teams sheet: the performance row of each team, summed over its people, with a total that is checked."""

from __future__ import annotations

from openpyxl.chart import BarChart
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts, theme
from xlsales.design.book import Book
from xlsales.design.review import performance
from xlsales.design.review.blocks import fit
from xlsales.design.review.ranks import hide_helpers, rank_columns
from xlsales.design.review.titles import period_line
from xlsales.design.tables import Column, draw_table

TOTAL, UNOWNED, CHECK, HEAD = 21, 22, 23, 24
_LABEL_ENDS = {"zh-CN": (4, 5), "en": (8, 9)}
_SUMMED = ("forecast", "won", "commit", "upside", "open")
_CHECKED = ("quota", "forecast", "won", "commit", "upside", "beyond", "open", "people")
_OF_PERSON = {column.key: column for column in performance.COLUMNS}


def _of_team(formula: str) -> str:
    return f'=IF([@name]="","",{formula})'


def _sum(key: str) -> str:
    """Return the sum of a column over the team's people; a name matches as it is written, `*` and `?` too."""
    return f"SUMPRODUCT(--(xsPerformance[team]=[@name]),xsPerformance[{key}])"


def _money(key: str, formula: str) -> Column:
    return Column(key, 12, "money", _of_team(formula))


_WITH_QUOTA = "SUMPRODUCT((xsPerformance[team]=[@name])*ISNUMBER(xsPerformance[quota]))"
_RANK, _, _KEY, _ = rank_columns("xsTeams", "attainment")
COLUMNS = (
    Column("name", 34, "text"),
    _money("quota", f'IF({_WITH_QUOTA}=0,"{{review.no_quota}}",{_sum("quota")})'),
    _money("forecast", _sum("forecast")),
    _money("won", _sum("won")),
    _money("commit", _sum("commit")),
    _money("upside", _sum("upside")),
    *(_OF_PERSON[key] for key in ("beyond", "completion", "firm", "attainment", "gap")),
    _money("open", _sum("open")),
    Column("people", 12, "integer", _of_team("SUMPRODUCT(--(xsPerformance[team]=[@name]))")),
    _RANK,
    _KEY,
)
_LETTERS = {column.key: chr(ord("B") + place) for place, column in enumerate(COLUMNS)}
_SHOWN = [column.key for column in COLUMNS[:-1]]
_TOTALS = {
    "quota": "=xs_quota",
    "forecast": "=xs_forecast_total",
    "won": "=xs_won",
    "commit": "=xs_commit",
    "upside": "=xs_upside",
    "beyond": "=xs_beyond",
    "completion": "=xs_landing",
    "firm": "=xs_landing_firm",
    "attainment": "=xs_attainment",
    "gap": "=xs_left_of_quota",
    "open": "=xs_open",
    "people": '=SUMPRODUCT(--(xsPerformance[name]<>""))',
}


def draw_teams(book: Book) -> Worksheet:
    """Draw the sheet with the table `xsTeams`, its total and check lines above it."""
    sheet = book.sheet(book.words("sheet.teams"), widths={}, print_titles=f"{HEAD}:{HEAD}")
    book.title(sheet, book.words("teams.title"), period_line(book, "teams.subtitle"))
    columns = (*COLUMNS, Column("label", 14, "general", _of_team(_label(*_LABEL_ENDS[book.language]))))
    draw_table(book, sheet, "xsTeams", f"B{HEAD}", columns)
    fit(sheet, "xsTeams", columns)
    hide_helpers(sheet, "xsTeams", 2)
    for key in _SHOWN:
        _total_lines(book, sheet, key)
    _colour_differences(book, sheet)
    charts.place_over(sheet, _chart(book, sheet), "B5:O19")
    sheet.freeze_panes = "C1"
    book.protect(sheet)
    return sheet


def _label(first: int, last: int) -> str:
    """Return the formula of a team's name as the chart shows it: the middle of a long one is left out."""
    return f'IF(LEN([@name])>{first + last + 1},LEFT([@name],{first})&"…"&RIGHT([@name],{last}),[@name])'


def _chart(book: Book, sheet: Worksheet) -> BarChart:
    """Return the landing of each team against its quota, under names short enough for many teams."""
    labels = f"Q{HEAD + 1}:Q{HEAD + 1}"
    chart = performance.landing_chart(book, sheet, HEAD, "teams.chart", labels)
    chart.visible_cells_only = False
    return chart


def _total_lines(book: Book, sheet: Worksheet, key: str) -> None:
    """Write the total, what of it has no owner, and whether the teams make it up."""
    letter, kind = _LETTERS[key], _column(key).kind
    if key == "name":
        lines = [book.words(f"teams.{line}") for line in ("total", "unowned", "check")]
    else:
        rest = f"=ROUND({_TOTALS[key][1:]}-SUM(xsPerformance[{key}]),6)" if key in _SUMMED else ""
        lines = [_TOTALS.get(key, ""), rest, _check(key) if key in _CHECKED else ""]
    for row, text, style in zip((TOTAL, UNOWNED, CHECK), lines, ("xs total", "xs cell", "xs label"), strict=True):
        cell = f"{letter}{row}"
        book.put(sheet, cell, text or None, style, kind)
        side = None if key == "name" else "right"
        sheet[cell].alignment = Alignment(vertical="center", horizontal=side, shrink_to_fit=True)


def _column(key: str) -> Column:
    return next(column for column in COLUMNS if column.key == key)


def _check(key: str) -> str:
    letter = _LETTERS[key]
    off = f"ROUND(SUM(xsTeams[{key}])+N({letter}{UNOWNED})-{letter}{TOTAL},4)"
    return f'=IF({off}=0,"{{teams.ties}}","{{teams.off}}"&{off})'


def _colour_differences(book: Book, sheet: Worksheet) -> None:
    first, last = _LETTERS["quota"], _LETTERS["people"]
    differs = f'AND({first}{CHECK}<>"",{first}{CHECK}<>"{book.words("teams.ties")}")'
    font = Font(bold=True, color=theme.colour("action"))
    sheet.conditional_formatting.add(f"{first}{CHECK}:{last}{CHECK}", FormulaRule(formula=[differs], font=font))
