"""One job split into one per group: its deals, its people, their quotas."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd

from xlsales.batching.columns import PEOPLE_FIELDS, blank, labels
from xlsales.building import Job
from xlsales.errors import DataError
from xlsales.pipeline.sources import Source
from xlsales.reports.people import roll
from xlsales.words import Words


@dataclass(frozen=True)
class Split:
    """A job, the group each deal is in, and the group each person is in.

    Groups partition the deals, so their sums add up to the whole. People, with their quotas, are in a group
    only where deals are split by owner, team or region: nobody has a quota for a product.
    """

    job: Job
    by: str
    of_deal: pd.Series[str]
    of_person: Mapping[str, str]
    problems: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The groups in order of their names, the one of deals without a value last."""
        found = {*self.of_deal, *self.of_person.values()}
        return tuple(sorted(found, key=lambda name: (name == self._blank, name.casefold(), name)))

    @property
    def _blank(self) -> str:
        return blank(Words(self.job.settings.language))

    def job_of(self, name: str) -> Job:
        """Return the job of one group: everything a report needs, and nothing of the other groups."""
        deals, settings = self.job.deals, self.job.settings
        kept = deals.frame[self.of_deal == name].reset_index(drop=True)
        settings = replace(settings, annual_quota=None)
        one = self.by == "owner" and name != self._blank
        part = replace(settings, owner=name) if one else replace(settings, group=name)
        mine = replace(deals, table=kept, read=len(kept), remarks=(), source=f"{deals.source} · {name}")
        if self.by not in PEOPLE_FIELDS:
            return replace(self._sellers_only(set(kept["owner"])), deals=mine, settings=part)
        team = tuple(member for member in self.job.team if self.of_person.get(member.name) == name)
        quotas = tuple(quota for quota in self.job.quotas if self.of_person.get(quota.owner) == name)
        return Job(mine, part, team, quotas)

    def _sellers_only(self, sellers: set[str]) -> Job:
        team = (replace(member, annual_quota=None) for member in self.job.team if member.name in sellers)
        return replace(self.job, team=tuple(team), quotas=())


def split(job: Job, by: str, source: Source | None = None) -> Split:
    """Split a job by owner, team, region, or any other column of the deals; no value anywhere raises DataError.

    `source` is where the deals were read from: a column that the deal table does not keep is looked up there.
    """
    field, of_deal = labels(by, job, source)
    homes, problems = _homes(job, field, of_deal) if field in PEOPLE_FIELDS else ({}, ())
    done = Split(job, field, of_deal, homes, (*_team_target(job), *problems))
    if set(done.names) <= {blank(Words(job.settings.language))}:
        raise DataError(f"{job.deals.source}: no deal and nobody on a list has a {by}: split by another column")
    return done


def _team_target(job: Job) -> tuple[str, ...]:
    annual = job.settings.annual_quota
    if annual is None:
        return ()
    return (f"the annual target {annual:,.0f} is the whole team's: each workbook takes the quotas of its people",)


def _homes(job: Job, field: str, of_deal: pd.Series[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return the group of each person: the one the lists say, else the only one their deals are in."""
    people = roll(job.deals, job.settings, job.team, job.quotas)
    if field == "owner":
        return {person.name: person.name for person in people}, ()
    listed = _listed(job, field)
    sold = {str(owner): set(found) for owner, found in of_deal.groupby(job.deals.frame["owner"])}
    homes: dict[str, str] = {}
    problems = []
    for person in people:
        found = {listed[person.name]} if person.name in listed else sold.get(person.name, set())
        if len(found) > 1 and person.quota is not None:
            problems.append(_in_many(person.name, field, found))
        elif len(found) < 2:
            homes[person.name] = next(iter(found), blank(Words(job.settings.language)))
    return homes, tuple(problems)


def _listed(job: Job, field: str) -> dict[str, str]:
    quotas = {quota.owner: quota.team for quota in job.quotas if field == "team" and quota.team}
    return quotas | {member.name: found for member in job.team if (found := getattr(member, field))}


def _in_many(name: str, field: str, found: set[str]) -> str:
    return (
        f"{name} has deals in {', '.join(sorted(found))} and no {field} on the team list, "
        f"so their quota is in no group: give them a {field} there"
    )
