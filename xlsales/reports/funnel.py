"""The funnel report: deals, quotas and settings become the fill and the figures of the funnel workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlsales.fills import Cell, Fill
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.people import Member, Quota
from xlsales.reports.common import common_fill, table_fill
from xlsales.reports.cut import Cut
from xlsales.reports.funnel_figures import funnel_figures
from xlsales.reports.people import Person, period_share, quota_remarks, roll
from xlsales.reports.project_tools import tool_figures
from xlsales.reports.quota_split import annual_target
from xlsales.reports.report import Report
from xlsales.settings import Settings
from xlsales.words import Words

_REMARKS = (
    ("xs_open_no_amount", "open deals without an amount, not in the totals: {:,}"),
    ("xs_open_no_stage_count", "open deals without a stage, not in the stage funnel: {:,}"),
    (
        "xs_open_no_segment",
        "open deals without a segment, in neither project tool: {:,}; map a segment column or set large_from",
    ),
)


def report(deals: Deals, settings: Settings, team: Sequence[Member] = (), quotas: Sequence[Quota] = ()) -> Report:
    """Return the funnel report of a period; its figures are what the workbook's own formulas come to."""
    people = roll(deals, settings, team, quotas)
    found = figures(deals, settings, people)
    fill = common_fill(deals, people, settings).joined(_own_fill(deals, people, settings))
    return Report("funnel", fill, found, (*_problems(found), *quota_remarks(people, settings)))


def figures(deals: Deals, settings: Settings, people: Sequence[Person]) -> dict[str, Cell]:
    """Return every named figure of the funnel workbook, without the rows that fill its tables."""
    cut, goal = Cut(deals, settings), sum(person.quota or 0 for person in people)
    return {**funnel_figures(deals, settings, people, cut), **tool_figures(deals, settings, goal, cut)}


def _own_fill(deals: Deals, people: Sequence[Person], settings: Settings) -> Fill:
    words = Words(settings.language)
    stages = [(stage.label(settings.language),) for stage in deals.ladder.open]
    names = [(person.name,) for person in people]
    tables = {
        "xsFunnel": table_fill("xsFunnel", ("stage",), stages, words),
        "xsOwners": table_fill("xsOwners", ("name",), names, words),
    }
    values: dict[str, Cell | Sequence[Sequence[Cell]]] = {
        "xs_annual": annual_target(settings),
        "xs_season_share": period_share(settings),
        "xs_small_share": settings.small_share,
        "xs_large_share": settings.large_share,
        "xs_small_rate_proposal": settings.small_rates[1],
        "xs_small_rate_negotiation": settings.small_rates[2],
        "xs_large_rates": [settings.large_rates],
        "xs_close_rate": settings.close_rate,
        "xs_first_payment": settings.first_payment,
        "xs_collection_rate": settings.collection_rate,
    }
    return Fill(values, tables)


def _problems(figures: Mapping[str, Cell]) -> list[str]:
    return [text.format(figures[name]) for name, text in _REMARKS if figures[name]]
