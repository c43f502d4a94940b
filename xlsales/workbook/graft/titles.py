"""Sheets of a source renamed where the host has a sheet of that title; every reference follows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from xlsales.workbook.book import Book, renamed
from xlsales.workbook.charts import change_references, chart_parts
from xlsales.workbook.pages import Draft
from xlsales.workbook.refs import retitle
from xlsales.workbook.retitle import retitle_sheet
from xlsales.workbook.titles import legal_title


def with_titles_apart(source: bytes, taken: Collection[str]) -> bytes:
    """Return a workbook whose sheet titles are unlike those taken elsewhere."""
    draft = Draft.of(Book.open(source))
    used = {title.casefold() for title in taken}
    for place, sheet in enumerate(draft.sheets):
        if sheet.title.casefold() in used:
            others = [other.title for other in draft.sheets if other is not sheet]
            _rename(draft, place, legal_title(sheet.title, [*taken, *others]))
    return draft.to_bytes()


def _rename(draft: Draft, place: int, title: str) -> None:
    old = draft.sheets[place].title
    for sheet in draft.book.worksheets:
        draft.changed[sheet.part] = retitle_sheet(sheet.part, draft.read(sheet.part), old, title)
        for part in chart_parts(draft.book.package, sheet.part):
            draft.changed[part] = change_references(part, draft.read(part), lambda text: retitle(text, old, title))
    draft.names = [replace(name, text=retitle(name.text, old, title)) for name in draft.names]
    draft.sheets[place] = renamed(draft.sheets[place], title)
