"""Tables (ListObjects): what a table looks like, and its body written with new rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, zip_longest
from xml.sax.saxutils import escape

from xlsales.fills import Cell, TableFill
from xlsales.workbook.book import Book, TablePart
from xlsales.workbook.columns import column_tails, lined_up, side_by_side
from xlsales.workbook.refs import MAX_ROWS, Area, column_letters, read_area, row_pieces
from xlsales.workbook.resize import Resize, resize_all
from xlsales.workbook.shared_formulas import Shared, shared_formulas
from xlsales.workbook.sheets import SheetMap, SheetRow
from xlsales.workbook.values import ValueProblem, cell_tail
from xlsales.workbook.xmlscan import Edits, Node, set_attr

BLOCKS = {"array": "an array formula", "dataTable": "a what-if table"}
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True)
class TableColumn:
    """One column of a table: its header and the formula of a calculated column."""

    name: str
    formula: str | None
    array: bool


@dataclass(frozen=True)
class Table:
    """A table of the workbook: its columns and the area of its body."""

    part: TablePart
    columns: tuple[TableColumn, ...]
    body: Area
    has_totals: bool

    @property
    def name(self) -> str:
        """The table's name."""
        return self.part.name

    def resize(self, rows: int) -> Resize:
        """Return the resize that gives the body this many rows; a table keeps one row when it is empty."""
        return Resize(self.part.sheet, self.body, self.body.top + max(rows, 1) - 1, self.has_totals)


def find_table(book: Book, wanted: str) -> Table | None:
    """Return the table of that name; case does not count."""
    part = next((t for t in book.tables if t.name.casefold() == wanted.casefold()), None)
    return read_table(book, part) if part else None


def read_table(book: Book, part: TablePart) -> Table:
    """Return columns and body of a table; the formulas come from its first body row, else from its part."""
    attrs = part.root.attrs
    area = read_area(attrs["ref"])
    assert area is not None
    totals = int(attrs.get("totalsRowCount", 0))
    body = area._replace(top=area.top + int(attrs.get("headerRowCount", 1)), bottom=area.bottom - totals)
    sheet = book.sheet(part.sheet)
    assert sheet is not None
    nodes = list(part.root.walk("tableColumn"))
    page = book.map(sheet.part)
    shared = shared_formulas(page)
    columns = tuple(_read_column(node, page, shared, body.left + i, body.top) for i, node in enumerate(nodes))
    return Table(part, columns, body, totals > 0)


def _read_column(
    node: Node, sheet: SheetMap, shared: Mapping[tuple[int, int], Shared], column: int, row: int
) -> TableColumn:
    name = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), node.attrs.get("name", ""))
    if (one := shared.get((row, column))) is not None:
        return TableColumn(name, one.text, False)
    declared = node.find("calculatedColumnFormula")
    cell = sheet.cell(column, row)
    formula = cell.formula if cell and cell.formula is not None and cell.formula.text else declared
    if formula is None or not formula.text:
        return TableColumn(name, None, False)
    return TableColumn(name, formula.text, formula.attrs.get("t") == "array" or formula.attrs.get("array") == "1")


def match_columns(table: Table, fill: TableFill, label: str) -> tuple[dict[int, int], list[str]]:
    """Return which column of the fill goes to which column of the table, and the problems."""
    exact = {column.name: i for i, column in enumerate(table.columns)}
    trimmed = {column.name.strip(): i for i, column in enumerate(table.columns)}
    places: dict[int, int] = {}
    problems = []
    for source, header in enumerate(fill.columns):
        place = exact.get(header, trimmed.get(header.strip()))
        if place is None:
            have = ", ".join(column.name for column in table.columns)
            problems.append(f"table {table.name} in {label} has no column {header}; its columns are {have}")
        elif place in places:
            problems.append(f"table {table.name}: the column {header} is given twice")
        else:
            places[place] = source
    return places, problems


def check_room(table: Table, fill: TableFill, sheet: SheetMap) -> list[str]:
    """Return what stands in the way of the table taking these rows."""
    new, body = table.resize(len(fill.rows)).bottom, table.body
    where = f"table {table.name} on sheet {table.part.sheet}"
    if new > MAX_ROWS:
        room = MAX_ROWS - body.top + 1
        return [f"{where} has room for {room:,} rows, but {len(fill.rows):,} were given; filter the deals first"]
    uneven = [i for i, row in enumerate(fill.rows, 1) if len(row) != len(fill.columns)]
    problems = [f"{where}: row {i} does not have {len(fill.columns)} values" for i in uneven]
    problems += [f"{where} holds {what}; enter it in each cell on its own" for what in blocks_in(body, sheet)]
    totals = int(table.has_totals)
    below = first_filled(sheet, body._replace(bottom=body.bottom + totals), new + totals)
    if below:
        problems.append(f"{where} must grow to row {new}, but cell {below} below it is in use; move it aside")
    return problems


def blocks_in(body: Area, sheet: SheetMap) -> Iterator[str]:
    """Yield the formulas over several cells that reach into a body: they cannot be written row by row."""
    for _row, _cell, node in sheet.formulas():
        area = read_area(node.attrs.get("ref", "")) if node.attrs.get("t") in BLOCKS else None
        if area and area.width * area.height > 1 and overlaps(area, body):
            yield f"{BLOCKS[node.attrs['t']]} over {area}"


def first_filled(sheet: SheetMap, body: Area, bottom: int) -> str | None:
    """Return the first cell in use, or the merged cells, below a table's body and above a bottom row."""
    for number, row in sheet.rows.items():
        if body.bottom < number <= bottom:
            for column, cell in sorted(row.cells.items()):
                if cell.filled and body.left <= column <= body.right:
                    return f"{column_letters(column)}{number}"
    for node in sheet.root.walk("mergeCell"):
        area = read_area(node.attrs.get("ref", ""))
        if area and overlaps(area, body._replace(top=body.bottom + 1, bottom=bottom)):
            return str(area)
    return None


def overlaps(one: Area, other: Area) -> bool:
    """Tell whether two areas have a cell in common."""
    across = one.left <= other.right and other.left <= one.right
    return across and one.top <= other.bottom and other.top <= one.bottom


class TableBody:
    """The new body of one table on its sheet, cell by cell or row by row."""

    def __init__(
        self, table: Table, fill: TableFill, places: dict[int, int], sheet: SheetMap, mac: bool, moves: Sequence[Resize]
    ) -> None:
        self.table, self.sheet, self.mac = table, sheet, mac
        self.prefix = sheet.prefix.decode()
        self.count = max(len(fill.rows), 1)
        self.problems: list[str] = []
        self._fill, self._places, self._moves = fill, places, moves
        self._heads = [self._row_heads(row) for row in self._prototypes()]
        self._tags = [self._row_tag(row) for row in self._prototypes()]

    @cached_property
    def _tails(self) -> list[list[str]]:
        return [self._column(i, "", "") for i in range(len(self.table.columns))]

    def rows(self) -> Iterator[tuple[int, str, str]]:
        """Yield row number, row tag and the XML of the table's cells."""
        top, kinds = self.table.body.top, len(self._heads)
        for i, tails in enumerate(zip(*self._tails, strict=True)):
            number = str(top + i)
            heads, tag = self._heads[i % kinds], self._tags[i % kinds]
            cells = [f"{head}{number}{style}{tail}" for (head, style), tail in zip(heads, tails, strict=True)]
            yield top + i, f'<{self.prefix}row r="{number}"{tag}', "".join(cells)

    def block(self) -> str:
        """Return all rows of the body, made column by column; the table must stand alone in its rows."""
        if self._kinds == 1:
            return side_by_side(self._pieces(0, 1))
        lines = zip_longest(*(lined_up(self._pieces(kind, 2)) for kind in (0, 1)), fillvalue=())
        return "".join(chain.from_iterable(chain.from_iterable(lines)))

    @property
    def _kinds(self) -> int:
        """How many looks the rows alternate between."""
        alike = self._heads[0] == self._heads[-1] and self._tags[0] == self._tags[-1]
        return 1 if alike or self.count == 1 else 2

    def _pieces(self, kind: int, step: int) -> list[str | Iterable[str]]:
        """Return what the rows of one look are made of: texts that all share, and a column of each that varies."""
        top = self.table.body.top
        numbers = list(map(str, range(top + kind, top + self.count, step)))
        heads, end = self._heads[kind], f"</{self.prefix}row>"
        pieces: list[str | Iterable[str]] = [f'<{self.prefix}row r="', numbers, f'"{self._tags[kind]}{heads[0][0]}']
        for i, (_head, style) in enumerate(heads):
            following = heads[i + 1][0] if i + 1 < len(heads) else end
            tails = self._column(i, style, following)
            pieces += (numbers, tails[kind::step])
        return pieces

    def cells(self, number: int) -> dict[int, bytes | None]:
        """Return the table's cells of one row by column."""
        i, left = number - self.table.body.top, self.table.body.left
        heads = self._heads[i % len(self._heads)]
        return {
            left + c: f"{head}{number}{style}{tails[i]}".encode()
            for c, ((head, style), tails) in enumerate(zip(heads, self._tails, strict=True))
        }

    def _prototypes(self) -> tuple[int, ...]:
        first, second = self.table.body.top, self.table.body.top + 1
        return (first, second) if second <= self.table.body.bottom else (first,)

    def _row_heads(self, row: int) -> list[tuple[str, str]]:
        heads = []
        for column in range(self.table.body.left, self.table.body.right + 1):
            style = self.sheet.style(column, row)
            heads.append((f'<{self.prefix}c r="{column_letters(column)}', f'" s="{style}"' if style else '"'))
        return heads

    def _row_tag(self, number: int) -> str:
        row: SheetRow | None = self.sheet.rows.get(number)
        if row is None:
            return ">"
        tag = self.sheet.xml[row.start : row.open_end]
        for name in ("r", "spans", "hidden"):
            tag = set_attr(tag, name, None)
        rest = tag[len(self.sheet.prefix) + len(b"<row") :].decode()
        return rest[:-2].rstrip() + ">" if rest.endswith("/>") else rest

    def _column(self, index: int, before: str, after: str) -> list[str]:
        source, fill = self._places.get(index), self._fill
        if source is not None and fill.rows:
            return self._values(self.table.columns[index].name, [row[source] for row in fill.rows], before, after)
        formula = self.table.columns[index].formula
        if formula is None or source is not None:
            return [f"{before}/>{after}"] * self.count
        return self._formulas(index, resize_all(self._moves, formula, self.table.part.sheet), before, after)

    def _values(self, header: str, values: Sequence[Cell], before: str, after: str) -> list[str]:
        try:
            return column_tails(values, prefix=self.prefix, mac=self.mac, before=before, after=after)
        except ValueProblem:
            self._report(header, values)
            return ["/>"] * self.count

    def _report(self, header: str, values: Sequence[Cell]) -> None:
        for i, value in enumerate(values, 1):
            try:
                cell_tail(value, prefix=self.prefix, mac=self.mac)
            except ValueProblem as problem:
                self.problems.append(f"table {self.table.name}, column {header}, row {i}: {problem}")

    def _formulas(self, index: int, formula: str, before: str, after: str) -> list[str]:
        p, array = self.prefix, self.table.columns[index].array
        letters, top = column_letters(self.table.body.left + index), self.table.body.top
        pieces: list[str | Iterable[str]] = [
            self._rows_from(piece) if isinstance(piece, int) else escape(piece) for piece in row_pieces(formula)
        ]
        mark = [f' t="array" ref="{letters}', self._rows_from(top), '"'] if array else []
        whole = [f"{before}><{p}f", *mark, ">", *pieces, f"</{p}f></{p}c>{after}"]
        if all(isinstance(piece, str) for piece in whole):
            return ["".join(map(str, whole))] * self.count
        return list(map("".join, lined_up(whole)))

    def _rows_from(self, number: int) -> list[str]:
        return list(map(str, range(number, number + self.count)))


def table_xml(table: Table, resize: Resize) -> bytes:
    """Return the table's part with its ranges resized."""
    xml, edits = table.part.xml, Edits()
    for node in table.part.root.walk("table", "autoFilter", "sortState", "sortCondition"):
        area = read_area(node.attrs.get("ref", ""))
        if area is not None and (new := resize.area(area)) != area:
            edits.replace(node.start, node.open_end, set_attr(xml[node.start : node.open_end], "ref", str(new)))
    return edits.apply(xml)
