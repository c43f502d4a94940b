"""The overview: ten tiles in two rows, one sentence when something is wrong, three charts."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts
from xlsales.design.book import Book
from xlsales.design.charts import Line
from xlsales.design.quota.breakdown import HEAD, MONTHS_AT, ROW
from xlsales.design.quota.people import HEAD as PEOPLE_HEAD
from xlsales.design.tiles import Tile, draw_tiles

_WIDTHS = {letter: 1.6 if letter in "DGJM" else 16.0 for letter in "BCDEFGHIJKLMNO"}
_YEAR_WEEKS = "MAX(0,ROUNDUP((xs_year_end-xs_as_of)/7,0))"
_YEAR_GONE = "MIN(1,MAX(0,(xs_as_of-xs_year_start+1)/(xs_year_end-xs_year_start+1)))"
_WON_DEALS = 'COUNTIFS(xsDeals[status],"{{status.won}}",xsDeals[close],">="&{0},xsDeals[close],"<="&{1})'
_ALERTS = (
    ("xs_annual=0", "no_target"),
    ("ROUND(xs_season_1+xs_season_2+xs_season_3+xs_season_4-1,6)<>0", "season"),
    ("ROUND(xs_small_share+xs_large_share-1,6)<>0", "segment"),
    ("xs_step<=0", "step"),
    ('RIGHT(xs_split_check,1)<>"✓"', "split"),
)


def _money(value: str) -> str:
    return f'TEXT({value},"#,##0.0")'


def _gap(value: str) -> str:
    return f'=IF({value}>=0,"{{quota.note.gap}}","{{quota.note.surplus}}")&{_money(f"ABS({value})")}'


# word, name, figure, kind, note
YEAR = (
    (
        "annual",
        "",
        "=xs_annual",
        "money",
        f'="{{quota.note.split}}"&{_money("xs_annual*xs_small_share")}'
        f'&"{{quota.note.split_large}}"&{_money("xs_annual*xs_large_share")}',
    ),
    (
        "won_year",
        "xs_won_year",
        "=xs_won_q1+xs_won_q2+xs_won_q3+xs_won_q4",
        "money",
        f'="{{quota.note.deals}}"&{_WON_DEALS.format("xs_year_start", "xs_year_end")}',
    ),
    (
        "attainment_year",
        "xs_attainment_year",
        '=IF(xs_annual=0,"{quota.no_annual}",xs_won_year/xs_annual)',
        "percent",
        f'="{{quota.note.year_gone}}"&TEXT({_YEAR_GONE},"0.0%")',
    ),
    (
        "year_to_go",
        "xs_year_to_go",
        "=xs_annual-xs_won_year",
        "money",
        f'="{{quota.note.weeks}}"&{_YEAR_WEEKS}',
    ),
    (
        "year_required",
        "xs_year_required_per_week",
        f'=IF({_YEAR_WEEKS}=0,"{{quota.over}}",MAX(xs_year_to_go,0)/{_YEAR_WEEKS})',
        "money1",
        '="{quota.note.year_pace}"&IF(xs_annual=0,"{quota.no_annual}",'
        f'IF({_YEAR_GONE}=0,"{{quota.not_begun}}",TEXT(xs_won_year/(xs_annual*{_YEAR_GONE}),"0.0%")))',
    ),
)
PERIOD = (
    (
        "quota",
        "",
        "=xs_quota",
        "money",
        '="{quota.note.of_year}"&TEXT(xs_period_share,"0.0%")',
    ),
    (
        "won",
        "xs_won",
        '=SUMIFS(xsDeals[amount],xsDeals[status],"{status.won}",xsDeals[in_period],1)',
        "money",
        f'="{{quota.note.deals}}"&{_WON_DEALS.format("xs_period_start", "xs_period_end")}',
    ),
    (
        "attainment",
        "xs_attainment",
        '=IF(xs_quota=0,"{quota.zero}",xs_won/xs_quota)',
        "percent",
        _gap("(xs_quota-xs_won)"),
    ),
    (
        "pace",
        "xs_pace",
        '=IF(xs_quota=0,"{quota.zero}",IF(xs_share_gone=0,"{quota.not_begun}",xs_won/(xs_quota*xs_share_gone)))',
        "percent",
        '=IF(ISNUMBER(xs_pace),IF(ROUND(xs_pace,9)>=1,"{quota.status.pace}",IF(ROUND(xs_pace,9)>=0.9,'
        '"{quota.status.slightly}","{quota.status.behind}"))&"{quota.note.and}","")'
        '&"{quota.note.gone}"&TEXT(xs_share_gone,"0.0%")',
    ),
    (
        "required",
        "xs_required_per_week",
        '=IF(xs_weeks_left=0,"{quota.over}",MAX(xs_quota-xs_won,0)/xs_weeks_left)',
        "money1",
        '="{quota.note.weeks}"&xs_weeks_left',
    ),
)
_SUBTITLE = (
    '="{quota.period}{quota.is}"&xs_period&"{quota.next}{quota.scope}{quota.is}"&xs_owner&'
    '"{quota.next}{quota.as_of}{quota.is}"&TEXT(xs_as_of,"yyyy-mm-dd")&"{quota.next}{quota.unit}{quota.is}"&xs_unit'
)
_BASIS = (
    '="{quota.basis}{quota.is}"&IF(xs_annual=0,"{quota.basis.none}",IF(xs_annual_input<>"","{quota.basis.input}",'
    'IF(COUNT(xsTeam[annual])=0,"{quota.basis.period}",'
    'IF(SUMPRODUCT((xsTeam[annual]="")*(xsTeam[quota]<>""))>0,"{quota.basis.mixed}","{quota.basis.annual}"))))'
)


def draw_overview(book: Book, sheet: Worksheet) -> Worksheet:
    """Draw tiles, alert and charts on the sheet that stands first; its charts look at sheets already drawn."""
    for letter, width in {"A": 2.0, **_WIDTHS}.items():
        sheet.column_dimensions[letter].width = width
    book.title(sheet, book.words("quota.title"), _SUBTITLE)
    _draw_basis(book, sheet)
    for at, row in (("B6", YEAR), ("B10", PERIOD)):
        draw_tiles(book, sheet, at, [_tile(book, *line) for line in row], span=2, gap=1)
    sheet.row_dimensions[9].height = sheet.row_dimensions[13].height = sheet.row_dimensions[15].height = 8
    _draw_charts(book, sheet)
    sheet.page_setup.fitToHeight = 1
    book.protect(sheet)
    return sheet


def _tile(book: Book, word: str, name: str, figure: str, kind: str, note: str) -> Tile:
    return Tile(book.words(f"quota.{word}"), figure, kind, note, name=name)


def _draw_basis(book: Book, sheet: Worksheet) -> None:
    book.figure(sheet, "B4", _BASIS, "general", name="xs_annual_basis", style="xs subtitle")
    alert = '""'
    for condition, word in reversed(_ALERTS):
        alert = f'IF({condition},"{{quota.alert.{word}}}",{alert})'
    book.figure(sheet, "B14", f"={alert}", "general", name="xs_alert", style="xs alert")


def _draw_charts(book: Book, sheet: Worksheet) -> None:
    words = book.words
    breakdown, people = f"'{words('sheet.breakdown')}'!", f"'{words('sheet.people_quota')}'!"
    quarters = charts.columns_and_line(
        sheet,
        words("quota.chart.quarters"),
        f"{breakdown}D{HEAD}:G{HEAD}",
        [Line(f"{breakdown}D{ROW['won']}:G{ROW['won']}", f"{breakdown}B{ROW['won']}", "main", True, "#,##0")],
        Line(f"{breakdown}D{ROW['quota']}:G{ROW['quota']}", f"{breakdown}B{ROW['quota']}", "action"),
        axes=(words("quota.axis.quarter"), words("quota.axis.money")),
    )
    charts.place(sheet, quarters, "B16", 14.8, 6.7)
    first, last, head = MONTHS_AT + 2, MONTHS_AT + 13, MONTHS_AT + 1
    months = charts.columns_and_line(
        sheet,
        words("quota.chart.months"),
        f"{breakdown}B{first}:B{last}",
        [Line(f"{breakdown}G{first}:G{last}", f"{breakdown}G{head}", "main")],
        Line(f"{breakdown}E{first}:E{last}", f"{breakdown}E{head}", "action"),
        axes=(words("quota.axis.month"), words("quota.axis.money")),
    )
    charts.place(sheet, months, "B30", 14.8, 6.7)
    body = PEOPLE_HEAD + 1
    team = charts.bars(
        sheet,
        words("quota.chart.people"),
        f"{people}B{body}:B{body}",
        [
            Line(f"{people}L{body}:L{body}", f"{people}L{PEOPLE_HEAD}", "main", True, "#,##0"),
            Line(f"{people}I{body}:I{body}", f"{people}I{PEOPLE_HEAD}", "line"),
        ],
        axes=("", words("quota.axis.money")),
        horizontal=True,
        overlap=30,
        gap=40,
    )
    team.y_axis.crosses = "max"
    charts.place(sheet, team, "I16", 14.8, 13.8)
