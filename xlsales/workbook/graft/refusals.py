"""Workbooks that take no sheets, each with the reason and the way out."""

from __future__ import annotations

from collections.abc import Iterator

from xlsales.workbook.book import Book
from xlsales.workbook.parts import CONTENT_TYPES, read_relations
from xlsales.workbook.xmlscan import scan

_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_SHOWN = 4


def refusals(host: Book) -> Iterator[str]:
    """Yield why a workbook takes no sheets from another; nothing when it does."""
    label = host.package.label
    if host.root.space == _STRICT:
        yield f"{label} is a Strict Open XML workbook; save it in Excel as Excel Workbook (.xlsx) and try again"
    if any(relation.kind == "origin" for relation in read_relations(host.package, "")):
        yield f"{label} is signed, and new sheets would break the signature; remove it (File, Info) and try again"
    if host.relation("revisionHeaders"):
        yield f"{label} is a shared workbook that tracks changes; stop sharing it (Review) and try again"
    protection = host.root.find("workbookProtection")
    if protection is not None and protection.attrs.get("lockStructure") in ("1", "true"):
        yield f"the structure of {label} is protected; unprotect it (Review, Protect Workbook) and try again"
    if "addin" in main_type(host):
        yield f"{label} is an add-in, whose sheets nobody sees; name a workbook (.xlsx or .xlsm)"


def clashes(host: Book, source: Book) -> Iterator[str]:
    """Yield the problem when tables or names of the source are taken in the host."""
    taken = {table.name.casefold() for table in host.tables}
    taken |= {name.name.casefold() for name in host.names if name.local is None}
    ours = [*(table.name for table in source.tables), *(name.name for name in source.names if name.local is None)]
    found = [name for name in ours if name.casefold() in taken]
    if found:
        shown = ", ".join(found[:_SHOWN]) + (f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else "")
        yield (
            f"{host.package.label} already has the tables or names {shown}, and each may stand there once: "
            "bring sheets that xlsales made up to date with  xlsales refresh,  rename what is yours, "
            "or build this report as a workbook of its own with  xlsales build"
        )


def main_type(book: Book) -> str:
    """Return the content type of the workbook part: it tells macros, templates and add-ins apart."""
    for node in scan(CONTENT_TYPES, book.package.read(CONTENT_TYPES)).walk("Override"):
        if node.attrs.get("PartName", "").lstrip("/").casefold() == book.part.casefold():
            return node.attrs.get("ContentType", "")
    return ""
