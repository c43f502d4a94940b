"""Typed figures of the method that do not follow from the figures beside them: quotas, gaps, completion."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from xlsales.workbook.checks.finding import Finding, shown
from xlsales.workbook.checks.view import BookView, Cell, SheetView

_REACH = 3
_TAIL = re.compile(r"[（(][^（）()]*[）)]|[:：\s]+$")


class Figure(NamedTuple):
    """A figure by its label, the labels of what it follows from, the rule, and how the rule is written."""

    label: str
    inputs: tuple[str, ...]
    rule: Callable[..., float]
    written: str


_ANNUAL, _SEASON = r"年度定额|年度目标|annual quota", r"季度比例|季节比例|season share"
_QUOTA, _WON, _BEYOND = r"(?:本期)?定额|quota", r"(?:本期)?已实现|won", r"预测外实现|beyond forecast"
_FORECAST = r"预测合计|weighted forecast"
_SMALL, _LARGE = r"小项目定额|small-project quota", r"大项目定额|large-project quota"

FIGURES = (
    Figure(_SMALL, (_ANNUAL, _SEASON, r"小项目比例|small-project share"), lambda a, s, p: a * s * p, "{} × {} × {}"),
    Figure(_LARGE, (_ANNUAL, _SEASON, r"大项目比例|large-project share"), lambda a, s, p: a * s * p, "{} × {} × {}"),
    Figure(
        r"预测完成率|forecast completion",
        (_WON, _FORECAST, _BEYOND, _QUOTA),
        lambda won, forecast, beyond, quota: (won + forecast + beyond) / quota,
        "({} + {} + {}) / {}",
    ),
    Figure(
        r"金额缺口|amount gap",
        (_SMALL, r"预计成交金额|expected amount", _WON),
        lambda quota, expected, won: quota - expected - won,
        "{} − {} − {}",
    ),
    Figure(
        r"大项目缺口|large-project gap",
        (_LARGE, _WON, r"本期预计软件回款|预计回款|receipts expected"),
        lambda quota, won, receipts: quota - won - receipts,
        "{} − {} − {}",
    ),
)


def figures(book: BookView) -> Iterator[Finding]:
    """Yield typed figures that differ from what the labelled figures on their sheet give by the method."""
    for sheet in book.sheets:
        labels = [(_TAIL.sub("", str(cell.value)), cell) for cell in sheet.cells.values() if cell.is_text]
        short = [(label, cell) for label, cell in labels if len(label) <= 24]
        for figure in FIGURES:
            found = _value(sheet, short, figure.label)
            if found is not None and found.formula is None:
                yield from _compared(sheet, found, [_value(sheet, short, label) for label in figure.inputs], figure)


def _value(sheet: SheetView, labels: list[tuple[str, Cell]], pattern: str) -> Cell | None:
    """Return the number beside or below the one label that fits; None when there is none or more than one."""
    fitting = [cell for label, cell in labels if re.fullmatch(pattern, label, re.IGNORECASE)]
    return _number_at(sheet, fitting[0]) if len(fitting) == 1 else None


def _number_at(sheet: SheetView, label: Cell) -> Cell | None:
    for step in range(1, _REACH + 1):
        cell = sheet.at(label.column + step, label.row)
        if cell is not None:
            if cell.is_number:
                return cell
            break
    below = sheet.at(label.column, label.row + 1)
    return below if below is not None and below.is_number else None


def _compared(sheet: SheetView, cell: Cell, inputs: list[Cell | None], figure: Figure) -> Iterator[Finding]:
    numbers = [float(found.value or 0) for found in inputs if found is not None]
    if len(numbers) < len(inputs):
        return
    try:
        result = figure.rule(*numbers)
    except ZeroDivisionError:
        return
    value = float(cell.value or 0)
    if abs(value - result) > _half_step(value) * 1.001:
        rule = figure.written.format(*map(shown, numbers))
        values = {"value": shown(value), "rule": rule, "result": shown(result)}
        yield Finding("figure_differs", sheet.title, cell.place, values)


def _half_step(value: float) -> float:
    """Return half of the last digit a number is typed with.

    >>> _half_step(72.9), _half_step(372.0)
    (0.05, 0.5)
    """
    decimals = len(repr(value).rpartition(".")[2]) if value != round(value) else 0
    return 0.5 * 10.0**-decimals
