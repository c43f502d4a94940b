"""Digital signatures of a package: found, and taken out with everything that leads to them."""

from __future__ import annotations

from xlsales.workbook.package import Package
from xlsales.workbook.parts import CONTENT_TYPES, Relation, read_relations, rels_name, without_override
from xlsales.workbook.xmlscan import Edits, scan

_ORIGIN = "origin"
_SIGNATURE_FOLDER = "_xmlsignatures/"
_EXTENSION = "sigs"


def is_signed(package: Package) -> bool:
    """Tell whether a package has a digital signature over its parts; a signed VBA project alone does not count."""
    return _origin(package) is not None


def without_signature(data: bytes) -> bytes:
    """Return a package without its digital signature: parts, relationships and content types go together."""
    package = Package.open(data)
    origin = _origin(package)
    if origin is None:
        return data
    root = package.actual(rels_name("")) or ""
    edits = Edits()
    edits.replace(origin.start, origin.end, b"")
    dropped = frozenset(_signature_parts(package, origin))
    types = _without_types(package.read(CONTENT_TYPES), dropped)
    stored = package.actual(CONTENT_TYPES) or CONTENT_TYPES
    return package.to_bytes({root: edits.apply(package.read(root)), stored: types}, dropped)


def _origin(package: Package) -> Relation | None:
    return next((relation for relation in read_relations(package, "") if relation.kind == _ORIGIN), None)


def _signature_parts(package: Package, origin: Relation) -> set[str]:
    signed = [origin.target, *(relation.target for relation in read_relations(package, origin.target))]
    wanted = {name.casefold() for part in signed for name in (part, rels_name(part))}
    return {
        name for name in package.members if name.casefold() in wanted or name.casefold().startswith(_SIGNATURE_FOLDER)
    }


def _without_types(xml: bytes, dropped: frozenset[str]) -> bytes:
    for part in dropped:
        xml = without_override(xml, part)
    edits = Edits()
    for node in scan(CONTENT_TYPES, xml).walk("Default"):
        if node.attrs.get("Extension", "").casefold() == _EXTENSION:
            edits.replace(node.start, node.end, b"")
    return edits.apply(xml)
