"""Values as a cell stores them: text that stays text, numbers, dates as serials, true and false."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from decimal import Decimal

from xlsales.fills import Cell
from xlsales.workbook.slots import Slot

MAX_TEXT = 32_767
_MAC_SHIFT = 1462
_SPECIAL = re.compile("[&<>]|[\x00-\x08\x0b-\x1f\ufffe\uffff\ud800-\udfff]|_(?=x[0-9A-Fa-f]{4}_)")
_NAMED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "_": "_x005F_"}


class ValueProblem(ValueError):
    """A value that no cell can hold; the message says why."""


def escape_text(text: str) -> str:
    """Return text as it stands in a string cell: what XML cannot carry is written Excel's way.

    >>> escape_text("a<b & _x0041_"), escape_text("tab\\tbell\\x07")
    ('a&lt;b &amp; _x005F_x0041_', 'tab\\tbell_x0007_')
    """
    return _SPECIAL.sub(lambda found: _NAMED.get(found[0]) or f"_x{ord(found[0]):04X}_", text)


def date_serial(value: date, *, mac: bool = False) -> float | int:
    """Return the serial number of a date or time in the workbook's date system (`mac`: from 1904).

    Whole days give an int. In the 1900 system days before March 1900 keep Excel's count.

    >>> date_serial(date(2026, 9, 30)), date_serial(date(1900, 1, 1)), date_serial(date(1904, 1, 2), mac=True)
    (46295, 1, 1)
    """
    days = value.toordinal() - 693_594
    if mac:
        days -= _MAC_SHIFT
    elif days < 61:
        days -= 1
    if days < (0 if mac else 1):
        raise ValueProblem(f"the date {value.isoformat()} is before the first day a workbook can hold")
    if not isinstance(value, datetime):
        return days
    if value.tzinfo is not None:
        raise ValueProblem(f"the time {value.isoformat()} has a time zone; give it in local time without one")
    seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return days + seconds / 86_400 if seconds else days


def number_text(value: float) -> str:
    """Return a number as a cell stores it: whole ones without a decimal point, zero without a sign.

    >>> number_text(186.0), number_text(0.1), number_text(12), number_text(-0.0)
    ('186', '0.1', '12', '0')
    """
    try:
        finite = math.isfinite(value)
    except OverflowError:
        raise ValueProblem("the whole number is larger than any number a cell can hold") from None
    if not finite:
        raise ValueProblem(f"{value} is not a number a cell can hold")
    text = repr(value if isinstance(value, int) else float(value) + 0.0)
    return text[:-2] if text.endswith(".0") else text


def checked_text(text: str) -> str:
    """Return text that a cell can hold; raise ValueProblem for one that is too long.

    >>> checked_text("stage")
    'stage'
    """
    if len(text.encode("utf-16-le", "surrogatepass")) > 2 * MAX_TEXT:
        raise ValueProblem(f"the text has {len(text):,} characters; a cell holds {MAX_TEXT:,}")
    return text


def _text_tail(text: str, prefix: str) -> str:
    if not checked_text(text):
        return "/>"
    keep = ' xml:space="preserve"' if text[0].isspace() or text[-1].isspace() else ""
    p = prefix
    return f' t="inlineStr"><{p}is><{p}t{keep}>{escape_text(text)}</{p}t></{p}is></{p}c>'


def cell_tail(value: Cell, *, prefix: str = "", mac: bool = False) -> str:
    """Return what follows `<c r="…" s="…"` for a value; `/>` for an empty cell.

    >>> cell_tail(186.5), cell_tail(None), cell_tail("=1"), cell_tail(True)
    ('><v>186.5</v></c>', '/>', ' t="inlineStr"><is><t>=1</t></is></c>', ' t="b"><v>1</v></c>')
    """
    if value is None:
        return "/>"
    if type(value) is int or (type(value) is float and value == value):
        return f"><{prefix}v>{number_text(value)}</{prefix}v></{prefix}c>"
    if isinstance(value, Slot):
        return str(value)
    if isinstance(value, str):
        return _text_tail(value, prefix)
    if hasattr(value, "item"):
        return cell_tail(value.item(), prefix=prefix, mac=mac)
    if isinstance(value, bool):
        return f' t="b"><{prefix}v>{value:d}</{prefix}v></{prefix}c>'
    return f"><{prefix}v>{number_of(value, mac)}</{prefix}v></{prefix}c>"


def number_of(value: object, mac: bool) -> str:
    """Return what is no text as a cell stores it: a number, or the serial of a date.

    >>> number_of(date(2026, 9, 30), False)
    '46295'
    """
    if value != value:
        raise ValueProblem("there is no value (NaN or NaT); give None for an empty cell")
    if isinstance(value, date):
        return str(date_serial(value, mac=mac))
    if isinstance(value, int | float):
        return number_text(value)
    if isinstance(value, Decimal):
        return number_text(float(value))
    raise ValueProblem(f"a cell cannot hold a {type(value).__name__}")
