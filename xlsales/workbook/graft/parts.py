"""Parts carried from one package into another: new names, content types and relationships."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from xlsales.workbook.package import Package
from xlsales.workbook.parts import CONTENT_TYPES, free_name, insert_before_close, rels_name, resolve
from xlsales.workbook.xmlscan import Edits, Node, scan, set_attr, tag_prefix

Change = Callable[[str, str, bytes], bytes]


@dataclass
class Carrier:
    """Copies parts with all they lead to; `change` gets kind, part name and content of each."""

    source: Package
    host: Package
    change: Change
    added: dict[str, bytes] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    _moved: dict[str, str] = field(default_factory=dict)

    def carry(self, part: str, kind: str) -> str:
        """Copy a part and what it leads to; return its name in the host."""
        if part not in self._moved:
            name = free_name({*self.host.members, *self.added}, part)
            self._moved[part] = name
            self.added[name] = self.change(kind, part, self.source.read(part))
            self.types[name] = content_type(self.source, part)
            self._carry_relations(part, name)
        return self._moved[part]

    def _carry_relations(self, part: str, name: str) -> None:
        rels = self.source.actual(rels_name(part))
        if rels is None:
            return
        xml, edits = self.source.read(rels), Edits()
        for node in scan(rels, xml).walk("Relationship"):
            if node.attrs.get("TargetMode") != "External":
                edits.replace(node.start, node.open_end, self._carried(part, node, xml))
        self.added[rels_name(name)] = edits.apply(xml)

    def _carried(self, part: str, node: Node, xml: bytes) -> bytes:
        target = self.carry(resolve(part, node.attrs["Target"]), node.attrs["Type"].rpartition("/")[2])
        return set_attr(xml[node.start : node.open_end], "Target", "/" + target)


def content_type(package: Package, part: str) -> str:
    """Return the content type of a part: its own, or that of its extension."""
    root = scan(CONTENT_TYPES, package.read(CONTENT_TYPES))
    for node in root.walk("Override"):
        if node.attrs.get("PartName", "").lstrip("/").casefold() == part.casefold():
            return node.attrs["ContentType"]
    extension = part.rpartition(".")[2].casefold()
    return next(n.attrs["ContentType"] for n in root.walk("Default") if n.attrs["Extension"].casefold() == extension)


def with_types(xml: bytes, types: dict[str, str]) -> bytes:
    """Return the content types with new parts declared."""
    root = scan(CONTENT_TYPES, xml)
    prefix = tag_prefix(xml[root.start : root.open_end]).decode()
    new = (
        f"<{prefix}Override PartName={quoteattr('/' + part)} ContentType={quoteattr(kind)}/>"
        for part, kind in types.items()
    )
    return insert_before_close(CONTENT_TYPES, xml, "".join(new).encode())


def with_relations(name: str, xml: bytes, targets: list[tuple[str, str]]) -> tuple[bytes, list[str]]:
    """Return a relationships part with relations of (type, part) added, and their ids."""
    root = scan(name, xml)
    taken = {node.attrs.get("Id") for node in root.walk("Relationship")}
    free = (f"rId{n}" for n in range(1, len(taken) + len(targets) + 1) if f"rId{n}" not in taken)
    ids = [next(free) for _ in targets]
    prefix = tag_prefix(xml[root.start : root.open_end]).decode()
    new = (
        f"<{prefix}Relationship Id={quoteattr(i)} Type={quoteattr(kind)} Target={quoteattr('/' + part)}/>"
        for i, (kind, part) in zip(ids, targets, strict=True)
    )
    return insert_before_close(name, xml, "".join(new).encode()), ids


def without_relations(name: str, xml: bytes, kind: str) -> bytes:
    """Return a relationships part without the relations of a kind."""
    edits = Edits()
    for node in scan(name, xml).walk("Relationship"):
        if node.attrs.get("Type", "").rpartition("/")[2] == kind:
            edits.replace(node.start, node.end, b"")
    return edits.apply(xml)
