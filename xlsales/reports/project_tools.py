"""The figures of the small-project and the large-project funnel tools (A21 to A29)."""

from __future__ import annotations

from collections.abc import Mapping

from xlsales.fills import Cell
from xlsales.ladders import LARGE_STEPS, SMALL_STEPS, Ladder
from xlsales.metrics import forecast, funnel, quota
from xlsales.pipeline.deals import Deals
from xlsales.reports.cut import Cut, Pile
from xlsales.reports.funnel_figures import shown
from xlsales.reports.people import period_share
from xlsales.reports.quota_split import annual_target
from xlsales.settings import Settings


def tool_figures(deals: Deals, settings: Settings, goal: float, cut: Cut | None = None) -> dict[str, Cell]:
    """Return the named figures of both tools as they follow from the deals, nothing being typed in."""
    cut = cut or Cut(deals, settings)
    return {**_small(cut, deals.ladder, goal), **_large(cut, deals.ladder, goal)}


def segment_quota(settings: Settings, goal: float, share: float) -> float:
    """Return the period quota of a segment: annual × season × share, else the period's quota × share.

    >>> settings = Settings(period_text="2026Q1", annual_quota=1100, season_shares=(0.26, 0.24, 0.25, 0.25))
    >>> segment_quota(settings, 0, 0.75)
    214.5
    """
    annual = annual_target(settings)
    if not annual:
        return quota.period_quota(goal, 1, share)
    return quota.period_quota(annual, period_share(settings), share)


def _small(cut: Cut, ladder: Ladder, goal: float) -> dict[str, Cell]:
    settings = cut.settings
    steps = {stage.zh: stage.small_step for stage in ladder.open}
    counts = [pile.count for pile in _by_step(cut, "small", steps, SMALL_STEPS)]
    yields = cut.of(status="won", segment="small").mean(settings, cut.revenue_per_deal)
    deals = funnel.expected_deals(counts, settings.small_rates)
    amount = funnel.expected_amount(deals, yields)
    won = cut.of(status="won", segment="small", in_period=True).amount
    owed = segment_quota(settings, goal, settings.small_share)
    gap = funnel.funnel_gap(owed, amount, won)
    return {
        "xs_small_expected_deals": deals,
        "xs_small_yield": yields,
        "xs_small_won": won,
        "xs_small_expected_amount": amount,
        "xs_small_quota": owed,
        "xs_small_gap": gap,
        "xs_small_project_gap": shown(funnel.project_gap, gap, yields, settings.small_rates[0]),
    }


def _large(cut: Cut, ladder: Ladder, goal: float) -> dict[str, Cell]:
    settings = cut.settings
    steps = {stage.zh: stage.large_step for stage in ladder.open}
    amounts = [pile.amount for pile in _by_step(cut, "large", steps, LARGE_STEPS)]
    expected = forecast.expected_revenue(amounts, settings.large_rates)
    shares = (settings.close_rate, settings.first_payment, settings.collection_rate)
    receipts = forecast.receipt_forecast(expected, 0, *shares)
    won = cut.of(status="won", segment="large", in_period=True).amount
    owed = segment_quota(settings, goal, settings.large_share)
    return {
        "xs_large_expected_total": expected,
        "xs_large_receipts": receipts,
        "xs_large_won": won,
        "xs_large_quota": owed,
        "xs_large_gap": funnel.funnel_gap(owed, receipts, won),
    }


def _by_step(cut: Cut, segment: str, steps: Mapping[str, str], order: tuple[str, ...]) -> list[Pile]:
    stages = [{stage for stage, found in steps.items() if found == step} for step in order]
    return [cut.of(status="open", segment=segment, stage=several) for several in stages]
