"""New rows of a table, written as the template's first rows are: their places, styles and formulas."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import chain, zip_longest
from typing import TypeAlias
from xml.sax.saxutils import escape

from xlsales.fills import Cell, TableFill
from xlsales.workbook.columns import Known, column_pieces
from xlsales.workbook.refs import column_letters, has_references, row_pieces
from xlsales.workbook.resize import Resize, resize_all
from xlsales.workbook.sheets import SheetMap, SheetRow
from xlsales.workbook.stored import stored_pieces
from xlsales.workbook.tables import Places, Table
from xlsales.workbook.values import ValueProblem, cell_tail
from xlsales.workbook.weave import Gaps, Pattern, Piece, lined_up, lines_of, merged, numbered, side_by_side
from xlsales.workbook.xmlscan import set_attr

Frame: TypeAlias = "tuple[str, str]"
Heads: TypeAlias = "list[tuple[str, str]]"


class RowForm:
    """What all rows of one table have in common; rows look like the body's first two in turn."""

    def __init__(self, table: Table, places: Places, sheet: SheetMap, mac: bool) -> None:
        self.table, self.places, self.mac = table, places.sources, mac
        self.results = places.results
        self.prefix = sheet.prefix.decode()
        first, second = table.body.top, table.body.top + 1
        samples = (first, second) if second <= table.body.bottom else (first,)
        self.heads = [self._row_heads(sheet, row) for row in samples]
        self.tags = [self._row_tag(sheet, row) for row in samples]
        self._referring = {i for i, c in enumerate(table.columns) if c.formula and has_references(c.formula)}
        self._formula_pieces: dict[str, list[str | int]] = {}
        self._gaps = Gaps(first)
        self._known: defaultdict[tuple[int, str], Known] = defaultdict(dict)

    @cached_property
    def alike(self) -> bool:
        """Whether all rows look the same."""
        return self.heads[0] == self.heads[-1] and self.tags[0] == self.tags[-1]

    def formulas(self, moves: Sequence[Resize]) -> dict[int, str]:
        """Return the formulas of the calculated columns that no value replaces, resized with the tables."""
        own, replaced = self.table.part.sheet, self.places.keys() - self.results
        columns = enumerate(self.table.columns)
        return {
            i: resize_all(moves, c.formula, own) if i in self._referring else c.formula
            for i, c in columns
            if c.formula and i not in replaced
        }

    def block(self, rows: Sequence[Sequence[Cell]], first: int, moves: Sequence[Resize], problems: list[str]) -> str:
        """Return rows from number `first` on, made column by column; add what no cell holds to the problems."""
        count = max(len(rows), 1)
        if self.alike:
            pattern = self._pattern(0, self.columns(rows, first, moves, problems, self._frames(0)))
            is_top = first == self._gaps.first
            return side_by_side(
                self._gaps.closed(pattern, count) if is_top else merged(numbered(pattern, first, count))
            )
        turn = (first - self.table.body.top) % 2
        columns = self.columns(rows, first, moves, problems)
        looks = (self._look((turn + i) % 2, columns, first, slice(i, count, 2)) for i in range(min(count, 2)))
        lines = zip_longest(*looks, fillvalue=())
        return "".join(chain.from_iterable(chain.from_iterable(lines)))

    def _frames(self, kind: int) -> list[Frame]:
        """Return what stands before and after each column's cells: from the row's number to the next."""
        heads = self.heads[kind]
        following = [head for head, _style in heads[1:]] + [f"</{self.prefix}row>"]
        return [(style, after) for (_head, style), after in zip(heads, following, strict=True)]

    def _pattern(self, kind: int, columns: list[Pattern]) -> Pattern:
        """Return what rows of one look are made of, from columns in their frames."""
        start = f'"{self.tags[kind]}{self.heads[kind][0][0]}'
        return [f'<{self.prefix}row r="', 0, start, *chain.from_iterable((0, *column) for column in columns)]

    def _look(self, kind: int, columns: list[Pattern], first: int, part: slice) -> Iterable[tuple[str, ...]]:
        """Return the lines of every other row."""
        frames = zip(self._frames(kind), columns, strict=True)
        framed: list[Pattern] = [[before, *column, after] for (before, after), column in frames]
        pieces = numbered(self._pattern(kind, framed), first, part.stop)
        return lined_up(merged(piece if isinstance(piece, str) else piece[part] for piece in pieces))

    def columns(
        self,
        rows: Sequence[Sequence[Cell]],
        first: int,
        moves: Sequence[Resize],
        problems: list[str],
        frames: Sequence[Frame] = (),
    ) -> list[Pattern]:
        """Return what each column's cells hold, each in its frame, for rows from number `first` on."""
        given = list(zip(*rows, strict=True))
        formulas = self.formulas(moves)
        made: list[Pattern] = []
        for i, (before, after) in enumerate(frames or [("", "")] * len(self.table.columns)):
            values = given[self.places[i]] if i in self.places and rows else None
            try:
                made.append(self._column(i, formulas.get(i), values, before, after))
            except ValueProblem:
                problems += self._wrong(i, values or (), first)
                made.append(["/>"])
        return made

    def _column(
        self, index: int, formula: str | None, values: Sequence[Cell] | None, before: str, after: str
    ) -> Pattern:
        prefix, mac = self.prefix, self.mac
        if formula is not None:
            mark, shown = ("", list[Piece]()) if values is None else stored_pieces(values, prefix=prefix, mac=mac)
            return [before, mark, *self._formula(index, formula), *shown, f"</{prefix}c>{after}"]
        if values is None:
            return [f"{before}/>{after}"]
        known = self._known[index, before]
        return [*column_pieces(values, prefix=prefix, mac=mac, before=before, after=after, known=known)]

    def _wrong(self, index: int, values: Sequence[Cell], first: int) -> Iterator[str]:
        where = f"table {self.table.name}, column {self.table.columns[index].name}"
        for row, value in enumerate(values, first - self.table.body.top + 1):
            try:
                cell_tail(value, prefix=self.prefix, mac=self.mac)
            except ValueProblem as problem:
                yield f"{where}, row {row}: {problem}"

    def _formula(self, index: int, formula: str) -> Pattern:
        p, top = self.prefix, self.table.body.top
        if formula not in self._formula_pieces:
            self._formula_pieces[formula] = row_pieces(formula)
        parts = self._formula_pieces[formula]
        letters = column_letters(self.table.body.left + index)
        mark: Pattern = [f' t="array" ref="{letters}', 0, '"'] if self.table.columns[index].array else []
        body = (part - top if isinstance(part, int) else escape(part) for part in parts)
        return [f"><{p}f", *mark, ">", *body, f"</{p}f>"]

    def _row_heads(self, sheet: SheetMap, row: int) -> Heads:
        heads = []
        for column in range(self.table.body.left, self.table.body.right + 1):
            style = sheet.style(column, row)
            heads.append((f'<{self.prefix}c r="{column_letters(column)}', f'" s="{style}"' if style else '"'))
        return heads

    def _row_tag(self, sheet: SheetMap, number: int) -> str:
        row: SheetRow | None = sheet.rows.get(number)
        if row is None:
            return ">"
        tag = sheet.xml[row.start : row.open_end]
        for name in ("r", "spans", "hidden"):
            tag = set_attr(tag, name, None)
        rest = tag[len(sheet.prefix) + len(b"<row") :].decode()
        return rest[:-2].rstrip() + ">" if rest.endswith("/>") else rest


class TableBody:
    """The new body of one table on its sheet, cell by cell."""

    def __init__(self, form: RowForm, fill: TableFill, moves: Sequence[Resize]) -> None:
        self.form, self.problems = form, list[str]()
        self.count = max(len(fill.rows), 1)
        self._top = form.table.body.top
        columns = form.columns(fill.rows, self._top, moves, self.problems)
        self._tails = [lines_of(numbered(column, self._top, self.count), self.count) for column in columns]

    def rows(self) -> Iterator[tuple[int, str, str]]:
        """Yield row number, row tag and the XML of the table's cells."""
        form, kinds = self.form, len(self.form.heads)
        for i, tails in enumerate(zip(*self._tails, strict=True)):
            number = self._top + i
            heads, tag = form.heads[i % kinds], form.tags[i % kinds]
            cells = [f"{head}{number}{style}{tail}" for (head, style), tail in zip(heads, tails, strict=True)]
            yield number, f'<{form.prefix}row r="{number}"{tag}', "".join(cells)

    def cells(self, number: int) -> dict[int, bytes | None]:
        """Return the table's cells of one row by column."""
        i, left = number - self._top, self.form.table.body.left
        heads = self.form.heads[i % len(self.form.heads)]
        return {
            left + c: f"{head}{number}{style}{tails[i]}".encode()
            for c, ((head, style), tails) in enumerate(zip(heads, self._tails, strict=True))
        }
