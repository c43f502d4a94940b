"""Large CSV files read by columns, where every reader agrees with the csv module on what stands in them."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

import numpy as np

from xlsales.pipeline import pandas_text, polars_text
from xlsales.pipeline.columns import find_header, header_key, role_of
from xlsales.pipeline.raw import Columns, RawTable, above, is_blank

_HEADER_WITHIN = 30
_HEAD = 1_000_000


@dataclass(frozen=True)
class Content:
    """A CSV file as UTF-8: its name, bytes and delimiter, and whether its first line tells the delimiter."""

    name: str
    data: bytes
    delimiter: str
    told: bool = False


@dataclass(frozen=True)
class Body:
    """What stands below the headers: how many lines to skip, how many columns, which are likely in use."""

    data: bytes
    delimiter: str
    skip: int
    width: int
    likely: tuple[int, ...]

    @cached_property
    def lines(self) -> int:
        """The number of lines below the headers."""
        return self.data.count(b"\n") + (not self.data.endswith(b"\n")) - self.skip


Engine = Callable[[Body], tuple[Columns, int] | None]
ENGINES: tuple[Engine, ...] = (polars_text.read, pandas_text.read)


def table_of(content: Content, wanted: Iterable[str], people: bool) -> RawTable | None:
    """Return the table, or None where only the csv module may say what stands in the file."""
    if not _is_plain(content):
        return None
    lines = io.StringIO(content.data[:_HEAD].decode(errors="ignore"), newline="").readlines()
    reader = csv.reader(iter(lines), delimiter=content.delimiter)
    try:
        records, ends = zip(*((record, reader.line_num) for record in islice(reader, _HEADER_WITHIN)), strict=True)
    except csv.Error:
        return None
    grid = [[] if content.told and number == 0 else record for number, record in enumerate(records)]
    index = find_header(grid, wanted, people)
    headers = tuple(name.strip() for name in grid[index])
    data = _without_blank_end(content)
    if data is None:
        return None
    likely = tuple(_likely(headers, wanted, people))
    found = _read(Body(data, content.delimiter, ends[index], len(headers), likely))
    if found is None:
        return None
    columns, size = found
    rows = np.arange(index + 2, index + 2 + size, dtype=np.int64)
    return RawTable(content.name, headers, columns, rows, above(grid[:index], index + 1))


def _read(body: Body) -> tuple[Columns, int] | None:
    if body.lines < 1:
        return None
    return next(filter(None, (engine(body) for engine in ENGINES)), None)


def _likely(headers: Iterable[str], wanted: Iterable[str], people: bool) -> Iterable[int]:
    keys = {header_key(name) for name in wanted}
    return (i for i, name in enumerate(headers) if role_of(name, people) or header_key(name) in keys)


def _is_plain(content: Content) -> bool:
    """Tell whether lines end in LF or CRLF and quotes stand only around fields, doubled inside them."""
    data = content.data
    if b"\r" in data and data.count(b"\r") != data.count(b"\r\n"):
        return False
    return b'"' not in data or _is_well_quoted(np.frombuffer(data, dtype=np.uint8), content.delimiter)


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


def _without_blank_end(content: Content) -> bytes | None:
    """Return the bytes without blank lines at the end; None when quotes make a line there hard to tell."""
    data, end = content.data, len(content.data)
    while end:
        start = data.rfind(b"\n", 0, end - 1 if data[end - 1 : end] == b"\n" else end) + 1
        line = data[start:end].decode()
        if '"' in line:
            record = next(csv.reader([line], delimiter=content.delimiter))
            return None if is_blank(record) else data[:end]
        if not is_blank(line.strip("\r\n").split(content.delimiter)):
            return data[:end]
        end = start
    return b""
