"""The performance review: deals, quotas and the team become the fill and the figures of the review workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd

from xlsales.fills import Cell, Fill, Page
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.people import Member, Quota
from xlsales.reports.common import common_fill, table_fill
from xlsales.reports.people import Person, quota_remarks, roll
from xlsales.reports.report import Report
from xlsales.reports.review_figures import CAP, SCORE_AMBER, SCORE_TARGET, row_figures, score_figures
from xlsales.reports.review_measures import AMBER, MEASURES, Goal, goals
from xlsales.reports.review_sums import sums_by_person, sums_of_all
from xlsales.reports.review_teams import figures_of_teams, team_names
from xlsales.settings import Settings
from xlsales.words import Words

__all__ = ["MEASURES", "person_figures", "report", "team_figures"]

_NAMES = {
    "won": "xs_won",
    "commit": "xs_commit",
    "upside": "xs_upside",
    "forecast": "xs_forecast_total",
    "beyond": "xs_beyond",
    "completion": "xs_landing",
    "firm": "xs_landing_firm",
    "attainment": "xs_attainment",
    "required_per_week": "xs_required_per_week",
    "open": "xs_open",
    "quota": "xs_quota",
}


def report(deals: Deals, settings: Settings, team: Sequence[Member] = (), quotas: Sequence[Quota] = ()) -> Report:
    """Return the review of a period; its figures are what the workbook's own formulas come to."""
    people = roll(deals, settings, team, quotas)
    lines = goals(settings.kpis)
    everyone = sums_of_all(deals, settings, people)
    row = row_figures(everyone, settings)
    figures: dict[str, Cell] = {name: row[key] for key, name in _NAMES.items()}
    figures["xs_team_score"] = score_figures(everyone, lines)["score"]
    fill = common_fill(deals, people, settings).joined(_own_fill(people, lines, settings))
    return Report("review", fill, figures, tuple(_problems(deals, settings, people)))


def person_figures(
    deals: Deals, settings: Settings, team: Sequence[Member] = (), quotas: Sequence[Quota] = ()
) -> dict[str, dict[str, Cell]]:
    """Return each person's figures by name: the performance row and the scorecard row, keyed as their columns."""
    people, lines = roll(deals, settings, team, quotas), goals(settings.kpis)
    sums = sums_by_person(deals, settings, people)
    return {name: {**row_figures(found, settings), **score_figures(found, lines)} for name, found in sums.items()}


def team_figures(
    deals: Deals, settings: Settings, team: Sequence[Member] = (), quotas: Sequence[Quota] = ()
) -> dict[str, dict[str, Cell]]:
    """Return each team's figures by its name, keyed as the columns of the teams table; a team sums its people."""
    people = roll(deals, settings, team, quotas)
    return figures_of_teams(sums_by_person(deals, settings, people), people, settings)


def _own_fill(people: Sequence[Person], lines: Sequence[Goal], settings: Settings) -> Fill:
    words = Words(settings.language)
    names: list[tuple[Cell, ...]] = [(person.name,) for person in people]
    places: list[tuple[Cell, ...]] = [(place,) for place in range(1, len(people) + 1)]
    teams: list[tuple[Cell, ...]] = [(name,) for name in team_names(people, words)]
    tables = {
        "xsTeams": table_fill("xsTeams", ("name",), teams, words),
        "xsPerformance": table_fill("xsPerformance", ("name",), names, words),
        "xsScores": table_fill("xsScores", ("name",), names, words),
        "xsRankQuota": table_fill("xsRankQuota", ("place",), places, words),
        "xsRankScore": table_fill("xsRankScore", ("place",), places, words),
        "xsMonths": table_fill("xsMonths", ("no", "month"), _months(settings), words),
        "xsKpis": table_fill(
            "xsKpis",
            ("measure", "weight", "target", "amber", "higher"),
            [_kpi_row(line, words) for line in lines],
            words,
        ),
    }
    values: dict[str, Cell | Sequence[Sequence[Cell]]] = {
        "xs_score_cap": CAP,
        "xs_score_target": SCORE_TARGET,
        "xs_score_amber": SCORE_AMBER,
        **{f"xs_season_{n}": share for n, share in enumerate(settings.season_shares, start=1)},
    }
    return Fill(values, tables, {"xs_page_person": _pages(people, words)})


def _kpi_row(goal: Goal, words: Words) -> tuple[Cell, ...]:
    higher = words("kpi.yes" if goal.higher_is_better else "kpi.no")
    return words(goal.measure.word), goal.weight, goal.target, AMBER, higher


def _months(settings: Settings) -> list[tuple[Cell, ...]]:
    first = settings.period.year.start
    starts = (first.month - 1 + offset for offset in range(12))
    return [(number, date(first.year + month // 12, month % 12 + 1, 1)) for number, month in enumerate(starts, start=1)]


def _pages(people: Sequence[Person], words: Words) -> list[Page]:
    return [Page(person.name, person.name) for person in people] or [Page(words("sheet.person"), None)]


def _problems(deals: Deals, settings: Settings, people: Sequence[Person]) -> list[str]:
    found = quota_remarks(people, settings)
    frame, year = deals.frame, settings.period.year
    if unowned := int((frame["owner"] == "").sum()):
        found.append(f"{unowned:,} deals have no owner and are in the total but on no person's page")
    start = pd.Timestamp(settings.period.start)
    closed = frame["status"].isin(["won", "lost"])
    if settings.period.start > year.start and not (closed & (frame["close"] < start)).any():
        found.append(
            f"no deal was closed before {settings.period.start}: the months before it show a plan without business, "
            "export the whole year to compare them"
        )
    return found
