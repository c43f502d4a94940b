"""What a user asks to be written into a workbook, as JSON or on the command line, checked and put in order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence, Sized
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from typing import Any, TypeGuard

from xlsales.fills import Cell, Fill, TableFill

_KEYS = ("values", "cells", "tables")
_SET = re.compile(r"((?:'(?:[^']|'')*'!)?[^=]+)=(.*)", re.DOTALL)
_NUMBER = re.compile(r"[+-]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?)?")
_DIGITS = 15  # more do not fit a cell's number
_PLAIN = (bool, int, float, str, date, Decimal)
_AS_IS = {*_PLAIN, datetime, type(None)}
_ROWS = {list, tuple}


@dataclass
class Request:
    """Values for names, cells and tables, and every problem met on the way."""

    fill: Fill
    cells: Mapping[str, Any] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)


def read_request(mapping: Mapping[str, Any] | Fill, *, trusting: bool = False) -> Request:
    """Return what a mapping asks for.

    `values` maps defined names, `cells` maps addresses such as `Plan!B2`, each to one value or a list of
    rows; `tables` maps table names to `columns` and `rows`, and may name calculated columns among them whose
    values are `results` of the formulas, which stay. Strings are text; a date is a Python date or,
    in JSON, `{"date": "2026-11-22"}` (a time may follow as `T09:30`). Rows that come from an iterator are left
    in it, unread. A `trusting` look leaves the values in the rows of tables as they are, for `looked_into`.

    >>> read_request({"values": {"quota": 186}, "cells": {"Plan!B2": {"date": "2026-11-22"}}}).cells
    {'Plan!B2': datetime.date(2026, 11, 22)}
    """
    if isinstance(mapping, Fill):
        return Request(mapping)
    problems = [f"'{key}' is not known here; use {', '.join(_KEYS)}" for key in mapping if key not in _KEYS]
    values = _group(mapping, "values", _value, problems)
    cells = _group(mapping, "cells", _value, problems)
    tables = _group(mapping, "tables", _trusted_table if trusting else _table, problems)
    return Request(Fill(values, tables), cells, problems)


def looked_into(request: Request) -> Request:
    """Return a request whose tables' rows hold only what cells take, with every problem met in them.

    >>> rows = [[{"date": "2026-11-22"}], [{1}]]
    >>> looked_into(Request(Fill(tables={"Deals": TableFill(("Day",), rows)}))).problems
    ['tables, Deals, row 2: a cell cannot hold a set']
    """
    problems: list[str] = []
    tables = {
        name: replace(table, rows=_rows(table.rows, f"tables, {name}", problems))
        for name, table in request.fill.tables.items()
        if isinstance(table.rows, list | tuple)
    }
    fill = replace(request.fill, tables={**request.fill.tables, **tables})
    return Request(fill, request.cells, [*request.problems, *problems])


def with_settings(request: Request, settings: Iterable[str]) -> Request:
    """Return a request with `target=value` settings of the command line on top.

    >>> with_settings(Request(Fill()), ["Plan!B2=42", "owner=Ann Lee"]).fill.values
    {'owner': 'Ann Lee'}
    """
    values: dict[str, Cell | Sequence[Sequence[Cell]]] = {}
    cells = dict(request.cells)
    for text in settings:
        found = _SET.fullmatch(text)
        if found is None:
            request.problems.append(f"--set '{text}' lacks a value; write it like 'Plan!B2=42' or 'name=text'")
        elif "!" in found[1]:
            cells[found[1].strip()] = typed(found[2])
        else:
            values[found[1].strip()] = typed(found[2])
    return Request(request.fill.joined(Fill(values)), cells, request.problems)


def typed(text: str) -> Cell:
    """Return the value that text means: a number, TRUE or FALSE, an ISO date, else the text itself.

    Text stays what a number would lose (a leading zero, more than 15 digits) and what follows an apostrophe;
    nothing empties the cell.

    >>> typed("42"), typed("-0.5"), typed("true"), typed("2026-11-22"), typed("007"), typed("'42"), typed("")
    (42, -0.5, True, datetime.date(2026, 11, 22), '007', '42', None)
    """
    if not text:
        return None
    if text.upper() in ("TRUE", "FALSE"):
        return text.upper() == "TRUE"
    if _NUMBER.fullmatch(text) and len(re.sub(r"\D", "", text)) <= _DIGITS:
        return float(text) if re.search(r"[.eE]", text) else int(text)
    return (_day(text) if _DAY.fullmatch(text) else None) or text.removeprefix("'")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == len("2026-11-22") else datetime.fromisoformat(text)
    except ValueError:
        return None


def _group(mapping: Mapping[str, Any], key: str, read: Callable[..., Any], problems: list[str]) -> Mapping[str, Any]:
    group = mapping.get(key, {})
    if isinstance(group, Mapping):
        if set(map(type, group)) <= {str} and set(map(type, group.values())) <= _AS_IS and read is _value:
            return group
        return {str(name): read(value, f"{key}, {name}", problems) for name, value in group.items()}
    problems.append(f"'{key}' must map names to what is written there")
    return {}


def _value(value: Any, where: str, problems: list[str]) -> Any:
    if isinstance(value, list | tuple):
        return _rows(value, where, problems)
    return _cell(value, where, problems)


def _rows(value: Any, where: str, problems: list[str]) -> Sequence[Sequence[Cell]]:
    if isinstance(value, list | tuple) and _are_rows(value):
        if set(map(type, chain.from_iterable(value))) <= _AS_IS:
            return value
        return [[_cell(one, f"{where}, row {number}", problems) for one in row] for number, row in enumerate(value, 1)]
    problems.append(f"{where}: give a list of rows, each a list of values")
    return []


def _are_rows(value: Sequence[Any]) -> bool:
    return set(map(type, value)) <= _ROWS or all(isinstance(row, list | tuple) for row in value)


def _trusted_table(value: Any, where: str, problems: list[str]) -> TableFill:
    return _table(value, where, problems, _as_given)


def _as_given(value: Any, where: str, problems: list[str]) -> Sequence[Sequence[Cell]]:
    known = isinstance(value, list | tuple) and _are_rows(value)
    return value if known else _rows(value, where, problems)


def _table(
    value: Any, where: str, problems: list[str], read: Callable[..., Sequence[Sequence[Cell]]] = _rows
) -> TableFill:
    columns = value.get("columns") if isinstance(value, Mapping) else None
    if isinstance(value, TableFill):
        return value
    if not _are_headers(columns):
        problems.append(f"{where}: give 'columns', a list of headers, and 'rows', a list of rows")
        return TableFill((), [])
    rows, results = value.get("rows", []), value.get("results", ())
    if not _are_headers(results):
        problems.append(f"{where}: 'results' must be a list of headers of calculated columns")
        results = ()
    if isinstance(rows, Iterable) and not isinstance(rows, Sized):
        return TableFill(tuple(columns), rows, tuple(results))  # type: ignore[arg-type]
    return TableFill(tuple(columns), read(rows, where, problems), tuple(results))


def _are_headers(value: Any) -> TypeGuard[Sequence[str]]:
    return isinstance(value, list | tuple) and all(isinstance(name, str) for name in value)


def _cell(value: Any, where: str, problems: list[str]) -> Cell:
    if isinstance(value, Mapping):
        text = value.get("date") if len(value) == 1 else None
        day = _day(text) if isinstance(text, str) and _DAY.fullmatch(text) else None
        if day is None:
            problems.append(f'{where}: {dict(value)} is no value; a date is written {{"date": "2026-11-22"}}')
        return day
    if value is None or isinstance(value, _PLAIN) or hasattr(value, "item"):
        return value  # type: ignore[no-any-return]
    problems.append(f"{where}: a cell cannot hold a {type(value).__name__}")
    return None
