"""CSV files in any common encoding and with any common delimiter."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable
from pathlib import Path

from xlsales.errors import DataError
from xlsales.pipeline import large_text
from xlsales.pipeline.delimiters import delimiter_in
from xlsales.pipeline.notes import Note
from xlsales.pipeline.raw import RawTable, table_of
from xlsales.pipeline.survey import HEAD

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
LARGE = 1_000_000  # bytes from which reading by columns is worth its while


def open_text(path: Path, wanted: Iterable[str] = (), people: bool = False) -> RawTable:
    """Return the table of a CSV file; a large one whose text is well formed is read by columns."""
    try:
        is_large = path.stat().st_size >= LARGE
        table = large_text.table_of_file(path, wanted, people) if is_large else None
        content = path.read_bytes() if table is None else b""
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}): is it open elsewhere?") from error
    if table:
        return table
    content, notes = as_utf8(content, path.name)
    if b"\x00" in content:
        raise DataError(f"{path.name} is not a text file: save it as CSV UTF-8 or as .xlsx")
    table = large_text.table_of_bytes(content, path.name, wanted, people) if is_large else None
    table = table or table_of(_records(content.decode(), path.name), path.name, 1, wanted, people)
    return table.noted(*notes)


def as_utf8(content: bytes, name: str) -> tuple[bytes, tuple[Note, ...]]:
    """Return the text of a file as UTF-8 without BOM, and a note when it stood there otherwise.

    >>> as_utf8("阶段".encode("gb18030"), "a.csv")[0].decode()
    '阶段'
    """
    if content.isascii():
        return content, ()
    text, notes = decoded(content, name)
    return text.encode() if notes else content.removeprefix(codecs.BOM_UTF8), notes


def _records(text: str, name: str) -> list[list[str]]:
    delimiter, told = delimiter_in(text[:HEAD])
    csv.field_size_limit(10_000_000)
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise DataError(f"{name} cannot be read as CSV ({error}): save it again as CSV UTF-8") from error
    if told:
        records[0] = []
    return records


def decoded(content: bytes, name: str) -> tuple[str, tuple[Note, ...]]:
    """Return the text of a file: UTF-8 with or without BOM, UTF-16 with BOM, else GB18030.

    >>> text, notes = decoded("阶段,金额".encode("gb18030"), "a.csv")
    >>> text, notes[0].text
    ('阶段,金额', 'the text is read as GB18030')
    """
    encoding, label = next(((code, label) for mark, code, label in _MARKS if content.startswith(mark)), ("", ""))
    tried = [(encoding, label)] if encoding else [("utf-8", "UTF-8"), ("gb18030", "GB18030")]
    for code, label in tried:
        try:
            text = content.decode(code)
        except UnicodeDecodeError:
            continue
        return text, () if label == "UTF-8" else (Note.of("remark.encoding", encoding=label),)
    raise DataError(f"{name} is neither UTF-8, UTF-16 with BOM nor GB18030: save it as CSV UTF-8")
