"""Results that a fill brings along for calculated columns: the cell keeps its formula and shows them at once."""

from __future__ import annotations

from collections.abc import Sequence

from xlsales.errors import CELL_ERRORS
from xlsales.fills import Cell
from xlsales.workbook.columns import plain_numbers
from xlsales.workbook.values import checked_text, escape_text, number_of
from xlsales.workbook.weave import Piece, Pieces


def stored_pieces(values: Sequence[Cell], *, prefix: str = "", mac: bool = False) -> tuple[Piece, Pieces]:
    """Return what stands before each formula of a column, the type of its result, and what stands after it.

    >>> stored_pieces([186.0, 0.5])
    ('', ['<v>', ['186', '0.5'], '</v>'])
    >>> stored_pieces(["late", None])
    ([' t="str"', ''], [['<v>late</v>', '']])
    """
    texts = plain_numbers(set(map(type, values)), values, mac)
    if texts is not None:
        return "", [f"<{prefix}v>", texts, f"</{prefix}v>"]
    pairs = [stored(value, prefix=prefix, mac=mac) for value in values]
    return [mark for mark, _shown in pairs], [[shown for _mark, shown in pairs]]


def stored(value: Cell, *, prefix: str = "", mac: bool = False) -> tuple[str, str]:
    """Return the mark of a result's type and the result as it follows the formula; nothing where there is none.

    >>> stored(True), stored("#N/A"), stored(12), stored(None)
    ((' t="b"', '<v>1</v>'), (' t="e"', '<v>#N/A</v>'), ('', '<v>12</v>'), ('', ''))
    """
    if value is None:
        return "", ""
    if hasattr(value, "item"):
        return stored(value.item(), prefix=prefix, mac=mac)
    kind, text = _kind_and_text(value, mac)
    return f' t="{kind}"' if kind else "", f"<{prefix}v>{text}</{prefix}v>"


def _kind_and_text(value: Cell, mac: bool) -> tuple[str, str]:
    if isinstance(value, bool):
        return "b", f"{value:d}"
    if isinstance(value, str):
        return ("e", value) if value in CELL_ERRORS else ("str", escape_text(checked_text(value)))
    return "", number_of(value, mac)
