"""How parts hang together: relationships and content types, edited by splices."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from xlsales.workbook.package import Package
from xlsales.workbook.xmlscan import Edits, scan, tag_prefix

CONTENT_TYPES = "[Content_Types].xml"


@dataclass(frozen=True)
class Relation:
    """One relationship of a part: its id, its kind (the last word of its type), the part it leads to."""

    id: str
    kind: str
    target: str
    start: int
    end: int


def rels_name(part: str) -> str:
    """Return the name of the part that holds a part's relationships.

    >>> rels_name("xl/worksheets/sheet1.xml")
    'xl/worksheets/_rels/sheet1.xml.rels'
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", name + ".rels")


def resolve(part: str, target: str) -> str:
    """Return the part a relationship's target names, seen from its part.

    >>> resolve("xl/worksheets/sheet1.xml", "../tables/table1.xml"), resolve("xl/workbook.xml", "/xl/a.xml")
    ('xl/tables/table1.xml', 'xl/a.xml')
    """
    base = "" if target.startswith("/") else posixpath.dirname(part)
    return posixpath.normpath(posixpath.join(base, target.lstrip("/")))


def read_relations(package: Package, part: str) -> tuple[Relation, ...]:
    """Return a part's relationships to other parts of the package; external ones are left out."""
    name = package.actual(rels_name(part))
    if name is None:
        return ()
    return tuple(
        Relation(
            node.attrs["Id"],
            node.attrs.get("Type", "").rpartition("/")[2],
            package.actual(found := resolve(part, node.attrs.get("Target", ""))) or found,
            node.start,
            node.end,
        )
        for node in scan(name, package.read(name)).children
        if node.name == "Relationship" and node.attrs.get("TargetMode") != "External"
    )


def free_name(taken: set[str], like: str) -> str:
    """Return a part name not yet taken, numbered like the given one.

    >>> free_name({"xl/charts/chart1.xml", "xl/charts/chart2.xml"}, "xl/charts/chart1.xml")
    'xl/charts/chart3.xml'
    """
    found = re.fullmatch(r"(.*?)(\d*)(\.[^./]+)", like)
    stem, end = (found[1], found[3]) if found else (like, "")
    folded = {name.casefold() for name in taken}
    number = int(found[2] or 1) if found else 1
    while f"{stem}{number}{end}".casefold() in folded:
        number += 1
    return f"{stem}{number}{end}"


def insert_before_close(name: str, xml: bytes, new: bytes) -> bytes:
    """Return a part with XML put in as the last child of its root element."""
    root = scan(name, xml)
    edits = Edits()
    if root.open_end == root.end:
        tag = xml[root.start : root.open_end]
        raw = re.match(rb"<([^\s/>]+)", tag)
        assert raw is not None
        edits.replace(root.start, root.end, tag[:-2].rstrip() + b">" + new + b"</" + raw[1] + b">")
    else:
        edits.replace(root.close_start, root.close_start, new)
    return edits.apply(xml)


def with_overrides(xml: bytes, like: dict[str, str]) -> bytes:
    """Return the content types with each new part declared as the part it is like."""
    root = scan(CONTENT_TYPES, xml)
    declared = {
        node.attrs.get("PartName", "").lstrip("/").casefold(): node.attrs.get("ContentType", "")
        for node in root.walk("Override")
    }
    prefix = tag_prefix(xml[root.start : root.open_end]).decode()
    new = "".join(
        f"<{prefix}Override PartName={quoteattr('/' + part)} ContentType={quoteattr(declared[model.casefold()])}/>"
        for part, model in like.items()
        if model.casefold() in declared
    )
    return insert_before_close(CONTENT_TYPES, xml, new.encode()) if new else xml


def without_override(xml: bytes, part: str) -> bytes:
    """Return the content types without the declaration of one part."""
    edits = Edits()
    for node in scan(CONTENT_TYPES, xml).walk("Override"):
        if node.attrs.get("PartName", "").lstrip("/").casefold() == part.casefold():
            edits.replace(node.start, node.end, b"")
    return edits.apply(xml)


def as_workbook(xml: bytes) -> bytes:
    """Return the content types of a template (.xltx, .xltm) as those of a workbook (.xlsx, .xlsm).

    >>> as_workbook(b"application/vnd.ms-excel.template.macroEnabled.main+xml")
    b'application/vnd.ms-excel.sheet.macroEnabled.main+xml'
    """
    for kind in (b"spreadsheetml.%b.main+xml", b"ms-excel.%b.macroEnabled.main+xml"):
        xml = xml.replace(kind % b"template", kind % b"sheet")
    return xml
