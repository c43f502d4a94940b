"""Chart parts: where they are, and their references changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from xml.sax.saxutils import escape

from xlsales.workbook.package import Package
from xlsales.workbook.parts import read_relations
from xlsales.workbook.xmlscan import Edits, Node, scan

CACHES = ("numCache", "strCache", "multiLvlStrCache")


def chart_parts(package: Package, sheet_part: str) -> Iterator[str]:
    """Yield the chart parts drawn on a sheet."""
    for drawing in read_relations(package, sheet_part):
        if drawing.kind == "drawing":
            for chart in read_relations(package, drawing.target):
                if chart.kind in ("chart", "chartEx"):
                    yield chart.target


def change_references(part: str, xml: bytes, change: Callable[[str], str]) -> bytes:
    """Return a chart part with its references changed; a changed one loses its stale cache."""
    edits = Edits()
    for holder in _holders(scan(part, xml)):
        node = holder.find("f")
        assert node is not None
        text = change(node.text)
        if text != node.text:
            edits.replace(node.open_end, node.close_start, escape(text).encode())
            for cache in holder.children:
                if cache.name in CACHES:
                    edits.replace(cache.start, cache.end, b"")
    return edits.apply(xml) if edits else xml


def _holders(node: Node) -> Iterator[Node]:
    """Yield the elements that hold a reference, with or without a cache beside it."""
    if node.find("f") is not None:
        yield node
    for child in node.children:
        yield from _holders(child)
