"""The figures of the funnel dashboard, each by the metric that also answers the worksheet function."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pandas as pd

from xlsales.errors import MetricError
from xlsales.fills import Cell
from xlsales.metrics import forecast, funnel, numbers, quota
from xlsales.pipeline.deals import Deals
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


@dataclass(frozen=True)
class Cut:
    """The deal table cut the way the figures need it: open and closed, in the period and out of it."""

    frame: pd.DataFrame
    settings: Settings

    @property
    def open(self) -> pd.DataFrame:
        """Deals still in play."""
        return self.frame[self.frame["status"] == "open"]

    @property
    def open_in_period(self) -> pd.DataFrame:
        """Open deals expected by the end of the period; overdue and undated ones count too."""
        end = pd.Timestamp(self.settings.period.end)
        return self.open[self.open["close"].isna() | (self.open["close"] <= end)]

    @property
    def won(self) -> pd.DataFrame:
        """Deals won on any date."""
        return self.frame[self.frame["status"] == "won"]

    @property
    def won_in_period(self) -> pd.DataFrame:
        """Deals won within the period."""
        period = self.settings.period
        inside = self.won["close"].between(pd.Timestamp(period.start), pd.Timestamp(period.end))
        return self.won[inside]

    def due(self, category: str) -> float:
        """Return the amount of open deals of a forecast category that are due in the period."""
        frame = self.open_in_period
        return amount_of(frame[frame["category"] == category])

    @property
    def revenue_per_deal(self) -> float:
        """The yield set, else the mean amount of won deals that have one; 0 where there is none."""
        return mean_amount(self.won, self.settings)


def amount_of(frame: pd.DataFrame) -> float:
    """Return the sum of the amounts; deals without one add nothing."""
    return numbers.total(frame["amount"].dropna().tolist())


def mean_amount(won: pd.DataFrame, settings: Settings, otherwise: float = 0.0) -> float:
    """Return the yield set, else the mean amount of won deals, else the value given."""
    given = settings.money.in_unit(settings.revenue_per_deal)
    if given is not None:
        return given
    amounts = won["amount"].dropna()
    return float(numbers.total(amounts.tolist()) / len(amounts)) if len(amounts) else otherwise


def funnel_figures(deals: Deals, settings: Settings, people: Sequence[Person]) -> dict[str, Cell]:
    """Return every named figure of the dashboard."""
    cut = Cut(deals.frame, settings)
    goal = numbers.total([person.quota or 0 for person in people])
    return {
        "xs_quota": goal,
        **_result_figures(cut, goal),
        **_forecast_figures(cut, goal),
        **_open_figures(cut),
        "xs_bottleneck": _bottleneck(deals, settings),
        "xs_no_quota_count": sum(person.quota is None for person in people),
    }


def _result_figures(cut: Cut, goal: float) -> dict[str, Cell]:
    won, lost = len(cut.won), int((cut.frame["status"] == "lost").sum())
    in_period = amount_of(cut.won_in_period)
    return {
        "xs_won": in_period,
        "xs_won_period_count": len(cut.won_in_period),
        "xs_attainment": shown(quota.attainment, in_period, goal),
        "xs_won_all": amount_of(cut.won),
        "xs_won_count": won,
        "xs_lost_count": lost,
        "xs_win_rate": shown(funnel.win_rate, won, lost),
    }


def _forecast_figures(cut: Cut, goal: float) -> dict[str, Cell]:
    settings, won = cut.settings, amount_of(cut.won_in_period)
    weeks = settings.period.weeks_left(settings.as_of)
    commit, upside = cut.due("commit"), cut.due("upside")
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
        "xs_coverage": shown(funnel.coverage, amount_of(cut.open_in_period), goal, won),
    }


def _per_week(projects: Cell, weeks: int) -> Cell:
    if not isinstance(projects, int) or projects == 0:
        return projects
    return shown(lambda: numbers.round_up(numbers.ratio(projects, weeks, "weeks_left")))


def _open_figures(cut: Cut) -> dict[str, Cell]:
    frame = cut.open
    no_stage = frame[frame["stage"] == ""]
    return {
        "xs_open_count": len(frame),
        "xs_open_amount": amount_of(frame),
        "xs_open_in_period": amount_of(cut.open_in_period),
        "xs_open_no_amount": int(frame["amount"].isna().sum()),
        "xs_open_no_stage_count": len(no_stage),
        "xs_open_no_stage_amount": amount_of(no_stage),
        "xs_open_no_segment": int((frame["segment"] == "").sum()),
    }


def _bottleneck(deals: Deals, settings: Settings) -> Cell:
    frame = Cut(deals.frame, settings).open
    stages = deals.ladder.open
    counts = [int((frame["stage"] == stage.zh).sum()) for stage in stages]
    return shown(funnel.bottleneck, [stage.label(settings.language) for stage in stages], counts)
