"""A template made ready for many fills: looked over once, and without results that the first fill makes stale."""

from __future__ import annotations

from pathlib import Path

from xlsales.workbook.admission import admit, readable
from xlsales.workbook.book import Book
from xlsales.workbook.cached import without_results
from xlsales.workbook.package import Package, file_bytes


def open_for_many(source: Path | str | bytes, *, keep_cached: bool = False) -> Book:
    """Return a workbook that may be filled; refuse with a sentence one that cannot be kept whole.

    Stored results of its formulas are taken out, since no reader must show them beside new values, unless
    `keep_cached` says so.
    """
    label = "the workbook" if isinstance(source, bytes) else Path(source).name
    data = source if isinstance(source, bytes) else file_bytes(Path(source))
    admit(data, label)
    with readable(label):
        package = Package.open(data if keep_cached else without_results(data))
        package.label = label
        return Book(package)
