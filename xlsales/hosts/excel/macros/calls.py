"""Calls of our functions in formulas: found, and their arguments read from the open workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import xlwings as xw
from openpyxl.formula.tokenizer import Token, Tokenizer

from xlsales.cells import ERRORS, MISSING
from xlsales.hosts.excel.live import body_of, headers_of, names_of, tables_of
from xlsales.hosts.excel.live_cells import shown
from xlsales.registry import FUNCTIONS, Function, find
from xlsales.workbook.refs import read_area, unquote_title

_COLUMN = re.compile(r"([^\[\]]+)\[([^\[\]#@]+)\]")


class NotReadable(Exception):
    """An argument is more than a reference or a constant."""


@dataclass(frozen=True)
class Call:
    """One call: the function and the tokens of each argument."""

    function: Function
    arguments: tuple[tuple[Token, ...], ...]


@lru_cache(maxsize=1)
def _ours() -> re.Pattern[str]:
    names = "|".join(sorted((re.escape(function.name) for function in FUNCTIONS), key=len, reverse=True))
    return re.compile(rf'"(?:[^"]|"")*"|(?<![\w.])(?P<name>{names})\(', re.IGNORECASE)


def uses_ours(formula: str) -> bool:
    """Tell whether a formula calls a function of ours; names inside text do not count.

    >>> uses_ours("=IFERROR(ATTAINMENT(A1,B1),0)"), uses_ours('="ATTAINMENT("'), uses_ours("=MY.ATTAINMENT(1)")
    (True, False, False)
    """
    return formula.startswith("=") and any(found["name"] for found in _ours().finditer(formula))


def calls(formula: str) -> Iterator[Call]:
    """Yield the calls of our functions in a formula, the innermost first.

    >>> [call.function.name for call in calls("=IFERROR(ATTAINMENT(A1,B1),0)")]
    ['ATTAINMENT']
    """
    tokens = [token for token in Tokenizer(formula).items if token.type != Token.WSPACE]
    opened: list[int] = []
    for place, token in enumerate(tokens):
        if token.subtype == Token.OPEN:
            opened.append(place)
        elif token.subtype == Token.CLOSE and opened:
            start = opened.pop()
            function = (
                find(tokens[start].value.rstrip("(").rpartition("!")[2]) if tokens[start].type == Token.FUNC else None
            )
            if function is not None:
                yield Call(function, tuple(_arguments(tokens[start + 1 : place])))


def _arguments(tokens: Sequence[Token]) -> Iterator[tuple[Token, ...]]:
    depth, current = 0, list[Token]()
    for token in tokens:
        depth += (token.subtype == Token.OPEN) - (token.subtype == Token.CLOSE)
        if token.type == Token.SEP and token.subtype == Token.ARG and depth == 0:
            yield tuple(current)
            current = []
        else:
            current.append(token)
    if tokens:
        yield tuple(current)


def value(tokens: Sequence[Token], sheet: xw.Sheet) -> object:
    """Return what an argument stands for, seen from a sheet; NotReadable for anything that must be calculated."""
    if not tokens:
        return MISSING
    sign, rest = (-1, tokens[1:]) if tokens[0].type == Token.OP_PRE and tokens[0].value == "-" else (1, tokens)
    if len(rest) != 1 or rest[0].type != Token.OPERAND:
        raise NotReadable
    token = rest[0]
    if token.subtype == Token.NUMBER:
        return sign * float(token.value)
    if sign < 0:
        raise NotReadable
    if token.subtype == Token.RANGE:
        return _range(token.value, sheet)
    constants = {Token.TEXT: token.value[1:-1].replace('""', '"'), Token.LOGICAL: token.value.upper() == "TRUE"}
    return constants.get(token.subtype, token.value if token.value in ERRORS else "#N/A")


def _range(text: str, sheet: xw.Sheet) -> object:
    title, mark, cells = text.rpartition("!")
    home = sheet.book.sheets[unquote_title(title)] if mark else sheet
    column = _COLUMN.fullmatch(text)
    name = names_of(sheet.book).get(text.casefold())
    if read_area(cells):
        area = home.range(cells.replace("$", ""))
    elif name is not None:
        area = name.refers_to_range
    elif column and (table := tables_of(sheet.book).get(column[1].casefold())):
        area = body_of(table)[:, headers_of(table).index(column[2])]
    else:
        raise NotReadable
    return shown(area)
