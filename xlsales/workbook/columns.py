"""Whole columns of values as cells: the plain case of each type written in one go, the rest value by value."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain, repeat
from typing import cast

from xlsales.fills import Cell
from xlsales.workbook.values import MAX_TEXT, cell_tail, date_serial

_NUMBERS = frozenset({int, float})
_DATES = frozenset({date})
_TEXTS = frozenset({str, type(None)})


def column_tails(
    values: Sequence[Cell], *, prefix: str = "", mac: bool = False, before: str = "", after: str = ""
) -> list[str]:
    """Return the tails of a whole column, each between the texts `before` and `after`.

    >>> column_tails([186.0, 0.5]), column_tails(["Li"], after="|")
    (['><v>186</v></c>', '><v>0.5</v></c>'], [' t="inlineStr"><is><t>Li</t></is></c>|'])
    """
    kinds = set(map(type, values))
    if not kinds:
        return []
    if kinds <= _NUMBERS and _all_finite(cast("Sequence[float]", values)):
        open_, close = f"{before}><{prefix}v>", f"</{prefix}v></{prefix}c>{after}"
        return [f"{open_}{text}{close}" for text in _number_texts(cast("Sequence[float]", values))]
    if kinds <= _DATES:
        return _date_tails(cast("Sequence[date]", values), prefix, mac, before, after)
    if kinds <= _TEXTS and (lines := _plain_lines(cast("Sequence[str | None]", values))) is not None:
        open_ = f'{before} t="inlineStr"><{prefix}is><{prefix}t>'
        close, blank = f"</{prefix}t></{prefix}is></{prefix}c>{after}", f"{before}/>{after}"
        return [f"{open_}{line}{close}" if line else blank for line in lines]
    return _one_by_one(values, prefix, mac, before, after)


def _all_finite(values: Sequence[float]) -> bool:
    return all(map(math.isfinite, values))


def _number_texts(values: Sequence[float]) -> list[str]:
    """Return numbers as cells store them: whole ones without a decimal point."""
    return ("\n".join(map(repr, values)) + "\n").replace(".0\n", "\n").split("\n")[:-1]


def _date_tails(values: Sequence[date], prefix: str, mac: bool, before: str, after: str) -> list[str]:
    known = {
        day: f"{before}><{prefix}v>{date_serial(day, mac=mac)}</{prefix}v></{prefix}c>{after}" for day in set(values)
    }
    return [known[day] for day in values]


def _plain_lines(values: Sequence[str | None]) -> list[str] | None:
    """Return texts as they stand in cells; None when one needs more than `&`, `<` and `>` escaped."""
    texts = [value or "" for value in values]
    joined = "".join(texts)
    if not joined.isprintable() or "_x" in joined or max(map(len, texts)) > MAX_TEXT // 2:
        return None
    lines = "\n".join(texts)
    if "\n " in lines or " \n" in lines or lines[:1] == " " or lines[-1:] == " ":
        return None
    return lines.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").split("\n")


def _one_by_one(values: Sequence[Cell], prefix: str, mac: bool, before: str, after: str) -> list[str]:
    """Write each value on its own; values that repeat are written once."""
    known: dict[tuple[type, Cell], str] = {}
    tails = []
    for value in values:
        key = (type(value), value)
        tail = known.get(key)
        if tail is None:
            tail = known[key] = f"{before}{cell_tail(value, prefix=prefix, mac=mac)}{after}"
        tails.append(tail)
    return tails


def side_by_side(pieces: Sequence[str | Iterable[str]]) -> str:
    """Return the rows that pieces make side by side: a text stands in every row, a column gives one to each.

    >>> side_by_side(["<r>", ["1", "2"], "</r>"])
    '<r>1</r><r>2</r>'
    """
    return "".join(chain.from_iterable(lined_up(pieces)))


def lined_up(pieces: Sequence[str | Iterable[str]]) -> Iterable[tuple[str, ...]]:
    """Yield each row's pieces; at least one of the pieces is a column."""
    return zip(*(repeat(piece) if isinstance(piece, str) else piece for piece in pieces), strict=False)
