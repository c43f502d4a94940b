"""Any source, one raw table: a CSV file, a workbook, a database query or a DataFrame."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from xlsales.errors import DataError
from xlsales.pipeline import books, databases, text_files
from xlsales.pipeline.raw import RawTable, table_of, table_of_frame

Source = str | Path | pd.DataFrame


def open_source(
    source: Source,
    *,
    query: str | None = None,
    sheet: str | None = None,
    table: str | None = None,
    wanted: Iterable[str] = (),
    people: bool = False,
) -> RawTable:
    """Return the raw table of a source; `sheet` may be a sheet or a range, `table` a table in a workbook.

    >>> open_source(pd.DataFrame({"Stage": ["Won"], "Name": ["A"]})).headers
    ('Stage', 'Name')
    """
    if isinstance(source, pd.DataFrame):
        return table_of_frame(source, "the DataFrame")
    if databases.is_url(str(source)):
        return databases.read_query(str(source), query)
    name, place = books.split_place(str(source))
    path = Path(name)
    if not path.is_file():
        raise DataError(f"{path} is not there: check the path")
    if path.suffix.lower() in books.SUFFIXES:
        grid, first, label, notes = books.read_book(path, table or sheet or place, people)
        return table_of(grid, label, first, wanted, people).noted(*notes)
    return text_files.open_text(path, wanted, people)
