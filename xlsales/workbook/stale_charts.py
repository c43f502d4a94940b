"""Charts that remember old numbers: their caches go where the cells they draw change."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from xlsales.workbook.book import Book
from xlsales.workbook.charts import chart_parts, without_caches
from xlsales.workbook.refs import Area, split_reference
from xlsales.workbook.tables import overlaps

Areas = Mapping[str, list[Area]]


def formula_areas(book: Book) -> Areas:
    """Return the cells that hold formulas, by the folded title of their sheet."""
    found: dict[str, list[Area]] = {}
    for sheet in book.worksheets:
        for row, cell, _node in book.map(sheet.part).formulas():
            found.setdefault(sheet.title.casefold(), []).append(Area(cell.column, row, cell.column, row))
    return found


def stale_charts(book: Book, changed: Areas, read: Callable[[str], bytes] | None = None) -> dict[str, bytes]:
    """Return the chart parts without the caches that draw changed cells, or cells that cannot be told.

    `read` gives a part as it stands, where that is no longer as in the book.
    """
    parts = {}
    read = read or book.package.read
    for sheet in book.sheets:
        for part in chart_parts(book.package, sheet.part):
            xml = read(part)
            new = without_caches(part, xml, lambda reference: _draws(reference, changed))
            if new != xml:
                parts[part] = new
    return parts


def _draws(reference: str, changed: Areas) -> bool:
    """Tell whether a reference may draw a changed cell; other workbooks do not change."""
    if "[" in reference.partition("!")[0]:
        return False
    split = split_reference(reference)
    if split is None:
        return bool(changed)
    title, area = split
    return any(overlaps(area, one) for one in changed.get(title.casefold(), ()))
