"""The teams of the review: who belongs to which, and what each adds up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from xlsales.fills import Cell
from xlsales.reports.people import Person
from xlsales.reports.review_figures import row_figures
from xlsales.reports.review_sums import Sums
from xlsales.settings import Settings
from xlsales.words import Words


def team_names(people: Sequence[Person], words: Words) -> list[str]:
    """Return the name of each team once, as first written whatever its capitals; those without a team come last.

    >>> team_names([Person("Ann"), Person("Bo", "North"), Person("Chen", "NORTH")], Words("en"))
    ['North', 'No team']
    """
    rest = words("teams.none")
    members = members_by_team(people, words)
    return sorted(members, key=lambda name: name == rest)


def members_by_team(people: Sequence[Person], words: Words) -> dict[str, list[str]]:
    """Return the names of each team's people, the teams in the order of the roll.

    >>> members_by_team([Person("Ann"), Person("Bo", "North")], Words("en"))
    {'No team': ['Ann'], 'North': ['Bo']}
    """
    written: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    for person in people:
        team = person.team or words("teams.none")
        name = written.setdefault(team.lower(), team)
        members.setdefault(name, []).append(person.name)
    return members


def figures_of_teams(sums: dict[str, Sums], people: Sequence[Person], settings: Settings) -> dict[str, dict[str, Cell]]:
    """Return each team's figures by its name, keyed as the columns of the teams table."""
    members = members_by_team(people, Words(settings.language))
    figures: dict[str, dict[str, Cell]] = {}
    for team, names in members.items():
        row = row_figures(total_of([sums[name] for name in names]), settings)
        quota, won = row["quota"], row["won"]
        gap = quota - won if isinstance(quota, (int, float)) and isinstance(won, (int, float)) else None
        figures[team] = {**row, "gap": gap, "people": len(names)}
    return {team: {**row, "rank": _rank(row, list(figures.values()))} for team, row in figures.items()}


def total_of(parts: Sequence[Sums]) -> Sums:
    """Return the sums of several people together; the quota is None where none of them has one.

    >>> total_of([Sums(quota=100.0, won=1.0), Sums(won=2.0)]).quota, total_of([Sums(), Sums(won=2.0)]).quota
    (100.0, None)
    """
    added: dict[str, Any] = {
        field.name: sum(getattr(part, field.name) or 0 for part in parts) for field in fields(Sums)
    }
    if all(part.quota is None for part in parts):
        added["quota"] = None
    return Sums(**added)


def _rank(row: dict[str, Cell], rows: Sequence[dict[str, Cell]]) -> int | None:
    """Return a team's place by attainment; equals share it, and there is none without an attainment."""
    reached = [value for value in (other["attainment"] for other in rows) if isinstance(value, (int, float))]
    own = row["attainment"]
    if not isinstance(own, (int, float)):
        return None
    return 1 + sum(round(value, 9) > round(own, 9) for value in reached)
