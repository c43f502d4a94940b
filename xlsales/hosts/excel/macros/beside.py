"""A second report put beside one of ours in the open workbook, over the deals, team, stages and inputs there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import xlwings as xw

from xlsales.errors import WorkbookError
from xlsales.fills import Fill, Page
from xlsales.hosts.excel import live
from xlsales.hosts.excel.live_cells import Journal
from xlsales.hosts.excel.macros import source
from xlsales.hosts.excel.macros.columns import Columns, dress, missing, widen
from xlsales.hosts.excel.macros.copies import Snapshot
from xlsales.hosts.excel.macros.desk import Desk, Outcome
from xlsales.hosts.excel.macros.forecast import settings_in, told, where_from, without_deals
from xlsales.hosts.excel.macros.paste import put_sheets
from xlsales.pipeline.deals import Deals
from xlsales.refreshing import plan
from xlsales.resources import template as template_path
from xlsales.settings import Settings
from xlsales.updating import PAGE
from xlsales.workbook.book import Book
from xlsales.workbook.fill import Template
from xlsales.workbook.graft.join import joined, joins, newcomer_to


@dataclass(frozen=True)
class _Plan:
    """What goes into the open workbook: new sheets, columns of shared tables, what changes in what stands."""

    sheets: bytes
    columns: tuple[Columns, ...]
    standing: Fill
    remarks: tuple[str, ...]


def add(desk: Desk, snap: Snapshot, report: str) -> Outcome:
    """Put a report beside those that the workbook holds and bring all of them up to date, or change nothing.

    Raises an XlsalesError where the report cannot share the workbook, such as when cells of the user's stand
    where a shared table must grow; nothing is changed then.
    """
    from_ = where_from(desk, snap)
    desk.progress("progress.read", place=from_.label)
    settings = settings_in(desk, snap, ours=from_.table == source.OURS)
    deals = source.read(snap, from_, settings)
    desk.progress("progress.plan")
    what = _planned(desk, snap, report, deals, settings)
    if from_.table == source.OURS:
        what = _Plan(what.sheets, what.columns, without_deals(what.standing), what.remarks)
    added = _put(desk, [desk.book.sheets[title] for title in source.own_sheets(snap.template.book)], what)
    desk.app.calculate()
    titles = ", ".join(sheet.name for sheet in added)
    counts = {"used": deals.used, "place": deals.source, "aside": deals.set_aside}
    message = desk.say("built", report=desk.say(f"report.{report}"), sheets=titles, **counts)
    return Outcome(told(desk, message, what.remarks), added[0])


def _planned(desk: Desk, snap: Snapshot, report: str, deals: Deals, settings: Settings) -> _Plan:
    """Join the report to the copy of the workbook; return what of the result the open one lacks."""
    host, template = snap.template.book, template_path(report, settings.language)
    if not joins(host, template):
        raise WorkbookError(desk.say("no_join", report=desk.say(f"report.{report}")))
    new = newcomer_to(host, template, report)
    data = joined(host, new, results=False).data
    came = Book.open(new.data)
    fresh = frozenset({name.name for name in came.names} | {table.name for table in came.tables})
    update = plan(desk.book.name, (Template(data, trusted=True), data), deals, settings=settings, fresh=fresh)
    pages = {name: people for name, people in update.fill.pages.items() if name in fresh}
    sheets = Template(new.data, trusted=True).fill(_part(update.fill, fresh.__contains__, pages)).data
    standing = _part(update.fill, lambda name: name not in fresh)
    homeless = [*(update.fill.pages.get(PAGE, ()) if PAGE not in fresh else ()), *update.pages]
    return _Plan(sheets, missing(new, template), standing, (*_no_page(desk, homeless), *update.remarks))


def _part(what: Fill, wanted: Callable[[str], bool], pages: Mapping[str, Sequence[Page]] | None = None) -> Fill:
    values = {name: value for name, value in what.values.items() if wanted(name)}
    return Fill(values, {name: rows for name, rows in what.tables.items() if wanted(name)}, pages or {})


def _no_page(desk: Desk, pages: Sequence[Page]) -> list[str]:
    return [desk.say("no_page", names=", ".join(page.title for page in pages))] if pages else []


def _put(desk: Desk, own: list[xw.Sheet], what: _Plan) -> list[xw.Sheet]:
    """Put sheets, columns and values into the open workbook; a failure takes all of it back."""
    book, journal = desk.book, Journal()

    def with_columns() -> None:
        for columns in what.columns:
            widen(book, columns, journal)

    with live.unlocked(own):
        try:
            added = put_sheets(desk, book, what.sheets, journal, with_columns)
            desk.progress("progress.write")
            live.fill(book, what.standing, journal)
            for columns in what.columns:
                dress(book, columns)
        except BaseException:
            journal.undo()
            raise
    return added
