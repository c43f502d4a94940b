"""The host's workbook part with sheets and names added; its own stay where and as they are."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from xlsales.workbook.book import Book, Name
from xlsales.workbook.graft.splice import PartEdit, element
from xlsales.workbook.xmlscan import Edits, Node, scan

_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_AFTER_NAMES = (
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
)  # fmt: skip


def workbook_with(host: Book, source: Book, ids: list[str]) -> bytes:
    """Return the host's workbook part with the source's sheets, found by relation ids, and its names."""
    edit = PartEdit(host.xml, host.root)
    numbers = [int(node.attrs.get("sheetId", 0)) for node in host.root.walk("sheet")]
    nodes = list(source.root.walk("sheet"))
    sheets = [
        _sheet(edit.prefix, node, max(numbers, default=0) + place, relation)
        for place, (node, relation) in enumerate(zip(nodes, ids, strict=True), 1)
    ]
    edit.extend("sheets", sheets, ())
    attrs = {id(name): node.attrs for name, node in zip(source.names, source.root.walk("definedName"), strict=True)}
    names = [_name(edit.prefix, name, attrs[id(name)], len(host.sheets)) for name in source.names]
    edit.extend("definedNames", names, _AFTER_NAMES)
    return edit.to_xml()


def _sheet(prefix: str, node: Node, number: int, relation: str) -> str:
    hidden = "".join(f' state="{s}"' for s in [node.attrs.get("state", "visible")] if s != "visible")
    name = quoteattr(node.attrs["name"])
    return f'<{prefix}sheet xmlns:r="{_LINKS}" name={name} sheetId="{number}"{hidden} r:id={quoteattr(relation)}/>'


def _name(prefix: str, name: Name, attrs: dict[str, str], before: int) -> str:
    place = {} if name.local is None else {"localSheetId": str(name.local + before)}
    return element(prefix, "definedName", {**attrs, **place}, escape(name.text))


def without_title_list(part: str, xml: bytes) -> bytes:
    """Return the document properties without the list of sheet titles: Excel writes it anew."""
    edits = Edits()
    for node in scan(part, xml).children:
        if node.name in ("TitlesOfParts", "HeadingPairs"):
            edits.replace(node.start, node.end, b"")
    return edits.apply(xml)
