"""Dashboard tiles: a label above a large figure above one line of comparison."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import column_index_from_string, coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.theme import colour


@dataclass(frozen=True)
class Tile:
    """What one tile shows; figure and note are formulas (or fixed text); `name` becomes the figure's defined name.

    >>> Tile("Won", "=xs_won", "money", '="of "&xs_quota').kind
    'money'
    """

    label: str
    figure: str
    kind: str
    note: str = ""
    accent: str = "main"
    name: str = ""


def draw_tiles(
    book: Book, sheet: Worksheet, at: str, tiles: list[Tile], *, span: int | Sequence[int], gap: int = 0
) -> None:
    """Draw tiles in one row from a cell, each `span` columns wide (or one span per tile), over three rows."""
    letter, top = coordinate_from_string(at)
    left = column_index_from_string(letter)
    for row, height in ((top, 18), (top + 1, 32), (top + 2, 18)):
        sheet.row_dimensions[row].height = height
    spans = [span] * len(tiles) if isinstance(span, int) else span
    for tile, wide in zip(tiles, spans, strict=True):
        _draw(book, sheet, tile, left, top, wide)
        left += wide + gap


def _draw(book: Book, sheet: Worksheet, tile: Tile, left: int, top: int, span: int) -> None:
    right = get_column_letter(left + span - 1)
    lines = (
        (tile.label, "xs tile label", None),
        (tile.figure, "xs tile figure", tile.kind),
        (tile.note, "xs tile note", None),
    )
    for row, (value, style, kind) in enumerate(lines, start=top):
        for column in range(left, left + span):
            book.put(sheet, f"{get_column_letter(column)}{row}", None, style)
        first = f"{get_column_letter(left)}{row}"
        book.put(sheet, first, value or None, style, kind)
        sheet[first].border = Border(left=Side("thick", colour(tile.accent)))
        if span > 1:
            sheet.merge_cells(f"{first}:{right}{row}")
    if tile.name:
        book.name(tile.name, sheet, f"{get_column_letter(left)}{top + 1}")
