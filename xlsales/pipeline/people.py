"""Who sells: the team list and the quotas, from one file or two, and the names they give to owner ids."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pandas as pd

from xlsales.errors import DataError
from xlsales.pipeline import fields
from xlsales.pipeline.columns import match_columns, shown
from xlsales.pipeline.date_columns import read_dates
from xlsales.pipeline.deals import Deals, Remark
from xlsales.pipeline.distinct import folded, text_of
from xlsales.pipeline.notes import Note
from xlsales.pipeline.sources import open_source
from xlsales.pipeline.wide_quotas import period_columns
from xlsales.settings import Settings

_TEXTS = ("id", "name", "team", "region", "level", "period")
_MONEY = ("annual", "quota")
Kind = Literal["period", "annual"]


@dataclass(frozen=True)
class Member:
    """One person on the team list, in the money of the file.

    >>> Member("V003", "Luis Martin", team="South").annual_quota is None
    True
    """

    id: str
    name: str
    team: str = ""
    region: str = ""
    hire_date: date | None = None
    level: str = ""
    row: int = 0
    annual_quota: float | None = None


@dataclass(frozen=True)
class Quota:
    """One person's quota for a year or a period, in the money of the file; None where the file has none.

    >>> Quota("Luis Martin", None).kind
    'period'
    """

    owner: str
    quota: float | None
    kind: Kind = "period"
    period: str = ""
    team: str = ""
    row: int = 0


def read_team(path: Path | str, settings: Settings) -> tuple[Member, ...]:
    """Return the people on a list; it needs a column of names or ids.

    Somebody listed twice, and money or dates that cannot be read, raise one DataError.
    """
    source, rows = _read(path, settings)
    members = tuple(
        Member(
            row["id"],
            row["name"] or row["id"],
            row["team"],
            row["region"],
            row["hire_date"],
            row["level"],
            row["row"],
            row["annual"],
        )
        for row in rows
    )
    counts = Counter(member.id or member.name for member in members)
    DataError.raise_any(
        f"{source}: '{key}' stands {count} times on the team list: keep one row"
        for key, count in counts.items()
        if count > 1
    )
    return members


def read_quotas(path: Path | str, settings: Settings) -> tuple[Quota, ...]:
    """Return the quotas of a list, also the missing ones; it needs a column of quotas and one of people.

    A period quota outranks the annual one of the same row. A list with one column per period gives one quota
    for each; a column of the whole year is annual. Money that cannot be read raises DataError.
    """
    _, rows = _read(path, settings, with_quota=True)
    return tuple(quota for row in rows for quota in (*_of_row(row), *_by_period(row, settings)))


def _of_row(row: dict[str, Any]) -> list[Quota]:
    if row["periods"] and not row["has_quota"]:
        return []
    amount = row["annual"] if row["quota"] is None else row["quota"]
    kind: Kind = "annual" if row["quota"] is None and row["has_annual"] else "period"
    if amount is None and row["periods"]:
        return []
    return [Quota(row["name"] or row["id"], amount, kind, row["period"], row["team"], row["row"])]


def _by_period(row: dict[str, Any], settings: Settings) -> list[Quota]:
    year, who = str(settings.period.fiscal_year), row["name"] or row["id"]
    wanted = {
        period: amount
        for period, amount in row["periods"].items()
        if amount is not None or period == settings.period.text
    }
    annual = [Quota(who, wanted.pop(year), "annual", "", row["team"], row["row"])] if year in wanted else []
    return annual + [Quota(who, amount, "period", period, row["team"], row["row"]) for period, amount in wanted.items()]


def missing_quotas(quotas: Sequence[Quota]) -> tuple[Remark, ...]:
    """Return a remark for each person on the list whose quota is missing.

    >>> missing_quotas([Quota("Luis Martin", None, "annual", row=4)])[0].text
    'Luis Martin has no quota; left out of every attainment'
    """
    return tuple(
        Remark("problem", quota.row, "quota", "", Note.of("remark.no_quota", owner=quota.owner))
        for quota in quotas
        if quota.quota is None
    )


def apply_team(deals: Deals, team: Sequence[Member]) -> Deals:
    """Return the deals with names in place of owner ids, and team and region where the deal has none.

    Owners who are not on the list are kept and reported, each once.
    """
    people = {folded(key): member for member in team for key in (member.name, member.id) if key}
    frame, owners = deals.frame.copy(), deals.frame["owner"]
    members = {owner: people.get(folded(owner)) for owner in owners.unique()}
    frame["owner"] = owners.map({owner: member.name if member else owner for owner, member in members.items()})
    for column in ("team", "region"):
        listed = owners.map({owner: getattr(member, column, "") for owner, member in members.items()})
        frame[column] = frame[column].where(frame[column] != "", listed)
    frame[["owner", "team", "region"]] = frame[["owner", "team", "region"]].astype("str")
    counts = owners.value_counts()
    strangers = tuple(
        Remark("problem", 0, deals.columns.get("owner", ""), owner, _stranger(owner, int(counts[owner])))
        for owner, member in members.items()
        if member is None and owner
    )
    return replace(deals, table=frame, remarks=(*strangers, *deals.remarks))


def name_quotas(quotas: Sequence[Quota], team: Sequence[Member]) -> tuple[Quota, ...]:
    """Return the quotas with names in place of ids, as the team list has them.

    >>> name_quotas([Quota("V001", 5.0)], [Member("V001", "Lisa Garcia")])[0].owner
    'Lisa Garcia'
    """
    people = {folded(key): member for member in team for key in (member.name, member.id) if key}
    found = [(quota, people.get(folded(quota.owner))) for quota in quotas]
    return tuple(
        replace(quota, owner=member.name, team=quota.team or member.team) if member else quota
        for quota, member in found
    )


def _stranger(owner: str, count: int) -> Note:
    return Note.of("remark.not_on_team", owner=owner, count=count)


def _read(path: Path | str, settings: Settings, with_quota: bool = False) -> tuple[str, list[dict[str, Any]]]:
    raw = open_source(path, people=True)
    places = match_columns(raw.headers, settings.columns, raw.source, people=True)
    wide = period_columns(raw.headers, places.values(), settings.period, raw.source) if with_quota else {}
    _require(places, with_quota and not wide, raw.source, raw.headers)
    columns = {role: raw.column(index) for role, index in (places | wide).items()}
    size, problems = len(raw.rows), []
    values: dict[str, Any] = {role: [""] * size for role in _TEXTS} | {role: [None] * size for role in _MONEY}
    for role, column in columns.items():
        if role in _TEXTS:
            values[role] = column.spread([text_of(cell) for cell in column.cells])
        elif role in _MONEY or role in wide:
            amounts, remarks = fields.read_amounts(column, 1)
            values[role] = [None if np.isnan(amount) else float(amount) for amount in amounts]
            problems += _unread(remarks, raw.source)
    hired, remarks = read_dates({r: columns[r] for r in columns if r == "hire_date"}, raw.source, settings.day_first)
    values["hire_date"] = [None if pd.isna(day) else pd.Timestamp(day).date() for day in hired.get("hire_date", ())]
    values["hire_date"] = values["hire_date"] or [None] * size
    DataError.raise_any([*problems, *_unread(remarks, raw.source)])
    extra: dict[str, Sequence[Any]] = {
        "row": [int(row) for row in raw.rows],
        "has_annual": ["annual" in columns] * size,
        "has_quota": [bool({"annual", "quota"} & columns.keys())] * size,
        "periods": [{period: values[period][at] for period in wide} for at in range(size)],
    }
    rows = _rows(values | extra)
    return raw.source, [row for row in rows if row["name"] or row["id"]]


def _rows(values: dict[str, Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(values, row, strict=True)) for row in zip(*values.values(), strict=True)]


def _unread(remarks: Sequence[Remark], source: str) -> list[str]:
    return [
        f"{source}, row {remark.row}, column '{remark.column}': '{remark.value}' is {remark.text.split(';')[0]}"
        for remark in remarks
        if remark.kind == "problem" and remark.row > 0
    ]


def _require(places: dict[str, int], with_quota: bool, source: str, headers: Sequence[str]) -> None:
    has = f"the headers are {shown(header for header in headers if header)}"
    missing = []
    if not {"name", "id"} & places.keys():
        missing.append(f"{source}: no column is understood as the person's name or id; {has}: name it 'Name' or '姓名'")
    if with_quota and not set(_MONEY) & places.keys():
        missing.append(
            f"{source}: no column is understood as a quota; {has}: name it 'Annual Quota', 'Quota' or '年度定额'"
        )
    DataError.raise_any(missing)
