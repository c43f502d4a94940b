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
    if kinds == {str} and _is_plain(cast("Sequence[str]", values)):
        open_ = f'{before} t="inlineStr"><{prefix}is><{prefix}t>'
        close = f"</{prefix}t></{prefix}is></{prefix}c>{after}"
        return [f"{open_}{value}{close}" for value in values]
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


def _is_plain(values: Sequence[str]) -> bool:
    """Tell whether every text can stand in a cell as it is: nothing to escape, no blank, no spaces at its ends."""
    joined = "".join(values)
    if not joined.isprintable() or any(mark in joined for mark in ("&", "<", ">", "_x")):
        return False
    if not all(values) or max(map(len, values)) > MAX_TEXT // 2:
        return False
    lines = "\n" + "\n".join(values) + "\n"
    return "\n " not in lines and " \n" not in lines


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
