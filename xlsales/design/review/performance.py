"""The performance sheet: the method's row of figures for each person, under tiles and a chart of the landing."""

from __future__ import annotations

from openpyxl.chart import BarChart
from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts
from xlsales.design.book import Book
from xlsales.design.charts import Line
from xlsales.design.review import native
from xlsales.design.review.blocks import fit
from xlsales.design.review.ranks import hide_helpers, rank_columns
from xlsales.design.review.titles import period_line
from xlsales.design.tables import Column, draw_table
from xlsales.design.tiles import Tile, draw_tiles

TOTAL, UNOWNED, HEAD = 21, 22, 23


def _row(formula: str) -> str:
    return f'=IF([@name]="","",{formula})'


_LOOKED_UP = "INDEX(xsTeam[quota],MATCH([@name],xsTeam[name],0))"
_TEAM = "INDEX(xsTeam[team],MATCH([@name],xsTeam[name],0))"
COLUMNS = (
    Column("name", 24, "text"),
    Column(
        "quota",
        12,
        "money",
        _row(f'IFERROR(IF({_LOOKED_UP}="","{{review.no_quota}}",{_LOOKED_UP}),"{{review.no_quota}}")'),
    ),
    Column("forecast", 12, "money", _row("[@commit]*xs_commit_rate+[@upside]*xs_upside_rate")),
    Column("won", 12, "money", _row(native.won("[@name]"))),
    Column("commit", 12, "money", _row(native.in_class("commit", "[@name]"))),
    Column("upside", 12, "money", _row(native.in_class("upside", "[@name]"))),
    Column("beyond", 12, "money", _row("N([@quota])*xs_weekly_rate*xs_weeks_left")),
    Column(
        "completion",
        12,
        "percent",
        _row(native.share_of_quota("([@won]+[@forecast]+[@beyond])", "[@quota]")),
    ),
    Column("firm", 12, "percent", _row(native.share_of_quota("([@won]+[@forecast])", "[@quota]"))),
    Column("attainment", 12, "percent", _row(native.share_of_quota("[@won]", "[@quota]"))),
    Column("gap", 12, "money", _row('IF(ISNUMBER([@quota]),[@quota]-[@won],"")')),
    Column("open", 12, "money", _row(native.open_in_period("[@name]"))),
    *rank_columns("xsPerformance", "attainment"),
    Column("team", 14, "general", _row(f'IFERROR(IF({_TEAM}="","{{teams.none}}",{_TEAM}),"{{teams.none}}")')),
)
# letter: (column, formula over all deals, defined name)
_TOTALS = (
    ("C", "=xs_quota", None),
    ("D", "=xs_commit*xs_commit_rate+xs_upside*xs_upside_rate", "xs_forecast_total"),
    ("E", "=" + native.won(), "xs_won"),
    ("F", "=" + native.in_class("commit"), "xs_commit"),
    ("G", "=" + native.in_class("upside"), "xs_upside"),
    ("H", "=xs_quota*xs_weekly_rate*xs_weeks_left", "xs_beyond"),
    ("I", "=" + native.share_of_quota("(xs_won+xs_forecast_total+xs_beyond)", "xs_quota"), "xs_landing"),
    ("J", "=" + native.share_of_quota("(xs_won+xs_forecast_total)", "xs_quota"), "xs_landing_firm"),
    ("K", "=" + native.share_of_quota("xs_won", "xs_quota"), "xs_attainment"),
    ("L", "=xs_quota-xs_won", "xs_left_of_quota"),
    ("M", "=" + native.open_in_period(), "xs_open"),
)
_REST = {
    "D": "=xs_forecast_total-SUM(xsPerformance[forecast])",
    "E": "=xs_won-SUM(xsPerformance[won])",
    "F": "=xs_commit-SUM(xsPerformance[commit])",
    "G": "=xs_upside-SUM(xsPerformance[upside])",
    "M": "=xs_open-SUM(xsPerformance[open])",
}


def draw_performance(book: Book) -> Worksheet:
    """Draw the sheet with the table `xsPerformance`, its total line above it."""
    sheet = book.sheet(book.words("sheet.performance"), widths={}, print_titles=f"{HEAD}:{HEAD}")
    book.title(sheet, book.words("performance.title"), period_line(book, "performance.subtitle"))
    draw_tiles(book, sheet, "B5", _tiles(book), span=(1, 2, 2, 2, 2, 2, 2))
    draw_table(book, sheet, "xsPerformance", f"B{HEAD}", COLUMNS)
    fit(sheet, "xsPerformance", COLUMNS)
    hide_helpers(sheet, "xsPerformance", 4)
    _totals(book, sheet)
    charts.place_over(
        sheet, landing_chart(book, sheet, HEAD, "performance.chart", f"B{HEAD + 1}:B{HEAD + 1}"), "B9:N19"
    )
    book.protect(sheet)
    return sheet


def _totals(book: Book, sheet: Worksheet) -> None:
    kinds = {chr(ord("B") + i): column.kind for i, column in enumerate(COLUMNS[:13])}
    book.put(sheet, f"B{TOTAL}", book.words("performance.total"), "xs total")
    for letter, formula, name in _TOTALS:
        book.figure(sheet, f"{letter}{TOTAL}", formula, kinds[letter], name=name, style="xs total")
        sheet[f"{letter}{TOTAL}"].alignment = Alignment(vertical="center", horizontal="right", shrink_to_fit=True)
    for letter in kinds:
        rest = _REST.get(letter)
        book.put(sheet, f"{letter}{UNOWNED}", f"=ROUND({rest[1:]},6)" if rest else None, "xs cell", "money")
    book.put(sheet, f"B{UNOWNED}", book.words("performance.unowned"), "xs cell")


def _tiles(book: Book) -> list[Tile]:
    words = book.words
    return [
        Tile(words("review.tile.quota"), "=xs_quota", "money", '="{review.note.unit}"&xs_unit'),
        Tile(words("review.tile.won"), "=xs_won", "money", '="{review.note.left}"&TEXT(xs_quota-xs_won,"#,##0")'),
        Tile(
            words("review.tile.attainment"),
            "=xs_attainment",
            "percent",
            '="{review.note.gone}"&TEXT(xs_share_gone,"0.0%")',
        ),
        Tile(
            words("review.tile.forecast"),
            "=xs_forecast_total",
            "money",
            '="{review.note.commit}"&TEXT(xs_commit,"#,##0")&"{review.note.upside}"&TEXT(xs_upside,"#,##0")',
        ),
        Tile(
            words("review.tile.landing"),
            "=xs_landing",
            "percent",
            '=IF(ISNUMBER(xs_landing),"{review.note.beyond}"&'
            'TEXT((xs_landing-xs_landing_firm)*100,"0.0")&"{review.note.points}","")',
        ),
        Tile(
            words("review.tile.firm"),
            "=xs_landing_firm",
            "percent",
            '=IF(ISNUMBER(xs_landing_firm),"{review.note.short}"&TEXT(MAX(0,1-xs_landing_firm),"0.0%"),"")',
            accent="action",
        ),
        Tile(
            words("review.tile.week"),
            '=IF(xs_weeks_left=0,"{review.over}",MAX(0,xs_quota-xs_won)/xs_weeks_left)',
            "money1",
            '="{review.note.weeks_before}"&xs_weeks_left&"{review.note.weeks}"',
            name="xs_required_per_week",
        ),
    ]


def landing_chart(book: Book, sheet: Worksheet, head: int, title: str, names: str) -> BarChart:
    """Return the chart of won, forecast and beyond against the quota, for a table with its header in a row."""
    words, body = book.words, head + 1
    columns = [
        Line(f"E{body}:E{body}", f"E{head}", "main"),
        Line(f"D{body}:D{body}", f"D{head}", "grey"),
        Line(f"H{body}:H{body}", f"H{head}", "line"),
    ]
    return charts.columns_and_line(
        sheet,
        words(title),
        names,
        columns,
        Line(f"C{body}:C{body}", f"C{head}", "action"),
        axes=("", words("performance.money")),
        stacked=True,
        dashes=True,
    )
