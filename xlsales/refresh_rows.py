"""Rows of a refreshed workbook: what people typed beside the new rows stays with its row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from xlsales.fills import Cell, TableFill

Row = Mapping[str, Cell]


def carried(new: TableFill, standing: Sequence[Row], key: str, own: Sequence[str]) -> tuple[TableFill, int]:
    """Return rows with the user's own columns filled from the rows of the same key, and how many were lost.

    A key that stands twice carries nothing: nobody knows which row is meant.

    >>> carried(TableFill(("ID",), [[1], [2]]), [{"ID": "2", "Note": "call"}], "ID", ["Note"])[0].rows
    [[1, None], [2, 'call']]
    """
    if not own or key not in new.columns:
        return new, 0
    place = new.columns.index(key)
    counts = Counter(_text(row[place]) for row in new.rows)
    typed = {_text(row.get(key)): row for row in standing if any(row.get(name) is not None for name in own)}
    usable = {text: row for text, row in typed.items() if text and counts[text] == 1}
    rows = [[*row, *(usable.get(_text(row[place]), {}).get(name) for name in own)] for row in new.rows]
    lost = sum(any(row.get(name) is not None for name in own) for row in standing) - len(usable)
    return TableFill((*new.columns, *own), rows), lost


def merged(new: TableFill, standing: Sequence[Row], key: str) -> TableFill:
    """Return the standing rows as they are, new values only in their empty cells, and rows that are new after them.

    >>> merged(TableFill(("Name", "Quota"), [["Ann", 5], ["Bo", 7]]), [{"Name": "Ann", "Quota": 9}], "Name").rows
    [['Ann', 9], ['Bo', 7]]
    """
    place = new.columns.index(key)
    fresh = {_text(row[place]): row for row in new.rows}
    rows: list[list[Cell]] = []
    for old in standing:
        beside = fresh.pop(_text(old.get(key)), [None] * len(new.columns))
        rows.append([b if old.get(c) is None else old.get(c) for c, b in zip(new.columns, beside, strict=True)])
    return TableFill(new.columns, [*rows, *(list(row) for row in fresh.values())])


def only_columns(fill: TableFill, there: Sequence[str]) -> tuple[TableFill, list[str]]:
    """Return a fill without the columns a table does not have, and their headers.

    >>> fill, gone = only_columns(TableFill(("ID", "Team"), [[1, "A"]]), ["ID"])
    >>> fill.columns, fill.rows, gone
    (('ID',), [[1]], ['Team'])
    """
    kept = [index for index, name in enumerate(fill.columns) if name in there]
    gone = [name for name in fill.columns if name not in there]
    if not gone:
        return fill, []
    return TableFill(tuple(fill.columns[i] for i in kept), [[row[i] for i in kept] for row in fill.rows]), gone


def _text(value: Cell) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
