"""What to fill in, given as a Fill or as plain lists and dictionaries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsales.errors import WorkbookError
from xlsales.fills import Cell, Fill, TableFill

_KEYS = ("values", "cells", "tables")


def read_fill(what: Fill | Mapping[str, Any]) -> tuple[Fill, dict[str, Cell]]:
    """Return a fill and its single cells; raise WorkbookError with everything the mapping has wrong.

    >>> fill, cells = read_fill({"values": {"xs_quota": 186}, "cells": {"Plan!B2": 1}})
    >>> fill.values, cells
    ({'xs_quota': 186}, {'Plan!B2': 1})
    """
    if isinstance(what, Fill):
        return what, {}
    problems = [f"the fill has a part {key!r}; its parts are {', '.join(_KEYS)}" for key in what if key not in _KEYS]
    problems += [f"the fill's {key} must map names to what goes there" for key in _KEYS if not _is_map(what, key)]
    WorkbookError.raise_any(problems)
    tables = what.get("tables", {})
    WorkbookError.raise_any(
        f"table {name}: give its columns and its rows, as {{'columns': […], 'rows': [[…]]}}"
        for name, table in tables.items()
        if not isinstance(table, TableFill) and not (isinstance(table, Mapping) and {"columns", "rows"} == set(table))
    )
    fills = {name: _table_fill(table) for name, table in tables.items()}
    return Fill(values=what.get("values", {}), tables=fills), dict(what.get("cells", {}))


def _is_map(what: Mapping[str, Any], key: str) -> bool:
    return isinstance(what.get(key, {}), Mapping)


def _table_fill(table: TableFill | Mapping[str, Any]) -> TableFill:
    if isinstance(table, TableFill):
        return table
    return TableFill(tuple(table["columns"]), table["rows"])
