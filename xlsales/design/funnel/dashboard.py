"""The dashboard: where the period will land, what is missing, and which deals and people decide it."""

from __future__ import annotations

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.funnel import figures, pictures, ranking, tables
from xlsales.design.funnel.grid import SPANS, WIDTHS, align, hide_helpers, row_of_cells
from xlsales.design.tiles import Tile, draw_tiles

_TILES, _CHARTS, _CHARTS_END = 6, 10, 25
_FIGURES = 27
_LARGEST = _FIGURES + figures.ROWS + 1
_STALLED = _LARGEST + ranking.COUNT + 3
_PEOPLE = _STALLED + ranking.COUNT + 3
_TABLES = _PEOPLE + 17
_COUNT = 'TEXT({},"#,##0")'
_SUBTITLE = (
    '="{funnel.head.period}"&xs_period&" ("&TEXT(xs_period_start,"yyyy-mm-dd")&" – "&TEXT(xs_period_end,"yyyy-mm-dd")'
    '&") · {funnel.head.scope}"&xs_owner&" · {funnel.head.as_of}"&TEXT(xs_as_of,"yyyy-mm-dd")'
    '&" · {funnel.head.unit}"&xs_unit'
)
_NO_OWNER = 'SUMPRODUCT((xsDeals[status]="{status.open}")*(xsDeals[owner]=""))'
_REMARK = '&IF({count}>0,"{{{word}}}"&TEXT({count},"#,##0"){more}&"{{{word}_end}}","")'
_STAGE_AMOUNT = '&"{funnel.remark.no_stage_amount}"&TEXT(xs_open_no_stage_amount,"#,##0")'
_REMARKS = '=IF(xs_open_count+xs_won_count+xs_lost_count=0,"{funnel.remark.no_deals}","")' + "".join(
    _REMARK.format(count=count, word=f"funnel.remark.{word}", more=more)
    for count, word, more in (
        ("xs_open_no_amount", "no_amount", ""),
        ("xs_open_no_stage_count", "no_stage", _STAGE_AMOUNT),
        (_NO_OWNER, "no_owner", ""),
        ("xs_no_quota_count", "no_quota", ""),
    )
)
# word, figure, kind, note, accent
_TILE_ROWS = (
    (
        "quota",
        "=xs_quota",
        "money",
        '=IF(xs_quota=0,"{funnel.note.no_quota}","{funnel.note.weeks}"&xs_weeks_left)',
        "main",
    ),
    (
        "won",
        "=xs_won",
        "money",
        '="{funnel.note.deals}"&' + _COUNT.format("xs_won_period_count") + '&"{funnel.note.deals_end}"',
        "main",
    ),
    ("attainment", "=xs_attainment", "percent", '="{funnel.note.gone}"&TEXT(xs_share_gone,"0.0%")', "main"),
    (
        "forecast",
        "=xs_forecast_total",
        "money",
        '="{funnel.note.commit}"&TEXT(xs_commit,"#,##0")&"{funnel.note.upside}"&TEXT(xs_upside,"#,##0")',
        "main",
    ),
    (
        "landing",
        "=xs_landing",
        "percent",
        '=IF(ISTEXT(xs_landing_firm),"",TEXT(xs_landing_firm,"0.0%")&"{funnel.note.firm}")',
        "main",
    ),
    (
        "gap",
        "=xs_funnel_gap",
        "money",
        '=IF(xs_quota=0,"{funnel.quota_zero}",IF(xs_funnel_gap<=0,"{funnel.note.surplus}","{funnel.note.gap}"))',
        "action",
    ),
    (
        "projects",
        "=xs_projects_per_week",
        "integer",
        '=IF(xs_quota=0,"{funnel.quota_zero}",IF(ISTEXT(xs_project_gap),"","{funnel.note.projects}"&TEXT(xs_project_gap,"#,##0")'
        '&"{funnel.note.projects_end}"))',
        "action",
    ),
    (
        "coverage",
        "=xs_coverage",
        "ratio",
        '="{funnel.note.coverage}"&TEXT(xs_open_in_period,"#,##0")&"{funnel.note.left}"'
        '&TEXT(MAX(0,xs_quota-xs_won),"#,##0")',
        "main",
    ),
)


def draw_dashboard(book: Book) -> Worksheet:
    """Draw the first sheet of the funnel workbook."""
    sheet = book.sheet(book.words("funnel.dashboard"), widths=dict(WIDTHS))
    book.title(sheet, book.words("funnel.title"), _SUBTITLE)
    row_of_cells(book, sheet, "B4:P4", _REMARKS, "xs alert", merge=True)
    align(sheet, "B4", wrap_text=True)
    for row, height in ((4, 26), (5, 6), (9, 8)):
        sheet.row_dimensions[row].height = height
    _tiles(book, sheet)
    figures.draw_figures(book, sheet, _FIGURES)
    _rankings(book, sheet)
    tables.draw_tables(book, sheet, _TABLES)
    pictures.draw_stage_funnel(book, sheet, f"B{_CHARTS}:H{_CHARTS_END}", _TABLES + 1)
    pictures.draw_landing(book, sheet, f"I{_CHARTS}:P{_CHARTS_END}", _CHARTS)
    pictures.draw_people(book, sheet, f"B{_PEOPLE}:P{_TABLES - 2}", _TABLES + 1)
    hide_helpers(sheet)
    for row in (_LARGEST - 1, _PEOPLE - 1):
        sheet.row_breaks.append(Break(id=row))
    book.protect(sheet)
    sheet.protection.autoFilter = sheet.protection.sort = False
    return sheet


def _tiles(book: Book, sheet: Worksheet) -> None:
    tiles = [
        Tile(book.words(f"funnel.tile.{word}"), figure, kind, note, accent)
        for word, figure, kind, note, accent in _TILE_ROWS
    ]
    draw_tiles(book, sheet, f"B{_TILES}", tiles, span=SPANS)


def _rankings(book: Book, sheet: Worksheet) -> None:
    ranking.draw_ranking(
        book, sheet, _LARGEST, key="open_amount", title="funnel.list.largest", empty="funnel.list.no_largest"
    )
    ranking.draw_ranking(
        book, sheet, _STALLED, key="stalled", title="funnel.list.stalled", empty="funnel.list.no_stalled"
    )
