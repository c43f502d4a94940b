"""A sheet of ours that a macro writes anew each time, found again by its name in the workbook."""

from __future__ import annotations

from collections.abc import Sequence

import xlwings as xw

from xlsales.hosts.excel.live import names_of
from xlsales.hosts.excel.live_cells import Journal, typed
from xlsales.hosts.excel.macros.desk import Desk
from xlsales.hosts.excel.macros.paste import remove_sheets
from xlsales.workbook.refs import quote_title
from xlsales.workbook.titles import legal_title

_INK, _HEAD = "#1F3A5F", "#DCE6F1"


def find(book: xw.Book, name: str) -> xw.Sheet | None:
    """Return the sheet on which a name of ours stands; None when there is none."""
    found = names_of(book).get(name.casefold())
    try:
        return found.refers_to_range.sheet if found is not None else None
    except Exception:  # the sheet was deleted, the name stands for #REF!
        return None


def write(
    desk: Desk, name: str, title: str, subtitle: str, headers: Sequence[str], rows: Sequence[Sequence[object]],
    widths: Sequence[float],
) -> xw.Sheet:  # fmt: skip
    """Write title, headers and rows on the sheet of a name, made when there is none; a failure leaves it as it was.

    Text in the rows that begins with = is a formula of ours; everything else has been made safe by the caller.
    """
    journal = Journal()
    try:
        sheet = find(desk.book, name) or _made(desk, name, title, journal)
        used = sheet.used_range
        journal.write(used, [[None] * used.shape[1]] * used.shape[0])
        block = [[typed(header) for header in headers], *rows]
        journal.write(sheet.range("B2").resize(2, 1), [[title], [subtitle]])
        area = sheet.range("B5").resize(len(block), len(headers))
        journal.write(area, [[None] * len(headers)] * len(block))
        area.value = block
        _dress(sheet, area, widths)
    except BaseException:
        journal.undo()
        raise
    return sheet


def _made(desk: Desk, name: str, title: str, journal: Journal) -> xw.Sheet:
    book = desk.book
    sheet = book.sheets.add(legal_title(title, [other.name for other in book.sheets]), after=book.sheets[-1])
    journal.add(lambda: remove_sheets([sheet]))
    broken = names_of(book).get(name.casefold())
    if broken is not None:
        broken.delete()
    made = book.names.add(name, f"={quote_title(sheet.name)}!$B$2")
    journal.add(made.delete)
    return sheet


def _dress(sheet: xw.Sheet, area: xw.Range, widths: Sequence[float]) -> None:
    title, head = sheet.range("B2"), area[0, :]
    title.font.size, title.font.bold, title.font.color = 16, True, _INK
    head.font.bold, head.color = True, _HEAD
    sheet.range("A1").column_width = 2
    for place, width in enumerate(widths):
        area[0, place].column_width = width
