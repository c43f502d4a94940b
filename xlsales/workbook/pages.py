"""Sheets repeated: one copy per person, each with its own parts, names and title."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlsales.errors import WorkbookError
from xlsales.fills import Page
from xlsales.workbook.book import Book, Name, Sheet, renamed
from xlsales.workbook.charts import chart_parts
from xlsales.workbook.deflate import SMALL, Compression
from xlsales.workbook.names import CellWrite, Target, find_target
from xlsales.workbook.parts import (
    CONTENT_TYPES,
    as_workbook,
    free_name,
    insert_before_close,
    read_relations,
    rels_name,
    with_overrides,
)
from xlsales.workbook.refs import retitle, same_title, split_reference
from xlsales.workbook.retitle import retitle_chart, retitle_sheet, retitle_source
from xlsales.workbook.sheetfill import SheetFill
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.titles import legal_title
from xlsales.workbook.xmlscan import Edits, scan, set_attr

_COPIED_WITH_SHEET = (
    "drawing",
    "chart",
    "chartUserShapes",
    "chartStyle",
    "chartColorStyle",
    "vmlDrawing",
    "comments",
    "printerSettings",
)
_REFUSED = ("table", "pivotTable", "slicer", "threadedComment", "ctrlProp", "queryTable", "control", "oleObject")


@dataclass
class Draft:
    """A workbook being changed: new part contents, sheets and names, over a book that stays as it is."""

    book: Book
    sheets: list[Sheet]
    names: list[Name]
    changed: dict[str, bytes] = field(default_factory=dict)
    dropped: set[str] = field(default_factory=set)
    copied: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, book: Book) -> Draft:
        """Start a draft that changes nothing."""
        return cls(book, list(book.sheets), list(book.names))

    def read(self, part: str) -> bytes:
        """Return a part as it stands in the draft."""
        found = self.changed.get(part)
        return self.book.package.read(part) if found is None else found

    def new_part(self, model: str, content: bytes) -> str:
        """Add a part like another one and return its name."""
        name = free_name({*self.book.package.members, *self.changed}, model)
        self.changed[name] = content
        self.copied[name] = model
        return name

    def parts(self) -> dict[str, bytes]:
        """Return the content of every changed or added part by the name it is stored under."""
        changed = {**self.changed, self.book.part: self.book.workbook_xml(self.sheets, self.names)}
        old_types = self.book.package.read(CONTENT_TYPES)
        types = as_workbook(with_overrides(changed.get(CONTENT_TYPES, old_types), self.copied))
        if types != old_types:
            changed[CONTENT_TYPES] = types
        return {self.book.package.actual(name) or name: content for name, content in changed.items()}

    def to_bytes(self, compression: Compression = SMALL) -> bytes:
        """Return the workbook file."""
        return self.book.package.to_bytes(self.parts(), frozenset(self.dropped), compression)


def repeat_sheets(draft: Draft, pages: Mapping[str, Sequence[Page]]) -> None:
    """Copy the sheet of each key name once per page, in place."""
    for name, wanted in pages.items():
        target = find_target(draft.book, name)
        if isinstance(target, Target) and wanted:
            _Repeater(draft, target).repeat(wanted)
    if any(pages.values()):
        _drop_title_list(draft)


def add_sheets(draft: Draft, key: Target, pages: Sequence[Page], template: bytes) -> None:
    """Put a copy of the sheet that holds a key name behind it for each page; `template` is what is copied."""
    _Repeater(draft, key).add(pages, template)
    _drop_title_list(draft)


class _Repeater:
    """Turns one sheet into several."""

    def __init__(self, draft: Draft, key: Target) -> None:
        self.draft, self.key = draft, key
        self.original = key.sheet
        relations = read_relations(draft.book.package, key.sheet.part)
        refused = [relation.kind for relation in relations if relation.kind in _REFUSED]
        if refused:
            raise WorkbookError(
                f"sheet {key.sheet.title} is to be repeated but holds a {refused[0]}; move it to another sheet"
            )

    def repeat(self, pages: Sequence[Page]) -> None:
        """Make the copies: the sheet itself becomes the first page."""
        draft, old = self.draft, self.original
        template = draft.read(old.part)
        index = next(i for i, sheet in enumerate(draft.sheets) if sheet.part == old.part)
        others = [sheet.title for sheet in draft.sheets if sheet.part != old.part]
        titles: list[str] = []
        for page in pages:
            titles.append(legal_title(page.title, [*others, *titles]))
        self._rename(titles[0])
        first = renamed(old, titles[0])
        copies = [self._copy(template, title, page) for title, page in zip(titles[1:], pages[1:], strict=True)]
        draft.changed[old.part] = self._filled(draft.read(old.part), titles[0], pages[0])
        draft.sheets[index : index + 1] = [first, *copies]
        self._spread_names(index, titles)

    def add(self, pages: Sequence[Page], template: bytes) -> None:
        """Put copies behind the sheet, which stays as it is."""
        draft, old = self.draft, self.original
        index = next(i for i, sheet in enumerate(draft.sheets) if sheet.part == old.part)
        taken = [sheet.title for sheet in draft.sheets]
        for page in pages:
            taken.append(legal_title(page.title, taken))
        titles = taken[len(draft.sheets) :]
        copies = [self._copy(template, title, page) for title, page in zip(titles, pages, strict=True)]
        draft.sheets[index + 1 : index + 1] = copies
        self._spread_names(index, [old.title, *titles])

    def _filled(self, xml: bytes, title: str, page: Page) -> bytes:
        sheet = replace(self.original, title=title)
        work = SheetFill(SheetMap(self.original.part, xml), title, self.draft.book.mac_dates)
        work.write(CellWrite(sheet, self.key.area.left, self.key.area.top, page.key, self.key.name))
        WorkbookError.raise_any(work.problems)
        return work.to_xml([])

    def _rename(self, title: str) -> None:
        """Let every reference to the sheet in the workbook follow its new title."""
        draft, old = self.draft, self.original.title
        if old == title:
            return
        for sheet in draft.sheets:
            if sheet.kind == "worksheet":
                _change(draft, sheet.part, retitle_sheet(sheet.part, draft.read(sheet.part), old, title))
            for part in chart_parts(draft.book.package, sheet.part):
                _change(draft, part, retitle_chart(part, draft.read(part), old, title))
        draft.names = [replace(name, text=retitle(name.text, old, title)) for name in draft.names]
        for name in list(draft.book.package.members):
            if re.search(r"pivotCacheDefinition\d*\.xml$", name):
                _change(draft, name, retitle_source(name, draft.read(name), old, title))

    def _copy(self, template: bytes, title: str, page: Page) -> Sheet:
        draft, old = self.draft, self.original
        xml = retitle_sheet(old.part, template, old.title, title)
        xml = _without_uid(self._filled(_unselected(old.part, xml), title, page))
        part = draft.new_part(old.part, xml)
        self._copy_relations(old.part, part, title)
        return self._register(part, title)

    def _copy_relations(self, source: str, copy: str, title: str) -> None:
        """Give a copied part its own drawings and charts; pictures and printer settings are shared."""
        draft = self.draft
        name = draft.book.package.actual(rels_name(source))
        if name is None:
            return
        xml, edits = draft.book.package.read(name), Edits()
        for relation in read_relations(draft.book.package, source):
            if relation.kind not in _COPIED_WITH_SHEET:
                continue
            content = draft.book.package.read(relation.target)
            if relation.kind == "chart":
                content = retitle_chart(relation.target, content, self.original.title, title)
            part = draft.new_part(relation.target, content)
            self._copy_relations(relation.target, part, title)
            tag = set_attr(xml[relation.start : relation.end], "Target", "/" + part)
            edits.replace(relation.start, relation.end, tag)
        draft.changed[rels_name(copy)] = edits.apply(xml)

    def _register(self, part: str, title: str) -> Sheet:
        draft = self.draft
        rels = draft.book.package.actual(rels_name(draft.book.part)) or ""
        xml = draft.read(rels)
        nodes = list(scan(rels, xml).walk("Relationship"))
        model = next(n for n in nodes if n.attrs["Id"] == _relation_id(self.original))
        taken = {node.attrs["Id"] for node in nodes}
        new_id = next(f"rId{n}" for n in range(1, len(taken) + 2) if f"rId{n}" not in taken)
        tag = set_attr(set_attr(xml[model.start : model.end], "Id", new_id), "Target", "/" + part)
        draft.changed[rels] = insert_before_close(rels, xml, tag)
        return Sheet(title, part, "worksheet", self._sheet_tag(title, new_id))

    def _sheet_tag(self, title: str, relation: str) -> bytes:
        numbers = [int(found[1]) for s in self.draft.sheets if (found := re.search(rb'sheetId="(\d+)"', s.tag))]
        self._last_id = max([*numbers, getattr(self, "_last_id", 0)]) + 1
        tag = set_attr(set_attr(self.original.tag, "name", title), "sheetId", str(self._last_id))
        return set_attr(tag, _relation_attr(tag), relation)

    def _spread_names(self, index: int, titles: Sequence[str]) -> None:
        """Give each copy the names of its sheet as names of its own, as copying a sheet in Excel does."""
        added = len(titles) - 1
        kept = [_relocated(name, index, added) for name in self.draft.names]
        own = [name for name in kept if name.local == index or _points_at(name, titles[0])]
        local = {name.name.casefold() for name in own if name.local == index}
        own = [name for name in own if name.local == index or name.name.casefold() not in local]
        for offset, title in enumerate(titles[1:], 1):
            kept += [_localised(name, index + offset, titles[0], title) for name in own]
        self.draft.names = kept


def _change(draft: Draft, part: str, xml: bytes) -> None:
    if xml != draft.read(part):
        draft.changed[part] = xml


def _points_at(name: Name, title: str) -> bool:
    split = split_reference(name.text)
    return name.local is None and split is not None and same_title(split[0], title)


def _relocated(name: Name, index: int, added: int) -> Name:
    if name.local is None or name.local <= index or not added:
        return name
    local = name.local + added
    return replace(name, local=local, tag=set_attr(name.tag, "localSheetId", str(local)))


def _localised(name: Name, local: int, old: str, title: str) -> Name:
    tag = set_attr(name.tag, "localSheetId", str(local))
    return Name(name.name, retitle(name.text, old, title), local, tag)


def _relation_attr(tag: bytes) -> str:
    found = re.search(rb"\s([\w.-]+:id)\s*=", tag)
    assert found is not None
    return found[1].decode()


def _relation_id(sheet: Sheet) -> str:
    found = re.search(rb"\s[\w.-]+:id\s*=\s*[\"']([^\"']+)", sheet.tag)
    assert found is not None
    return found[1].decode()


def _unselected(part: str, xml: bytes) -> bytes:
    """Take out of a copy what only one sheet may have: being selected, and the name its macros know it by."""
    edits = Edits()
    for node in SheetMap(part, xml).root.walk("sheetView", "sheetPr"):
        mark = "codeName" if node.name == "sheetPr" else "tabSelected"
        edits.replace(node.start, node.open_end, set_attr(xml[node.start : node.open_end], mark, None))
    return edits.apply(xml)


def _without_uid(xml: bytes) -> bytes:
    """Take the sheet's own identity out of a copy: two sheets must not share one."""
    root = SheetMap("copy", xml).root
    tag = xml[root.start : root.open_end]
    return xml[: root.start] + set_attr(tag, "xr:uid", None) + xml[root.open_end :]


def _drop_title_list(draft: Draft) -> None:
    """Leave the list of sheet titles out of the document properties: Excel writes it anew."""
    part = draft.book.package.actual("docProps/app.xml")
    if part is None:
        return
    xml, edits = draft.read(part), Edits()
    for node in scan(part, xml).children:
        if node.name in ("TitlesOfParts", "HeadingPairs"):
            edits.replace(node.start, node.end, b"")
    draft.changed[part] = edits.apply(xml)
