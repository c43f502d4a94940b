"""Refresh forecast: every name and table of ours in the open workbook follows the deals; settings stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from xlsales.errors import WorkbookError
from xlsales.fills import Fill
from xlsales.hosts.excel import live
from xlsales.hosts.excel.macros import source
from xlsales.hosts.excel.macros.copies import Snapshot, snapshot
from xlsales.hosts.excel.macros.desk import Desk, Outcome
from xlsales.pipeline.aliases import UNIT_FACTORS
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.read import read_deals
from xlsales.recognition import recognise
from xlsales.refreshing import plan
from xlsales.settings import LANGUAGES, Money, Settings
from xlsales.standing import Standing
from xlsales.updating import PAGE, Update
from xlsales.words import Words

RECORD = frozenset({"xs_source", "xs_rows_read", "xs_rows_used", "xs_rows_set_aside"})
_FROM_DEALS = frozenset({"xsDeals", "xsImport"})
_MOST = 6


def refresh_forecast(desk: Desk) -> Outcome:
    """Bring the reports of ours in the open workbook up to date with the deal table in it."""
    with snapshot(desk.book) as snap:
        return refresh(desk, snap)


def refresh(desk: Desk, snap: Snapshot) -> Outcome:
    """Bring the open workbook up to date; `snap` is what it holds now."""
    if not snap.held:
        raise WorkbookError(desk.say("nothing_of_ours"))
    from_ = where_from(desk, snap)
    desk.progress("progress.read", place=from_.label)
    settings = settings_in(desk, snap, ours=from_.table == source.OURS)
    deals = source.read(snap, from_, settings)
    done = _planned(desk, snap, deals, settings)
    what = without_deals(done.fill) if from_.table == source.OURS else done.fill
    _write(desk, what)
    counts = {"used": deals.used, "place": from_.label, "aside": deals.set_aside}
    return Outcome(told(desk, desk.say("refreshed", **counts), done.remarks))


def refresh_from_file(desk: Desk, snap: Snapshot, path: Path) -> tuple[Deals, Update]:
    """Bring the open workbook up to date with the deals of a file; return them and what was written."""
    settings = settings_in(desk, snap, ours=False)
    deals = read_deals(path, settings)
    done = _planned(desk, snap, deals, settings)
    _write(desk, done.fill)
    return deals, done


def where_from(desk: Desk, snap: Snapshot) -> source.Candidate:
    """Return the deal table a refresh reads: the one the workbook was built from, else our own, else the best."""
    said = live.values_of(desk.book, ["xs_source"]).get("xs_source")
    sheet, _, part = str(said or "").rpartition("!")
    candidates = source.find(snap)
    same = [one for one in candidates if one.sheet == sheet]
    exact = [one for one in same if part in (one.table, str(one.area))]
    ours = source.own_table(snap)
    found = next(iter([*exact, *same, *([ours] if ours else []), *candidates]), None)
    if found is None:
        raise source.NoDealTable
    return found


def told(desk: Desk, message: str, remarks: Sequence[str]) -> str:
    """Return a message with the first remarks below it."""
    if not remarks:
        return message
    more = [desk.say("more", count=len(remarks) - _MOST)] if len(remarks) > _MOST else []
    return "\n".join([message, "", *(f"• {remark}" for remark in remarks[:_MOST]), *more])


def unit_in_use(desk: Desk) -> str:
    """Return the unit in which the open workbook counts money; empty for plain currency units."""
    unit = str(live.values_of(desk.book, ["xs_unit"]).get("xs_unit") or "")
    plain = {Words(language).pick("元", "currency units") for language in LANGUAGES}
    return "" if unit in plain else unit


def settings_in(desk: Desk, snap: Snapshot, *, ours: bool) -> Settings:
    """Return settings with the workbook's own language, stages and unit; our table is in that unit already."""
    unit = unit_in_use(desk)
    divisor = 1.0 if ours else UNIT_FACTORS.get(unit.casefold(), {"10k": 1e4, "100m": 1e8}.get(unit, 1.0))
    language = recognise(snap.template.book).language
    ladder = Standing(snap.template.book, snap.data, language).ladder()
    return Settings(language=language, money=Money(unit, divisor), ladder=ladder)


def _planned(desk: Desk, snap: Snapshot, deals: Deals, settings: Settings) -> Update:
    desk.progress("progress.plan")
    done = plan(desk.book.name, (snap.template, snap.data), deals, settings=settings)
    pages = [*done.fill.pages.get(PAGE, ()), *done.pages]
    if not pages:
        return done
    missing = desk.say("no_page", names=", ".join(page.title for page in pages))
    return replace(done, fill=replace(done.fill, pages={}), remarks=(missing, *done.remarks))


def _write(desk: Desk, what: Fill) -> None:
    desk.progress("progress.write")
    live.fill(desk.book, what)
    desk.app.calculate()


def without_deals(what: Fill) -> Fill:
    """Return a fill without the deals and the record of where they came from."""
    values = {name: value for name, value in what.values.items() if name not in RECORD}
    tables = {name: table for name, table in what.tables.items() if name not in _FROM_DEALS}
    return Fill(values, tables)
