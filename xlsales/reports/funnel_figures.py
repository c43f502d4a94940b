"""The figures of the funnel dashboard, each by the metric that also answers the worksheet function."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xlsales.errors import MetricError
from xlsales.fills import Cell
from xlsales.ladders import Ladder
from xlsales.metrics import forecast, funnel, numbers, quota
from xlsales.pipeline.deals import Deals
from xlsales.reports.cut import Cut
from xlsales.reports.people import Person
from xlsales.settings import Settings


def shown(metric: Callable[..., Cell], *arguments: object) -> Cell:
    """Return what a metric gives, or the error code a cell would show.

    >>> shown(quota.attainment, 93, 186), shown(quota.attainment, 93, 0)
    (0.5, '#DIV/0!')
    """
    try:
        return metric(*arguments)
    except MetricError as error:
        return error.code


def funnel_figures(
    deals: Deals, settings: Settings, people: Sequence[Person], cut: Cut | None = None
) -> dict[str, Cell]:
    """Return every named figure of the dashboard."""
    cut = cut or Cut(deals, settings)
    goal = numbers.total([person.quota or 0 for person in people])
    return {
        "xs_quota": goal,
        **_result_figures(cut, goal),
        **_forecast_figures(cut, goal),
        **_open_figures(cut),
        "xs_bottleneck": _bottleneck(cut, deals.ladder, settings),
        "xs_no_quota_count": sum(person.quota is None for person in people),
    }


def _result_figures(cut: Cut, goal: float) -> dict[str, Cell]:
    won, lost, now = cut.of(status="won"), cut.of(status="lost"), cut.of(status="won", in_period=True)
    return {
        "xs_won": now.amount,
        "xs_won_period_count": now.count,
        "xs_attainment": shown(quota.attainment, now.amount, goal),
        "xs_won_all": won.amount,
        "xs_won_count": won.count,
        "xs_lost_count": lost.count,
        "xs_win_rate": shown(funnel.win_rate, won.count, lost.count),
    }


def _forecast_figures(cut: Cut, goal: float) -> dict[str, Cell]:
    settings, won = cut.settings, cut.of(status="won", in_period=True).amount
    weeks = settings.period.weeks_left(settings.as_of)
    due = cut.of(status="open", in_period=True).amount
    commit, upside = (cut.of(status="open", in_period=True, category=one).amount for one in ("commit", "upside"))
    weighted = forecast.forecast_total(commit, upside, settings.commit_rate, settings.upside_rate)
    beyond = forecast.beyond_forecast(goal, weeks, settings.weekly_rate)
    gap = funnel.funnel_gap(goal, weighted, won)
    projects = shown(funnel.project_gap, gap, cut.revenue_per_deal, settings.small_rates[0])
    return {
        "xs_commit": commit,
        "xs_upside": upside,
        "xs_forecast_total": weighted,
        "xs_beyond": beyond,
        "xs_landing_firm": shown(forecast.forecast_completion, goal, won, weighted),
        "xs_landing": shown(forecast.forecast_completion, goal, won, weighted, beyond),
        "xs_landing_gap": funnel.funnel_gap(goal, [weighted, beyond], won),
        "xs_funnel_gap": gap,
        "xs_project_gap": projects,
        "xs_projects_per_week": _per_week(projects, weeks),
        "xs_coverage": shown(funnel.coverage, due, goal, won),
    }


def _per_week(projects: Cell, weeks: int) -> Cell:
    if not isinstance(projects, int) or projects == 0:
        return projects
    return shown(lambda: numbers.round_up(numbers.ratio(projects, weeks, "weeks_left")))


def _open_figures(cut: Cut) -> dict[str, Cell]:
    pile, no_stage = cut.of(status="open"), cut.of(status="open", stage="")
    return {
        "xs_open_count": pile.count,
        "xs_open_amount": pile.amount,
        "xs_open_in_period": cut.of(status="open", in_period=True).amount,
        "xs_open_no_amount": pile.count - pile.valued,
        "xs_open_no_stage_count": no_stage.count,
        "xs_open_no_stage_amount": no_stage.amount,
        "xs_open_no_segment": cut.of(status="open", segment="").count,
    }


def _bottleneck(cut: Cut, ladder: Ladder, settings: Settings) -> Cell:
    counts = [cut.of(status="open", stage=stage.zh).count for stage in ladder.open]
    return shown(funnel.bottleneck, [stage.label(settings.language) for stage in ladder.open], counts)
