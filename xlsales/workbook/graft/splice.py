"""Elements written for another part: rendered under its prefix, put into its lists where the schema wants them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import quoteattr

from xlsales.workbook.xmlscan import Edits, Node, set_attr, tag_prefix


def element(prefix: str, name: str, attrs: Mapping[str, str], body: str = "") -> str:
    """Return an element; attributes with a namespace are left out.

    >>> element("x:", "font", {"a": "1"}), element("", "fonts", {}, "<font/>")
    ('<x:font a="1"/>', '<fonts><font/></fonts>')
    """
    marks = "".join(f" {key}={quoteattr(value)}" for key, value in attrs.items() if " " not in key)
    return f"<{prefix}{name}{marks}>{body}</{prefix}{name}>" if body else f"<{prefix}{name}{marks}/>"


class PartEdit:
    """One part being extended: items added to the lists below its root."""

    def __init__(self, xml: bytes, root: Node) -> None:
        self.xml, self.root, self.edits = xml, root, Edits()
        self.prefix = tag_prefix(xml[root.start : root.open_end]).decode()

    def extend(self, name: str, items: Sequence[str], later: Sequence[str], *, counted: bool = False) -> None:
        """Add items to a list element, which is made before the first of the later elements when missing."""
        if not items:
            return
        node = self.root.find(name)
        if node is None:
            self._make(name, items, later, counted)
        else:
            self._append(node, items, counted)

    def to_xml(self) -> bytes:
        """Return the part with everything added."""
        return self.edits.apply(self.xml)

    def _make(self, name: str, items: Sequence[str], later: Sequence[str], counted: bool) -> None:
        places = (child.start for child in self.root.children if child.name in later)
        place = next(places, self.root.close_start)
        attrs = {"count": str(len(items))} if counted else {}
        self.edits.replace(place, place, element(self.prefix, name, attrs, "".join(items)).encode())

    def _append(self, node: Node, items: Sequence[str], counted: bool) -> None:
        tag = self.xml[node.start : node.open_end]
        body = "".join(items).encode()
        if counted:
            tag = set_attr(tag, "count", str(len(node.children) + len(items)))
        if node.open_end == node.end:
            close = f"</{tag_prefix(tag).decode()}{node.name}>".encode()
            self.edits.replace(node.start, node.end, tag[:-2].rstrip() + b">" + body + close)
        else:
            self.edits.replace(node.start, node.open_end, tag)
            self.edits.replace(node.close_start, node.close_start, body)
