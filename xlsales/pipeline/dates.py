"""Dirty dates: many shapes, Excel serials, and day/month order told apart by evidence, never guessed.

Evidence counts per column and separator: 20/03/2023 shows that this column writes d/m with slashes, while
10-19-2022 in the same column shows m-d with dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from xlsales.pipeline.aliases import BLANK_WORDS
from xlsales.pipeline.distinct import Distinct, Reading, folded, repaired, unread
from xlsales.pipeline.notes import Note

_TIME = r"(?:[T ,]*(?:上午|下午|中午|晚上|凌晨)?\s*\d{1,2}[:：时点]\d{0,2}.*)?"
_YEAR_FIRST = re.compile(
    rf"^(\d{{4}})\s*(?:[-/.]\s*(\d{{1,2}})\s*[-/.]\s*(\d{{1,2}})|年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*[日号]?){_TIME}$",
    re.I,
)
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})(?:[T ]?\d{4,6}Z?)?$", re.I)
_DAY, _MONTH = r"(\d{1,2})(?:st|nd|rd|th)?", r"([a-z]{3,9})\.?"
_WEEKDAY = r"(?:[a-z]{3,9},?\s+)?"
_NAMED = re.compile(rf"^{_WEEKDAY}{_DAY}[-\s./,]*{_MONTH}[-\s./,]*(\d{{4}}|\d{{2}}){_TIME}$", re.I)
_NAME_FIRST = re.compile(rf"^{_WEEKDAY}{_MONTH}[-\s./]*{_DAY}[-\s,]+(\d{{4}}){_TIME}$", re.I)
_SLASHED = re.compile(rf"^(\d{{1,2}})\s*([-/.])\s*(\d{{1,2}})\s*\2\s*(\d{{4}}){_TIME}$", re.I)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SERIAL_ZERO = date(1899, 12, 30)
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


@dataclass(frozen=True)
class Slashed:
    """A date whose day and month may be the one or the other: 05/03/2026.

    >>> Slashed(5, 3, 2026, "/").as_day_first, Slashed(20, 3, 2023, "/").as_month_first
    (datetime.date(2026, 3, 5), None)
    """

    first: int
    second: int
    year: int
    mark: str

    @property
    def as_day_first(self) -> date | None:
        """The date when the day stands first; None when there is no such day."""
        return _date(self.year, self.second, self.first)

    @property
    def as_month_first(self) -> date | None:
        """The date when the month stands first; None when there is no such day."""
        return _date(self.year, self.first, self.second)

    @property
    def reads_two_ways(self) -> bool:
        """Whether both orders give a date, and not the same one."""
        return None not in (self.as_day_first, self.as_month_first) and self.first != self.second

    def read(self, day_first: bool | None) -> date | None:
        """Return the date in the given order, or in the only order that gives one."""
        if self.reads_two_ways:
            return None if day_first is None else self.as_day_first if day_first else self.as_month_first
        return self.as_day_first or self.as_month_first


def parse_date(cell: object) -> date | Slashed | None:
    """Return the date a cell means, both readings of it when the order is open, or None.

    >>> parse_date("2026年3月5日"), parse_date("5-Mar-2026") == parse_date("20260305") == parse_date(46086)
    (datetime.date(2026, 3, 5), True)
    >>> parse_date("05/03/2026")
    Slashed(first=5, second=3, year=2026, mark='/')
    """
    if isinstance(cell, bool):
        return None
    if isinstance(cell, datetime):
        return _plausible(cell.date())
    if isinstance(cell, date):
        return _plausible(cell)
    if isinstance(cell, (int, float)):
        return _from_number(float(cell))
    return _from_text(folded(str(cell)))


def order_of(dates: Sequence[date | Slashed | None]) -> dict[str, bool | None]:
    """Return, per separator in use, whether the day stands first; None where there is no clear evidence.

    >>> order_of([Slashed(20, 3, 2023, "/"), Slashed(10, 19, 2022, "-"), Slashed(5, 3, 2026, ".")])
    {'/': True, '-': False, '.': None}
    """
    votes: dict[str, set[bool]] = {}
    for item in dates:
        if isinstance(item, Slashed):
            votes.setdefault(item.mark, set()).update(_vote(item))
    return {mark: next(iter(vote)) if len(vote) == 1 else None for mark, vote in votes.items()}


def contradicted(dates: Sequence[date | Slashed | None], mark: str) -> bool:
    """Tell whether a column proves both orders for one separator.

    >>> contradicted([Slashed(20, 3, 2023, "/"), Slashed(10, 19, 2022, "/")], "/")
    True
    """
    votes = {vote for item in dates if isinstance(item, Slashed) and item.mark == mark for vote in _vote(item)}
    return len(votes) == 2


def read_date(cell: object, parsed: date | Slashed | None, order: dict[str, bool | None]) -> Reading[date]:
    """Return the reading of one cell, given the order its column uses per separator.

    >>> read_date("soon", None, {}).problem
    'not a date; left blank'
    >>> read_date("05/03/2026", parse_date("05/03/2026"), {"/": True}).repair
    'read as 2026-03-05, day first as elsewhere in the column'
    """
    if parsed is None:
        return _not_a_date(cell)
    if isinstance(parsed, Slashed):
        return _read_slashed(parsed, order.get(parsed.mark))
    if isinstance(cell, date) or _is_plain(cell):
        return Reading(parsed)
    return repaired(parsed, "remark.read_as", value=parsed)


def both_dates(item: Slashed) -> Note:
    """Return both readings of a date that reads two ways.

    >>> both_dates(Slashed(5, 3, 2026, "/")).text
    '5 March 2026 (day first) or May 3, 2026 (month first)'
    """
    return Note.of(
        "remark.two_dates",
        first=item.first,
        second=item.second,
        year=item.year,
        first_month=Note.of(f"remark.month.{item.first}"),
        second_month=Note.of(f"remark.month.{item.second}"),
    )


def parse_column(column: Distinct) -> list[date | Slashed | None]:
    """Return what each distinct cell of a column may mean as a date."""
    return [parse_date(cell) for cell in column.cells]


def _vote(item: Slashed) -> set[bool]:
    day, month = item.as_day_first, item.as_month_first
    return {day is not None} if (day is None) != (month is None) else set()


def _read_slashed(item: Slashed, day_first: bool | None) -> Reading[date]:
    value = item.read(day_first)
    if value is None:
        return unread(None, "remark.open_date", dates=both_dates(item)) if item.reads_two_ways else _no_date()
    if not item.reads_two_ways:
        return repaired(value, "remark.read_as", value=value)
    return repaired(value, "remark.read_day_first" if day_first else "remark.read_month_first", value=value)


def _not_a_date(cell: object) -> Reading[date]:
    text = folded(str(cell))
    if not text:
        return Reading(None)
    if text in BLANK_WORDS:
        return Reading(None, Note.of("remark.blank"))
    return _no_date()


def _no_date() -> Reading[date]:
    return unread(None, "remark.no_date")


def _is_plain(cell: object) -> bool:
    return isinstance(cell, str) and bool(re.match(r"^\s*\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}.*)?\s*$", cell))


def _from_text(text: str) -> date | Slashed | None:
    if found := _YEAR_FIRST.match(text):
        year, *parts = (int(part) for part in found.groups() if part)
        return _plausible(_date(year, *parts))
    if found := _COMPACT.match(text):
        return _plausible(_date(*(int(part) for part in found.groups())))
    if found := _SLASHED.match(text):
        slashed = Slashed(int(found[1]), int(found[3]), int(found[4]), found[2])
        return slashed if _FIRST_YEAR <= slashed.year <= _LAST_YEAR else None
    if found := _NAMED.match(text):
        return _named(found[3], found[2], found[1])
    if found := _NAME_FIRST.match(text):
        return _named(found[3], found[1], found[2])
    return _from_number(float(text)) if re.match(r"^[0-9]{5,13}(?:\.[0-9]+)?$", text) else None


def _named(year: str, month: str, day: str) -> date | None:
    if month[:3] not in _MONTHS:
        return None
    full = int(year) + (2000 if len(year) == 2 else 0)
    return _plausible(_date(full, _MONTHS.index(month[:3]) + 1, int(day)))


def _from_number(value: float) -> date | None:
    if 18_000 <= value < 110_000:  # Excel serials from 1949 to 2201
        return _plausible(_SERIAL_ZERO + timedelta(days=int(value)))
    if 19_000_101 <= value <= 22_001_231 and value == int(value):
        return _plausible(_date(int(value) // 10_000, int(value) // 100 % 100, int(value) % 100))
    if 4e11 <= value < 5e12:  # milliseconds since 1970, as some CRMs export them
        return _plausible((datetime(1970, 1, 1) + timedelta(milliseconds=value)).date())
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _plausible(day: date | None) -> date | None:
    return day if day and _FIRST_YEAR <= day.year <= _LAST_YEAR else None
