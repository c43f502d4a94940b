"""Reading deals: any source, any headers, any stage ladder, into the one deal table."""

from __future__ import annotations

from collections import Counter
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales.errors import DataError
from xlsales.pipeline import fields, rows
from xlsales.pipeline.aliases import REQUIRED_ONE_OF
from xlsales.pipeline.coded import Coded
from xlsales.pipeline.columns import header_key, match_columns, shown
from xlsales.pipeline.date_columns import Dates, read_dates
from xlsales.pipeline.deal_columns import DealColumns
from xlsales.pipeline.deals import FIELDS, Deals, Remark
from xlsales.pipeline.distinct import Distinct
from xlsales.pipeline.notes import Note
from xlsales.pipeline.raw import RawTable
from xlsales.pipeline.sources import Source, open_source
from xlsales.pipeline.stages import Staged, place_stages
from xlsales.settings import Settings

_TEXTS = ("id", "name", "account", "owner", "team", "region", "product", "next_step")
_MAY_BE_WEIGHTED = ("expectedrevenue", "预期收入", "预计收入")
_CATEGORIES = ("", "commit", "upside", "pipeline", "omitted", "closed")
_UNCOUNTED = frozenset(("id", "name", "account", "next_step", "amount", "won_amount", "created", "close", "closed",
                        "lost_on", "stage_since", "last_activity"))  # fmt: skip
_DATES = ("created", "close", "closed", "lost_on", "stage_since", "last_activity")


def read_deals(
    source: Source,
    settings: Settings,
    *,
    query: str | None = None,
    sheet: str | None = None,
    table: str | None = None,
) -> Deals:
    """Read a CRM export into the deal table: read = used + set aside, always.

    `source` is a CSV file, a workbook (`file.xlsx#Sheet1!A3:H200` and `file.xlsx#TableName` name a part of
    it, as do `sheet` and `table`), a database address with a `query`, or a DataFrame. What cannot be
    understood without guessing raises DataError.

    >>> frame = pd.DataFrame({"商机名称": ["甲", "乙"], "阶段": ["意向", "赢单"], "金额": ["1.2万", "¥3,000"]})
    >>> deals = read_deals(frame, Settings())
    >>> deals.frame[["name", "stage", "status", "amount"]].values.tolist()
    [['甲', '意向', 'open', 12000.0], ['乙', '成交', 'won', 3000.0]]
    """
    raw = open_source(source, query=query, sheet=sheet, table=table, wanted=tuple(settings.columns.values()))
    reader = _Reader(raw, settings)
    return reader.deals()


class _Reader:
    """One reading under way: the columns by role, and the remarks gathered so far."""

    def __init__(self, raw: RawTable, settings: Settings) -> None:
        self.raw, self.settings = raw, settings
        self.remarks: list[Remark] = [Remark("repair", 0, "", "", note) for note in raw.notes]
        places = match_columns(raw.headers, settings.columns, raw.source)
        _require(places, raw)
        uncounted = _UNCOUNTED - ({"id"} if "snapshot" in places else set())
        self.roles = {role: raw.column(index, counted=role not in uncounted) for role, index in places.items()}
        self.rows = raw.rows
        self._drop_no_deals(places)
        self._drop_old_snapshots()

    def _drop_no_deals(self, places: dict[str, int]) -> None:
        used = [self.roles[role] for role in {index: role for role, index in places.items()}.values()]
        closer = rows.suspects(used, self.roles, len(self.rows))
        if not len(closer):
            return
        every = self.raw.rows_at(closer)
        roles = {role: every[index] for role, index in places.items()}
        stay, remarks = rows.split(rows.no_deals(every, roles, len(closer)), self.rows[closer])
        mask = np.ones(len(self.rows), dtype=bool)
        mask[closer] = stay
        self._keep(mask, remarks)

    def _keep(self, mask: npt.NDArray[np.bool_], remarks: list[Remark]) -> None:
        self.roles = {role: column.keep(mask) for role, column in self.roles.items()}
        self.rows = self.rows[mask]
        self.remarks += remarks

    def _drop_old_snapshots(self) -> None:
        if "snapshot" not in self.roles or "id" not in self.roles:
            return
        dates = self._dates(("snapshot",))["snapshot"]
        old = rows.old_snapshots(self.roles["id"], dates)
        self._keep(*rows.split([rows.Aside(old, "remark.old_snapshot", self.roles["snapshot"])], self.rows))

    def deals(self) -> Deals:
        """Return the finished deal table."""
        size = len(self.rows)
        nothing = Coded.same("", size)
        values: dict[str, Any] = {role: self._text(role) if role in self.roles else nothing for role in _TEXTS}
        chance = self._numbers("probability")
        staged = self._staged(chance)
        dates = self._dates(_DATES)
        values |= {
            "stage": staged.stage,
            "status": staged.status,
            "amount": self._amounts(staged.status),
            "probability": np.where(np.isnan(chance), staged.rate, chance),
            "category": self._category(staged),
            "close": self._close(staged.status, dates),
            "row": self.rows,
        }
        values["segment"] = self._segment(values["amount"])
        values |= {role: dates.get(role, _no_dates(size)) for role in ("created", "stage_since", "last_activity")}
        self._about_the_whole(values)
        table = DealColumns({name: values[name] for name in FIELDS})
        columns = {role: column.header for role, column in self.roles.items()}
        remarks = tuple(sorted(self.remarks, key=lambda remark: remark.row))
        return Deals(table, staged.ladder, self.raw.source, len(self.raw.rows), columns, remarks)

    def _text(self, role: str) -> Coded:
        values, remarks = fields.read_texts(self.roles[role])
        self.remarks += remarks
        return values

    def _numbers(self, role: str) -> npt.NDArray[np.float64]:
        if role not in self.roles:
            return np.full(len(self.rows), np.nan)
        if role == "probability":
            values, remarks = fields.read_probability(self.roles[role])
        else:
            values, remarks = fields.read_amounts(self.roles[role], self.settings.money.divisor)
        self.remarks += remarks
        return values

    def _staged(self, chance: npt.NDArray[np.float64]) -> Staged:
        evidence, remarks = fields.read_evidence(self.roles, len(self.rows))
        column = self.roles.get("stage")
        if column:
            texts, found = fields.read_texts(column)
            self.remarks += found
            column = _tidied(column, texts)
        staged = place_stages(column, evidence, chance, self.rows, self.raw.source, self.settings)
        self.remarks += remarks + staged.remarks
        return staged

    def _amounts(self, status: Coded) -> npt.NDArray[np.float64]:
        amounts = self._numbers("amount")
        if "won_amount" not in self.roles:
            return amounts
        actual = self._numbers("won_amount")
        return np.where(status.among("won") & ~np.isnan(actual), actual, amounts)

    def _category(self, staged: Staged) -> Coded:
        if "category" not in self.roles:
            return staged.category
        own, remarks = fields.read_category(self.roles["category"])
        self.remarks += remarks
        closed, is_open = own.among("closed"), staged.status.among("open")
        header, note = self.roles["category"].header, Note.of("remark.category_differs")
        for row in self.rows[closed & is_open].tolist():
            self.remarks.append(Remark("problem", row, header, "closed", note))
        told, staged_as = own.places(_CATEGORIES), staged.category.places(_CATEGORIES)
        said = np.where(own.among("", "closed"), staged_as, told)
        return Coded.of(_CATEGORIES, np.where(is_open, said, np.int8(_CATEGORIES.index("closed"))))

    def _segment(self, amounts: npt.NDArray[np.float64]) -> Coded:
        large_from = self.settings.money.in_unit(self.settings.large_from)
        values, remarks, used = fields.read_segment(self.roles.get("segment"), amounts, large_from)
        self.remarks += remarks
        if not used:
            self.roles.pop("segment", None)
        return values

    def _dates(self, roles: tuple[str, ...]) -> dict[str, Dates]:
        columns = {role: self.roles[role] for role in roles if role in self.roles}
        dates, remarks = read_dates(columns, self.raw.source, self.settings.day_first)
        self.remarks += remarks
        return dates

    def _close(self, status: Coded, dates: dict[str, Dates]) -> Dates:
        none = _no_dates(len(self.rows))
        if not {"closed", "lost_on"} & dates.keys():
            return dates.get("close", none)
        expected, actual = dates.get("close", none), dates.get("closed", none)
        actual = np.where(np.isnat(actual), dates.get("lost_on", none), actual)
        closed = ~status.among("open")
        missing = int((closed & np.isnat(actual) & ~np.isnat(expected)).sum())
        if missing:
            header = _header(self.roles, "closed") or _header(self.roles, "lost_on")
            self._warn(header, "remark.no_actual_close", count=missing)
        return np.where(closed & ~np.isnat(actual), actual, expected)

    def _warn(self, header: str, key: str, /, **values: object) -> None:
        self.remarks.append(Remark("problem", 0, header, "", Note(key, values)))

    def _about_the_whole(self, values: dict[str, Any]) -> None:
        is_open, amount = values["status"].among("open"), _header(self.roles, "amount")
        empty = int((is_open & np.isnan(values["amount"])).sum())
        if empty:
            self._warn(amount, "remark.no_amount", count=empty, total=int(is_open.sum()))
        if header_key(amount) in _MAY_BE_WEIGHTED:
            self._warn(amount, "remark.may_be_weighted")
        if "owner" not in self.roles:
            self._warn("", "remark.no_owner_column")
        self._about_currencies()
        if "id" in self.roles and not self.roles["id"].differs_by_row():
            self._about_ids(values["id"].each())

    def _about_currencies(self) -> None:
        column = self.roles.get("currency")
        if column is None:
            return
        texts, _ = fields.read_texts(column)
        found = sorted({text for text in texts.texts[np.unique(texts.codes)].tolist() if text})
        if len(found) > 1:
            self._warn(column.header, "remark.currencies", count=len(found), currencies=", ".join(found))

    def _about_ids(self, ids: npt.NDArray[Any]) -> None:
        repeated = {name for name, count in Counter(ids.tolist()).items() if name and count > 1}
        first: dict[str, int] = {}
        for row, name in zip(self.rows.tolist(), ids.tolist(), strict=True) if repeated else ():
            if name in repeated and first.setdefault(name, row) != row:
                note = Note.of("remark.repeated_id", row=first[name])
                self.remarks.append(Remark("problem", row, _header(self.roles, "id"), name, note))


def _require(places: dict[str, int], raw: RawTable) -> None:
    missing = [names for names in REQUIRED_ONE_OF if not any(name in places for name in names)]
    DataError.raise_any(
        f"{raw.source}: no column is understood as {' or '.join(names)}; "
        f"the headers are {shown(filter(None, raw.headers))}: "
        f'say which it is in xlsales.toml, as in  [columns]  {names[0]} = "their header"'
        for names in missing
    )


def _header(roles: dict[str, Distinct], role: str) -> str:
    return roles[role].header if role in roles else ""


def _no_dates(size: int) -> Dates:
    return np.full(size, np.datetime64("NaT", "us"))


def _tidied(column: Distinct, texts: Coded) -> Distinct:
    """Return a column by its tidy texts: cells that differ in spaces alone become one."""
    codes, kept = pd.factorize(texts.texts)
    order = pd.factorize(codes[texts.codes])
    return Distinct(column.header, tuple(kept[order[1]]), order[0], column.rows)
