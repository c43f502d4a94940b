"""Who is on the team and what each owes this period: team list, quota list and deal owners in one roll."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from xlsales.pipeline.deals import Deals
from xlsales.pipeline.people import Member, Quota
from xlsales.settings import Settings

_SHOWN = 8  # names in a remark before it only counts


@dataclass(frozen=True)
class Person:
    """One salesperson with the quota of the period (None where none is known).

    >>> Person("Li Wei", "North", None, 186.0).quota
    186.0
    """

    name: str
    team: str = ""
    hired: date | None = None
    quota: float | None = None


def roll(deals: Deals, settings: Settings, team: Sequence[Member] = (), quotas: Sequence[Quota] = ()) -> list[Person]:
    """Return everyone on the team list, on the quota list or owning a deal, in that order, each once."""
    members = {member.name: member for member in team}
    quota_of = _quotas(settings, team, quotas)
    teams = {quota.owner: quota.team for quota in quotas if quota.team} | _teams_in(deals)
    people = []
    for name in _names(members, quota_of, deals, settings):
        member = members.get(name)
        people.append(
            Person(
                name,
                (member.team if member and member.team else teams.get(name, "")),
                member.hire_date if member else None,
                quota_of.get(name),
            )
        )
    return people


def without_quota(people: Iterable[Person]) -> list[str]:
    """Return the names of those who have no quota this period.

    >>> without_quota([Person("Li Wei"), Person("Ann", quota=1.0)])
    ['Li Wei']
    """
    return [person.name for person in people if person.quota is None]


def quota_remarks(people: Sequence[Person], settings: Settings) -> list[str]:
    """Return the remark that names who has no quota in the period; nothing when all have one.

    >>> quota_remarks([Person("Li Wei"), Person("Ann", quota=1.0)], Settings(period_text="2026Q4"))
    ['no quota for 2026Q4: Li Wei']
    """
    missing = without_quota(people)
    if not missing:
        return []
    more = f" and {len(missing) - _SHOWN:,} more" if len(missing) > _SHOWN else ""
    return [f"no quota for {settings.period.text}: {', '.join(missing[:_SHOWN])}{more}"]


def period_share(settings: Settings) -> float:
    """Return the share of the year's quota that falls into the period, by the season shares.

    >>> period_share(Settings(period_text="2026Q2", season_shares=(0.2, 0.3, 0.2, 0.3)))
    0.3
    """
    period = settings.period
    if period.months == 1:
        return settings.season_shares[period.quarter - 1] / 3
    quarters = range(period.quarter - 1, period.quarter - 1 + period.months // 3)
    return sum(settings.season_shares[index] for index in quarters)


def _names(members: Iterable[str], quotas: Iterable[str], deals: Deals, settings: Settings) -> list[str]:
    if settings.owner:
        return [settings.owner]
    owners = [name for name in deals.codes("owner").used() if name]
    return list(dict.fromkeys([*members, *quotas, *sorted(owners)]))


def _quotas(settings: Settings, team: Sequence[Member], quotas: Sequence[Quota]) -> dict[str, float]:
    share, divisor = period_share(settings), settings.money.divisor
    found = {member.name: member.annual_quota * share / divisor for member in team if member.annual_quota is not None}
    for quota in quotas:
        if quota.quota is None or (quota.period and quota.period.upper() != settings.period.text.upper()):
            continue
        factor = share if quota.kind == "annual" else 1
        found[quota.owner] = quota.quota * factor / divisor
    return found


def _teams_in(deals: Deals) -> dict[str, str]:
    named = [team for team in deals.codes("team").used() if team]
    if not named:
        return {}
    rows = deals.frame.loc[deals.frame["team"] != "", ["owner", "team"]].drop_duplicates("owner")
    return dict(zip(rows["owner"], rows["team"], strict=True))
