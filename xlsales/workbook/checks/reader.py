"""Reads a workbook for checking: one pass over each part, nothing run, nothing written, bombs refused."""

from __future__ import annotations

import re
import xml.parsers.expat as expat
from pathlib import Path

from xlsales.errors import WorkbookError
from xlsales.workbook.book import Book, Sheet, TablePart
from xlsales.workbook.checks.cells import CellReader, Strings
from xlsales.workbook.checks.view import BookView, SheetView, TableView
from xlsales.workbook.package import Package
from xlsales.workbook.parts import read_relations, rels_name
from xlsales.workbook.refs import Area, read_area
from xlsales.workbook.xmlscan import Node, scan

_TOTAL_LIMIT = 2_000_000_000
_RATIO_FROM, _RATIO = 50_000_000, 400
_DATE_IDS = frozenset({*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)})
_PERCENT_IDS = frozenset({9, 10})
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.')


def read_view(path: Path) -> BookView:
    """Return the workbook as rules see it; raise WorkbookError for what cannot be read safely."""
    package = Package.open(path)
    _refuse_bombs(package)
    try:
        return _Reader(package).view()
    except (expat.ExpatError, KeyError, ValueError, IndexError, AssertionError, RecursionError):
        label = package.label
        raise WorkbookError(f"{label} is damaged; open it in Excel, let it repair the file and save it") from None


def _refuse_bombs(package: Package) -> None:
    sizes = [(len(member.data), member.size) for member in package.members.values()]
    swollen = any(size > _RATIO_FROM and size > _RATIO * packed for packed, size in sizes)
    if swollen or sum(size for _, size in sizes) > _TOTAL_LIMIT:
        raise WorkbookError(f"{package.label} unpacks to far more than a workbook holds; xlsales does not open it")


class _Reader:
    def __init__(self, package: Package) -> None:
        self.book = Book(package)
        self.package = package
        self.strings = self._strings()
        self.forms = self._forms()

    def view(self) -> BookView:
        sheets = tuple(self._sheet(sheet) for sheet in self.book.worksheets)
        states = self._states()
        return BookView(
            self.package.label,
            sheets,
            self.book.names,
            tuple((title, state) for title, state in states.items() if state != "visible"),
            self._links(),
            self.book.relation("vbaProject") is not None,
            tuple(s.title for s in self.book.sheets if "macrosheet" in s.kind.casefold()),
        )

    def _sheet(self, sheet: Sheet) -> SheetView:
        cells = CellReader(sheet.part, self.strings, self.forms).read(self.package.read(sheet.part))
        tables = tuple(_table(part) for part in self.book.tables if part.sheet == sheet.title)
        return SheetView(sheet.title, self._states()[sheet.title], cells, tables, self._pivots(sheet))

    def _pivots(self, sheet: Sheet) -> tuple[Area, ...]:
        parts = [r.target for r in read_relations(self.package, sheet.part) if r.kind == "pivotTable"]
        nodes = (node for part in parts for node in scan(part, self.package.read(part)).walk("location"))
        return tuple(area for node in nodes if (area := read_area(node.attrs.get("ref", ""))))

    def _states(self) -> dict[str, str]:
        nodes = self.book.root.walk("sheet")
        return {node.attrs["name"]: node.attrs.get("state", "visible") for node in nodes}

    def _strings(self) -> list[str]:
        relation = self.book.relation("sharedStrings")
        return Strings(relation.target).read(self.package.read(relation.target)) if relation else []

    def _forms(self) -> list[str]:
        """Return for each cell style whether it shows a date, a percentage or neither."""
        relation = self.book.relation("styles")
        if relation is None:
            return []
        root = scan(relation.target, self.package.read(relation.target))
        codes = {node.attrs["numFmtId"]: node.attrs.get("formatCode", "") for node in root.walk("numFmt")}
        styles = root.find("cellXfs")
        ids = [node.attrs.get("numFmtId", "0") for node in styles.children] if styles else []
        return [_form(int(number), codes.get(number, "")) for number in ids]

    def _links(self) -> tuple[str, ...]:
        """Return the files that external links name."""
        found = []
        for relation in self.book.relations:
            if relation.kind == "externalLink":
                rels = self.package.actual(rels_name(relation.target))
                nodes = scan(rels, self.package.read(rels)).children if rels else []
                found.append(next((node.attrs.get("Target", "") for node in nodes), relation.target))
        return tuple(found)


def _form(number: int, code: str) -> str:
    bare = _LITERAL.sub("", code).casefold()
    if number in _PERCENT_IDS or "%" in bare:
        return "percent"
    return "date" if number in _DATE_IDS or any(mark in bare for mark in "ymdhs年月日") else ""


def _table(part: TablePart) -> TableView:
    attrs = part.root.attrs
    area = read_area(attrs["ref"])
    assert area is not None
    top = area.top + int(attrs.get("headerRowCount", 1))
    body = area._replace(top=top, bottom=area.bottom - int(attrs.get("totalsRowCount", 0)))
    columns = tuple((node.attrs.get("name", ""), _column_formula(node)) for node in part.root.walk("tableColumn"))
    return TableView(part.name, part.sheet, area, body, columns)


def _column_formula(node: Node) -> str | None:
    formula = node.find("calculatedColumnFormula")
    return formula.text if formula is not None and formula.text else None
