"""Large CSV files read by columns, where every reader agrees with the csv module on what stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np

from xlsales.pipeline import pandas_text, polars_text
from xlsales.pipeline.columns import find_header, header_key, role_of
from xlsales.pipeline.delimiters import delimiter_in
from xlsales.pipeline.raw import Columns, RawTable, above, is_blank
from xlsales.pipeline.survey import Survey, survey_bytes, survey_file

_HEADER_WITHIN = 30


@dataclass(frozen=True)
class Body:
    """What stands below the headers: lines to skip and to read, columns, and which are likely in use.

    Of the lines, the last `blank` ones are blank: they are no rows.
    """

    source: Path | bytes
    delimiter: str
    skip: int
    lines: int
    blank: int
    width: int
    likely: tuple[int, ...]


Engine = Callable[[Body], tuple[Columns, int] | None]  # the columns and the number of rows
ENGINES: tuple[Engine, ...] = (polars_text.read, pandas_text.read)


def table_of_file(path: Path, wanted: Iterable[str], people: bool) -> RawTable | None:
    """Return the table of a file in plain UTF-8 without quotes; None for any other."""
    found = survey_file(path)
    if found.has_quotes or not found.is_plain:
        return None
    return _table(path, path.name, found, wanted, people)


def table_of_bytes(data: bytes, name: str, wanted: Iterable[str], people: bool) -> RawTable | None:
    """Return the table of a text, or None where only the csv module may say what stands in it."""
    found = survey_bytes(data)
    delimiter, _ = delimiter_in(found.head.decode(errors="ignore"))
    if not found.is_plain or (found.has_quotes and not _is_well_quoted(np.frombuffer(data, dtype=np.uint8), delimiter)):
        return None
    return _table(data, name, found, wanted, people)


def _table(source: Path | bytes, name: str, found: Survey, wanted: Iterable[str], people: bool) -> RawTable | None:
    head = found.head.decode(errors="ignore").removeprefix("\ufeff")
    delimiter, told = delimiter_in(head)
    records, ends = _first_records(head, delimiter)
    if not records or not delimiter.isascii():
        return None
    grid = [[] if told and number == 0 else record for number, record in enumerate(records)]
    index = find_header(grid, wanted, people)
    headers = tuple(cell.strip() for cell in grid[index])
    blank, lines = _blank_end(found.tail, delimiter), found.lines - ends[index]
    if blank is None or lines <= blank:
        return None
    likely = tuple(_likely(headers, wanted, people))
    body = Body(source, delimiter, ends[index], lines, blank, len(headers), likely)
    read = next(filter(None, (engine(body) for engine in ENGINES)), None)
    if read is None:
        return None
    columns, size = read
    rows = np.arange(index + 2, index + 2 + size, dtype=np.int64)
    return RawTable(name, headers, columns, rows, above(grid[:index], index + 1))


def _first_records(head: str, delimiter: str) -> tuple[list[list[str]], list[int]]:
    """Return the first records of a text, and the number of lines up to the end of each."""
    lines = io.StringIO(head, newline="").readlines()
    reader = csv.reader(iter(lines), delimiter=delimiter)
    try:
        found = [(record, reader.line_num) for record in islice(reader, _HEADER_WITHIN)]
    except csv.Error:
        return [], []
    return [record for record, _ in found], [end for _, end in found]


def _likely(headers: Iterable[str], wanted: Iterable[str], people: bool) -> Iterable[int]:
    keys = {header_key(name) for name in wanted}
    return (i for i, name in enumerate(headers) if role_of(name, people) or header_key(name) in keys)


def _is_well_quoted(data: np.ndarray[tuple[int], np.dtype[np.uint8]], delimiter: str) -> bool:
    quotes = np.flatnonzero(data == ord('"'))
    if len(quotes) % 2:
        return False
    opening, closing = quotes[0::2], quotes[1::2]
    doubled = opening[1:] == closing[:-1] + 1
    begins = np.isin(data[opening - 1], [ord(mark) for mark in (delimiter, "\n")])
    begins[0] |= opening[0] == 0
    ends = np.isin(data[np.minimum(closing + 1, len(data) - 1)], [ord(mark) for mark in (delimiter, "\r", "\n")])
    ends[-1] |= closing[-1] == len(data) - 1
    begins[1:] |= doubled
    ends[:-1] |= doubled
    return bool(begins.all() and ends.all())


def _blank_end(tail: bytes, delimiter: str) -> int | None:
    """Return how many lines at the end are blank; None when that is hard to tell.

    >>> _blank_end(b"a,b\\n,\\n\\n", ","), _blank_end(b'"a\\n"\\n', ",")
    (2, None)
    """
    lines = tail.decode(errors="ignore").removesuffix("\n").split("\n")
    for count, line in enumerate(reversed(lines)):
        if '"' in line:
            record = next(csv.reader([line], delimiter=delimiter))
            return None if is_blank(record) else count
        if not is_blank(line.rstrip("\r").split(delimiter)):
            return count
    return None
