"""The measures of the scorecard: what each is called, weighs and aims at, and how it follows from the deals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from xlsales.errors import MetricError, SettingsError
from xlsales.metrics.funnel import coverage, win_rate
from xlsales.metrics.numbers import ratio
from xlsales.metrics.quota import attainment
from xlsales.reports.review_sums import Sums
from xlsales.settings import Kpi

AMBER = 0.90


@dataclass(frozen=True)
class Measure:
    """One measure with its defaults; a target of None has to be set before the measure scores.

    >>> MEASURES["cycle"].higher_is_better
    False
    """

    key: str
    weight: float
    target: float | None
    higher_is_better: bool
    value: Callable[[Sums], float]

    @property
    def word(self) -> str:
        """The key of the measure's name in the words."""
        return f"measure.{self.key}"


MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure("attainment", 0.45, 1.0, True, lambda s: attainment(s.won, s.quota or 0)),
        Measure("win_rate", 0.15, 0.30, True, lambda s: win_rate(s.won_deals, s.lost_deals)),
        Measure("coverage", 0.15, 3.0, True, lambda s: coverage(s.open_amount, s.quota or 0, s.won)),
        Measure("deal_size", 0.0, None, True, lambda s: ratio(s.won, s.won_deals, "deals won")),
        Measure("cycle", 0.10, 90.0, False, lambda s: ratio(s.cycle_days, s.cycle_deals, "deals won")),
        Measure("created", 0.0, None, True, lambda s: s.created),
        Measure(
            "moving", 0.15, 0.80, True, lambda s: ratio(s.open_deals - s.stalled_deals, s.open_deals, "open deals")
        ),
    )
}


@dataclass(frozen=True)
class Goal:
    """One line of the scorecard as it is set for this workbook."""

    measure: Measure
    weight: float
    target: float | None
    higher_is_better: bool


def goals(kpis: tuple[Kpi, ...]) -> tuple[Goal, ...]:
    """Return every measure with its weight and target: the settings' where they name measures, else the defaults.

    Measures that the settings leave out weigh 0. Unknown measures raise SettingsError with the known ones.

    >>> [goal.weight for goal in goals((Kpi("win_rate", 1.0, 0.4),))]
    [0, 1.0, 0, 0, 0, 0, 0]
    """
    chosen = {kpi.measure: kpi for kpi in kpis}
    SettingsError.raise_any(
        f"kpi measure '{name}' is not known: use {', '.join(MEASURES)}" for name in chosen if name not in MEASURES
    )
    if not kpis:
        return tuple(Goal(m, m.weight, m.target, m.higher_is_better) for m in MEASURES.values())
    return tuple(_goal(measure, chosen.get(measure.key)) for measure in MEASURES.values())


def value_of(measure: Measure, sums: Sums) -> float | str:
    """Return a measure's value, or the error text of a base it lacks."""
    try:
        return measure.value(sums)
    except MetricError as error:
        return error.code


def _goal(measure: Measure, kpi: Kpi | None) -> Goal:
    if kpi is None:
        return Goal(measure, 0, measure.target, measure.higher_is_better)
    target = measure.target if kpi.target is None else kpi.target
    return Goal(measure, kpi.weight, target, kpi.higher_is_better)
