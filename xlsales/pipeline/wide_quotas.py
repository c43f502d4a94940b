"""Quota lists with one column per period: Q1 to Q4, H1, 1月 or Jan, 2026Q4 or 2026-11."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

from xlsales.errors import DataError, SettingsError
from xlsales.periods import Period

_WORDS = re.compile(r"定额|目标|指标|任务|quota|target|goal|fy|[\s_:：]+|[(\[（【][^)\]）】]*[)\]）】]", re.IGNORECASE)
_ORDINALS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_YEAR = r"(?:(?P<year>20\d\d)年?-?)?"
_SHAPES: tuple[tuple[str, str], ...] = (
    (r"q(?P<part>[1-4])(?:-?(?P<after>20\d\d))?", "Q"),
    (r"第?(?P<part>[1-4一二三四])季度", "Q"),
    (r"h(?P<part>[12])(?:-?(?P<after>20\d\d))?", "H"),
    (r"(?P<part>[上下])半年", "H"),
    (r"(?P<part>0?[1-9]|1[0-2])月份?", "month"),
    (rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*(?:-?(?P<after>20\d\d))?", "month"),
)
_READERS = tuple((re.compile(_YEAR + shape), kind) for shape, kind in _SHAPES)


def period_named(header: str, around: Period) -> str | None:
    """Return the period that a header names, of the year given where it names none; None for other headers.

    A month is looked for inside the fiscal year.

    >>> year = Period.parse("2026Q4")
    >>> period_named("Q1 定额（万元）", year), period_named("2027-Q2", year), period_named("11月", year)
    ('2026Q1', '2027Q2', '2026-11')
    >>> period_named("Feb", Period.parse("2026Q4", fiscal_year_start=4)), period_named("Region", year)
    ('2027-02', None)
    """
    text = _WORDS.sub("", unicodedata.normalize("NFKC", header).casefold())
    text = text.removesuffix("年度").removesuffix("年")
    try:
        return Period.parse(text).text
    except SettingsError:
        pass
    for shape, kind in _READERS:
        if found := shape.fullmatch(text):
            parts = found.groupdict()
            year = parts.get("year") or parts.get("after")
            return _text(kind, _number(parts), int(year) if year else None, around)
    return None


def period_columns(headers: Sequence[str], taken: Collection[int], around: Period, source: str) -> dict[str, int]:
    """Return the columns that name a period, by period; two columns for one period raise DataError.

    >>> period_columns(("Name", "Q1", "Q2"), {0}, Period.parse("2026Q4"), "quotas.csv")
    {'2026Q1': 1, '2026Q2': 2}
    """
    found: dict[str, int] = {}
    problems = []
    for index, header in enumerate(headers):
        period = None if index in taken else period_named(header, around)
        if period in found:
            problems.append(
                f"{source}: the columns '{headers[found[period]]}' and '{header}' both mean {period}: keep one"
            )
        elif period:
            found[period] = index
    DataError.raise_any(problems)
    return found


def _number(parts: dict[str, str | None]) -> int:
    name, part = parts.get("name"), parts.get("part") or ""
    return _MONTHS.index(name) + 1 if name else _ORDINALS.get(part) or int(part)


def _text(kind: str, number: int, year: int | None, around: Period) -> str:
    if kind != "month":
        return f"{year or around.fiscal_year}{kind}{number}"
    return f"{year or around.fiscal_year + (number < around.fiscal_year_start)}-{number:02d}"
