"""Pages for people who are new in a workbook: copies of a page that stands, without what was typed on it."""

from __future__ import annotations

from collections.abc import Sequence

from xlsales.fills import Page
from xlsales.resources import template
from xlsales.standing import Standing
from xlsales.workbook.book import Book
from xlsales.workbook.names import Target, find_target
from xlsales.workbook.pages import Draft, add_sheets
from xlsales.workbook.refs import split_reference
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.xmlscan import Edits

_REPORT = "review"


def with_more_pages(data: bytes, key: str, pages: Sequence[Page], language: str) -> bytes:
    """Return a workbook with a page for each of more people, behind the last page that stands.

    Each is a copy of that page, so it looks as people made it look; notes typed there are not copied.
    """
    book = Book.open(data)
    standing = Standing(book, data, language)
    places = _places(book, key)
    last = max(places, key=lambda target: [sheet.part for sheet in book.sheets].index(target.sheet.part))
    draft = Draft.of(book)
    plain = _without_notes(standing, last, places, _labels(key, language))
    add_sheets(draft, last, pages, plain)
    return draft.to_bytes()


def _places(book: Book, key: str) -> list[Target]:
    """Return the key's cell on every page."""
    found = [split_reference(name.text) for name in book.names if name.name.casefold() == key.casefold()]
    return [Target(key, sheet, area) for title, area in filter(None, found) if (sheet := book.sheet(title))]


def _labels(key: str, language: str) -> set[object]:
    """Return the texts that the page of our template shows."""
    path = template(_REPORT, language)
    standing = Standing(Book.open(path), path.read_bytes(), language)
    target = find_target(standing.book, key)
    assert isinstance(target, Target)
    page = standing.book.map(target.sheet.part)
    return {standing.shown(target.sheet.title, column, row) for column, row in _constants(page)}


def _constants(page: SheetMap) -> list[tuple[int, int]]:
    return [
        (column, number)
        for number, row in page.rows.items()
        for column, cell in row.cells.items()
        if cell.filled and cell.formula is None
    ]


def _without_notes(standing: Standing, model: Target, places: Sequence[Target], labels: set[object]) -> bytes:
    """Return a page without what was typed on it: values that are no label and not on every page alike."""
    page, edits = standing.book.map(model.sheet.part), Edits()
    others = [place.sheet.title for place in places if place.sheet.part != model.sheet.part]
    cells: dict[int, dict[int, bytes | None]] = {}
    for column, row in _constants(page):
        value = standing.shown(model.sheet.title, column, row)
        alike = bool(others) and all(standing.shown(title, column, row) == value for title in others)
        if value not in labels and not alike:
            cells.setdefault(row, {})[column] = page.cell_head(column, row).encode() + b"/>"
    page.place_rows({number: page.row_xml(number, row) for number, row in cells.items()}, edits)
    return edits.apply(page.xml)
