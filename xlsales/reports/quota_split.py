"""How a team carries its target: who stands for how much, how the ramp lowers it, how quarters are split."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlsales.errors import MetricError
from xlsales.metrics.numbers import exact
from xlsales.metrics.quota import ramp_quota, split_quota
from xlsales.periods import Period
from xlsales.pipeline.people import Member, Quota
from xlsales.reports.people import Person, period_share
from xlsales.settings import Settings

_DIGITS = 6  # money below a millionth of the unit is noise of the multiplication


@dataclass(frozen=True)
class Carrier:
    """One person as the split sees them: base (set quota a year, or the mean, or 1), weight and hire date.

    Loads are exact: where floats would tell two equal remainders apart, the wrong person gets the last step.

    >>> Carrier("Li Wei", 200.0, 2.3).full
    Fraction(460, 1)
    """

    name: str
    base: float | Fraction
    weight: float = 1.0
    hired: date | None = None
    annual: float | None = None
    known: float | None = None

    @property
    def full(self) -> Fraction:
        """What the person carries once the ramp is over."""
        return exact(self.base) * exact(self.weight)


def carriers(
    people: Sequence[Person], settings: Settings, team: Sequence[Member], quotas: Sequence[Quota]
) -> list[Carrier]:
    """Return everyone with base and weight, as the workbook's formulas find them.

    Weight is 0 for those who only own deals where there is a team or quota list, and for those without a
    quota where the annual target is the sum of known quotas; else 1.
    """
    share, annual = period_share(settings), annual_quotas(settings, team, quotas)
    known = {person.name: _known(annual.get(person.name), person.quota, share) for person in people}
    amounts = [amount for amount in known.values() if amount is not None]
    mean = sum(map(exact, amounts), Fraction()) / len(amounts) if amounts else 1.0
    listed = {member.name for member in team} | {quota.owner for quota in quotas} | {settings.owner}
    return [
        Carrier(
            person.name,
            mean if known[person.name] is None else known[person.name] or 0.0,
            _weight(
                stranger=bool(team or quotas) and person.name not in listed,
                unknown=bool(amounts) and known[person.name] is None and annual_target(settings) is None,
            ),
            person.hired,
            annual.get(person.name),
            known[person.name],
        )
        for person in people
    ]


def annual_target(settings: Settings) -> float | None:
    """Return the annual target that is set, in the workbook's unit; it is the whole team's: a part has none."""
    if settings.part or settings.annual_quota is None:
        return None
    return settings.annual_quota / settings.money.divisor


def annual_quotas(settings: Settings, team: Sequence[Member], quotas: Sequence[Quota]) -> dict[str, float]:
    """Return the annual quotas that are known: from the team list, the quota list, or four quarters in it."""
    divisor = settings.money.divisor
    found = {member.name: member.annual_quota / divisor for member in team if member.annual_quota is not None}
    listed = [quota for quota in quotas if quota.kind == "annual"]
    found |= {quota.owner: quota.quota / divisor for quota in listed if quota.quota is not None}
    return found | _sums_of_quarters(settings, quotas)


def ramp_share(hired: date | None, start: date, months: int, ramp: Sequence[float]) -> float:
    """Return the mean ramp share over some months; 0 before the hire, 1 where no hire date is known.

    >>> ramp_share(date(2026, 10, 15), date(2026, 10, 1), 3, (0, 0.25, 0.5, 0.75))
    0.25
    """
    if hired is None:
        return 1.0
    first = (start.year - hired.year) * 12 + start.month - hired.month + 1
    shares = [ramp_quota(1, month, ramp) if month >= 1 else 0.0 for month in range(first, first + months)]
    return round(math.fsum(shares) / months, _DIGITS)


def split_period(total: float, period: Period, people: Sequence[Carrier], settings: Settings) -> tuple[float, ...]:
    """Return what each person carries of a total; nothing for anyone where nobody carries anything."""
    ramps = [ramp_share(person.hired, period.start, period.months, settings.ramp) for person in people]
    loads = [person.full * exact(ramp) for person, ramp in zip(people, ramps, strict=True)]
    try:
        return split_quota(round(total, _DIGITS), _whole(loads), settings.quota_step)
    except MetricError:
        return (0.0,) * len(people)


def split_quarters(annual: float, people: Sequence[Carrier], settings: Settings) -> list[tuple[float, ...]]:
    """Return what each person carries of each quarter of the year."""
    quarters = zip(settings.period.quarters(), settings.season_shares, strict=True)
    return [split_period(annual * share, quarter, people, settings) for quarter, share in quarters]


def split_of_period(annual: float, people: Sequence[Carrier], settings: Settings) -> tuple[float, ...]:
    """Return what each person carries of the period: a month by itself, anything longer as a sum of quarters."""
    period = settings.period
    if period.months < 3:
        return split_period(annual * period_share(settings), period, people, settings)
    by_quarter = split_quarters(annual, people, settings)[period.quarter - 1 : period.quarter - 1 + period.months // 3]
    return tuple(math.fsum(parts) for parts in zip(*by_quarter, strict=True))


def _whole(loads: Sequence[Fraction]) -> list[int]:
    """Return whole numbers in the same proportions."""
    scale = math.lcm(*(load.denominator for load in loads))
    return [int(load * scale) for load in loads]


def _known(annual: float | None, quota: float | None, share: float) -> float | None:
    if annual is None and quota is None:
        return None
    return annual or (quota / share if quota and share else 0.0)


def _weight(*, stranger: bool, unknown: bool) -> float:
    return 0.0 if stranger or unknown else 1.0


def _sums_of_quarters(settings: Settings, quotas: Sequence[Quota]) -> dict[str, float]:
    names = {quarter.text for quarter in settings.period.quarters()}
    found: dict[str, dict[str, float]] = {}
    for quota in quotas:
        if quota.kind == "period" and quota.period.upper() in names and quota.quota is not None:
            found.setdefault(quota.owner, {})[quota.period.upper()] = quota.quota / settings.money.divisor
    return {owner: math.fsum(parts.values()) for owner, parts in found.items() if parts.keys() == names}
