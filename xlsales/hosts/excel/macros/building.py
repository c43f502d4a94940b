"""Build: the sheets of a report added to the workbook in front of the user, filled from the deal table in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import xlwings as xw

from xlsales.building import Built, build_one, prepare
from xlsales.errors import WorkbookError, XlsalesError
from xlsales.hosts.excel import live
from xlsales.hosts.excel.macros import beside, source
from xlsales.hosts.excel.macros.copies import Snapshot, snapshot
from xlsales.hosts.excel.macros.desk import Desk, Outcome
from xlsales.hosts.excel.macros.forecast import refresh, told
from xlsales.hosts.excel.macros.paste import add_sheets, remove_sheets
from xlsales.pipeline.deals import Deals
from xlsales.settings import Settings
from xlsales.workbook.book import Book

_SHOWN = 8


def builder(report: str) -> Callable[[Desk], Outcome]:
    """Return the macro of one report's button."""

    def build(desk: Desk) -> Outcome:
        with snapshot(desk.book) as snap:
            return refresh(desk, snap) if report in snap.held else _build(desk, snap, report)

    return build


def _build(desk: Desk, snap: Snapshot, report: str) -> Outcome:
    """Add a report to the open workbook, beside those it holds; as a workbook of its own where that cannot be."""
    if snap.held:
        try:
            return beside.add(desk, snap, report)
        except source.NoDealTable:
            raise
        except XlsalesError as error:
            _offer_new_book(desk, snap, report, error)
    from_ = source.best(snap, desk.book.sheets.active.name)
    desk.progress("progress.read", place=from_.label)
    settings = Settings(language=desk.words.language, money=source.money_of(from_, desk.words.language))
    deals = source.read(snap, from_, settings)
    return place(desk, report, deals, settings, new=bool(snap.held))


def _offer_new_book(desk: Desk, snap: Snapshot, report: str, error: XlsalesError) -> None:
    titles = ", ".join(desk.say(f"report.{held}") for held in snap.held)
    reason = "\n".join(f"• {problem}" for problem in error.problems)
    desk.ask("ask.new_workbook", held=titles, report=desk.say(f"report.{report}"), reason=reason)


def place(desk: Desk, report: str, deals: Deals | Path, settings: Settings, *, new: bool = False) -> Outcome:
    """Build a report from deals and put its sheets into the open workbook, or into a new one."""
    desk.progress("progress.plan")
    job = prepare(deals, settings)
    built = build_one(report, job)
    added = _in_new_book(desk, built) if new else add_sheets(desk, _free(desk, built), built.data)
    desk.app.calculate()
    titles = ", ".join(sheet.name for sheet in added)
    counts = {"used": job.deals.used, "place": job.deals.source, "aside": job.deals.set_aside}
    message = desk.say("built", report=desk.say(f"report.{report}"), sheets=titles, **counts)
    return Outcome(told(desk, message, built.problems), added[0])


def _free(desk: Desk, built: Built) -> xw.Book:
    """Return the open workbook when nothing in it bears a name that the report needs."""
    needed = Book.open(built.data)
    names = {name.name for name in needed.names if not name.name.startswith("_")} | {t.name for t in needed.tables}
    there = live.names_of(desk.book).keys() | live.tables_of(desk.book).keys()
    taken = sorted(name for name in names if name.casefold() in there)
    WorkbookError.raise_any([desk.say("taken", names=", ".join(taken[:_SHOWN]), count=len(taken))] if taken else [])
    return desk.book


def _in_new_book(desk: Desk, built: Built) -> list[xw.Sheet]:
    book = desk.app.books.add()
    try:
        blank = list(book.sheets)
        added = add_sheets(desk, book, built.data)
        remove_sheets(blank)
    except BaseException:
        book.close()
        raise
    return added
