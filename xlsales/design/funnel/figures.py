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


_OPEN = 'xsDeals[status],"{status.open}"'
_PER_QUOTA = '=IF(xs_quota=0,"{{funnel.quota_zero}}",({})/xs_quota)'
_ROUND_UP = "ROUNDUP(ROUND({},9),0)"

WON = (
    Figure("funnel.tile.won", "xs_won", '=SUMIFS(xsDeals[amount],xsDeals[status],"{status.won}",xsDeals[in_period],1)', "money"),
    Figure("funnel.tile.attainment", "xs_attainment", _PER_QUOTA.format("xs_won"), "percent"),
    Figure("funnel.fig.won_period_count", "xs_won_period_count", '=COUNTIFS(xsDeals[status],"{status.won}",xsDeals[in_period],1)', "integer"),
    Figure("funnel.fig.won_all", "xs_won_all", '=SUMIFS(xsDeals[amount],xsDeals[status],"{status.won}")', "money"),
    Figure("funnel.fig.won_count", "xs_won_count", '=COUNTIFS(xsDeals[status],"{status.won}")', "integer"),
    Figure("funnel.fig.lost_count", "xs_lost_count", '=COUNTIFS(xsDeals[status],"{status.lost}")', "integer"),
    Figure("funnel.fig.win_rate", "xs_win_rate", '=IF(xs_won_count+xs_lost_count=0,"{funnel.none_closed}",xs_won_count/(xs_won_count+xs_lost_count))', "percent"),
)  # fmt: skip
FORECAST = (
    Figure("funnel.fig.commit", "xs_commit", '=SUMIFS(xsDeals[amount],xsDeals[class],"{category.commit}",xsDeals[in_period],1)', "money"),
    Figure("funnel.fig.upside", "xs_upside", '=SUMIFS(xsDeals[amount],xsDeals[class],"{category.upside}",xsDeals[in_period],1)', "money"),
    Figure("funnel.tile.forecast", "xs_forecast_total", "=xs_commit*xs_commit_rate+xs_upside*xs_upside_rate", "money"),
    Figure("funnel.fig.beyond", "xs_beyond", "=xs_quota*xs_weekly_rate*MAX(xs_weeks_left,0)", "money"),
    Figure("funnel.fig.landing_firm", "xs_landing_firm", _PER_QUOTA.format("xs_won+xs_forecast_total"), "percent"),
    Figure("funnel.fig.landing", "xs_landing", _PER_QUOTA.format("xs_won+xs_forecast_total+xs_beyond"), "percent"),
    Figure("funnel.fig.landing_gap", "xs_landing_gap", "=xs_quota-xs_forecast_total-xs_won-xs_beyond", "money"),
)  # fmt: skip
GAP = (
    Figure("funnel.tile.gap", "xs_funnel_gap", "=xs_quota-xs_forecast_total-xs_won", "money"),
    Figure("funnel.fig.yield", "", "=xs_yield", "money1"),
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
    Figure("funnel.fig.open_count", "xs_open_count", f"=COUNTIFS({_OPEN})", "integer"),
    Figure("funnel.fig.open_amount", "xs_open_amount", f"=SUMIFS(xsDeals[amount],{_OPEN})", "money"),
    Figure("funnel.fig.open_in_period", "xs_open_in_period", f"=SUMIFS(xsDeals[amount],{_OPEN},xsDeals[in_period],1)", "money"),
    Figure("funnel.fig.no_amount", "xs_open_no_amount", '=SUMPRODUCT((xsDeals[status]="{status.open}")*(xsDeals[amount]=""))', "integer"),
    Figure("funnel.fig.no_stage_count", "xs_open_no_stage_count", '=SUMPRODUCT((xsDeals[status]="{status.open}")*(xsDeals[stage]=""))', "integer"),
    Figure("funnel.fig.no_stage_amount", "xs_open_no_stage_amount", '=SUMPRODUCT((xsDeals[status]="{status.open}")*(xsDeals[stage]=""),xsDeals[amount])', "money"),
    Figure("funnel.fig.no_segment", "xs_open_no_segment", '=SUMPRODUCT((xsDeals[status]="{status.open}")*(xsDeals[segment]=""))', "integer"),
    Figure("funnel.fig.no_quota", "xs_no_quota_count", '=SUMPRODUCT((xsTeam[name]<>"")*(xsTeam[quota]=""))', "integer"),
)  # fmt: skip
_GROUPS = (
    ("funnel.block.won", WON, "B", "B", "C", "D"),
    ("funnel.block.forecast", FORECAST, "E", "F", "G", "H"),
    ("funnel.block.gap", GAP, "I", "J", "K", "L"),
    ("funnel.block.open", OPEN, "M", "N", "O", "P"),
)
ROWS = 1 + max(len(group[1]) for group in _GROUPS)


def draw_figures(book: Book, sheet: Worksheet, top: int) -> None:
    """Draw the block of four groups, each a heading over lines of label and figure."""
    for heading, figures, left, label_end, right, end in _GROUPS:
        row_of_cells(book, sheet, f"{left}{top}:{end}{top}", book.words(heading), "xs section")
        for row, figure in enumerate(figures, start=top + 1):
            row_of_cells(book, sheet, f"{left}{row}:{label_end}{row}", book.words(figure.word), "xs label", merge=True)
            row_of_cells(book, sheet, f"{right}{row}:{end}{row}", figure.formula, "xs cell", figure.kind, merge=True)
            align(sheet, f"{right}{row}", horizontal="right", shrink_to_fit=True)
            if figure.name:
                book.name(figure.name, sheet, f"{right}{row}")
