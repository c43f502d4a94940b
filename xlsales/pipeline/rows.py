"""Rows that are no deals: blank ones, repeated headers, totals, footers, deleted records, old snapshots."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from xlsales.pipeline.aliases import FOOTER_STARTS, TOTAL_WORDS, TRUE_WORDS
from xlsales.pipeline.deals import Remark
from xlsales.pipeline.distinct import Distinct, folded
from xlsales.pipeline.notes import Note

Mask = npt.NDArray[np.bool_]
_NAMING = ("id", "name", "account", "amount")
_COUNT = re.compile(r"\s*(?:[:：]|\(\s*\d+.*\)|[-–]\s*\d+)?\s*$")


@dataclass(frozen=True)
class Aside:
    """The rows one reason sets aside, and the column that shows why (empty for the whole row)."""

    mask: Mask
    key: str
    column: Distinct | None = None

    def remarks(self, rows: npt.NDArray[np.int64], already: Mask) -> list[Remark]:
        """Return one remark per row that no earlier reason has set aside."""
        found, note = [], Note.of(self.key)
        for index in np.flatnonzero(self.mask & ~already):
            value = self.column.texts[self.column.codes[index]] if self.column else ""
            header = self.column.header if self.column else ""
            found.append(Remark("set_aside", int(rows[index]), header, value, note))
        return found


def split(asides: Sequence[Aside], rows: npt.NDArray[np.int64]) -> tuple[Mask, list[Remark]]:
    """Return which rows stay, and a remark for each row that does not; the first reason counts."""
    out = np.zeros(len(rows), dtype=bool)
    remarks: list[Remark] = []
    for aside in asides:
        remarks += aside.remarks(rows, out)
        out |= aside.mask
    return ~out, remarks


def suspects(used: Sequence[Distinct], roles: Mapping[str, Distinct], size: int) -> npt.NDArray[np.intp]:
    """Return the rows that may be no deals, going by the columns in use alone; only they need a closer look.

    A row with two cells filled, a name and a stage, and a cell that differs from its header is a deal.
    """
    filled = _filled(used, size)
    named = [roles[role] for role in _NAMING if role in roles]
    ownerless = _blank(roles, "owner", size) | where(roles.get("owner"), _is_total, size)
    found = (filled < 2) | (_filled(named, size) == 0) | (_blank(roles, "stage", size) & ownerless)
    found |= where(roles.get("deleted"), _is_true, size)
    return np.union1d(np.flatnonzero(found), _like_headers(used, size))


def _filled(columns: Sequence[Distinct], size: int) -> npt.NDArray[np.int16]:
    filled = np.zeros(size, dtype=np.int16)
    for column in columns:
        filled += ~column.is_blank
    return filled


def _like_headers(used: Sequence[Distinct], size: int) -> npt.NDArray[np.intp]:
    """Return the rows whose every cell in use is blank or repeats its header."""
    places = np.arange(size)
    for column in sorted(used, key=lambda column: len(column.cells)):
        if not len(places):
            break
        here = column if len(places) == size and len(column.cells) < size else column.at(places)
        places = places[(here.blank | (here.texts == column.header))[here.codes]]
    return places


def no_deals(every: Sequence[Distinct], roles: Mapping[str, Distinct], size: int) -> list[Aside]:
    """Return the reasons to set rows of a raw table aside, in the order in which they are tried."""
    filled = _count(every, bool, size)
    as_header = sum((where(column, column.header.__eq__, size) for column in every), np.zeros(size, dtype=np.int64))
    totals, footers = _count(every, _is_total, size) > 0, _count(every, _is_footer, size) > 0
    deleted = roles.get("deleted")
    named = [roles[role] for role in _NAMING if role in roles]
    ownerless = _blank(roles, "owner", size) | where(roles.get("owner"), _is_total, size)
    return [
        Aside(filled == 0, "remark.blank_row"),
        Aside((as_header == filled) & (filled >= min(2, len(every))), "remark.header_again"),
        Aside(totals & _blank(roles, "stage", size) & ownerless, "remark.total"),
        Aside(footers & (filled == 1), "remark.footer"),
        Aside(where(deleted, _is_true, size), "remark.deleted", deleted),
        Aside(_count(named, bool, size) == 0, "remark.nameless"),
    ]


def old_snapshots(ids: Distinct, dates: npt.NDArray[np.datetime64]) -> Mask:
    """Return which rows are earlier snapshots of a deal that has a later one (the last row on a tie)."""
    order = np.lexsort((np.arange(len(dates)), dates.astype("int64"), ids.codes))  # NaT first
    last = np.ones(len(order), dtype=bool)
    last[:-1] = ids.codes[order][1:] != ids.codes[order][:-1]
    old = np.zeros(len(order), dtype=bool)
    old[order[~last]] = True
    return old & ~ids.is_blank & ~np.isnat(dates)


def where(column: Distinct | None, test: Callable[[str], bool], size: int) -> Mask:
    """Return the rows whose tidy text passes a test; none when there is no such column."""
    if column is None or not len(column.cells):
        return np.zeros(size, dtype=bool)
    return np.fromiter(map(test, column.texts), dtype=bool, count=len(column.texts))[column.codes]


def _count(columns: Sequence[Distinct], test: Callable[[str], bool], size: int) -> npt.NDArray[np.int64]:
    masks = (where(column, test, size).astype(np.int64) for column in columns)
    return sum(masks, np.zeros(size, dtype=np.int64))


def _blank(roles: Mapping[str, Distinct], role: str, size: int) -> Mask:
    return roles[role].is_blank if role in roles else np.ones(size, dtype=bool)


def _is_total(text: str) -> bool:
    return len(text) < 40 and _COUNT.sub("", folded(text)) in TOTAL_WORDS


def _is_footer(text: str) -> bool:
    return folded(text).startswith(FOOTER_STARTS)


def _is_true(text: str) -> bool:
    return folded(text) in TRUE_WORDS
