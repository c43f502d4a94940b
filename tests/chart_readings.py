"""Which charts draw which cells, read from the file with regular expressions alone: a second opinion for tests."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Mapping
from html import unescape
from pathlib import Path

from openpyxl.utils import column_index_from_string

Box = tuple[int, int, int, int]  # left, top, right, bottom
Boxes = Mapping[str, Iterable[Box]]

_DRAWN = re.compile(r"<(?:[\w.-]+:)?f(?:\s[^>]*)?>([^<]*)</")
_PLAIN = re.compile(r"(?:'((?:[^']|'')+)'|([^'!\[\]():,]+))!\$?([A-Z]+)\$?(\d+)(?::\$?([A-Z]+)\$?(\d+))?")
_FORMULA_CELL = re.compile(r'<(?:[\w.-]+:)?c\b[^>]*?\br="([A-Z]+)(\d+)"[^>]*>\s*<(?:[\w.-]+:)?f[\s/>]')


def charts_over(path: Path, cells: Boxes) -> set[str]:
    """Return the chart parts of a file that draw any of these cells, or cells that cannot be told.

    `cells` are boxes by the sheet's title in lower case.
    """
    with zipfile.ZipFile(path) as package:
        parts = [name for name in package.namelist() if "chart" in name.lower() and name.endswith(".xml")]
        return {name for name in parts if any(_may_draw(text, cells) for text in _drawn(package.read(name)))}


def formula_boxes(path: Path, sheets: Mapping[str, str]) -> Boxes:
    """Return the cells with formulas of the sheets, given as part by title."""
    with zipfile.ZipFile(path) as package:
        return {
            title.casefold(): [
                (column_index_from_string(letters), int(row), column_index_from_string(letters), int(row))
                for letters, row in _FORMULA_CELL.findall(package.read(part).decode())
            ]
            for title, part in sheets.items()
        }


def _drawn(xml: bytes) -> list[str]:
    return [unescape(text).strip() for text in _DRAWN.findall(xml.decode())]


def _may_draw(reference: str, cells: Boxes) -> bool:
    if "[" in reference.partition("!")[0]:
        return False
    plain = _PLAIN.fullmatch(reference)
    if plain is None:
        return True
    quoted, bare, first, top, last, bottom = plain.groups()
    title = (quoted.replace("''", "'") if quoted else bare).casefold()
    columns = sorted(map(column_index_from_string, (first, last or first)))
    rows = sorted(map(int, (top, bottom or top)))
    return any(
        columns[0] <= right and left <= columns[1] and rows[0] <= below and above <= rows[1]
        for left, above, right, below in cells.get(title, ())
    )
