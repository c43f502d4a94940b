"""The workbook part: its sheets in tab order, its defined names, its date system; read once, written anew."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from xml.sax.saxutils import escape

from xlsales.errors import WorkbookError
from xlsales.workbook.package import Package
from xlsales.workbook.parts import Relation, read_relations
from xlsales.workbook.refs import same_title
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.xmlscan import Edits, Node, scan, set_attr, tag_prefix

_TRUE = ("1", "true", "on")
_AFTER_NAMES = ("calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes")
_AFTER_CALC = (*_AFTER_NAMES[1:], "webPublishing", "fileRecoveryPr", "webPublishObjects", "extLst")


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, its part, and its tag in the workbook part."""

    title: str
    part: str
    kind: str
    tag: bytes


@dataclass(frozen=True)
class Name:
    """One defined name: its text, the index of the sheet it is local to, and its start tag."""

    name: str
    text: str
    local: int | None
    tag: bytes


@dataclass(frozen=True)
class TablePart:
    """One table (ListObject): its part, the sheet that holds it, and its element."""

    name: str
    part: str
    sheet: str
    root: Node
    xml: bytes = field(repr=False)


class Book:
    """A workbook file, scanned: the same book may be filled any number of times."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = _workbook_part(package)
        self.xml = package.read(self.part)
        self.root = scan(self.part, self.xml)
        self.relations = read_relations(package, self.part)
        self.sheets = tuple(self._sheets())
        self.names = tuple(self._names())
        self._maps: dict[str, SheetMap] = {}

    @classmethod
    def open(cls, source: Path | str | bytes) -> Book:
        """Read a workbook from a file or bytes."""
        return cls(Package.open(source))

    @property
    def mac_dates(self) -> bool:
        """Tell whether days are counted from 1904."""
        node = self.root.find("workbookPr")
        return node is not None and node.attrs.get("date1904") in _TRUE

    def sheet(self, title: str) -> Sheet | None:
        """Return the sheet of that title; case does not count."""
        return next((sheet for sheet in self.sheets if same_title(sheet.title, title)), None)

    def map(self, part: str) -> SheetMap:
        """Return the scanned worksheet; each is scanned once."""
        if part not in self._maps:
            self._maps[part] = SheetMap(part, self.package.read(part))
        return self._maps[part]

    @cached_property
    def tables(self) -> tuple[TablePart, ...]:
        """All tables of all worksheets."""
        return tuple(
            TablePart(root.attrs.get("displayName", ""), relation.target, sheet.title, root, xml)
            for sheet in self.worksheets
            for relation in read_relations(self.package, sheet.part)
            if relation.kind == "table"
            for xml in [self.package.read(relation.target)]
            for root in [scan(relation.target, xml)]
        )

    @property
    def worksheets(self) -> tuple[Sheet, ...]:
        """The sheets that hold cells: no chart or dialog sheets."""
        return tuple(sheet for sheet in self.sheets if sheet.kind == "worksheet")

    def relation(self, kind: str) -> Relation | None:
        """Return the workbook part's relationship of a kind, such as calcChain."""
        return next((found for found in self.relations if found.kind == kind), None)

    def _sheets(self) -> list[Sheet]:
        by_id = {relation.id: relation for relation in self.relations}
        found = []
        for node in self.root.walk("sheet"):
            relation = by_id.get(node.attr("id") or "")
            if relation is None:
                raise WorkbookError(
                    f"sheet {node.attrs.get('name')} has no part inside {self.package.label}; open and save it in Excel"
                )
            tag = self.xml[node.start : node.open_end]
            found.append(Sheet(node.attrs["name"], relation.target, relation.kind, tag))
        return found

    def _names(self) -> list[Name]:
        return [
            Name(
                node.attrs.get("name", ""),
                node.text,
                int(node.attrs["localSheetId"]) if "localSheetId" in node.attrs else None,
                self.xml[node.start : node.open_end],
            )
            for node in self.root.walk("definedName")
        ]

    def workbook_xml(self, sheets: list[Sheet], names: list[Name]) -> bytes:
        """Return the workbook part with these sheets and names, set to recalculate when opened."""
        edits = Edits()
        self._write_sheets(sheets, edits)
        self._write_names(names, edits)
        self._ask_for_calculation(edits)
        return edits.apply(self.xml)

    def _write_sheets(self, sheets: list[Sheet], edits: Edits) -> None:
        node = self.root.find("sheets")
        if node is not None and tuple(sheets) != self.sheets:
            close = b"</" + tag_prefix(self.xml[node.start : node.open_end]) + b"sheet>"
            tags = (s.tag if s.tag.endswith(b"/>") else s.tag + close for s in sheets)
            edits.replace(node.open_end, node.close_start, b"".join(tags))
            self._keep_active(sheets, edits)

    def _keep_active(self, sheets: list[Sheet], edits: Edits) -> None:
        """Let the sheet in front stay in front when others come in before it."""
        places = {sheet.part: place for place, sheet in enumerate(sheets)}
        for node in self.root.walk("workbookView"):
            active = int(node.attrs.get("activeTab", 0))
            if active < len(self.sheets) and (new := places[self.sheets[active].part]) != active:
                tag = set_attr(self.xml[node.start : node.open_end], "activeTab", str(new))
                edits.replace(node.start, node.open_end, tag)

    def _write_names(self, names: list[Name], edits: Edits) -> None:
        node = self.root.find("definedNames")
        if node is None or tuple(names) == self.names:
            return
        close = b"</" + tag_prefix(self.xml[node.start : node.open_end]) + b"definedName>"
        ordered = sorted(names, key=lambda n: (n.name.casefold(), -1 if n.local is None else n.local))
        body = b"".join(name.tag + escape(name.text).encode() + close for name in ordered)
        edits.replace(node.open_end, node.close_start, body)

    def _ask_for_calculation(self, edits: Edits) -> None:
        node = self.root.find("calcPr")
        if node is not None:
            tag = set_attr(self.xml[node.start : node.open_end], "fullCalcOnLoad", "1")
            edits.replace(node.start, node.open_end, tag)
            return
        prefix = tag_prefix(self.xml[self.root.start : self.root.open_end])
        later = (child.start for child in self.root.children if child.name in _AFTER_CALC)
        place = next(later, self.root.close_start)
        edits.replace(place, place, b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>')


def renamed(sheet: Sheet, title: str) -> Sheet:
    """Return a sheet under another title."""
    return replace(sheet, title=title, tag=set_attr(sheet.tag, "name", title))


def _workbook_part(package: Package) -> str:
    for relation in read_relations(package, ""):
        if relation.kind == "officeDocument":
            if relation.target.casefold().endswith(".bin"):
                raise WorkbookError(f"{package.label} is a binary workbook (.xlsb); save it as .xlsx and try again")
            return relation.target
    raise WorkbookError(f"{package.label} is not an Excel workbook (.xlsx or .xlsm), or it is damaged")
