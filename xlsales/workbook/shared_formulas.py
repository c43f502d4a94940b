"""Formulas that cells share: what each cell's own formula reads, for when the sharing must end."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

from xlsales.workbook.refs import shifted
from xlsales.workbook.sheets import SheetCell, SheetMap

Place = tuple[int, int]


class Shared(NamedTuple):
    """One cell of a group that shares a formula: the group, the cell's own text, whether the others hang on it."""

    group: str
    text: str
    is_first: bool
    cell: SheetCell


def shared_formulas(sheet: SheetMap) -> Mapping[Place, Shared]:
    """Return each cell that shares a formula, by row and column."""
    found: dict[Place, Shared] = {}
    firsts: dict[str, tuple[str, int, int]] = {}
    for row, cell, node in sheet.formulas():
        if node.attrs.get("t") != "shared":
            continue
        group = node.attrs.get("si", "")
        if node.text:
            firsts[group] = (node.text, cell.column, row)
        text, column, top = firsts.get(group, ("", cell.column, row))
        if text:
            own = node.text or shifted(text, cell.column - column, row - top)
            found[row, cell.column] = Shared(group, own, bool(node.text), cell)
    return found


def plain_formula(sheet: SheetMap, cell: SheetCell, text: str) -> bytes:
    """Return a formula cell's bytes with a formula that is its own alone."""
    node, p, xml = cell.formula, sheet.prefix, sheet.xml
    assert node is not None
    formula = b"<%bf>%b</%bf>" % (p, escape(text).encode(), p)
    return xml[cell.start : node.start] + formula + xml[node.end : cell.end]
