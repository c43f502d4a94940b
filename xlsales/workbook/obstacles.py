"""Cells of a workbook that must not be written alone, because others hang on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlsales.workbook.book import Book
from xlsales.workbook.names import Target
from xlsales.workbook.refs import Area, read_area, same_title
from xlsales.workbook.tables import BLOCKS


def obstacles(book: Book, targets: Iterable[Target]) -> list[str]:
    """Return a sentence for each target that meets a table's header row or a formula over several cells.

    Excel repairs a workbook whose table headers and table columns differ, and computes over what is written
    into the middle of a block.
    """
    return [
        f"{target.name} ({target.area} on sheet {target.sheet.title}) is part of {what}; choose other cells"
        for target in targets
        for area, what in (*_headers(book, target), *_blocks(book, target))
        if area.left <= target.area.right
        and target.area.left <= area.right
        and area.top <= target.area.bottom
        and target.area.top <= area.bottom
    ]


def _headers(book: Book, target: Target) -> Iterator[tuple[Area, str]]:
    for table in book.tables:
        area = read_area(table.root.attrs.get("ref", ""))
        rows = int(table.root.attrs.get("headerRowCount", 1))
        if area and rows and same_title(table.sheet, target.sheet.title):
            yield area._replace(bottom=area.top + rows - 1), f"the header of table {table.name}"


def _blocks(book: Book, target: Target) -> Iterator[tuple[Area, str]]:
    for _row, _cell, formula in book.map(target.sheet.part).formulas():
        what = BLOCKS.get(formula.attrs.get("t", ""))
        area = read_area(formula.attrs.get("ref", "")) if what else None
        if what and area and area.width * area.height > 1:
            yield area, f"{what} over {area}"
