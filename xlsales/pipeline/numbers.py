"""Dirty numbers: currency signs, thousands, 万 and 亿, k and m, brackets, percent, stray letters."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation

import numpy as np

from xlsales.pipeline import bulk
from xlsales.pipeline.aliases import BLANK_WORDS
from xlsales.pipeline.distinct import Reading, folded, repaired, unread
from xlsales.pipeline.notes import Note

_CURRENCY = re.compile(
    r"(?:us|hk|nt|a|c|s|r)?[$€£¥₹₽₩]|\b(?:rmb|cny|usd|eur|gbp|hkd|jpy|twd|aud|cad|sgd|inr|chf)\b"
    r"|(?<![a-z])(?:rmb|cny|usd|eur|gbp|hkd|jpy|chf)(?=[\d\s(+-])|(?<=[\d\s)])(?:rmb|cny|usd|eur|gbp|hkd|jpy|chf)"
    r"|人民币|美元|美金|港币|欧元|元整?|块"
)
_SCALES = {
    "亿": 10**8, "千万": 10**7, "百万": 10**6, "万": 10**4, "千": 10**3, "百": 10**2, "k": 10**3, "m": 10**6,
    "mn": 10**6, "mm": 10**6, "mio": 10**6, "million": 10**6, "b": 10**9, "bn": 10**9, "billion": 10**9,
    "thousand": 10**3, "": 1,
}  # fmt: skip
_SHAPE = re.compile(
    r"^(?P<open>\()?(?P<sign>[-+])?(?P<body>[0-9][0-9.,' ]*|[.,][0-9]+)(?P<exp>e[-+]?[0-9]{1,3})?"
    r"(?P<scale>亿|千万|百万|万|千|百|million|billion|thousand|mio|mn|mm|bn|[kmb])?(?P<percent>%)?"
    r"(?P<close>\))?(?P<minus>-)?[x×*]?$"
)
_CLEAN = re.compile(r"^-?[0-9]+(?:\.[0-9]+)?$")
_GROUPS = re.compile(r"^[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}$")
_COMMA_DECIMAL = re.compile(
    r"^[0-9]{1,3}(?:[. ][0-9]{3})+,[0-9]+$|^[0-9]+,(?:[0-9]{1,2}|[0-9]{4,})$|^[0-9]{1,3}(?:\.[0-9]{3}){2,}$"
)
_POINT_DECIMAL = re.compile(
    r"^[0-9]{1,3}(?:[, ][0-9]{2,3})+\.[0-9]+$|^[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})$|^[0-9]{1,3}(?:,[0-9]{3}){2,}$"
)
_SLICE = 4096
_COULD_BE_EITHER = re.compile(r"^[1-9][0-9]{0,2}\.[0-9]{3}$")


def read_number(cell: object, decimal_comma: bool = False) -> Reading[float]:
    """Read a cell as a number; what cannot be read becomes a problem, never 0.

    >>> [read_number(text).value for text in ("¥1,200.50", "1.2万", "(35k)", "3956.65x", "12%")]
    [1200.5, 12000.0, -35000.0, 3956.65, 0.12]
    >>> read_number("1.234,5", decimal_comma=True).value
    1234.5
    >>> read_number("soon").problem
    'not a number; left blank'
    """
    if isinstance(cell, bool):
        return unread(None, "remark.truth")
    if isinstance(cell, (int, float)):
        return Reading(float(cell)) if abs(cell) < 1e300 else _unreadable()
    text = str(cell).strip()
    if not text:
        return Reading(None)
    if folded(text) in BLANK_WORDS:
        return Reading(None, Note.of("remark.blank"))
    value = parse_number(text, decimal_comma)
    if value is None or not math.isfinite(value):
        return _unreadable()
    if _CLEAN.match(text):
        return Reading(value)
    return repaired(value, "remark.read_as", value=repr(value).removesuffix(".0"))


def parse_number(text: str, decimal_comma: bool = False) -> float | None:
    """Return the number a text means, or None.

    >>> parse_number("-1 234,50"), parse_number("$ 2.5m"), parse_number("1,2,3")
    (-1234.5, 2500000.0, None)
    """
    found = _SHAPE.match(_stripped(text))
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    body = _ungrouped(found["body"].strip(), decimal_comma)
    if body is None or sum(bool(found[part]) for part in ("sign", "minus", "open")) > 1:
        return None
    try:
        number = Decimal(body + (found["exp"] or "")) * _SCALES[found["scale"] or ""]
    except InvalidOperation:
        return None
    negative = found["sign"] == "-" or found["minus"] or found["open"]
    return float((-number if negative else number) / (100 if found["percent"] else 1))


def uses_decimal_comma(cells: Sequence[object], odd: bulk.Indices | None = None) -> bool:
    """Tell whether a column writes 1.234,50: some cells prove it and none proves the opposite.

    `odd` says which cells are more than plain digits with at most one point; only such a cell proves a comma.

    >>> uses_decimal_comma(["1.234", "12,50"]), uses_decimal_comma(["1,234", "12.50"])
    (True, False)
    """
    among = bulk.plain_numbers(cells)[0] if odd is None else odd
    if not any(map(_COMMA_DECIMAL.match, _bodies(bulk.pick(cells, among)))):
        return False
    return not any(map(_POINT_DECIMAL.match, _bodies(_slices(cells))))


def could_be_thousands(cells: Sequence[object], odd: bulk.Indices | None = None) -> bool:
    """Tell whether every number with a point could as well be thousands, as 1.234 and 12.500.

    >>> could_be_thousands(["1.234", "12.500", "7"]), could_be_thousands(["1.234", "1.5"])
    (True, False)
    """
    among = bulk.plain_numbers(cells)[0] if odd is None else odd
    if not bulk.holds(cells, ".") and not any("." in body for body in _bodies(bulk.pick(cells, among))):
        return False
    found = False
    for body in (body for body in _bodies(_slices(cells)) if "." in body):
        if not _COULD_BE_EITHER.match(body):
            return False
        found = True
    return found


def _slices(cells: Sequence[object]) -> Iterator[object]:
    for start in range(0, len(cells), _SLICE):
        yield from bulk.pick(cells, np.arange(start, min(start + _SLICE, len(cells))))


def _bodies(cells: Iterable[object]) -> Iterator[str]:
    return (_bare(cell) for cell in cells if isinstance(cell, str))


def _stripped(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    plain = plain.translate({0x2212: "-", 0x2013: "-", 0x2019: "'", 0x00A0: " ", 0x202F: " "})
    return re.sub(r"\s+(?=[^0-9])|(?<=[^0-9])\s+", "", _CURRENCY.sub(" ", plain)).strip()


def _bare(text: str) -> str:
    found = _SHAPE.match(_stripped(text))
    return found["body"].strip() if found else ""


def _ungrouped(body: str, decimal_comma: bool) -> str | None:
    if " " in body or "'" in body:
        mark = " " if " " in body else "'"
        head, *groups = re.split(r"[.,]", body)[0].split(mark)
        if not 1 <= len(head) <= 3 or any(len(group) != 3 for group in groups) or ("," in head + "".join(groups)):
            return None
        body = body.replace(mark, "")
    comma, point = body.rfind(","), body.rfind(".")
    if comma >= 0 and point >= 0:
        whole, fraction = (body[:comma].replace(".", ","), body[comma + 1 :]) if comma > point else (
            body[:point], body[point + 1 :])  # fmt: skip
        return f"{whole.replace(',', '')}.{fraction or 0}" if _GROUPS.match(whole) else None
    if comma >= 0:
        return _one_mark(body, ",", thousands=not decimal_comma)
    return _one_mark(body, ".", thousands=decimal_comma) if point >= 0 else body


def _one_mark(body: str, mark: str, thousands: bool) -> str | None:
    grouped = bool(_GROUPS.match(body.replace(mark, ",")))
    if body.count(mark) > 1:
        return body.replace(mark, "") if grouped else None
    if grouped and thousands and not body.startswith("0"):
        return body.replace(mark, "")
    return body.replace(mark, ".")


def _unreadable() -> Reading[float]:
    return unread(None, "remark.no_number")
