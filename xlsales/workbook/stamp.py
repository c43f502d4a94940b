"""Fills of one shape, fast: the workbook is drawn once with slots open, and each fill only closes the slots.

A shape is what a fill names: which names, cells, tables and columns, but not how many rows or which values.
Whatever a stamp cannot take (repeated sheets, cells beside or below a table, a value no cell holds) it
leaves to the drawing of a plan, which gives the same workbook or says what is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from typing import cast

from xlsales.fills import Cell, Fill
from xlsales.workbook.book import Book
from xlsales.workbook.columns import NUL, mixed_tails
from xlsales.workbook.deflate import Compression
from xlsales.workbook.drawing import draw, drop_calculation_chain
from xlsales.workbook.openpart import Filling, OpenPart
from xlsales.workbook.outline import Misfit, Outline, map_of, row_count
from xlsales.workbook.package import Member, Run, join_members
from xlsales.workbook.pages import Draft
from xlsales.workbook.plan import Plan, TablePlan
from xlsales.workbook.refs import MAX_ROWS
from xlsales.workbook.resize import Resize
from xlsales.workbook.tablerows import RowForm

CHUNK_ROWS = 2_048  # even, as rows may look alike in turns


class Stamp:
    """A workbook with slots for fills of one shape."""

    def __init__(self, book: Book, outline: Outline, compression: Compression) -> None:
        self.outline, self.compression = outline, compression
        self._book = book
        self._prefixes = [(prefix, len(list(run))) for prefix, run in groupby(outline.prefixes(book))]
        opened = (plan for plan in outline.plan.tables if plan.slot is not None)
        self.forms = [RowForm(p.table, p.places, map_of(book, p.table), book.mac_dates) for p in opened]
        self.members = tuple(self._members())
        self._blocks = [block for fixed, run in groupby(self.members, _is_fixed) for block in _joined(fixed, run)]
        self._open = [part for part in self.members if isinstance(part, OpenPart)]

    def _members(self) -> Iterator[Member | OpenPart]:
        """Yield members that stay and parts with slots, in the order of the package."""
        draft, package = Draft.of(self._book), self._book.package
        draw(self.outline.plan, draft)
        drop_calculation_chain(draft)
        parts = draft.parts()
        for name in [*package.members, *(name for name in parts if name not in package.members)]:
            if name in parts:
                content = self.outline.with_bottom_slots(parts[name])
                part = OpenPart.of(name, content, self.outline)
                yield part if part.stencil.slots else Member.packed(name, content, self.compression)
            elif name not in draft.dropped:
                yield package.members[name]

    def fill(self, what: Fill, cells: Mapping[str, Cell]) -> bytes:
        """Return the workbook with the slots closed; raise Misfit or ValueProblem for what does not fit."""
        plans = self.plans(what)
        opened, resizes = self.opened(plans), Plan(tables=plans).resizes
        filling = self.filling(self.tails(what, cells), [plan.resize.bottom for plan in opened])
        closed = self.closed(self._open, filling, opened, resizes)
        return join_members(closed[part.name] if isinstance(part, OpenPart) else part for part in self._blocks)

    def closed(
        self, parts: Sequence[OpenPart], filling: Filling, opened: Sequence[TablePlan], resizes: Sequence[Resize]
    ) -> dict[str, Member]:
        """Return parts with their slots closed, tables' rows among them, by name."""
        kept = {part.name: member for part in parts if (member := part.kept(filling)) is not None}
        changed = [part for part in parts if part.name not in kept]
        contents = {part.name: part.chunks(filling, self._rows(part, opened, resizes)) for part in changed}
        fresh = Member.packed_together(contents, self.compression)
        for part in changed:
            part.keep(filling, fresh[part.name])
        return kept | fresh

    def _rows(self, part: OpenPart, opened: Sequence[TablePlan], resizes: Sequence[Resize]) -> Iterator[bytes]:
        if part.body is None:
            return
        number = part.body - self.outline.single_slots
        form, plan = self.forms[number], opened[number]
        rows, problems = plan.fill.rows, list[str]()
        for start in range(0, max(len(rows), 1), CHUNK_ROWS):
            block = form.block(rows[start : start + CHUNK_ROWS], plan.table.body.top + start, resizes, problems)
            if problems:
                raise Misfit
            yield block.encode()

    def filling(self, tails: Sequence[bytes], bottoms: Sequence[int]) -> Filling:
        """Return what goes into the slots: cells and last rows; rows go in on their own."""
        last = tuple(str(bottom).encode() for bottom in bottoms)
        return Filling([*tails, *[b""] * len(last), *last], last)

    def tails(self, what: Fill, cells: Mapping[str, Cell]) -> list[bytes]:
        """Return what each written cell holds, in the order of the slots."""
        values, mac = iter(self.outline.flat(what, cells)), self._book.mac_dates
        runs = (mixed_tails(islice(values, count), prefix=prefix, mac=mac) for prefix, count in self._prefixes)
        return NUL.join(runs).encode().split(NUL.encode()) if self._prefixes else []

    def plans(self, what: Fill) -> list[TablePlan]:
        """Return the tables with the rows of this fill."""
        plans = []
        for plan, fill in zip(self.outline.plan.tables, what.tables.values(), strict=True):
            resize = plan.table.resize(row_count(fill))
            if resize.bottom > MAX_ROWS or not set(map(len, fill.rows)) <= {len(fill.columns)}:
                raise Misfit
            plans.append(replace(plan, fill=fill, resize=resize))
        return plans

    def opened(self, plans: Sequence[TablePlan]) -> list[TablePlan]:
        """Return the tables whose rows have a slot, in the order of the slots."""
        return [plan for plan in plans if plan.slot is not None]


def _is_fixed(part: Member | OpenPart) -> bool:
    return isinstance(part, Member)


def _joined(fixed: bool, run: Iterable[Member | OpenPart]) -> Iterable[Run | OpenPart]:
    return [Run.of(cast("Iterable[Member]", run))] if fixed else cast("Iterable[OpenPart]", run)
