"""Faults the printed method carries into workbooks: brackets left out, rates applied twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from xlsales.workbook.checks.finding import Finding
from xlsales.workbook.checks.formulas import references, terms
from xlsales.workbook.checks.labels import is_quota, is_rate
from xlsales.workbook.checks.view import BookView, Cell, SheetView
from xlsales.workbook.refs import Area

_QUOTIENT = re.compile(r"(?P<over>[^/*()]+)/(?P<under>[^/*()+]+)")
_FACTOR = r"\$?[A-Za-z]{1,3}\$?\d+|\d+(?:\.\d+)?%|0?\.\d+"
_PRODUCT = re.compile(rf"(?<![\w.!$)])(?P<one>{_FACTOR})\*(?P<other>{_FACTOR})(?![\w.!(])")
_PRODUCTS = re.compile(r"SUMPRODUCT\((?P<one>[^,():]+:[^,():]+),(?P<other>[^,():]+:[^,():]+)\)", re.IGNORECASE)
_SAID = 80

Factor = tuple[int, int] | float


def brackets(book: BookView) -> Iterator[Finding]:
    """Yield percentages written a+b+c/quota, where the whole sum should stand over the quota."""
    for sheet in book.sheets:
        for cell in sheet.formulas:
            under = _under_last(cell.formula or "")
            if under and _is_share(sheet, cell, under):
                values = {"formula": f"={cell.formula}"[:_SAID], "under": under}
                yield Finding("brackets_missing", sheet.title, cell.place, values)


def _under_last(formula: str) -> str:
    """Return what the last term of a plain sum is divided by, '' for any other formula."""
    if "+" not in formula or "/" not in formula:
        return ""
    *front, last = terms(formula)
    quotient = _QUOTIENT.fullmatch(last)
    divided = any("/" in term or "&" in term for term in front)
    return quotient["under"] if quotient and front and not divided else ""


def _is_share(sheet: SheetView, cell: Cell, under: str) -> bool:
    """Tell whether the cell is a percentage of a quota: by its own label and by the label of the divisor."""
    label = f"{sheet.text_left(cell)} {sheet.text_above(cell)}"
    own = cell.form == "percent" or is_rate(label)
    return own and (is_quota(under) or is_quota(_labels(sheet, under)))


def _labels(sheet: SheetView, text: str) -> str:
    found = references(text)
    cell = sheet.at(found[0].area.left, found[0].area.top) if found and found[0].sheet is None else None
    return f"{sheet.text_left(cell)} {sheet.text_above(cell)}" if cell else ""


def rates_twice(book: BookView) -> Iterator[Finding]:
    """Yield formulas that multiply a cell by a rate which that cell's own formula has already multiplied by."""
    for sheet in book.sheets:
        products = {(c.column, c.row): p for c in sheet.formulas if (p := _products(c.formula or ""))}
        for place, pairs in products.items():
            cell = sheet.cells[place]
            twice = next((pair for pair in pairs if _already(sheet, products, *pair)), None)
            if twice is not None:
                amount = sheet.cells[twice[0]].place
                values = {"formula": f"={cell.formula}"[:_SAID], "amount": amount}
                yield Finding("rate_twice", sheet.title, cell.place, values)


@lru_cache(maxsize=4096)
def _products(formula: str) -> tuple[tuple[tuple[int, int], Factor], ...]:
    """Return (amount, rate) for every product of a cell with a cell or a percentage, both ways round."""
    multiplies = "*" in formula or "SUMPRODUCT" in formula.upper()
    return tuple(_read_products(formula.replace(" ", ""))) if multiplies else ()


def _read_products(bare: str) -> Iterator[tuple[tuple[int, int], Factor]]:
    for found in _PRODUCT.finditer(bare):
        yield from _pairs(_factor(found["one"]), _factor(found["other"]))
    for found in _PRODUCTS.finditer(bare):
        for one, other in zip(_cells(found["one"]), _cells(found["other"]), strict=False):
            yield from _pairs(one, other)


def _pairs(one: Factor | None, other: Factor | None) -> Iterator[tuple[tuple[int, int], Factor]]:
    for amount, rate in ((one, other), (other, one)):
        if isinstance(amount, tuple) and rate is not None:
            yield amount, rate


def _factor(text: str) -> Factor | None:
    if text.endswith("%"):
        return float(text[:-1]) / 100
    if text.replace(".", "").isdigit():
        return float(text)
    area = _area(text)
    return (area.left, area.top) if area else None


def _area(text: str) -> Area | None:
    found = references(text)
    return found[0].area if found and found[0].sheet is None else None


def _cells(text: str) -> list[tuple[int, int]]:
    area = _area(text)
    if area is None or area.width * area.height > 1000:
        return []
    return [(column, row) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)]


def _already(
    sheet: SheetView,
    products: Mapping[tuple[int, int], Sequence[tuple[tuple[int, int], Factor]]],
    amount: tuple[int, int],
    rate: Factor,
) -> bool:
    return _is_fraction(sheet, rate) and any(used == rate for _, used in products.get(amount, ()))


def _is_fraction(sheet: SheetView, rate: Factor) -> bool:
    if isinstance(rate, float):
        return 0 < rate < 1
    cell = sheet.at(*rate)
    return cell is not None and isinstance(cell.value, float) and 0 < cell.value < 1
