"""The quota report: the annual target, its split to quarters, segments and people, against what is won."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

import pandas as pd

from xlsales.errors import MetricError
from xlsales.fills import Cell, Fill, TableFill
from xlsales.metrics import quota as metrics
from xlsales.periods import Period
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.people import Member, Quota
from xlsales.reports.common import common_fill, table_fill
from xlsales.reports.people import Person, period_share, quota_remarks, roll
from xlsales.reports.quota_split import Carrier, annual_target, carriers
from xlsales.reports.report import Report
from xlsales.settings import Settings
from xlsales.words import Words

_NOT_HERE = {
    "xs_quota_input", "xs_yield_input", "xs_commit_rate", "xs_upside_rate", "xs_weekly_rate", "xs_entry_rate",
}  # fmt: skip


def report(deals: Deals, settings: Settings, team: Sequence[Member] = (), quotas: Sequence[Quota] = ()) -> Report:
    """Return the fill of the quota workbook, its figures by the metrics, and who has no quota."""
    people = roll(deals, settings, team, quotas)
    bearers = carriers(people, settings, team, quotas)
    target = annual_target(settings)
    annual = math.fsum(person.known or 0.0 for person in bearers) if target is None else target
    return Report(
        "quota",
        _fill(deals, settings, people, bearers),
        _figures(deals.frame, settings, annual),
        tuple(_problems(deals, settings, people, annual)),
    )


def _fill(deals: Deals, settings: Settings, people: Sequence[Person], bearers: Sequence[Carrier]) -> Fill:
    common, words = common_fill(deals, people, settings), Words(settings.language)
    values = {name: value for name, value in common.values.items() if name not in _NOT_HERE}
    return Fill(
        {**values, **_inputs(settings)}, {**common.tables, **_tables(settings, people, bearers, words)}, common.pages
    )


def _inputs(settings: Settings) -> dict[str, Cell]:
    return {
        "xs_annual_input": annual_target(settings),
        "xs_fiscal_start": settings.fiscal_year_start,
        **{f"xs_season_{number}": share for number, share in enumerate(settings.season_shares, start=1)},
        "xs_small_share": settings.small_share,
        "xs_large_share": settings.large_share,
        "xs_step": settings.quota_step,
    }


def _tables(
    settings: Settings, people: Sequence[Person], bearers: Sequence[Carrier], words: Words
) -> dict[str, TableFill]:
    team = [
        (person.name, person.team or None, person.hired, person.quota, bearer.annual)
        for person, bearer in zip(people, bearers, strict=True)
    ]
    names = [(person.name,) for person in people]
    weights = [(bearer.name, bearer.weight) for bearer in bearers]
    ramp = list(enumerate(settings.ramp, start=1))
    return {
        "xsTeam": table_fill("xsTeam", ("name", "team", "hired", "quota", "annual"), team, words),
        "xsPeopleQuota": table_fill("xsPeopleQuota", ("name", "weight"), weights, words),
        "xsPeopleYear": table_fill("xsPeopleYear", ("name",), names, words),
        "xsSplit": table_fill("xsSplit", ("name",), names, words),
        "xsRamp": table_fill("xsRamp", ("month", "share"), ramp, words),
    }


def _figures(frame: pd.DataFrame, settings: Settings, annual: float) -> Mapping[str, Cell]:
    return {
        "xs_annual": annual,
        "xs_period_share": period_share(settings),
        **_quarter_figures(frame, settings, annual),
        **_year_figures(frame, settings, annual),
        **_period_figures(frame, settings, annual),
    }


def _quarter_figures(frame: pd.DataFrame, settings: Settings, annual: float) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for number, quarter in enumerate(settings.period.quarters(), start=1):
        season = settings.season_shares[number - 1]
        found[f"xs_quota_q{number}"] = metrics.period_quota(annual, season)
        found[f"xs_small_q{number}"] = metrics.period_quota(annual, season, settings.small_share)
        found[f"xs_large_q{number}"] = metrics.period_quota(annual, season, settings.large_share)
        found[f"xs_won_q{number}"] = won_in(frame, quarter)
    return found


def _year_figures(frame: pd.DataFrame, settings: Settings, annual: float) -> dict[str, Cell]:
    year = settings.period.year
    won, weeks = won_in(frame, year), year.weeks_left(settings.as_of)
    return {
        "xs_won_year": won,
        "xs_attainment_year": _or_error(lambda: metrics.attainment(won, annual)),
        "xs_year_to_go": annual - won,
        "xs_year_required_per_week": _or_error(lambda: metrics.required_per_week(annual, won, weeks)),
    }


def _period_figures(frame: pd.DataFrame, settings: Settings, annual: float) -> dict[str, Cell]:
    period, as_of = settings.period, settings.as_of
    won, quota = won_in(frame, period), metrics.period_quota(annual, period_share(settings))
    gone, weeks = period.share_gone(as_of), period.weeks_left(as_of)
    return {
        "xs_quota": quota,
        "xs_won": won,
        "xs_attainment": _or_error(lambda: metrics.attainment(won, quota)),
        "xs_pace": _or_error(lambda: metrics.pace(won, quota, gone)),
        "xs_required_per_week": _or_error(lambda: metrics.required_per_week(quota, won, weeks)),
    }


def won_in(frame: pd.DataFrame, period: Period) -> float:
    """Return the amount won by close date within a period."""
    after = pd.Timestamp(period.end + timedelta(days=1))
    inside = (frame["close"] >= pd.Timestamp(period.start)) & (frame["close"] < after)
    return math.fsum(frame.loc[inside & (frame["status"] == "won"), "amount"].dropna())


def _or_error(figure: Callable[[], float]) -> Cell:
    try:
        return figure()
    except MetricError as error:
        return error.code


def _problems(deals: Deals, settings: Settings, people: Sequence[Person], annual: float) -> list[str]:
    found = []
    if settings.part and settings.annual_quota is not None:
        found.append(
            f"the annual target {settings.annual_quota:,.0f} is the team's target and not used: "
            f"the workbook of {settings.part} takes their own quota"
        )
    if annual == 0:
        found.append("there is no annual target: set [quota] annual in xlsales.toml, or list quotas")
    if annual:
        found += quota_remarks(people, settings)
    undated = int(((deals.frame["status"] == "won") & deals.frame["close"].isna()).sum())
    if undated:
        found.append(f"{undated} won deals bear no close date and count in no period: give them one in the CRM")
    return found
