"""Our functions among a workbook's defined names: what is there, what is somebody else's, and the part rewritten."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from xlsales.functions_help import signature
from xlsales.hosts.lambdas.compose import formula
from xlsales.hosts.lambdas.syntax import stored
from xlsales.registry import FUNCTIONS
from xlsales.workbook.book import Book
from xlsales.workbook.graft.splice import PartEdit, element
from xlsales.workbook.xmlscan import Edits, Node, scan

MARK = "xlsales: "  # how the comment of our names begins
_COMMENT_LIMIT = 255
_BUILT_IN = "_xlnm."
_LAMBDA = "_xlfn.LAMBDA("
_SHOWN = 60
_AFTER_NAMES = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


@dataclass(frozen=True)
class Definition:
    """One function as a defined name: its name, its formula as stored, the comment that autocomplete shows."""

    name: str
    text: str
    comment: str

    def xml(self, prefix: str) -> str:
        """Return the element of the workbook part."""
        return element(prefix, "definedName", {"name": self.name, "comment": self.comment}, escape(self.text))

    def stands_in(self, node: Node) -> bool:
        """Tell whether a name of the workbook is this definition to the letter."""
        return node.text == self.text and node.attrs == {"name": self.name, "comment": self.comment}


@cache
def definitions(language: str = "en") -> dict[str, Definition]:
    """Return the definition of every function by its name, sorted as Excel sorts names."""
    found = (
        Definition(one.name, stored(formula(one)), f"{MARK}{one.help(language)} {signature(one)}"[:_COMMENT_LIMIT])
        for one in FUNCTIONS
    )
    return {one.name: one for one in sorted(found, key=lambda one: one.name)}


def own_names(root: Node) -> dict[str, Node]:
    """Return the names of a workbook that are functions of ours, put in by this or another version."""
    return {node.attrs["name"].upper(): node for node in _own(root) if "localSheetId" not in node.attrs}


def strangers(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the names and tables of a workbook that bear a function's name and are not ours, with what they are."""
    ours = list(_own(book.root))
    for node in book.root.walk("definedName"):
        if _is_known(node) and node not in ours:
            text = node.text if len(node.text) <= _SHOWN else f"{node.text[:_SHOWN]}…"
            yield node.attrs["name"].upper(), text
    known = definitions()
    for table in book.tables:
        if table.name.upper() in known:
            yield table.name.upper(), f"a table on sheet {table.sheet}"


def with_definitions(book: Book, wanted: Mapping[str, Definition]) -> bytes:
    """Return the workbook part with these functions, those of ours that stand there brought up to date."""
    standing = own_names(book.root)
    if all(name in standing and one.stands_in(standing[name]) for name, one in wanted.items()):
        return book.xml
    xml, root = _calculating(book)
    edit = PartEdit(xml, root)
    present = own_names(root)
    for name, node in present.items():
        if name in wanted:
            edit.edits.replace(node.start, node.end, wanted[name].xml(edit.prefix).encode())
    _insert([one for name, one in wanted.items() if name not in present], edit)
    return edit.to_xml()


def without_definitions(book: Book) -> bytes:
    """Return the workbook part without any function of ours."""
    if not list(_own(book.root)):
        return book.xml
    xml, root = _calculating(book)
    gone = list(_own(root))
    names = root.find("definedNames")
    edits = Edits()
    if names is not None and len(names.children) == len(gone):
        gone = [names]
    for node in gone:
        edits.replace(node.start, node.end, b"")
    return edits.apply(xml)


def _calculating(book: Book) -> tuple[bytes, Node]:
    """Return the workbook part set to recalculate when opened, and its tree."""
    xml = book.workbook_xml(list(book.sheets), list(book.names))
    return xml, scan(book.part, xml)


def _insert(new: Collection[Definition], edit: PartEdit) -> None:
    """Put new names among those that stand there, each before the first that sorts after it."""
    names = edit.root.find("definedNames")
    if names is None or not names.children:
        edit.extend("definedNames", [one.xml(edit.prefix) for one in new], _AFTER_NAMES)
        return
    for place, group in _places(new, names).items():
        edit.edits.replace(place, place, "".join(one.xml(edit.prefix) for one in group).encode())


def _places(new: Iterable[Definition], names: Node) -> dict[int, list[Definition]]:
    found: dict[int, list[Definition]] = {}
    for one in new:
        later = (node.start for node in names.children if _sorted_as(node) > one.name.casefold())
        found.setdefault(next(later, names.close_start), []).append(one)
    return found


def _sorted_as(node: Node) -> str:
    """Return what Excel sorts a name by: print areas and the like by the name people see."""
    return node.attrs.get("name", "").casefold().removeprefix(_BUILT_IN)


def _is_known(node: Node) -> bool:
    return node.attrs.get("name", "").upper() in definitions()


def _own(root: Node) -> Iterator[Node]:
    for node in root.walk("definedName"):
        marked = node.attrs.get("comment", "").startswith(MARK)
        if _is_known(node) and marked and node.text.startswith(_LAMBDA):
            yield node
