"""One worksheet rewritten: cells set, table bodies replaced, ranges resized with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from xml.sax.saxutils import escape

from xlsales.workbook.names import CellWrite
from xlsales.workbook.refs import Area, cell_name, read_area
from xlsales.workbook.resize import Resize, resize_all
from xlsales.workbook.shared_formulas import Shared, plain_formula, shared_formulas
from xlsales.workbook.sheets import SheetCell, SheetMap
from xlsales.workbook.slots import Slot
from xlsales.workbook.tablerows import TableBody
from xlsales.workbook.values import ValueProblem, cell_tail
from xlsales.workbook.xmlscan import Edits, Node, set_attr

_FORMULA_NODES = ("formula", "formula1", "formula2", "f")


@dataclass
class SheetFill:
    """All that one fill changes on one worksheet."""

    sheet: SheetMap
    title: str
    mac: bool = False
    cells: dict[int, dict[int, bytes | None]] = field(default_factory=dict)
    rows: dict[int, bytes] = field(default_factory=dict)
    tags: dict[int, bytes] = field(default_factory=dict)
    problems: list[str] = field(default_factory=list)

    @property
    def prefix(self) -> str:
        """The namespace prefix of the sheet's tags."""
        return self.sheet.prefix.decode()

    def write(self, write: CellWrite) -> None:
        """Set one cell; it keeps its style."""
        try:
            tail = cell_tail(write.value, prefix=self.prefix, mac=self.mac)
        except ValueProblem as problem:
            self.problems.append(f"{write.place}: {problem}")
            return
        head = self.sheet.cell_head(write.column, write.row)
        self.cells.setdefault(write.row, {})[write.column] = (head + tail).encode()

    def replace_body(self, body: TableBody, resize: Resize, alone: bool) -> None:
        """Put a table's new rows in; cells beside the table stay."""
        area = resize.body
        columns = range(area.left, area.right + 1)
        for number, tag, cells in body.rows():
            row = self.sheet.rows.get(number)
            mixed = not alone or number in self.cells or (row is not None and row.cells.keys() - set(columns))
            if mixed:
                self.cells.setdefault(number, {}).update(body.cells(number))
                self.tags.setdefault(number, (tag if row is None else _row_tag(self.sheet, number)).encode())
            else:
                self.rows[number] = f"{tag}{cells}</{self.prefix}row>".encode()
        self.problems += body.problems
        end = area.bottom + (resize.totals and resize.bottom != area.bottom)
        for number in range(resize.bottom + 1, end + 1):
            self.cells.setdefault(number, {}).update(dict.fromkeys(columns))

    def open_body(self, slot: Slot, resize: Resize) -> None:
        """Put a slot in place of a table's rows."""
        self.rows |= dict.fromkeys(range(resize.body.top, resize.body.bottom + 1), b"")
        self.rows[resize.bottom] = slot.encode()

    def move_totals(self, resize: Resize, resizes: Sequence[Resize]) -> None:
        """Put a table's totals row below its new last row."""
        number, new = resize.body.bottom + 1, resize.bottom + 1
        row = self.sheet.rows.get(number)
        if row is None or new == number:
            return
        moved = self.cells.setdefault(new, {})
        for column in range(resize.body.left, resize.body.right + 1):
            cell = row.cells.get(column)
            if cell is not None:
                xml = self._resized(number, cell, resizes)
                end = xml.index(b">") + 1
                moved[column] = set_attr(xml[:end], "r", cell_name(column, new)) + xml[end:]
        if new not in self.sheet.rows:
            self.tags[new] = self.sheet.xml[row.start : row.open_end]

    def resize(self, resizes: Sequence[Resize]) -> None:
        """Let the formulas of this sheet's cells follow the tables."""
        self._unshare(resizes)
        for number, cell, _node in self.sheet.formulas():
            if (
                (number, cell.column) not in self._shared
                and cell.column not in self.cells.get(number, {})
                and number not in self.rows
            ):
                new = self._resized(number, cell, resizes)
                if new != self.sheet.xml[cell.start : cell.end]:
                    self.cells.setdefault(number, {})[cell.column] = new

    @cached_property
    def _shared(self) -> Mapping[tuple[int, int], Shared]:
        return shared_formulas(self.sheet)

    def _is_replaced(self, row: int, column: int) -> bool:
        return row in self.rows or column in self.cells.get(row, {})

    def _unshare(self, resizes: Sequence[Resize]) -> None:
        """Give cells a formula of their own where the one they share goes away or grows with a table."""
        ended = {
            one.group
            for (row, column), one in self._shared.items()
            if one.is_first
            and (self._is_replaced(row, column) or resize_all(resizes, one.text, self.title) != one.text)
        }
        for (row, column), one in self._shared.items():
            if one.group in ended and not self._is_replaced(row, column):
                text = resize_all(resizes, one.text, self.title)
                self.cells.setdefault(row, {})[column] = plain_formula(self.sheet, one.cell, text)

    def _resized(self, row: int, cell: SheetCell, resizes: Sequence[Resize]) -> bytes:
        """Return a cell's bytes with the references of its formula resized."""
        if (shared := self._shared.get((row, cell.column))) is not None:
            return plain_formula(self.sheet, cell, resize_all(resizes, shared.text, self.title))
        xml, node = self.sheet.xml, cell.formula
        text = resize_all(resizes, node.text, self.title) if node is not None else ""
        if node is None or text == node.text:
            return xml[cell.start : cell.end]
        return xml[cell.start : node.open_end] + escape(text).encode() + xml[node.close_start : cell.end]

    def to_xml(self, resizes: Sequence[Resize]) -> bytes:
        """Return the worksheet with everything put in."""
        edits = Edits()
        for number, cells in self.cells.items():
            self.rows[number] = self._row(number, cells)
        self.sheet.place_rows(self.rows, edits)
        own = [resize for resize in resizes if resize.sheet == self.title]
        for node in self.sheet.root.children:
            if node.name == "dimension":
                self._dimension(node, edits)
            elif node.name not in ("sheetData", "sheetViews", "sheetPr", "cols"):
                self._ranges(node, own, resizes, edits)
        return edits.apply(self.sheet.xml)

    def _row(self, number: int, cells: dict[int, bytes | None]) -> bytes:
        row = self.sheet.rows.get(number)
        left = (row.cells.keys() if row else set()) - cells.keys()
        if not left and all(xml is None for xml in cells.values()):
            return b""
        return self.sheet.row_xml(number, cells, self.tags.get(number))

    def _ranges(self, node: Node, own: Sequence[Resize], resizes: Sequence[Resize], edits: Edits) -> None:
        xml = self.sheet.xml
        old = node.attrs.get("sqref")
        new = _sqref(own, old) if old else old
        if old and new != old:
            edits.replace(node.start, node.open_end, set_attr(xml[node.start : node.open_end], "sqref", new))
        if not node.children and node.text:
            text = node.text
            if node.name == "sqref":
                text = _sqref(own, text)
            elif node.name in _FORMULA_NODES:
                text = resize_all(resizes, text, self.title)
            if text != node.text:
                edits.replace(node.open_end, node.close_start, escape(text).encode())
        for child in node.children:
            self._ranges(child, own, resizes, edits)

    def _dimension(self, node: Node, edits: Edits) -> None:
        area = read_area(node.attrs.get("ref", ""))
        if area is None or not self.rows:
            return
        numbers = [n for n in self.sheet.rows if n not in self.rows] + [n for n, xml in self.rows.items() if xml]
        columns = [column for cells in self.cells.values() for column in cells]
        new = Area(
            min([area.left, *columns]), min([area.top, *numbers]), max([area.right, *columns]), max([1, *numbers])
        )
        tag = set_attr(self.sheet.xml[node.start : node.open_end], "ref", str(new))
        edits.replace(node.start, node.open_end, tag)


def _sqref(resizes: Sequence[Resize], text: str) -> str:
    for resize in resizes:
        text = resize.sqref(text)
    return text


def _row_tag(sheet: SheetMap, number: int) -> str:
    row = sheet.rows[number]
    return set_attr(sheet.xml[row.start : row.open_end], "hidden", None).decode()
