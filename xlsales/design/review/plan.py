"""Plan and actual: each month of the fiscal year, by month and cumulative, with the season shares behind it."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts, styles
from xlsales.design.book import Book
from xlsales.design.charts import Line
from xlsales.design.review import native
from xlsales.design.review.blocks import fit
from xlsales.design.review.titles import period_line
from xlsales.design.sheets.settings import Setting
from xlsales.design.tables import Column, draw_table
from xlsales.design.tiles import Tile, draw_tiles

HEAD = 26
BODY = HEAD + 1
_IN_PERIOD = "=" + "+".join(
    f'SUMIFS(xsMonths[in_period],xsMonths[no],">{3 * n - 3}",xsMonths[no],"<={3 * n}")*xs_season_{n}/3'
    for n in range(1, 5)
)
SEASONS = (
    (
        "review.season",
        (
            *(Setting(f"review.season{n}", f"xs_season_{n}", 0.25, "percent", "rate") for n in range(1, 5)),
            Setting("review.season_period", "xs_season_in_period", _IN_PERIOD, "percent"),
        ),
    ),
)
_WEIGHT = "CHOOSE(ROUNDUP([@no]/3,0),xs_season_1,xs_season_2,xs_season_3,xs_season_4)/3"
_WON = 'xsDeals[status],"{status.won}",xsDeals[close],">="&[@month],xsDeals[close],"<"&EDATE([@month],1)'
_FUTURE = "[@month]>xs_as_of"


def _dated(formula: str) -> str:
    return f'=IF([@month]="","",{formula})'


def _past(formula: str) -> str:
    return f'=IF([@month]="","",IF({_FUTURE},"",{formula}))'


def _sum_to_date(key: str) -> str:
    return f'SUMIFS(xsMonths[{key}],xsMonths[month],"<="&[@month])'


COLUMNS = (
    Column("no", 12, "integer"),
    Column("month", 12, "month"),
    Column("in_period", 12, "integer", _dated("IF(AND([@month]>=xs_period_start,[@month]<=xs_period_end),1,0)")),
    Column("share", 12, "percent", _dated(f"IFERROR({_WEIGHT}/xs_season_in_period,0)")),
    Column("set_plan", 12, "money", rule="number"),
    Column("plan", 12, "money", _dated('IF([@set_plan]="",xs_quota*[@share],[@set_plan])')),
    Column("won", 12, "money", _dated(native.amount(_WON))),
    Column("variance", 12, "money", _past("[@won]-[@plan]")),
    Column("attainment", 12, "percent", _past('IF([@plan]=0,"{review.no_plan}",[@won]/[@plan])')),
    Column("plan_sum", 12, "money", _dated(_sum_to_date("plan"))),
    Column("won_sum", 12, "money", _past(_sum_to_date("won"))),
    Column("variance_sum", 12, "money", _past("[@won_sum]-[@plan_sum]")),
)


def draw_plan(book: Book) -> Worksheet:
    """Draw the sheet with the table `xsMonths`, two charts and the sums of the period."""
    sheet = book.sheet(book.words("sheet.plan_actual"), widths={}, print_titles=f"{HEAD}:{HEAD}")
    book.title(sheet, book.words("plan_actual.title"), period_line(book, "plan_actual.subtitle"))
    draw_tiles(book, sheet, "B5", _tiles(book), span=2)
    draw_table(book, sheet, "xsMonths", f"B{HEAD}", COLUMNS, filters=False)
    sheet[f"C{BODY}"].number_format = book.words.pick("yyyy/m", "mmm yy")
    sheet[f"D{BODY}"].number_format = '"●";"";""'
    fit(sheet, "xsMonths", COLUMNS)
    sheet.page_setup.fitToHeight = 1
    _charts(book, sheet)
    book.protect(sheet)
    return sheet


def _tiles(book: Book) -> list[Tile]:
    words = book.words
    plan, won = "SUMIFS(xsMonths[plan],xsMonths[in_period],1)", "SUMIFS(xsMonths[won],xsMonths[in_period],1)"
    past = 'SUMIFS(xsMonths[{}],xsMonths[month],"<="&xs_as_of)'
    year_plan, year_won = past.format("plan"), past.format("won")
    unit = '="{review.note.unit}"&xs_unit'
    return [
        Tile(words("month.period_plan"), f"={plan}", "money", unit, name="xs_period_plan"),
        Tile(
            words("month.period_won"),
            f"={won}",
            "money",
            '="{review.note.gone}"&TEXT(xs_share_gone,"0.0%")',
            name="xs_period_won",
        ),
        Tile(
            words("month.variance"),
            "=xs_period_won-xs_period_plan",
            "money",
            unit,
            accent="action",
            name="xs_period_variance",
        ),
        Tile(
            words("month.rate"),
            '=IF(xs_period_plan=0,"{review.no_plan}",xs_period_won/xs_period_plan)',
            "percent",
            '="{review.note.period}"&xs_period',
            name="xs_period_attainment",
        ),
        Tile(words("month.year_plan"), f"={year_plan}", "money", unit, name="xs_year_plan"),
        Tile(
            words("month.year_won"),
            f"={year_won}",
            "money",
            '=IF(xs_year_plan=0,"",TEXT(xs_year_won/xs_year_plan,"0.0%"))',
            name="xs_year_won",
        ),
    ]


def _charts(book: Book, sheet: Worksheet) -> None:
    words, row = book.words, BODY
    axes = ("", words("performance.money"))
    months = f"C{row}:C{row}"
    by_month = charts.columns_and_line(
        sheet,
        words("month.chart"),
        months,
        [Line(f"H{row}:H{row}", f"H{HEAD}", "main")],
        Line(f"G{row}:G{row}", f"G{HEAD}", "action"),
        axes=axes,
    )
    to_date = charts.columns_and_line(
        sheet,
        words("month.chart_sum"),
        months,
        [Line(f"L{row}:L{row}", f"L{HEAD}", "main")],
        Line(f"K{row}:K{row}", f"K{HEAD}", "action"),
        axes=axes,
    )
    for chart in (by_month, to_date):
        chart.x_axis.number_format = styles.number_format("month", book.language)
    charts.place_over(sheet, by_month, "B9:G24")
    charts.place_over(sheet, to_date, "H9:M24")
