"""Numbers stored as text among numbers: sums pass over them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xlsales.workbook.checks.finding import Finding, each_run
from xlsales.workbook.checks.labels import is_code
from xlsales.workbook.checks.view import BookView, Cell, SheetView

_NUMBER = re.compile(r"[-+]?\s*[¥￥$€£]?\s*(?:\d{1,3}(?:,\d{3})+|0|[1-9]\d{0,10})(?:\.\d+)?\s*%?")
_SHARE = 0.5


def text_numbers(book: BookView) -> Iterator[Finding]:
    """Yield text that reads as a number in a column where at least as many cells are numbers."""
    for sheet in book.sheets:
        for column in sheet.columns:
            for block in sheet.blocks(column):
                yield from each_run("text_numbers", sheet, _among_numbers(sheet, block))


def _among_numbers(sheet: SheetView, block: Sequence[Cell]) -> list[Cell]:
    texts = [cell for cell in block if reads_as_number(cell) and not _is_header(sheet, cell, block)]
    if not texts:
        return []
    numbers = sum(cell.is_number for cell in block)
    others = sum(isinstance(cell.value, str) for cell in block) - len(texts) - 1
    if numbers < 2 or numbers < len(texts) or others > _SHARE * len(block) or is_code(sheet.text_above(texts[0])):
        return []
    return texts


def reads_as_number(cell: Cell) -> bool:
    """Tell whether a cell holds typed text that is a number."""
    return cell.is_text and _NUMBER.fullmatch(str(cell.value).strip()) is not None


def _is_header(sheet: SheetView, cell: Cell, block: Sequence[Cell]) -> bool:
    table = sheet.table_at(cell)
    return cell.row < table.body.top if table is not None else cell is block[0]
