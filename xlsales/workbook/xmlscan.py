"""XML parts as byte spans: where each element stands, so that an edit is a splice and the rest stays."""

from __future__ import annotations

import re
import xml.parsers.expat as expat
from collections.abc import Iterator
from xml.sax.saxutils import quoteattr

from xlsales.errors import WorkbookError

MAIN_SPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)
_TAG = re.compile(rb"<[^\"'>]*(?:\"[^\"]*\"[^\"'>]*|'[^']*'[^\"'>]*)*>")
_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)")


class Node:
    """One element: its name, attributes, text, children, and the bytes it stands on.

    The start tag is `xml[start:open_end]`, the content `xml[open_end:close_start]`, all of it
    `xml[start:end]`. Attributes with a namespace are keyed "namespace name".
    """

    __slots__ = ("attrs", "children", "close_start", "end", "name", "open_end", "space", "start", "text")

    def __init__(self, space: str, name: str, attrs: dict[str, str], start: int, open_end: int) -> None:
        self.space, self.name, self.attrs = space, name, attrs
        self.start, self.open_end, self.close_start, self.end = start, open_end, open_end, open_end
        self.children: list[Node] = []
        self.text = ""

    def find(self, name: str) -> Node | None:
        """Return the first child of that name."""
        return next((child for child in self.children if child.name == name), None)

    def walk(self, *names: str) -> Iterator[Node]:
        """Yield this element and all below it that have one of the names, in document order."""
        if self.name in names:
            yield self
        for child in self.children:
            yield from child.walk(*names)

    def attr(self, name: str) -> str | None:
        """Return an attribute by its local name, whatever its namespace."""
        return next((v for k, v in self.attrs.items() if k.rpartition(" ")[2] == name), None)


class Scanner:
    """Reads one part with expat and builds its tree of nodes with byte spans."""

    def __init__(self, part: str, xml: bytes) -> None:
        self.part, self.xml = part, xml
        self.root = Node("", "", {}, 0, 0)
        self.stack = [self.root]
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.characters
        self.parser.StartDoctypeDeclHandler = self.refuse_doctype

    def run(self) -> Node:
        """Return the part's root element."""
        _refuse_encoding(self.part, self.xml)
        try:
            self.parser.Parse(self.xml, True)
        except expat.ExpatError as error:
            raise WorkbookError(
                f"{self.part} inside the workbook is damaged ({error}); open it in Excel and save it again"
            ) from None
        return self.root.children[0]

    def refuse_doctype(self, *_args: object) -> None:
        """Refuse a part that declares a document type: no spreadsheet program writes one."""
        raise WorkbookError(f"{self.part} inside the workbook declares a document type; xlsales does not read it")

    def tag_end(self, start: int) -> int:
        """Return where the start tag at `start` ends."""
        found = _TAG.match(self.xml, start)
        assert found is not None
        return found.end()

    def close(self, start: int, open_end: int) -> tuple[int, int]:
        """Return where the content and the element end, at an end event."""
        if self.xml[open_end - 2 : open_end] == b"/>":
            return open_end, open_end
        close_start = self.parser.CurrentByteIndex
        return close_start, self.xml.index(b">", close_start) + 1

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Open a node."""
        space, _, local = name.rpartition(" ")
        begin = self.parser.CurrentByteIndex
        node = Node(space, local, attrs, begin, self.tag_end(begin))
        self.stack[-1].children.append(node)
        self.stack.append(node)

    def end(self, _name: str) -> None:
        """Close a node."""
        node = self.stack.pop()
        node.close_start, node.end = self.close(node.start, node.open_end)

    def characters(self, text: str) -> None:
        """Add text to the open node."""
        self.stack[-1].text += text


def scan(part: str, xml: bytes) -> Node:
    """Return the root element of a part with the byte span of every element.

    >>> scan("a.xml", b'<a><b c="1"/>text</a>').children[0].attrs
    {'c': '1'}
    """
    return Scanner(part, xml).run()


def _refuse_encoding(part: str, xml: bytes) -> None:
    found = _ENCODING.match(xml)
    encoding = found[1].decode("ascii", "replace").lower() if found else "utf-8"
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff") or encoding not in ("utf-8", "utf8", "us-ascii", "ascii"):
        raise WorkbookError(f"{part} inside the workbook is not UTF-8; open it in Excel and save it again")


class Edits:
    """Splices for one part, given in any order, applied together.

    >>> edits = Edits()
    >>> edits.replace(1, 2, b"X"); edits.replace(3, 3, b"!")
    >>> edits.apply(b"abcd")
    b'aXc!d'
    """

    def __init__(self) -> None:
        self._splices: list[tuple[int, int, bytes]] = []

    def __bool__(self) -> bool:
        return bool(self._splices)

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put `new` in place of the bytes from start to end; an insertion where both are equal."""
        self._splices.append((start, end, new))

    def apply(self, xml: bytes) -> bytes:
        """Return the part with all splices made."""
        pieces, position = [], 0
        for start, end, new in sorted(self._splices, key=lambda splice: splice[:2]):
            pieces += [xml[position:start], new]
            position = end
        return b"".join([*pieces, xml[position:]])


def tag_prefix(tag: bytes) -> bytes:
    """Return the namespace prefix of a tag with its colon, empty when it has none.

    >>> tag_prefix(b"<x:row r='1'>"), tag_prefix(b"<row>")
    (b'x:', b'')
    """
    name = re.match(rb"</?([^\s/>]+)", tag)
    assert name is not None
    prefix, colon, _ = name[1].rpartition(b":")
    return prefix + colon


def set_attr(tag: bytes, name: str, value: str | None) -> bytes:
    """Return a start tag with one attribute set, or taken out when the value is None.

    >>> set_attr(b'<c r="A1" t="s">', "t", None), set_attr(b"<row/>", "r", "7")
    (b'<c r="A1">', b'<row r="7"/>')
    """
    pattern = re.compile(rb"\s" + re.escape(name.encode()) + rb"\s*=\s*(\"[^\"]*\"|'[^']*')")
    new = b"" if value is None else f" {name}={quoteattr(value)}".encode()
    found = pattern.search(tag)
    if found:
        return tag[: found.start()] + new + tag[found.end() :]
    end = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:end].rstrip() + new + tag[end:]
