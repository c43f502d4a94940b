"""CSV files in any common encoding and with any common delimiter."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from xlsales.errors import DataError
from xlsales.pipeline import large_text
from xlsales.pipeline.large_text import Content
from xlsales.pipeline.notes import Note
from xlsales.pipeline.raw import RawTable, table_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_DELIMITERS = (",", "\t", ";", "|", "，", "；")
_SAMPLE = 40
_HEAD = 1_000_000
LARGE = 1_000_000  # bytes from which reading by columns is worth its while


def open_text(path: Path, wanted: Iterable[str] = (), people: bool = False) -> RawTable:
    """Return the table of a CSV file; a large one whose text is well formed is read by columns."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError(f"{path} cannot be read ({error.strerror}): is it open elsewhere?") from error
    content, notes = as_utf8(content, path.name)
    if b"\x00" in content:
        raise DataError(f"{path.name} is not a text file: save it as CSV UTF-8 or as .xlsx")
    delimiter, told = delimiter_in(content[:_HEAD].decode(errors="ignore"))
    table = None
    if len(content) >= LARGE and len(delimiter) == len(delimiter.encode()) == 1:
        table = large_text.table_of(Content(path.name, content, delimiter, told), wanted, people)
    if table is None:
        table = table_of(_records(content.decode(), path.name, delimiter, told), path.name, 1, wanted, people)
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


def delimiter_in(head: str) -> tuple[str, bool]:
    """Return the delimiter of a text, and whether its first line says so, as in sep=;"""
    directive = re.match(r"sep=(.)\r?\n", head, re.IGNORECASE)
    return (directive[1], True) if directive else (delimiter_of(head), False)


def _records(text: str, name: str, delimiter: str, told: bool) -> list[list[str]]:
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


def delimiter_of(text: str) -> str:
    """Return the delimiter that cuts the first lines into the most columns, most evenly.

    >>> delimiter_of("a;b\\n1,5;2\\n"), delimiter_of("one column\\nonly\\n")
    (';', ',')
    """
    sample = "".join(io.StringIO(text, newline="").readlines(100_000)[:_SAMPLE])
    return max(_DELIMITERS, key=lambda mark: _evenness(sample, mark))


def _evenness(sample: str, delimiter: str) -> float:
    try:
        widths = [len(row) for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter) if row]
    except csv.Error:
        return 0.0
    common = Counter(width for width in widths if width > 1).most_common(1)
    return common[0][1] / len(widths) * (1 - 1 / common[0][0]) if common else 0.0
