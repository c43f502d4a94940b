"""The figures of one review row by the metrics: forecast, landing, attainment and the weighted score."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlsales.errors import MetricError
from xlsales.fills import Cell
from xlsales.metrics.forecast import beyond_forecast, forecast_completion, forecast_total
from xlsales.metrics.quota import attainment, required_per_week
from xlsales.metrics.review import kpi_score, kpi_status
from xlsales.reports.review_measures import AMBER, Goal, value_of
from xlsales.reports.review_sums import Sums
from xlsales.settings import Settings

CAP, SCORE_TARGET, SCORE_AMBER = 120.0, 100.0, 0.90


def row_figures(sums: Sums, settings: Settings) -> dict[str, Cell]:
    """Return the figures of the performance row; one that has no result holds its error text.

    >>> row = row_figures(Sums(186.0, 30.92, 75.8, 156.6), Settings(period_text="2026Q4"))
    >>> round(row["forecast"], 2), round(row["firm"], 3)
    (92.21, 0.662)
    """
    quota, weeks = sums.quota or 0, settings.period.weeks_left(settings.as_of)
    forecast = forecast_total(sums.commit, sums.upside, settings.commit_rate, settings.upside_rate)
    beyond = beyond_forecast(quota, weeks, settings.weekly_rate)
    return {
        "quota": sums.quota,
        "forecast": forecast,
        "won": sums.won,
        "commit": sums.commit,
        "upside": sums.upside,
        "beyond": beyond,
        "completion": _value(lambda: forecast_completion(quota, sums.won, forecast, beyond)),
        "firm": _value(lambda: forecast_completion(quota, sums.won, forecast)),
        "attainment": _value(lambda: attainment(sums.won, quota)),
        "required_per_week": _value(lambda: required_per_week(quota, sums.won, weeks)),
        "open": sums.open_amount,
    }


def points(actual: float | str, target: float | None, higher_is_better: bool, cap: float = CAP) -> float | None:
    """Return a measure's score, 100 at the target, within 0 and the cap; None where it cannot be scored.

    100 × actual / target, or 100 × target / actual where lower is better.

    >>> points(0.9, 1.0, True), points(60, 90, False), points("#DIV/0!", 1.0, True)
    (90.0, 120.0, None)
    """
    if isinstance(actual, str) or target is None or (higher_is_better and target == 0):
        return None
    if not higher_is_better and actual <= 0:
        return cap
    share = 100 * actual / target if higher_is_better else 100 * target / actual
    return min(cap, max(0.0, share))


def score_figures(sums: Sums, goals: Sequence[Goal]) -> dict[str, Cell]:
    """Return value, score and status of every measure, and the weighted score of those that have one."""
    figures: dict[str, Cell] = {}
    scored: list[tuple[float, float]] = []
    for goal in goals:
        key, actual = goal.measure.key, value_of(goal.measure, sums)
        score = points(actual, goal.target, goal.higher_is_better)
        figures[key], figures[f"{key}_points"] = actual, score
        figures[f"{key}_status"] = _status(actual, goal.target, goal.higher_is_better)
        if score is not None:
            scored.append((score, goal.weight))
    total = _value(lambda: kpi_score([score for score, _ in scored], [weight for _, weight in scored]))
    figures["score"] = total
    figures["status"] = None if isinstance(total, str) else _status(total, SCORE_TARGET, True, SCORE_AMBER)
    return figures


def _status(actual: Cell, target: float | None, higher: bool, amber: float = AMBER) -> str | None:
    if isinstance(actual, (int, float)) and target is not None:
        return kpi_status(actual, target, amber, higher)
    return None


def _value(metric: Callable[[], float]) -> Cell:
    try:
        return metric()
    except MetricError as error:
        return error.code
