"""A plan drawn into a draft: sheets rewritten, and all that refers to a table resized with it."""

from __future__ import annotations

from xlsales.errors import WorkbookError
from xlsales.workbook.book import Book, Name
from xlsales.workbook.charts import change_references, chart_parts
from xlsales.workbook.pages import Draft
from xlsales.workbook.parts import CONTENT_TYPES, rels_name, without_override
from xlsales.workbook.plan import Plan
from xlsales.workbook.refs import Area
from xlsales.workbook.resize import Resize, resize_all
from xlsales.workbook.sheetfill import SheetFill
from xlsales.workbook.stale_charts import stale_charts
from xlsales.workbook.tablerows import RowForm, TableBody
from xlsales.workbook.tables import table_xml
from xlsales.workbook.xmlscan import Edits


def draw(plan: Plan, draft: Draft) -> None:
    """Write a plan into a draft; raise WorkbookError with every value that does not fit."""
    _write_sheets(plan, draft)
    _resize_rest(plan, draft)
    _drop_stale_caches(plan, draft)


def _write_sheets(plan: Plan, draft: Draft) -> None:
    book = draft.book
    touched = {write.sheet.title for write in plan.writes} | {p.table.part.sheet for p in plan.tables}
    problems: list[str] = []
    for sheet in book.worksheets:
        moved = plan.resizes if _may_follow(book, sheet.part, plan.resizes) else []
        if sheet.title not in touched and not moved:
            continue
        work = SheetFill(book.map(sheet.part), sheet.title, book.mac_dates)
        for write in plan.writes:
            if write.sheet.title == sheet.title:
                work.write(write)
        _write_tables(plan, work)
        work.resize(moved)
        problems += work.problems
        xml = work.to_xml(plan.resizes)
        if xml != work.sheet.xml:
            draft.changed[sheet.part] = xml
    WorkbookError.raise_any(problems)


def _may_follow(book: Book, part: str, resizes: list[Resize]) -> bool:
    """Tell whether a sheet may hold a reference to a resized body, without scanning it."""
    xml = book.package.read(part) if resizes else b""
    return any(str(resize.body.bottom).encode() in xml for resize in resizes)


def _write_tables(plan: Plan, work: SheetFill) -> None:
    here = [p for p in plan.tables if p.table.part.sheet == work.title]
    for p in here:
        if p.slot is not None:
            work.open_body(p.slot, p.resize)
            continue
        body = TableBody(RowForm(p.table, p.places, work.sheet, work.mac), p.fill, plan.resizes)
        work.replace_body(body, p.resize, alone=len(here) == 1)
        if p.resize.totals:
            work.move_totals(p.resize, plan.resizes)


def _resize_rest(plan: Plan, draft: Draft) -> None:
    resizes, book = plan.resizes, draft.book
    if not resizes:
        return
    for p in plan.tables:
        draft.changed[p.table.part.part] = table_xml(p.table, p.resize)
    draft.names = [_resized_name(name, resizes) for name in draft.names]
    for sheet in book.sheets:
        for part in chart_parts(book.package, sheet.part):
            xml = draft.read(part)
            new = change_references(part, xml, lambda f: resize_all(resizes, f, "", series=True))
            if new != xml:
                draft.changed[part] = new


def _drop_stale_caches(plan: Plan, draft: Draft) -> None:
    """Take out of charts what they remember of cells that are written."""
    written: dict[str, list[Area]] = {}
    for write in plan.writes:
        cell = Area(write.column, write.row, write.column, write.row)
        written.setdefault(write.sheet.title.casefold(), []).append(cell)
    for p in plan.tables:
        written.setdefault(p.table.part.sheet.casefold(), []).append(p.table.body)
    draft.changed |= stale_charts(draft.book, written, draft.read)


def drop_calculation_chain(draft: Draft) -> None:
    """Leave out the list of formula cells, which would not fit any more; Excel makes it anew."""
    book = draft.book
    chain = book.relation("calcChain")
    if chain is None:
        return
    rels = book.package.actual(rels_name(book.part)) or ""
    edits = Edits()
    edits.replace(chain.start, chain.end, b"")
    draft.changed[rels] = edits.apply(book.package.read(rels))
    draft.changed[CONTENT_TYPES] = without_override(draft.read(CONTENT_TYPES), chain.target)
    draft.dropped.add(chain.target)


def _resized_name(name: Name, resizes: list[Resize]) -> Name:
    text = name.text
    for resize in resizes:
        text = resize.reference(text, "", page=name.name == "_xlnm.Print_Area")
    return name if text == name.text else Name(name.name, text, name.local, name.tag)
