"""Chart parts: where they are, and their references changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeAlias
from xml.sax.saxutils import escape

from xlsales.workbook.package import Package
from xlsales.workbook.parts import read_relations
from xlsales.workbook.xmlscan import Edits, Node, scan, tag_prefix

Block: TypeAlias = list[list[tuple[str | None, str] | None]]
CACHES = ("numCache", "strCache", "multiLvlStrCache")
_REFERENCES = ("numRef", "strRef", "multiLvlStrRef")


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
    for _parent, holder in _holders(scan(part, xml)):
        node = holder.find("f")
        assert node is not None
        text = change(node.text)
        if text != node.text:
            edits.replace(node.open_end, node.close_start, escape(text).encode())
            for cache in holder.children:
                if cache.name in CACHES:
                    edits.replace(cache.start, cache.end, b"")
    return edits.apply(xml) if edits else xml


def _holders(node: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the elements that hold a reference, with or without a cache beside it, after their parents."""
    for child in node.children:
        if child.find("f") is not None:
            yield node, child
        yield from _holders(child)


def without_caches(part: str, xml: bytes, is_stale: Callable[[str], bool]) -> bytes:
    """Return a chart part without the caches of references that are stale."""
    edits = Edits()
    for _parent, holder in _holders(scan(part, xml)):
        node = holder.find("f")
        if node is not None and is_stale(node.text):
            for cache in holder.children:
                if cache.name in CACHES:
                    edits.replace(cache.start, cache.end, b"")
    return edits.apply(xml) if edits else xml


def with_caches(part: str, xml: bytes, values: Callable[[str], Block | None]) -> bytes:
    """Return a chart part with the cache of each reference filled with the values it reads.

    A reference without values (several areas, another workbook) is left as it is.
    """
    edits = Edits()
    for parent, holder in _holders(scan(part, xml)):
        node = holder.find("f")
        block = values(node.text) if node and holder.name in _REFERENCES else None
        if node and block is not None:
            _refill(parent, holder, node, block, xml, edits)
    return edits.apply(xml)


def _refill(parent: Node, holder: Node, node: Node, block: Block, xml: bytes, edits: Edits) -> None:
    kind = holder.name[:-3] + "Cache"
    prefix = tag_prefix(xml[holder.start : holder.open_end])
    if parent.name == "cat" and kind == "numCache" and _is_text(block):
        cache = _cache("strCache", block, None, xml, prefix)
        reference = xml[node.start : node.end] + cache
        edits.replace(holder.start, holder.end, b"<%bstrRef>%b</%bstrRef>" % (prefix, reference, prefix))
        return
    old = holder.find(kind)
    start, end = (old.start, old.end) if old else (node.end, node.end)
    edits.replace(start, end, _cache(kind, block, old, xml, prefix))


def _is_text(block: Block) -> bool:
    """Tell whether categories declared as numbers are words."""
    marks = {cell[0] for row in block for cell in row if cell is not None}
    return bool(marks) and marks <= {"str"}


def _cache(kind: str, block: Block, old: Node | None, xml: bytes, prefix: bytes) -> bytes:
    p = prefix.decode()
    if kind == "multiLvlStrCache":
        columns = list(zip(*block, strict=True))
        levels = "".join(f"<{p}lvl>{_points(column, p)}</{p}lvl>" for column in reversed(columns))
        body = f'<{p}ptCount val="{len(block)}"/>{levels}'
    else:
        cells = [cell for row in block for cell in row]
        shown = cells if kind == "strCache" else [c if c and c[0] in (None, "e") else None for c in cells]
        body = f'<{p}ptCount val="{len(cells)}"/>{_points(shown, p)}'
    code = _format_code(old, xml, p) if kind == "numCache" else ""
    return f"<{p}{kind}>{code}{body}</{p}{kind}>".encode()


def _format_code(old: Node | None, xml: bytes, p: str) -> str:
    kept = old.find("formatCode") if old else None
    return xml[kept.start : kept.end].decode() if kept else f"<{p}formatCode>General</{p}formatCode>"


def _points(cells: Sequence[tuple[str | None, str] | None], p: str) -> str:
    return "".join(
        f'<{p}pt idx="{i}"><{p}v>{_shown(cell)}</{p}v></{p}pt>' for i, cell in enumerate(cells) if cell is not None
    )


def _shown(cell: tuple[str | None, str]) -> str:
    mark, text = cell
    return text if mark != "b" else ("FALSE", "TRUE")[text == "1"]
