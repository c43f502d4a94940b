"""Sales periods: a fiscal year, half, quarter or month, and how much of it is gone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from xlsales.errors import SettingsError

_LENGTHS = {"": (1, 12), "H": (2, 6), "Q": (4, 3)}
_TEXT = re.compile(r"^\s*(\d{4})\s*(?:年?\s*([QH])\s*(\d)|-\s*(\d{1,2}))?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Period:
    """One sales period with its first and last day.

    >>> p = Period.parse("2026Q4")
    >>> p.start.isoformat(), p.end.isoformat(), p.quarter
    ('2026-10-01', '2026-12-31', 4)
    >>> Period.parse("2026Q1", fiscal_year_start=4).start.isoformat()
    '2026-04-01'
    """

    text: str
    start: date
    end: date
    fiscal_year: int
    fiscal_year_start: int = 1

    @classmethod
    def parse(cls, text: str, fiscal_year_start: int = 1) -> Period:
        """Read `2026`, `2026H2`, `2026Q4` or the calendar month `2026-11`.

        A fiscal year bears the year in which it starts. Anything else raises SettingsError.
        """
        found = _TEXT.match(text)
        if not found:
            raise SettingsError(f"period '{text}' is not understood: write 2026, 2026H2, 2026Q4 or 2026-11")
        year, kind, number, month = found.groups()
        if month:
            return cls._month(text.strip(), int(year), int(month), fiscal_year_start)
        parts, months = _LENGTHS[(kind or "").upper()]
        index = int(number or 1)
        if not 1 <= index <= parts:
            raise SettingsError(f"period '{text}' is not understood: a year has {parts} parts of this kind")
        start = _first_of(int(year), fiscal_year_start + (index - 1) * months)
        end = _first_of(int(year), fiscal_year_start + index * months) - timedelta(days=1)
        return cls(text.strip().upper(), start, end, int(year), fiscal_year_start)

    @classmethod
    def _month(cls, text: str, year: int, month: int, fiscal_year_start: int) -> Period:
        if not 1 <= month <= 12:
            raise SettingsError(f"period '{text}' is not understood: a month is 01 to 12")
        end = _first_of(year, month + 1) - timedelta(days=1)
        fiscal_year = year if month >= fiscal_year_start else year - 1
        return cls(text, date(year, month, 1), end, fiscal_year, fiscal_year_start)

    @classmethod
    def quarter_of(cls, day: date, fiscal_year_start: int = 1) -> Period:
        """Return the fiscal quarter that holds a day.

        >>> Period.quarter_of(date(2026, 2, 3), fiscal_year_start=4).text
        '2025Q4'
        """
        year = day.year if day.month >= fiscal_year_start else day.year - 1
        index = (day.month - fiscal_year_start) % 12 // 3 + 1
        return cls.parse(f"{year}Q{index}", fiscal_year_start)

    @property
    def quarter(self) -> int:
        """The fiscal quarter (1 to 4) in which the period starts."""
        return (self.start.month - self.fiscal_year_start) % 12 // 3 + 1

    @property
    def months(self) -> int:
        """The number of months in the period: 12, 6, 3 or 1."""
        return (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1

    @property
    def year(self) -> Period:
        """The whole fiscal year around the period."""
        return Period.parse(str(self.fiscal_year), self.fiscal_year_start)

    def quarters(self) -> tuple[Period, ...]:
        """Return the four quarters of the period's fiscal year."""
        return tuple(Period.parse(f"{self.fiscal_year}Q{n}", self.fiscal_year_start) for n in range(1, 5))

    def weeks_left(self, as_of: date) -> int:
        """Return the weeks left after a day, a begun week counting whole; 0 once the period is over.

        >>> Period.parse("2026Q4").weeks_left(date(2026, 11, 5))
        8
        """
        return max(0, -(-(self.end - as_of).days // 7))

    def share_gone(self, as_of: date) -> float:
        """Return the share of the period's days gone at the end of a day, 0 to 1.

        >>> Period.parse("2026").share_gone(date(2026, 12, 31))
        1.0
        """
        days = (self.end - self.start).days + 1
        return min(1.0, max(0.0, ((as_of - self.start).days + 1) / days))


def _first_of(year: int, month: int) -> date:
    return date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
