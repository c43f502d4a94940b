"""Excel's day numbers, in both date systems: what a date cell holds, and which day that is."""

from __future__ import annotations

import math
from datetime import date, timedelta

from xlsales.errors import MetricError

_EPOCH_1900 = date(1899, 12, 30)
_EPOCH_1904 = date(1904, 1, 1)
_NEVER = 60  # 29 February 1900, a day that only Excel knows


def from_serial(serial: float, name: str, date1904: bool = False) -> date:
    """Return the day of a serial; the time of day is dropped.

    #NUM! for a serial that is no day: below 1 (below 0 in the 1904 system), 60, or past the year 9999.

    >>> from_serial(46027.5, "due").isoformat(), from_serial(0, "due", date1904=True).isoformat()
    ('2026-01-05', '1904-01-01')
    """
    if not math.isfinite(serial):
        raise MetricError("#NUM!", f"{name} is {serial}: no day has this number")
    day = math.floor(serial)
    if day < (0 if date1904 else 1) or (day == _NEVER and not date1904):
        raise MetricError("#NUM!", f"{name} is {serial:g}: no day has this number")
    early = not date1904 and day < _NEVER
    try:
        return (_EPOCH_1904 if date1904 else _EPOCH_1900) + timedelta(days=day + early)
    except OverflowError:
        raise MetricError("#NUM!", f"{name} is {serial:g}: days end with the year 9999") from None


def to_serial(day: date, date1904: bool = False) -> int:
    """Return the serial of a day; #NUM! for a day before the date system begins.

    >>> to_serial(date(2026, 1, 5)), to_serial(date(1900, 2, 28)), to_serial(date(1904, 1, 2), date1904=True)
    (46027, 59, 1)
    """
    serial = (day - (_EPOCH_1904 if date1904 else _EPOCH_1900)).days
    serial -= not date1904 and serial <= _NEVER
    if serial < (0 if date1904 else 1):
        raise MetricError("#NUM!", f"{day} lies before the first day of the workbook's date system")
    return serial
