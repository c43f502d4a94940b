"""What the review adds up for one person, and for everyone: amounts and counts of the period."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from xlsales.pipeline.deals import Deals
from xlsales.reports.common import stage_of
from xlsales.reports.people import Person
from xlsales.settings import Settings

_UNKNOWN_STAGE_DAYS = 30


@dataclass(frozen=True)
class Sums:
    """Amounts and counts of the period behind every figure of one review row.

    >>> Sums(quota=186.0, won=30.92).commit
    0.0
    """

    quota: float | None = None
    won: float = 0.0
    commit: float = 0.0
    upside: float = 0.0
    open_amount: float = 0.0
    created: float = 0.0
    won_deals: int = 0
    lost_deals: int = 0
    open_deals: int = 0
    stalled_deals: int = 0
    cycle_deals: int = 0
    cycle_days: float = 0.0


def sums_by_person(deals: Deals, settings: Settings, people: Sequence[Person]) -> dict[str, Sums]:
    """Return the sums of each person, by name."""
    frame = _marked(deals, settings)
    groups = dict(iter(frame.groupby("owner")))
    return {person.name: _sums(groups.get(person.name, frame.iloc[:0]), person.quota) for person in people}


def sums_of_all(deals: Deals, settings: Settings, people: Sequence[Person]) -> Sums:
    """Return the sums over all deals, those without an owner too, against the quotas of all people."""
    return _sums(_marked(deals, settings), sum(person.quota or 0 for person in people))


def _marked(deals: Deals, settings: Settings) -> pd.DataFrame:
    """Return the deals with what the period makes of them: in the period, created in it, stalled."""
    frame, period = deals.frame, settings.period
    start, end, today = (pd.Timestamp(day) for day in (period.start, period.end, settings.as_of))
    is_open = frame["status"] == "open"
    due = frame["close"].isna() | (frame["close"] <= end)
    touched = frame[["created", "last_activity"]].max(axis=1)
    idle = (today - touched).dt.days
    return frame.assign(
        in_period=(is_open & due) | (~is_open & frame["close"].between(start, end)),
        is_new=frame["created"].between(start, end),
        is_stalled=is_open & (idle > _stall_days(deals)),
        days=(frame["close"] - frame["created"]).dt.days,
    )


def _stall_days(deals: Deals) -> pd.Series[int]:
    frame = deals.frame
    known: dict[tuple[str, str], int] = {}
    for stage, status in set(zip(frame["stage"], frame["status"], strict=True)):
        found = stage_of(stage, status, deals.ladder)
        known[stage, status] = found.stall_days if found else _UNKNOWN_STAGE_DAYS
    keys = zip(frame["stage"], frame["status"], strict=True)
    return pd.Series([known[key] for key in keys], index=frame.index, dtype="int64")


def _sums(frame: pd.DataFrame, quota: float | None) -> Sums:
    now = frame[frame["in_period"]]
    won, is_open = now[now["status"] == "won"], now[now["status"] == "open"]
    every_open = frame[frame["status"] == "open"]
    days = won["days"].dropna()
    return Sums(
        quota=quota,
        won=float(won["amount"].sum()),
        commit=float(is_open.loc[is_open["category"] == "commit", "amount"].sum()),
        upside=float(is_open.loc[is_open["category"] == "upside", "amount"].sum()),
        open_amount=float(is_open["amount"].sum()),
        created=float(frame.loc[frame["is_new"], "amount"].sum()),
        won_deals=len(won),
        lost_deals=int((now["status"] == "lost").sum()),
        open_deals=len(every_open),
        stalled_deals=int(every_open["is_stalled"].sum()),
        cycle_deals=len(days),
        cycle_days=float(days.sum()),
    )
