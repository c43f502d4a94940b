"""A table given more columns at its right: header, body and the table's own part; everything else stays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from xlsales.errors import WorkbookError
from xlsales.workbook.book import Book
from xlsales.workbook.graft.splice import element
from xlsales.workbook.refs import Area, cell_name, read_area, row_pieces
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.tables import Table, TableColumn, overlaps
from xlsales.workbook.values import escape_text
from xlsales.workbook.xmlscan import Edits, set_attr, tag_prefix


@dataclass(frozen=True)
class NewColumn:
    """A column to add: its header and formula, and the styles of its header and body cells."""

    column: TableColumn
    head_style: str | None
    body_style: str | None


def widened(book: Book, table: Table, columns: Sequence[NewColumn]) -> dict[str, bytes]:
    """Return the parts of the table and its sheet with columns added; raise WorkbookError when cells are in the way."""
    sheet = book.sheet(table.part.sheet)
    assert sheet is not None
    page = book.map(sheet.part)
    _check_room(book, table, page, len(columns))
    return {sheet.part: _wider_sheet(table, page, columns), table.part.part: _wider_table(table, columns)}


def _check_room(book: Book, table: Table, page: SheetMap, count: int) -> None:
    area = read_area(table.part.root.attrs["ref"])
    assert area is not None
    needed = area._replace(left=area.right + 1, right=area.right + count)
    used = _first_used(page, needed)
    if used:
        raise WorkbookError(
            f"table {table.name} on sheet {table.part.sheet} of {book.package.label} needs the columns to its right "
            f"({needed}) for this report, but {used} is in use; move it aside and try again"
        )


def _first_used(page: SheetMap, area: Area) -> str | None:
    for number in range(area.top, area.bottom + 1):
        row = page.rows.get(number)
        for column, cell in sorted(row.cells.items()) if row else ():
            if cell.filled and area.left <= column <= area.right:
                return f"cell {cell_name(column, number)}"
    for node in page.root.walk("mergeCell"):
        merged = read_area(node.attrs.get("ref", ""))
        if merged and overlaps(merged, area):
            return f"the merged block {merged}"
    return None


def _wider_sheet(table: Table, page: SheetMap, columns: Sequence[NewColumn]) -> bytes:
    body, edits = table.body, Edits()
    rows: dict[int, dict[int, bytes | None]] = {number: {} for number in range(body.top - 1, body.bottom + 1)}
    for offset, new in enumerate(columns, 1):
        place = body.right + offset
        rows[body.top - 1][place] = _head(page, place, body.top - 1, new)
        pieces = row_pieces(new.column.formula) if new.column.formula else []
        for number in range(body.top, body.bottom + 1):
            rows[number][place] = _body(page, place, number, pieces, number - body.top, new)
    page.place_rows({number: page.row_xml(number, cells) for number, cells in rows.items()}, edits)
    return edits.apply(page.xml)


def _start(page: SheetMap, column: int, row: int, style: str | None) -> str:
    mark = f' s="{style}"' if style else ""
    return f'<{page.prefix.decode()}c r="{cell_name(column, row)}"{mark}'


def _head(page: SheetMap, column: int, row: int, new: NewColumn) -> bytes:
    p, text = page.prefix.decode(), escape_text(new.column.name)
    start = _start(page, column, row, new.head_style)
    return f'{start} t="inlineStr"><{p}is><{p}t>{text}</{p}t></{p}is></{p}c>'.encode()


def _body(page: SheetMap, column: int, row: int, pieces: Sequence[str | int], down: int, new: NewColumn) -> bytes:
    p, start = page.prefix.decode(), _start(page, column, row, new.body_style)
    if not pieces:
        return f"{start}/>".encode()
    formula = "".join(piece if isinstance(piece, str) else str(piece + down) for piece in pieces)
    return f"{start}><{p}f>{escape(formula)}</{p}f></{p}c>".encode()


def _wider_table(table: Table, columns: Sequence[NewColumn]) -> bytes:
    xml, edits, root = table.part.xml, Edits(), table.part.root
    prefix = tag_prefix(xml[root.start : root.open_end]).decode()
    for node in root.walk("table", "autoFilter"):
        area = read_area(node.attrs.get("ref", ""))
        if area is not None:
            tag = set_attr(xml[node.start : node.open_end], "ref", str(area._replace(right=area.right + len(columns))))
            edits.replace(node.start, node.open_end, tag)
    for node in root.walk("tableColumns"):
        first = max((int(child.attrs.get("id", 0)) for child in node.children), default=0) + 1
        tag = set_attr(xml[node.start : node.open_end], "count", str(len(node.children) + len(columns)))
        edits.replace(node.start, node.open_end, tag)
        new = (_table_column(prefix, number, one.column) for number, one in enumerate(columns, first))
        edits.replace(node.close_start, node.close_start, "".join(new).encode())
    return edits.apply(xml)


def _table_column(prefix: str, number: int, column: TableColumn) -> str:
    formula = column.formula and element(prefix, "calculatedColumnFormula", {}, escape(column.formula))
    return element(prefix, "tableColumn", {"id": str(number), "name": column.name}, formula or "")
