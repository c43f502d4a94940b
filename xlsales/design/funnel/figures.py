"""The funnel's figures: each has a word, a defined name and a formula over the deals and the settings."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.funnel.grid import align, row_of_cells


@dataclass(frozen=True)
class Figure:
    """One figure of the block: its word, its defined name, how it is computed and shown.

    >>> Figure("funnel.tile.won", "xs_won", "=1", "money").name
    'xs_won'
    """

    word: str
    name: str
    formula: str
    kind: str


_WON = 'xsDeals[status],"{status.won}"'
_LOST = 'xsDeals[status],"{status.lost}"'
_OPEN = 'xsDeals[status],"{status.open}"'
_DUE = "xsDeals[in_period],1"
_IS_OPEN = '(xsDeals[status]="{status.open}")'
_PER_QUOTA = '=IF(xs_quota=0,"{{funnel.quota_zero}}",({})/xs_quota)'
_ROUND_UP = "ROUNDUP(ROUND({},9),0)"


def _sum(*criteria: str) -> str:
    return f"=SUMIFS(xsDeals[amount],{','.join(criteria)})"


def _count(*criteria: str) -> str:
    return f"=COUNTIFS({','.join(criteria)})"


def _blank(column: str) -> str:
    return f'{_IS_OPEN}*(xsDeals[{column}]="")'


WON = (
    Figure("funnel.tile.quota", "", "=xs_quota", "money"),
    Figure("funnel.tile.won", "xs_won", _sum(_WON, _DUE), "money"),
    Figure("funnel.tile.attainment", "xs_attainment", _PER_QUOTA.format("xs_won"), "percent"),
    Figure("funnel.fig.won_period_count", "xs_won_period_count", _count(_WON, _DUE), "integer"),
    Figure("funnel.fig.won_all", "xs_won_all", _sum(_WON), "money"),
    Figure("funnel.fig.won_count", "xs_won_count", _count(_WON), "integer"),
    Figure("funnel.fig.lost_count", "xs_lost_count", _count(_LOST), "integer"),
    Figure(
        "funnel.fig.win_rate",
        "xs_win_rate",
        '=IF(xs_won_count+xs_lost_count=0,"{funnel.none_closed}",xs_won_count/(xs_won_count+xs_lost_count))',
        "percent",
    ),
)
FORECAST = (
    Figure("funnel.fig.commit", "xs_commit", _sum('xsDeals[class],"{category.commit}"', _DUE), "money"),
    Figure("funnel.fig.upside", "xs_upside", _sum('xsDeals[class],"{category.upside}"', _DUE), "money"),
    Figure("funnel.tile.forecast", "xs_forecast_total", "=xs_commit*xs_commit_rate+xs_upside*xs_upside_rate", "money"),
    Figure("funnel.fig.beyond", "xs_beyond", "=xs_quota*xs_weekly_rate*MAX(xs_weeks_left,0)", "money"),
    Figure("funnel.fig.landing_firm", "xs_landing_firm", _PER_QUOTA.format("xs_won+xs_forecast_total"), "percent"),
    Figure("funnel.fig.landing", "xs_landing", _PER_QUOTA.format("xs_won+xs_forecast_total+xs_beyond"), "percent"),
    Figure("settings.share_gone", "", "=xs_share_gone", "percent"),
    Figure("funnel.fig.landing_gap", "xs_landing_gap", "=xs_quota-xs_forecast_total-xs_won-xs_beyond", "money"),
)
GAP = (
    Figure("funnel.tile.gap", "xs_funnel_gap", "=xs_quota-xs_forecast_total-xs_won", "money"),
    Figure("funnel.fig.yield", "", "=xs_yield", "money1"),
    Figure("settings.entry_rate", "", "=xs_entry_rate", "percent"),
    Figure(
        "funnel.fig.project_gap",
        "xs_project_gap",
        '=IF(xs_funnel_gap<=0,0,IF(xs_yield=0,"{funnel.yield_zero}",IF(xs_yield<0,"{funnel.yield_negative}",'
        'IF(xs_entry_rate=0,"{funnel.rate_zero}",' + _ROUND_UP.format("xs_funnel_gap/xs_yield/xs_entry_rate") + "))))",
        "integer",
    ),
    Figure("settings.weeks_left", "", "=xs_weeks_left", "integer"),
    Figure(
        "funnel.tile.projects",
        "xs_projects_per_week",
        '=IF(ISTEXT(xs_project_gap),xs_project_gap,IF(xs_project_gap=0,0,IF(xs_weeks_left<=0,"{funnel.period_over}",'
        + _ROUND_UP.format("xs_project_gap/xs_weeks_left")
        + ")))",
        "integer",
    ),
    Figure(
        "funnel.tile.coverage",
        "xs_coverage",
        '=IF(xs_quota=0,"{funnel.quota_zero}",IF(xs_quota-xs_won<=0,"{funnel.quota_met}",'
        "xs_open_in_period/(xs_quota-xs_won)))",
        "ratio",
    ),
    Figure(
        "funnel.fig.bottleneck",
        "xs_bottleneck",
        '=IF(ROWS(xsFunnel[stage])<2,"{funnel.two_stages}",IF(COUNT(xsFunnel[conversion])<ROWS(xsFunnel[stage])-1,'
        '"{funnel.empty_stage}",INDEX(xsFunnel[stage],MATCH(MIN(xsFunnel[conversion]),xsFunnel[conversion],0))))',
        "general",
    ),
)
OPEN = (
    Figure("funnel.fig.open_count", "xs_open_count", _count(_OPEN), "integer"),
    Figure("funnel.fig.open_amount", "xs_open_amount", _sum(_OPEN), "money"),
    Figure("funnel.fig.open_in_period", "xs_open_in_period", _sum(_OPEN, _DUE), "money"),
    Figure("funnel.fig.no_amount", "xs_open_no_amount", f"=SUMPRODUCT({_blank('amount')})", "integer"),
    Figure("funnel.fig.no_stage_count", "xs_open_no_stage_count", f"=SUMPRODUCT({_blank('stage')})", "integer"),
    Figure(
        "funnel.fig.no_stage_amount",
        "xs_open_no_stage_amount",
        f"=SUMPRODUCT({_blank('stage')},xsDeals[amount])",
        "money",
    ),
    Figure("funnel.fig.no_segment", "xs_open_no_segment", f"=SUMPRODUCT({_blank('segment')})", "integer"),
    Figure(
        "funnel.fig.no_quota",
        "xs_no_quota_count",
        '=SUMPRODUCT((xsTeam[name]<>"")*(xsTeam[quota]=""))',
        "integer",
    ),
)
_GROUPS = (
    ("funnel.block.won", WON, "B", "C", "D", "D"),
    ("funnel.block.forecast", FORECAST, "E", "G", "H", "H"),
    ("funnel.block.gap", GAP, "I", "K", "L", "L"),
    ("funnel.block.open", OPEN, "M", "O", "P", "P"),
)
ROWS = 1 + max(len(group[1]) for group in _GROUPS)


def draw_figures(book: Book, sheet: Worksheet, top: int) -> None:
    """Draw the block of four groups, each a heading over lines of label and figure."""
    for heading, figures, left, label_end, right, end in _GROUPS:
        row_of_cells(book, sheet, f"{left}{top}:{end}{top}", book.words(heading), "xs section")
        align(sheet, f"{left}{top}", indent=0 if left == "B" else 1)
        for row, figure in enumerate(figures, start=top + 1):
            row_of_cells(book, sheet, f"{left}{row}:{label_end}{row}", book.words(figure.word), "xs label", merge=True)
            align(sheet, f"{left}{row}", indent=0 if left == "B" else 1, shrink_to_fit=True)
            row_of_cells(book, sheet, f"{right}{row}:{end}{row}", figure.formula, "xs cell", figure.kind, merge=True)
            align(sheet, f"{right}{row}", horizontal="right", shrink_to_fit=True)
            if figure.name:
                book.name(figure.name, sheet, f"{right}{row}")
