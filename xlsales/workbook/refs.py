"""A1 arithmetic: columns, areas, and the references inside a formula."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

MAX_ROWS = 1_048_576
MAX_COLUMNS = 16_384

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
_CELL_PARTS = re.compile(r"(\$?)([A-Za-z]{1,3})(\$?)([1-9]\d{0,6})")
_SKIP = r'"(?:[^"]|"")*"|\[(?:\'.|[^\[\]\'])*\]'
_TITLE = r"(?:'(?:[^']|'')+'|(?<![\w.\]$])[^\W\d][\w.]*)!"
_REFERENCE = re.compile(
    rf"(?P<skip>{_SKIP})"
    rf"|(?P<title>{_TITLE})(?P<first>{_CELL})(?::(?P<last>{_CELL}))?(?![\w(.!])"
    rf"|(?<![\w.$\]!'])(?P<own>{_CELL})(?::(?P<own_last>{_CELL}))?(?![\w(.!])"
)
_TITLED = re.compile(rf"(?P<skip>{_SKIP})|(?P<title>{_TITLE})")


class Area(NamedTuple):
    """A rectangle of cells by column and row numbers, both ends included."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        """Rows of the area."""
        return self.bottom - self.top + 1

    @property
    def width(self) -> int:
        """Columns of the area."""
        return self.right - self.left + 1

    def __str__(self) -> str:
        first = cell_name(self.left, self.top)
        single = (self.left, self.top) == (self.right, self.bottom)
        return first if single else f"{first}:{cell_name(self.right, self.bottom)}"


@lru_cache(maxsize=MAX_COLUMNS)
def column_number(letters: str) -> int:
    """Return the number of a column's letters.

    >>> column_number("A"), column_number("AB"), column_number("XFD")
    (1, 28, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


@lru_cache(maxsize=MAX_COLUMNS)
def column_letters(number: int) -> str:
    """Return the letters of a column's number.

    >>> column_letters(1), column_letters(28), column_letters(16384)
    ('A', 'AB', 'XFD')
    """
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(column: int, row: int) -> str:
    """Return the A1 name of a cell.

    >>> cell_name(2, 7)
    'B7'
    """
    return f"{column_letters(column)}{row}"


def read_cell(text: str) -> tuple[int, int] | None:
    """Return (column, row) of an A1 name, with or without `$`; None when it is not one.

    >>> read_cell("$B$7"), read_cell("B0")
    ((2, 7), None)
    """
    found = _CELL_PARTS.fullmatch(text)
    if found is None:
        return None
    column, row = column_number(found[2]), int(found[4])
    return (column, row) if column <= MAX_COLUMNS and row <= MAX_ROWS else None


def read_area(text: str) -> Area | None:
    """Return the area of a reference without a sheet; None when it is not a rectangle of cells.

    >>> read_area("$B$2:C5")
    Area(left=2, top=2, right=3, bottom=5)
    >>> read_area("B2") == Area(2, 2, 2, 2)
    True
    >>> read_area("A1,B2") is None
    True
    """
    first, _, last = text.partition(":")
    start, end = read_cell(first), read_cell(last or first)
    if start is None or end is None:
        return None
    (left, top), (right, bottom) = start, end
    return Area(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def quote_title(title: str) -> str:
    """Return a sheet title as it stands in a reference.

    >>> quote_title("Li's 商机")
    "'Li''s 商机'"
    """
    return "'" + title.replace("'", "''") + "'"


def unquote_title(text: str) -> str:
    """Return the sheet title that a reference names.

    >>> unquote_title("'Li''s 商机'"), unquote_title("商机")
    ("Li's 商机", '商机')
    """
    return text[1:-1].replace("''", "'") if text[:1] == "'" == text[-1:] else text


def split_reference(text: str) -> tuple[str, Area] | None:
    """Return sheet title and area of a reference with a sheet; None for anything else.

    >>> split_reference("'Q 3'!$B$2:$C$5")
    ('Q 3', Area(left=2, top=2, right=3, bottom=5))
    >>> split_reference("SUM(Q3!A1)") is None
    True
    """
    title, mark, cells = text.strip().lstrip("=").rpartition("!")
    area = read_area(cells)
    quoted = title[:1] == "'"
    if not mark or area is None or (not quoted and re.search(r"[\s(),:;'\"\[\]+*/&=<>^-]", title)):
        return None
    return unquote_title(title), area


def same_title(one: str, other: str) -> bool:
    """Tell whether two sheet titles mean the same sheet: case does not count.

    >>> same_title("Deals", "DEALS")
    True
    """
    return one.casefold() == other.casefold()


def retitle(formula: str, old: str, new: str) -> str:
    """Return the formula with every reference to one sheet pointing at its new title.

    >>> retitle("SUM(Plan!B2:B5)&\\"Plan!\\"", "Plan", "Li 甲")
    'SUM(\\'Li 甲\\'!B2:B5)&"Plan!"'
    """

    def renamed(found: re.Match[str]) -> str:
        title = found["title"]
        if title and same_title(unquote_title(title[:-1]), old):
            return quote_title(new) + "!"
        return found[0]

    return _TITLED.sub(renamed, formula)


def map_references(formula: str, change: Callable[[str | None, str, str | None], str | None]) -> str:
    """Return the formula with each reference replaced by what `change` says of it.

    `change` gets the sheet title (None on the formula's own sheet), the first and the last cell (None for
    a single cell) as written; it returns the new cells, or None to leave them. Text in quotes and
    structured references are not looked at.

    >>> map_references("A1+xs[A1]+'Q 1'!B2:B3", lambda sheet, first, last: "Z9" if sheet is None else None)
    "Z9+xs[A1]+'Q 1'!B2:B3"
    """

    def replaced(found: re.Match[str]) -> str:
        if found["skip"]:
            return found[0]
        if found["own"]:
            return change(None, found["own"], found["own_last"]) or found[0]
        title = unquote_title(found["title"][:-1])
        cells = change(title, found["first"], found["last"])
        return found["title"] + cells if cells else found[0]

    return _REFERENCE.sub(replaced, formula)


def with_row(cell: str, row: int) -> str:
    """Return a cell reference, dollars kept, on another row.

    >>> with_row("$B$7", 9)
    '$B$9'
    """
    return cell.rstrip("0123456789") + str(row)


def row_pieces(formula: str) -> list[str | int]:
    """Return a formula taken apart: its texts, and the row numbers that move when it is copied down.

    >>> row_pieces("A5*$B$1+Rates!C5")
    ['A', 5, '*$B$1+Rates!C', 5, '']
    """

    def marked(cell: str) -> str:
        parts = _CELL_PARTS.fullmatch(cell)
        assert parts is not None
        return cell if parts[3] else f"{parts[1]}{parts[2]}\0{parts[4]}\0"

    def change(_sheet: str | None, first: str, last: str | None) -> str:
        return marked(first) + (":" + marked(last) if last else "")

    pieces = map_references(formula, change).split("\0")
    return [int(piece) if i % 2 else piece for i, piece in enumerate(pieces)]


def has_references(formula: str) -> bool:
    """Tell whether a formula refers to cells by their places.

    >>> has_references("A5*2"), has_references("Deals[[#This Row],[Amount]]*2")
    (True, False)
    """
    found: list[str] = []

    def note(_sheet: str | None, first: str, _last: str | None) -> None:
        found.append(first)

    map_references(formula, note)
    return bool(found)


def shift_rows(formula: str, rows: int) -> str:
    """Return the formula as it reads when copied `rows` rows down: rows without `$` move.

    >>> shift_rows("A5*$B$1+Rates!C5", 2)
    'A7*$B$1+Rates!C7'
    """
    return "".join(piece if isinstance(piece, str) else str(piece + rows) for piece in row_pieces(formula))


def shifted(formula: str, columns: int, rows: int) -> str:
    """Return the formula as it reads copied some columns across and rows down.

    >>> shifted("A1*$B$1", 1, 2)
    'B3*$B$1'
    """

    def moved(cell: str) -> str:
        place = read_cell(cell)
        if place is None:
            return cell
        fixed_column, fixed_row = cell.startswith("$"), "$" in cell[1:]
        column = place[0] if fixed_column else (place[0] + columns - 1) % MAX_COLUMNS + 1
        name = cell_name(column, place[1] if fixed_row else max(place[1] + rows, 1))
        letters = name.rstrip("0123456789")
        return "$" * fixed_column + letters + "$" * fixed_row + name[len(letters) :]

    def change(_sheet: str | None, first: str, last: str | None) -> str:
        return moved(first) + (":" + moved(last) if last else "")

    return map_references(formula, change)
