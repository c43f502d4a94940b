"""Why this error?: the reason of an error in the selected cell, in one message."""

from __future__ import annotations

from typing import Any

import xlwings as xw
from openpyxl.formula.tokenizer import Token, Tokenizer

from xlsales.cells import ERRORS, explain
from xlsales.errors import DataError
from xlsales.hosts.excel import log
from xlsales.hosts.excel.live_cells import formulas_of, shown
from xlsales.hosts.excel.macros.calls import NotReadable, calls, uses_ours, value
from xlsales.hosts.excel.macros.desk import Desk, Outcome
from xlsales.workbook.refs import quote_title

_MEANINGS = {
    "#DIV/0!": "div0", "#N/A": "na", "#NAME?": "name", "#NULL!": "null", "#NUM!": "num", "#REF!": "ref",
    "#VALUE!": "value", "#SPILL!": "spill", "#CALC!": "calc",
}  # fmt: skip


def why_error(desk: Desk) -> Outcome:
    """Say why the selected cell shows an error: computed anew, else from the log, else what the error means."""
    cell = _selected(desk)
    place = f"{cell.sheet.name}!{cell.get_address(False, False)}"
    showing, formula = shown(cell)[0][0], formulas_of(cell)[0][0]
    if showing not in ERRORS and showing not in _MEANINGS:
        return Outcome(desk.say("why.no_error", place=place))
    reason = _computed(cell, formula) or (_logged(desk, cell, showing) if uses_ours(formula) else None)
    if reason:
        return Outcome(desk.say("why.reason", place=place, code=showing, function=reason[0], reason=reason[1]))
    meaning = desk.say(f"why.{_MEANINGS.get(str(showing), 'other')}")
    source = _first_error(formula, cell.sheet)
    if source:
        meaning += "\n" + desk.say("why.comes_from", place=source)
    return Outcome(desk.say("why.meaning", place=place, code=showing, meaning=meaning))


def _selected(desk: Desk) -> xw.Range:
    try:
        found = desk.app.selection
    except Exception:  # a chart or a shape
        found = None
    if found is None:
        raise DataError(desk.say("why.select"))
    return found(1, 1) if len(found) > 1 else found


def _computed(cell: xw.Range, formula: str) -> tuple[str, str] | None:
    """Return function and reason of the first call of ours that fails with what the cells hold now."""
    for call in calls(formula) if uses_ours(formula) else ():
        try:
            arguments = [value(tokens, cell.sheet) for tokens in call.arguments]
        except (NotReadable, ValueError, KeyError):
            continue
        answer = explain(call.function.name, *arguments)
        if answer.reason:
            return call.function.name, answer.reason
    return None


def _logged(desk: Desk, cell: xw.Range, showing: Any) -> tuple[str, str] | None:
    title = quote_title(f"[{desk.book.name}]{cell.sheet.name}")
    found = log.last(f"{title}!{cell.address}")
    return (found.function, found.reason) if found and found.code == showing else None


def _first_error(formula: str, sheet: xw.Sheet) -> str | None:
    """Return the first cell a formula refers to that shows an error itself."""
    if not formula.startswith("="):
        return None
    for token in Tokenizer(formula).items:
        if token.type == Token.OPERAND and token.subtype == Token.RANGE:
            try:
                values = value([token], sheet)
            except Exception:  # a reference we cannot follow is no source
                continue
            if isinstance(values, list) and any(one in ERRORS for row in values for one in row):
                return str(token.value)
    return None
