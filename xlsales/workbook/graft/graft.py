"""A template's sheets in a user's workbook: filled and calculated on their own, then put in whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from xlsales.errors import WorkbookError
from xlsales.fills import Fill
from xlsales.workbook.book import Book
from xlsales.workbook.calculate import with_results
from xlsales.workbook.fill import fill
from xlsales.workbook.graft.colours import ThemeColours
from xlsales.workbook.graft.parts import Carrier, content_type, with_relations, with_types, without_relations
from xlsales.workbook.graft.refusals import clashes, refusals
from xlsales.workbook.graft.sheets import moved_sheet, moved_table
from xlsales.workbook.graft.styles import BARE_STYLES, StyleMap, merge_styles
from xlsales.workbook.graft.titles import with_titles_apart
from xlsales.workbook.graft.workbook import without_title_list, workbook_with
from xlsales.workbook.parts import CONTENT_TYPES, as_workbook, free_name, rels_name, without_override
from xlsales.workbook.xmlscan import set_attr

_KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


@dataclass(frozen=True)
class Grafted:
    """A user's workbook with our sheets in it, and the titles they got."""

    data: bytes
    sheets: tuple[str, ...]


def graft(host: Book, template: Path | str | bytes, what: Fill | None = None, *, workbook: bool = True) -> Grafted:
    """Return the host with the template's sheets behind its own, filled, every formula with its result.

    Of the host only the workbook part with its relationships, the content types, the styles (added to), the
    list of titles and the calculation chain change. Colours of the template's theme are written out; its
    text takes the host's body font. `workbook` turns a template (.xltx) into a workbook.

    Raises WorkbookError when the host is signed, strict, shared or protected, or has such tables and names.
    """
    WorkbookError.raise_any(refusals(host))
    ready = in_same_dates(template, host.mac_dates)
    WorkbookError.raise_any(clashes(host, Book.open(ready)))
    filled = fill(ready, what).data if what is not None else ready
    apart = with_titles_apart(filled, [sheet.title for sheet in host.sheets])
    source = Book.open(with_results(apart))
    return Grafted(Graft(host, source).to_bytes(workbook), tuple(sheet.title for sheet in source.sheets))


def in_same_dates(template: Path | str | bytes, mac: bool) -> bytes:
    """Return the template counting its days as the host does."""
    book = Book.open(template)
    node = book.root.find("workbookPr")
    xml = book.xml
    if mac and node is not None:
        tag = set_attr(xml[node.start : node.open_end], "date1904", "1")
        xml = xml[: node.start] + tag + xml[node.open_end :]
    return book.package.to_bytes({book.part: xml})


class Graft:
    """Puts all sheets of a source into a host; `widen` gives parts of the host that change besides."""

    def __init__(self, host: Book, source: Book) -> None:
        self.host, self.source = host, source
        self.changed: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.widen: Callable[[], Iterable[tuple[str, bytes]]] = tuple
        self.theme = ThemeColours("theme", source.package.read(_part(source, "theme")))
        self.next_table = max([0, *(int(table.root.attrs.get("id", 0)) for table in host.tables)])

    def to_bytes(self, workbook: bool) -> bytes:
        """Return the host with the sheets in it."""
        links: list[tuple[str, str]] = []
        self.styles = self._merge_styles(links)
        carrier = Carrier(self.source.package, self.host.package, self._moved)
        links += [(_KINDS + "worksheet", carrier.carry(sheet.part, "worksheet")) for sheet in self.source.sheets]
        self.changed |= carrier.added
        self.changed |= dict(self.widen())
        self.types |= carrier.types
        self._link(links)
        self._without_title_list()
        dropped = self._without_calculation_chain()
        types = with_types(self._read(CONTENT_TYPES), self.types)
        self.changed[CONTENT_TYPES] = as_workbook(types) if workbook else types
        package = self.host.package
        stored = {package.actual(name) or name: content for name, content in self.changed.items()}
        return package.to_bytes(stored, dropped)

    def _read(self, part: str) -> bytes:
        found = self.changed.get(part)
        return self.host.package.read(part) if found is None else found

    def _merge_styles(self, links: list[tuple[str, str]]) -> StyleMap:
        ours = _part(self.source, "styles")
        relation = self.host.relation("styles")
        theirs = self.host.package.actual(relation.target) if relation else None
        part = theirs or self._free_style_part()
        xml = self.host.package.read(part) if theirs else BARE_STYLES
        if theirs is None:
            links.append((_KINDS + "styles", part))
            self.types[part] = content_type(self.source.package, ours)
        self.changed[part], styles = merge_styles(part, xml, self.source.package.read(ours), self.theme)
        return styles

    def _free_style_part(self) -> str:
        usual = "xl/styles.xml"
        return free_name(set(self.host.package.members), usual) if self.host.package.actual(usual) else usual

    def _moved(self, kind: str, part: str, xml: bytes) -> bytes:
        if kind == "worksheet":
            return moved_sheet(part, xml, self.styles, self.theme)
        if kind == "table":
            self.next_table += 1
            return moved_table(part, xml, self.next_table, self.styles)
        return self.theme.plain_chart(part, xml) if kind in ("chart", "drawing") else xml

    def _link(self, links: list[tuple[str, str]]) -> None:
        rels = self.host.package.actual(rels_name(self.host.part)) or rels_name(self.host.part)
        self.changed[rels], ids = with_relations(rels, self._read(rels), links)
        sheets = ids[len(ids) - len(self.source.sheets) :]
        self.changed[self.host.part] = workbook_with(self.host, self.source, sheets)

    def _without_title_list(self) -> None:
        part = self.host.package.actual("docProps/app.xml")
        if part is not None:
            self.changed[part] = without_title_list(part, self._read(part))

    def _without_calculation_chain(self) -> frozenset[str]:
        chain = self.host.relation("calcChain")
        if chain is None:
            return frozenset()
        rels = self.host.package.actual(rels_name(self.host.part)) or ""
        self.changed[rels] = without_relations(rels, self._read(rels), "calcChain")
        self.changed[CONTENT_TYPES] = without_override(self._read(CONTENT_TYPES), chain.target)
        return frozenset({chain.target})


def _part(book: Book, kind: str) -> str:
    relation = book.relation(kind)
    if relation is None:
        raise WorkbookError(f"the template lacks its {kind}; draw it again with  python -m xlsales.design")
    return relation.target
