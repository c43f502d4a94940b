"""The figures of the small-project and the large-project funnel tools (A21 to A29)."""

from __future__ import annotations

import pandas as pd

from xlsales.fills import Cell
from xlsales.ladders import LARGE_STEPS, SMALL_STEPS, Ladder
from xlsales.metrics import forecast, funnel, quota
from xlsales.pipeline.deals import Deals
from xlsales.reports.funnel_figures import Cut, amount_of, mean_amount, shown
from xlsales.reports.people import period_share
from xlsales.reports.quota_split import annual_target
from xlsales.settings import Settings


def tool_figures(deals: Deals, settings: Settings, goal: float) -> dict[str, Cell]:
    """Return the named figures of both tools as they follow from the deals, nothing being typed in."""
    cut = Cut(deals.frame, settings)
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
    frame = cut.open[cut.open["segment"] == "small"]
    steps = {stage.zh: stage.small_step for stage in ladder.open}
    counts = [len(part) for part in _by_step(frame, steps, SMALL_STEPS)]
    won_small = cut.won[cut.won["segment"] == "small"]
    yields = mean_amount(won_small, settings, cut.revenue_per_deal)
    deals = funnel.expected_deals(counts, settings.small_rates)
    amount = funnel.expected_amount(deals, yields)
    won = _won(cut, "small")
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
    frame = cut.open[cut.open["segment"] == "large"]
    steps = {stage.zh: stage.large_step for stage in ladder.open}
    amounts = [amount_of(part) for part in _by_step(frame, steps, LARGE_STEPS)]
    expected = forecast.expected_revenue(amounts, settings.large_rates)
    shares = (settings.close_rate, settings.first_payment, settings.collection_rate)
    receipts = forecast.receipt_forecast(expected, 0, *shares)
    won = _won(cut, "large")
    owed = segment_quota(settings, goal, settings.large_share)
    return {
        "xs_large_expected_total": expected,
        "xs_large_receipts": receipts,
        "xs_large_won": won,
        "xs_large_quota": owed,
        "xs_large_gap": funnel.funnel_gap(owed, receipts, won),
    }


def _by_step(frame: pd.DataFrame, steps: dict[str, str], order: tuple[str, ...]) -> list[pd.DataFrame]:
    step_of = frame["stage"].map(steps)
    return [frame[step_of == step] for step in order]


def _won(cut: Cut, segment: str) -> float:
    frame = cut.won_in_period
    return amount_of(frame[frame["segment"] == segment])
