"""Sheets of ours put into an open workbook: copied bare, then names, then formulas; or nothing at all."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import xlwings as xw

from xlsales.hosts.excel import native
from xlsales.hosts.excel.live_cells import Journal
from xlsales.hosts.excel.macros.bare import Bare, BareSheet, bare
from xlsales.hosts.excel.macros.desk import Desk
from xlsales.workbook.graft.titles import with_titles_apart


def add_sheets(desk: Desk, book: xw.Book, data: bytes) -> list[xw.Sheet]:
    """Put all sheets of a finished workbook behind those of an open one; a failure takes them out again."""
    journal = Journal()
    try:
        return put_sheets(desk, book, data, journal)
    except BaseException:
        journal.undo()
        raise


def put_sheets(
    desk: Desk, book: xw.Book, data: bytes, journal: Journal, ready_for_formulas: Callable[[], None] = lambda: None
) -> list[xw.Sheet]:
    """Put sheets behind those of an open workbook, undone by the journal.

    `ready_for_formulas` runs when sheets and names are there: it adds what else the formulas refer to.
    """
    ready = bare(with_titles_apart(data, [sheet.name for sheet in book.sheets]))
    added = _copied(desk, book, ready, journal)
    _define(book, ready, journal)
    ready_for_formulas()
    for number, sheet in enumerate(ready.sheets, start=1):
        desk.progress("progress.sheet", sheet=sheet.title, number=number, count=len(ready.sheets))
        _complete(book.sheets[sheet.title], sheet)
    return added


def _copied(desk: Desk, book: xw.Book, ready: Bare, journal: Journal) -> list[xw.Sheet]:
    with tempfile.TemporaryDirectory(prefix="xlsales-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / f"{Path(folder).name}.xlsx"  # Excel opens no two workbooks of one name
        path.write_bytes(ready.data)
        source = book.app.books.open(str(path), update_links=False, add_to_mru=False)
        try:
            return [_copy(source.sheets[sheet.title], book, journal) for sheet in ready.sheets]
        finally:
            source.close()
            book.activate()


def _copy(sheet: xw.Sheet, book: xw.Book, journal: Journal) -> xw.Sheet:
    made = sheet.copy(after=book.sheets[-1])
    journal.add(lambda: remove_sheets([made]))
    return made


def _define(book: xw.Book, ready: Bare, journal: Journal) -> None:
    for name, refers_to, local in ready.names:
        home = book.sheets[local] if local else book
        made = home.names.add(name, refers_to)
        if not local:
            journal.add(made.delete)


def _complete(sheet: xw.Sheet, ready: BareSheet) -> None:
    for block in ready.formulas:
        area = block.area
        cells = sheet.range((area.top, area.left), (area.bottom, area.right))
        cells.formula = block.rows if len(cells) > 1 else block.rows[0][0]
    if ready.protected:
        native.protect(sheet)


def remove_sheets(sheets: Sequence[xw.Sheet]) -> None:
    """Delete sheets of ours without Excel asking."""
    for sheet in sheets:
        app = sheet.book.app
        before, app.display_alerts = app.display_alerts, False
        try:
            sheet.delete()
        finally:
            app.display_alerts = before
