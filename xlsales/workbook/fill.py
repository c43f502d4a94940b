"""A template filled: values into names, rows into tables, sheets repeated; all else stays byte for byte."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xlsales.errors import TemplateError, WorkbookError
from xlsales.fills import Cell, Fill, TableFill
from xlsales.workbook.book import Book, Name
from xlsales.workbook.calculate import with_results
from xlsales.workbook.charts import change_references, chart_parts
from xlsales.workbook.names import CellWrite, Target, find_address, find_target, unfilled, writes
from xlsales.workbook.pages import Draft, repeat_sheets
from xlsales.workbook.parts import CONTENT_TYPES, rels_name, without_override
from xlsales.workbook.resize import Resize, resize_all
from xlsales.workbook.save import write_bytes
from xlsales.workbook.sheetfill import SheetFill
from xlsales.workbook.tables import Table, TableBody, check_room, find_table, match_columns, table_xml
from xlsales.workbook.xmlscan import Edits


@dataclass(frozen=True)
class FillResult:
    """A filled workbook, and the input names of the template that the fill did not write."""

    data: bytes
    unfilled: tuple[str, ...]


@dataclass(frozen=True)
class _TablePlan:
    table: Table
    fill: TableFill
    places: dict[int, int]
    resize: Resize


@dataclass
class _Plan:
    """What a fill will write, found before anything is written, with every problem met."""

    writes: list[CellWrite] = field(default_factory=list)
    tables: list[_TablePlan] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def resizes(self) -> list[Resize]:
        """The tables whose body changes its size."""
        return [plan.resize for plan in self.tables if plan.resize.bottom != plan.resize.body.bottom]


class Template:
    """A workbook scanned once, to be filled any number of times."""

    def __init__(self, source: Path | str | bytes) -> None:
        self.book = Book.open(source)

    def fill(self, what: Fill, *, cells: Mapping[str, Cell] | None = None) -> FillResult:
        """Return the workbook with the fill in it; `cells` sets single addresses such as `Plan!B2`.

        Raises TemplateError with every name, table or column that is missing, and WorkbookError with every
        value or row that does not fit.
        """
        plan = self._plan(what, cells or {})
        TemplateError.raise_any(plan.problems)
        draft = Draft.of(self.book)
        self._write_sheets(plan, draft)
        self._resize_rest(plan, draft)
        repeat_sheets(draft, what.pages)
        self._drop_calculation_chain(draft)
        written = {**what.values, **what.pages}
        return FillResult(draft.to_bytes(), unfilled(self.book, written))

    def _plan(self, what: Fill, cells: Mapping[str, Cell]) -> _Plan:
        plan = _Plan()
        for name, value in what.values.items():
            self._plan_value(find_target(self.book, name), value, plan)
        for address, value in cells.items():
            self._plan_value(find_address(self.book, address), value, plan)
        for name in what.pages:
            target = find_target(self.book, name)
            if isinstance(target, str):
                plan.problems.append(target)
        for name, rows in what.tables.items():
            self._plan_table(name, rows, plan)
        return plan

    def _plan_value(self, target: Target | str, value: object, plan: _Plan) -> None:
        if isinstance(target, str):
            plan.problems.append(target)
        else:
            plan.writes += writes(self.book, target, value, plan.problems)  # type: ignore[arg-type]

    def _plan_table(self, name: str, fill: TableFill, plan: _Plan) -> None:
        table = find_table(self.book, name)
        if table is None:
            plan.problems.append(
                f"the table {name} is missing in {self.book.package.label}; name a table so (Table Design, Table Name)"
            )
            return
        places, problems = match_columns(table, fill, self.book.package.label)
        sheet = self.book.sheet(table.part.sheet)
        assert sheet is not None
        plan.problems += problems + check_room(table, fill, self.book.map(sheet.part))
        plan.tables.append(_TablePlan(table, fill, places, table.resize(len(fill.rows))))

    def _write_sheets(self, plan: _Plan, draft: Draft) -> None:
        touched = {write.sheet.title for write in plan.writes} | {p.table.part.sheet for p in plan.tables}
        problems: list[str] = []
        for sheet in self.book.worksheets:
            moved = plan.resizes if self._may_follow(sheet.part, plan.resizes) else []
            if sheet.title not in touched and not moved:
                continue
            work = SheetFill(self.book.map(sheet.part), sheet.title, self.book.mac_dates)
            for write in plan.writes:
                if write.sheet.title == sheet.title:
                    work.write(write)
            self._write_tables(plan, work)
            work.resize(moved)
            problems += work.problems
            xml = work.to_xml(plan.resizes)
            if xml != work.sheet.xml:
                draft.changed[sheet.part] = xml
        WorkbookError.raise_any(problems)

    def _may_follow(self, part: str, resizes: list[Resize]) -> bool:
        """Tell whether a sheet may hold a reference to a resized body, without scanning it."""
        xml = self.book.package.read(part) if resizes else b""
        return any(str(resize.body.bottom).encode() in xml for resize in resizes)

    def _write_tables(self, plan: _Plan, work: SheetFill) -> None:
        here = [p for p in plan.tables if p.table.part.sheet == work.title]
        for p in here:
            body = TableBody(p.table, p.fill, p.places, work.sheet, work.mac, plan.resizes)
            work.replace_body(body, p.resize, alone=len(here) == 1)
            if p.resize.totals:
                work.move_totals(p.resize, plan.resizes)

    def _resize_rest(self, plan: _Plan, draft: Draft) -> None:
        resizes = plan.resizes
        if not resizes:
            return
        for p in plan.tables:
            draft.changed[p.table.part.part] = table_xml(p.table, p.resize)
        draft.names = [_resized_name(name, resizes) for name in draft.names]
        for sheet in self.book.sheets:
            for part in chart_parts(self.book.package, sheet.part):
                xml = draft.read(part)
                new = change_references(part, xml, lambda f: resize_all(resizes, f, "", series=True))
                if new != xml:
                    draft.changed[part] = new

    def _drop_calculation_chain(self, draft: Draft) -> None:
        chain = self.book.relation("calcChain")
        if chain is None:
            return
        rels = self.book.package.actual(rels_name(self.book.part)) or ""
        edits = Edits()
        edits.replace(chain.start, chain.end, b"")
        draft.changed[rels] = edits.apply(self.book.package.read(rels))
        draft.changed[CONTENT_TYPES] = without_override(draft.read(CONTENT_TYPES), chain.target)
        draft.dropped.add(chain.target)


def _resized_name(name: Name, resizes: list[Resize]) -> Name:
    text = name.text
    for resize in resizes:
        text = resize.reference(text, "", page=name.name == "_xlnm.Print_Area")
    return name if text == name.text else Name(name.name, text, name.local, name.tag)


def fill(template: Path | str | bytes, what: Fill, *, cells: Mapping[str, Cell] | None = None) -> FillResult:
    """Return a template filled; its formulas recalculate when a spreadsheet program opens it."""
    return Template(template).fill(what, cells=cells)


def fill_file(template: Path | str | bytes, what: Fill, out: Path | str) -> FillResult:
    """Fill a template, store the result of every formula, and write the file whole or not at all."""
    result = fill(template, what)
    done = FillResult(with_results(result.data), result.unfilled)
    write_bytes(Path(out), done.data)
    return done


def build_workbook(template: Path | str | bytes, what: Fill) -> bytes:
    """Return a template filled, with the result of every formula stored in its cell."""
    return with_results(fill(template, what).data)
