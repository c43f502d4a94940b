"""A template made ready to join a report that stands: without what it shares, its own figures renamed."""

from __future__ import annotations

from dataclasses import replace
from xml.sax.saxutils import escape

from xlsales.workbook.book import Book, Name, Sheet
from xlsales.workbook.graft.sharing import Sharing, rename_names
from xlsales.workbook.pages import Draft
from xlsales.workbook.parts import read_relations, rels_name
from xlsales.workbook.refs import Area, read_area, same_title, split_reference
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.xmlscan import Edits, Node, scan, set_attr

_FORMULAS = ("formula", "formula1", "formula2", "f")


def newcomer(source: Book, sharing: Sharing) -> bytes:
    """Return the source without shared tables and names, their sheets left out where nothing else is on them."""
    draft = Draft.of(source)
    gone = {sheet.part for sheet in source.worksheets if _only_shared(source, sheet, sharing)}
    for sheet in source.worksheets:
        if sheet.part not in gone:
            _rewrite(draft, sheet, sharing)
    draft.sheets = [sheet for sheet in draft.sheets if sheet.part not in gone]
    draft.names = _names(source, draft.sheets, sharing)
    return draft.to_bytes()


def _only_shared(source: Book, sheet: Sheet, sharing: Sharing) -> bool:
    """Tell whether all that a sheet is for stands in the host: its tables and its names."""
    tables = {table.name for table in source.tables if table.sheet == sheet.title}
    names = {name.name for name in source.names if name.local is None and _stands_on(name, sheet)}
    return bool(tables) and tables <= sharing.tables and names <= sharing.names


def _stands_on(name: Name, sheet: Sheet) -> bool:
    split = split_reference(name.text)
    return split is not None and same_title(split[0], sheet.title)


def _names(source: Book, kept: list[Sheet], sharing: Sharing) -> list[Name]:
    places = {sheet.part: place for place, sheet in enumerate(kept)}
    names = []
    for name in source.names:
        if name.local is None:
            new = sharing.renamed.get(name.name, name.name)
            if name.name not in sharing.names:
                tag = set_attr(name.tag, "name", new)
                names.append(Name(new, rename_names(name.text, sharing.renamed), None, tag))
        elif (place := places.get(source.sheets[name.local].part)) is not None:
            names.append(replace(name, local=place, tag=set_attr(name.tag, "localSheetId", str(place))))
    return names


def _rewrite(draft: Draft, sheet: Sheet, sharing: Sharing) -> None:
    """Rename names in a sheet's formulas, show shared inputs, take shared tables off it."""
    book = draft.book
    page, edits = book.map(sheet.part), Edits()
    areas = [_with_heading(table.root) for table in book.tables if _is_shared(table.name, sheet, table.sheet, sharing)]
    cells: dict[int, dict[int, bytes | None]] = {}
    for area in areas:
        for number in range(area.top, area.bottom + 1):
            cells.setdefault(number, {}).update(dict.fromkeys(range(area.left, area.right + 1)))
    for name, target in sharing.linked.items():
        if target.sheet.part == sheet.part:
            column, row = target.area.left, target.area.top
            areas.append(target.area)
            cells.setdefault(row, {})[column] = _link(book, page, column, row, name)
    _rename_formulas(page, cells, sharing, edits)
    page.place_rows({number: page.row_xml(number, row) for number, row in cells.items()}, edits)
    _drop_rules(page.root, areas, page.xml, edits)
    _drop_tables(draft, sheet, sharing, edits)
    if edits:
        draft.changed[sheet.part] = edits.apply(page.xml)
    _rename_in_tables(draft, sheet, sharing)


def _is_shared(table: str, sheet: Sheet, title: str, sharing: Sharing) -> bool:
    return table in sharing.tables and title == sheet.title


def _with_heading(root: Node) -> Area:
    """Return a table's area with the heading that stands in the row above it."""
    area = read_area(root.attrs["ref"])
    assert area is not None
    return area._replace(top=max(1, area.top - 1))


def _link(book: Book, page: SheetMap, column: int, row: int, name: str) -> bytes:
    """Return a cell that shows a shared input, nothing where that is empty; it looks like a computed one."""
    head = set_attr(page.cell_head(column, row).encode() + b">", "s", _computed_style(book, page, column, row))[:-1]
    p = page.prefix
    return b"%b><%bf>%b</%bf></%bc>" % (head, p, escape(f'IF({name}="","",{name})').encode(), p, p)


def _computed_style(book: Book, page: SheetMap, column: int, row: int) -> str | None:
    """Return the style of a computed cell with the same number format; the cell's own where there is none."""
    formats = _number_formats(book)
    own = page.style(column, row)
    wanted = formats[int(own or 0)]
    computed = [cell.attrs.get("s", "0") for _, cell, _ in page.formulas()]
    return next((style for style in computed if formats[int(style)] == wanted), own)


def _number_formats(book: Book) -> list[str]:
    relation = book.relation("styles")
    assert relation is not None
    root = scan(relation.target, book.package.read(relation.target))
    return [xf.attrs.get("numFmtId", "0") for xfs in root.walk("cellXfs") for xf in xfs.children]


def _rename_formulas(page: SheetMap, cells: dict[int, dict[int, bytes | None]], sharing: Sharing, edits: Edits) -> None:
    for number, cell, node in page.formulas():
        text = rename_names(node.text, sharing.renamed)
        if text == node.text or cell.column in cells.get(number, {}):
            continue
        if number in cells:
            before, after = page.xml[cell.start : node.open_end], page.xml[node.close_start : cell.end]
            cells[number][cell.column] = before + escape(text).encode() + after
        else:
            edits.replace(node.open_end, node.close_start, escape(text).encode())
    for node in page.root.walk(*_FORMULAS):
        if not node.children and (text := rename_names(node.text, sharing.renamed)) != node.text:
            edits.replace(node.open_end, node.close_start, escape(text).encode())


def _drop_rules(root: Node, areas: list[Area], xml: bytes, edits: Edits) -> None:
    """Take out formats and validations that lie in the areas of shared tables and nowhere else."""
    for node in root.children:
        if node.name == "conditionalFormatting" and _lies_in(node, areas):
            edits.replace(node.start, node.end, b"")
        if node.name == "dataValidations":
            gone = [child for child in node.children if _lies_in(child, areas)]
            _take_out(node, gone, xml, edits)


def _take_out(parent: Node, gone: list[Node], xml: bytes, edits: Edits) -> None:
    """Take children out of a counted list, and the list with the last of them."""
    if not gone:
        return
    left = len(parent.children) - len(gone)
    if not left:
        edits.replace(parent.start, parent.end, b"")
        return
    tag = xml[parent.start : parent.open_end]
    edits.replace(parent.start, parent.open_end, set_attr(tag, "count", str(left)))
    for child in gone:
        edits.replace(child.start, child.end, b"")


def _lies_in(node: Node, areas: list[Area]) -> bool:
    ranges = [read_area(item) for item in node.attrs.get("sqref", "").split()]
    return bool(ranges) and all(found and any(_holds(area, found) for area in areas) for found in ranges)


def _holds(area: Area, other: Area) -> bool:
    across = area.left <= other.left and other.right <= area.right
    return across and area.top <= other.top and other.bottom <= area.bottom


def _drop_tables(draft: Draft, sheet: Sheet, sharing: Sharing, edits: Edits) -> None:
    """Take shared tables out of a sheet's list and relationships."""
    book = draft.book
    parts = {table.part for table in book.tables if _is_shared(table.name, sheet, table.sheet, sharing)}
    relations = [relation for relation in read_relations(book.package, sheet.part) if relation.target in parts]
    if not relations:
        return
    ids = {relation.id for relation in relations}
    for node in book.map(sheet.part).root.walk("tableParts"):
        gone = [child for child in node.children if child.attr("id") in ids]
        _take_out(node, gone, book.map(sheet.part).xml, edits)
    name = book.package.actual(rels_name(sheet.part)) or ""
    rels = Edits()
    for relation in relations:
        rels.replace(relation.start, relation.end, b"")
    draft.changed[name] = rels.apply(book.package.read(name))


def _rename_in_tables(draft: Draft, sheet: Sheet, sharing: Sharing) -> None:
    for table in draft.book.tables:
        if table.sheet == sheet.title and table.name not in sharing.tables:
            edits = Edits()
            for node in scan(table.part, table.xml).walk("calculatedColumnFormula", "totalsRowFormula"):
                if (text := rename_names(node.text, sharing.renamed)) != node.text:
                    edits.replace(node.open_end, node.close_start, escape(text).encode())
            if edits:
                draft.changed[table.part] = edits.apply(table.xml)
