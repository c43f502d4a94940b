"""A worksheet as a map of rows and cells with their bytes, and the writing of changed rows."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.workbook.refs import cell_name, column_number
from xlsales.workbook.xmlscan import MAIN_SPACES, Edits, Node, Scanner, set_attr, tag_prefix


class SheetCell:
    """One cell: where it stands, its attributes, its formula node, and whether it holds anything."""

    __slots__ = ("attrs", "column", "end", "filled", "formula", "start")

    def __init__(self, column: int, attrs: dict[str, str], start: int) -> None:
        self.column, self.attrs, self.start, self.end = column, attrs, start, start
        self.formula: Node | None = None
        self.filled = False


class SheetRow:
    """One row: its number, the span of its tag and of itself, its cells by column."""

    __slots__ = ("attrs", "cells", "end", "number", "open_end", "start")

    def __init__(self, number: int, attrs: dict[str, str], start: int, open_end: int) -> None:
        self.number, self.attrs, self.start, self.open_end, self.end = number, attrs, start, open_end, open_end
        self.cells: dict[int, SheetCell] = {}


class _SheetScanner(Scanner):
    """Keeps rows and cells as light records and everything else as nodes."""

    def __init__(self, part: str, xml: bytes) -> None:
        super().__init__(part, xml)
        self.rows: dict[int, SheetRow] = {}
        self.row = SheetRow(0, {}, 0, 0)
        self.cell: SheetCell | None = None
        self.last_column = 0

    def start(self, name: str, attrs: dict[str, str]) -> None:
        super().start(name, attrs)
        space, _, local = name.rpartition(" ")
        if local == "sheetData" and space in MAIN_SPACES:
            self._enter(space)

    def _enter(self, space: str) -> None:
        """Read what follows as rows and cells, until the sheet data ends."""
        self._space, self._data = space, f"{space} sheetData"
        self._row, self._cell, self._formula = f"{space} row", f"{space} c", f"{space} f"
        self.parser.StartElementHandler = self._start_in_data
        self.parser.EndElementHandler = self._end_in_data
        self.parser.CharacterDataHandler = None

    def _start_in_data(self, name: str, attrs: dict[str, str]) -> None:
        if name == self._cell:
            self._start_cell(attrs)
        elif self.cell is not None:
            self.cell.filled = True
            if name == self._formula:
                self._start_formula(self.cell, attrs)
        elif name == self._row:
            begin = self.parser.CurrentByteIndex
            number = int(attrs.get("r", self.row.number + 1))
            self.row = self.rows[number] = SheetRow(number, attrs, begin, self.tag_end(begin))
            self.last_column = 0

    def _start_cell(self, attrs: dict[str, str]) -> None:
        letters = attrs.get("r", "").rstrip("0123456789")
        column = column_number(letters) if letters else self.last_column + 1
        self.cell = self.row.cells[column] = SheetCell(column, attrs, self.parser.CurrentByteIndex)
        self.last_column = column

    def _start_formula(self, cell: SheetCell, attrs: dict[str, str]) -> None:
        begin = self.parser.CurrentByteIndex
        cell.formula = Node(self._space, "f", attrs, begin, self.tag_end(begin))
        self.parser.CharacterDataHandler = self._formula_text

    def _formula_text(self, text: str) -> None:
        if self.cell is not None and self.cell.formula is not None:
            self.cell.formula.text += text

    def _end_in_data(self, name: str) -> None:
        cell = self.cell
        if name == self._cell and cell is not None:
            at = self.parser.CurrentByteIndex if cell.filled else cell.start
            cell.end = self.xml.index(b">", at) + 1 if cell.filled else self._close_empty(at)
            self.cell = None
        elif name == self._formula and cell is not None and (node := cell.formula) is not None:
            node.close_start, node.end = self.close(node.start, node.open_end)
            self.parser.CharacterDataHandler = None
        elif name == self._row:
            self.row.end = self.close(self.row.start, self.row.open_end)[1]
        elif name == self._data:
            self._leave(name)

    def _close_empty(self, start: int) -> int:
        return self.close(start, self.tag_end(start))[1]

    def _leave(self, name: str) -> None:
        self.parser.StartElementHandler = super().start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.end(name)


class SheetMap:
    """One worksheet part, scanned once: rows by number and all other elements as nodes."""

    def __init__(self, part: str, xml: bytes) -> None:
        scanner = _SheetScanner(part, xml)
        self.part, self.xml = part, xml
        self.root = scanner.run()
        self.rows = dict(sorted(scanner.rows.items()))
        self.data = next((n for n in self.root.children if n.name == "sheetData"), None)
        self.prefix = tag_prefix(xml[self.root.start : self.root.open_end])

    def cell(self, column: int, row: int) -> SheetCell | None:
        """Return a cell that the part holds, or None."""
        found = self.rows.get(row)
        return found.cells.get(column) if found else None

    def formulas(self) -> Iterator[tuple[int, SheetCell, Node]]:
        """Yield row number, cell and formula node of every formula cell."""
        for row in self.rows.values():
            for cell in row.cells.values():
                if cell.formula is not None:
                    yield row.number, cell, cell.formula

    def style(self, column: int, row: int) -> str | None:
        """Return the style a cell shows: its own, its row's, or its column's."""
        cell = self.cell(column, row)
        if cell is not None:
            return cell.attrs.get("s")
        found = self.rows.get(row)
        if found and "s" in found.attrs:
            return found.attrs["s"]
        return next((n.attrs.get("style") for n in self._columns() if _spans(n, column)), None)

    def _columns(self) -> list[Node]:
        columns = self.root.find("cols")
        return columns.children if columns else []

    def cell_head(self, column: int, row: int) -> str:
        """Return the start of a new cell: its place and the style it shows."""
        style = self.style(column, row)
        mark = f' s="{style}"' if style else ""
        return f'<{self.prefix.decode()}c r="{cell_name(column, row)}"{mark}'

    def row_xml(self, number: int, cells: dict[int, bytes | None], tag: bytes | None = None) -> bytes:
        """Return a row with some cells put in (None: taken out) and all its others as they are."""
        row = self.rows.get(number)
        merged = {c: self.cell_xml(number, k) for c, k in row.cells.items()} if row else {}
        merged |= {c: x for c, x in cells.items() if x is not None}
        body = b"".join(merged[c] for c in sorted(merged) if c not in cells or cells[c] is not None)
        p = self.prefix
        if tag is None:
            tag = self.xml[row.start : row.open_end] if row else b"<" + p + b"row>"
        opened = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
        return set_attr(set_attr(opened, "spans", None), "r", str(number)) + body + b"</" + p + b"row>"

    def cell_xml(self, row: int, cell: SheetCell) -> bytes:
        """Return a cell's bytes, with its place written out when the file left it to be counted."""
        xml = self.xml[cell.start : cell.end]
        if "r" in cell.attrs:
            return xml
        end = len(self.prefix) + 2
        return xml[:end] + f' r="{cell_name(cell.column, row)}"'.encode() + xml[end:]

    def place_rows(self, rows: dict[int, bytes], edits: Edits) -> None:
        """Put rows in: in place of the row of that number, or where a new row belongs; b"" takes it out."""
        if self.data is None or not rows:
            return
        p, data = self.prefix, self.data
        if data.open_end == data.end:
            tag = self.xml[data.start : data.open_end][:-2].rstrip() + b">"
            body = b"".join(rows[n] for n in sorted(rows))
            edits.replace(data.start, data.end, tag + body + b"</" + p + b"sheetData>")
            return
        for number in rows.keys() & self.rows.keys():
            edits.replace(self.rows[number].start, self.rows[number].end, rows[number])
        for place, block in self._gaps(sorted(rows.keys() - self.rows.keys())).items():
            edits.replace(place, place, b"".join(rows[n] for n in block))

    def _gaps(self, numbers: list[int]) -> dict[int, list[int]]:
        """Group new row numbers by the byte where they belong."""
        assert self.data is not None
        places: dict[int, list[int]] = {}
        existing = iter(self.rows.values())
        following = next(existing, None)
        for number in numbers:
            while following is not None and following.number < number:
                following = next(existing, None)
            place = following.start if following else self.data.close_start
            places.setdefault(place, []).append(number)
        return places


def _spans(node: Node, column: int) -> bool:
    return int(node.attrs.get("min", 0)) <= column <= int(node.attrs.get("max", 0))
