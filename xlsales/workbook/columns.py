"""Whole columns of values as cells: the plain case of each type written in one go, the rest value by value.

What a column gives is kept in as few pieces as its values allow: texts that every row shares, and lists with
one text for each row.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import TypeAlias, cast

from xlsales.fills import Cell
from xlsales.workbook.values import MAX_TEXT, ValueProblem, cell_tail, date_serial
from xlsales.workbook.weave import Pieces, lines_of

Known: TypeAlias = "dict[Cell, str]"
NUL = "\0"
_NUMBERS = frozenset({int, float})
_FLOATS = {float}
_DATES = frozenset({date})
_TEXTS = frozenset({str, type(None)})
_SAMPLE = 64
_MOST_DAYS = 100_000
_MOST_KNOWN = 1_000
_LARGEST, _LONGEST = 10**300, 300  # of whole numbers, and of the digits of one
_UNPRINTABLE = bytes([*range(32), 127])
_MARK = "`"  # between texts joined to be escaped at once; texts that hold it themselves are joined by lines


class _Days(dict[date, str]):
    """Serials of days as texts; each is worked out once."""

    def __init__(self, *, mac: bool) -> None:
        super().__init__()
        self._mac = mac

    def __missing__(self, day: date) -> str:
        if len(self) >= _MOST_DAYS:
            self.clear()
        text = self[day] = str(date_serial(day, mac=self._mac))
        return text


_DAYS = {mac: _Days(mac=mac) for mac in (False, True)}


def column_pieces(
    values: Sequence[Cell],
    *,
    prefix: str = "",
    mac: bool = False,
    before: str = "",
    after: str = "",
    known: Known | None = None,
) -> Pieces:
    """Return the tails of a whole column, each between the texts `before` and `after`, as pieces side by side.

    `known` keeps the tails of texts that the column repeats; it is filled here and read the next time.

    >>> column_pieces([186.0, 0.5]), column_pieces(["Li"], after="|")
    (['><v>', ['186', '0.5'], '</v></c>'], [' t="inlineStr"><is><t>', ['Li'], '</t></is></c>|'])
    """
    if known and (met := _met(values, known)):
        return [met]
    kinds = set(map(type, values))
    few = _few(values) if kinds <= _NUMBERS or kinds <= _TEXTS else None
    if few is not None:
        tails = dict(zip(few, column_tails(few, prefix=prefix, mac=mac, before=before, after=after), strict=True))
        if known is not None and kinds <= _TEXTS and len(known) < _MOST_KNOWN:
            known |= tails
        return [list(map(tails.__getitem__, values))]
    texts = plain_numbers(kinds, values, mac)
    if texts is not None:
        return [f"{before}><{prefix}v>", texts, f"</{prefix}v></{prefix}c>{after}"]
    if kinds <= _TEXTS and (lines := _plain_lines(cast("Sequence[str | None]", values))) is not None:
        open_ = f'{before} t="inlineStr"><{prefix}is><{prefix}t>'
        close, blank = f"</{prefix}t></{prefix}is></{prefix}c>{after}", f"{before}/>{after}"
        return [open_, lines, close] if all(lines) else [[f"{open_}{x}{close}" if x else blank for x in lines]]
    return [_one_by_one(values, prefix, mac, before, after)]


def column_tails(
    values: Sequence[Cell], *, prefix: str = "", mac: bool = False, before: str = "", after: str = ""
) -> list[str]:
    """Return the tails of a whole column, each between the texts `before` and `after`.

    >>> column_tails([186.0, 0.5]), column_tails(["Li"], after="|")
    (['><v>186</v></c>', '><v>0.5</v></c>'], [' t="inlineStr"><is><t>Li</t></is></c>|'])
    """
    if not values:
        return []
    return lines_of(column_pieces(values, prefix=prefix, mac=mac, before=before, after=after), len(values))


def mixed_tails(values: Iterable[Cell], *, prefix: str = "", mac: bool = False) -> str:
    """Return the tails of values of any types, with a NUL, which no cell holds, between them.

    >>> mixed_tails([1, 2, None])
    '><v>1</v></c>\\x00><v>2</v></c>\\x00/>'
    """
    runs = (list(run) for _kind, run in groupby(values, type))
    return NUL.join(_run_tails(run, prefix, mac) for run in runs)


def _run_tails(run: Sequence[Cell], prefix: str, mac: bool) -> str:
    kind = type(run[0])
    lines = _number_lines({kind}, cast("Sequence[float]", run)) if kind in _NUMBERS else None
    if lines is None:
        return NUL.join(column_tails(run, prefix=prefix, mac=mac))
    opened, closed = f"><{prefix}v>", f"</{prefix}v></{prefix}c>"
    return opened + lines[:-1].replace("\n", closed + NUL + opened) + closed


def _met(values: Sequence[Cell], known: Known) -> list[str] | None:
    """Return the tails of values that are all known; None when one is new."""
    try:
        return list(map(known.__getitem__, values))
    except (KeyError, TypeError):
        return None


def _few(values: Sequence[Cell]) -> list[Cell] | None:
    """Return the distinct values of a column that repeats a few; None for any other."""
    if len(values) < _SAMPLE or len(set(values[:_SAMPLE])) > _SAMPLE // 2:
        return None
    found = set(values)
    return list(found) if 4 * len(found) <= len(values) else None


def plain_numbers(kinds: set[type], values: Sequence[Cell], mac: bool) -> list[str] | None:
    """Return finite numbers or dates as cells store them; None when there is anything else."""
    if kinds <= _NUMBERS:
        lines = _number_lines(kinds, cast("Sequence[float]", values))
        return None if lines is None else lines.split("\n")[:-1]
    if kinds == _DATES:
        return list(map(_DAYS[mac].__getitem__, cast("Sequence[date]", values)))
    return None


def _number_lines(kinds: set[type], values: Sequence[float]) -> str | None:
    """Return finite numbers as cells store them, each with a line break after it.

    Whole ones have no decimal point, zero has no sign.
    """
    text = "\n".join(map(repr, values)) + "\n"
    if "n" in text or (kinds != _FLOATS and len(text) > _LONGEST and max(map(abs, values)) > _LARGEST):
        return None  # nan and inf have an n, no other number; a whole number may be more than a cell's can be
    return text.replace(".0\n", "\n").replace("-0\n", "0\n")


def _plain_lines(values: Sequence[str | None]) -> list[str] | None:
    """Return texts as they stand in cells; None when one needs more than `&`, `<` and `>` escaped."""
    texts = [value or "" for value in values] if None in values else cast("Sequence[str]", values)
    mark = _MARK
    joined = mark.join(texts)
    checked = joined
    if joined.count(mark) != len(texts) - 1:
        mark, checked = "\n", "".join(texts)
        joined = mark.join(texts)
    if not _is_printable(checked) or ("_" in checked and "_x" in checked):
        return None
    if len(checked) > MAX_TEXT // 2 and max(map(len, texts)) > MAX_TEXT // 2:
        return None
    if f"{mark} " in joined or f" {mark}" in joined or joined[:1] == " " or joined[-1:] == " ":
        return None
    return joined.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split(mark)


def _is_printable(text: str) -> bool:
    """Tell what str.isprintable tells, for ASCII in a third of the time."""
    if not text.isascii():
        return text.isprintable()
    raw = text.encode()
    return len(raw.translate(None, _UNPRINTABLE)) == len(raw)


def _one_by_one(values: Sequence[Cell], prefix: str, mac: bool, before: str, after: str) -> list[str]:
    """Write each value on its own; values that repeat are written once."""
    known: dict[tuple[type, Cell], str] = {}
    tails = []
    for value in values:
        if not isinstance(value, Hashable):
            raise ValueProblem(f"a cell cannot hold a {type(value).__name__}")
        key = (type(value), value)
        tail = known.get(key)
        if tail is None:
            tail = known[key] = f"{before}{cell_tail(value, prefix=prefix, mac=mac)}{after}"
        tails.append(tail)
    return tails
