"""Our functions put into a workbook as LAMBDA names, and taken out again; only the workbook part changes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from xlsales.errors import DataError, WorkbookError
from xlsales.hosts.lambdas.definitions import (
    Definition,
    definitions,
    own_names,
    strangers,
    with_definitions,
    without_definitions,
)
from xlsales.registry import find, unknown
from xlsales.workbook.admission import admit, readable
from xlsales.workbook.book import Book
from xlsales.workbook.package import Package
from xlsales.workbook.parts import CONTENT_TYPES, as_workbook
from xlsales.workbook.signatures import without_signature
from xlsales.workbook.targets import choose_target, store

State = Literal["embedded", "absent", "taken"]
_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f\b[^>]*>([^<]+)<")
_CALLED = re.compile(rb"(?<![\w.])([A-Z][A-Z_]+)\(")


@dataclass(frozen=True)
class Embedded:
    """What became of a workbook: its functions added, updated or removed, and those that formulas still call."""

    path: Path
    backup: Path | None
    added: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    still_called: tuple[str, ...] = ()


def embed(
    path: Path | str,
    out: Path | str | None = None,
    *,
    in_place: bool = False,
    skip: Collection[str] = (),
    language: str = "en",
    drop_signature: bool = False,
) -> Embedded:
    """Put every function, except those to skip, into a workbook as LAMBDA names; write it to `out` or in place.

    The functions then work in Excel 365 and 2024, on the Mac and on the web, without Python. Functions of an
    earlier run are brought up to date; a second run changes nothing. Only the workbook part changes: names are
    added, and the workbook is asked to recalculate. Names or tables of the user that bear a function's name
    raise one WorkbookError that lists them all; nothing is written then.
    """
    source, original, book = _opened(path, drop_signature)
    target = choose_target(source, Path(out) if out else None, in_place=in_place)
    wanted = _wanted(language, skip)
    with readable(source.name):
        _refuse_strangers(book, wanted)
        standing = own_names(book.root)
        data = _rewritten(book, with_definitions(book, wanted), drop_signature)
    stale = tuple(name for name, one in wanted.items() if name in standing and not one.stands_in(standing[name]))
    added = tuple(name for name in wanted if name not in standing)
    return Embedded(target, _stored(source, original, target, data), added=added, updated=stale)


def remove(
    path: Path | str, out: Path | str | None = None, *, in_place: bool = False, drop_signature: bool = False
) -> Embedded:
    """Take out of a workbook exactly the functions that `embed` put in; names of the user stay.

    Formulas that still call them show #NAME? from then on: `still_called` says which functions those are.
    """
    source, original, book = _opened(path, drop_signature)
    target = choose_target(source, Path(out) if out else None, in_place=in_place)
    with readable(source.name):
        gone = tuple(sorted(own_names(book.root)))
        data = _rewritten(book, without_definitions(book), drop_signature)
        called = set(_calls(book))
    backup = _stored(source, original, target, data)
    return Embedded(target, backup, removed=gone, still_called=tuple(name for name in gone if name in called))


remove_embedded = remove  # the name in the package itself, where "remove" would say too little


def states(path: Path | str) -> dict[str, State]:
    """Return for each function whether a workbook holds it: embedded, absent, or its name taken by the user."""
    _, _, book = _opened(path, signed=True)
    known: dict[str, State] = dict.fromkeys(definitions(), "absent")
    ours: dict[str, State] = dict.fromkeys(own_names(book.root), "embedded")
    taken: dict[str, State] = {name: "taken" for name, _ in strangers(book)}
    return {**known, **ours, **taken}


def _opened(path: Path | str, signed: bool) -> tuple[Path, bytes, Book]:
    source = Path(path)
    try:
        data = source.read_bytes()
    except OSError as error:
        raise WorkbookError(f"{source} cannot be read: {error.strerror}") from None
    admit(data, source.name, signed=signed)
    with readable(source.name):
        package = Package.open(data)
        package.label = source.name
        return source, data, Book(package)


def _wanted(language: str, skip: Collection[str]) -> dict[str, Definition]:
    strange = [name for name in skip if find(name) is None]
    DataError.raise_any(unknown(name) for name in strange)
    left_out = {one.name for name in skip if (one := find(name))}
    return {name: one for name, one in definitions(language).items() if name not in left_out}


def _refuse_strangers(book: Book, wanted: Collection[str]) -> None:
    found = [f"{name} ({what})" for name, what in strangers(book) if name in wanted]
    if found:
        raise WorkbookError(
            f"{book.package.label} has names of its own that our functions bear: {', '.join(found)}; "
            "rename them, or leave those functions out with --skip"
        )


def _rewritten(book: Book, xml: bytes, drop_signature: bool) -> bytes | None:
    """Return the file with its workbook part replaced, a template made a workbook; None when nothing changes."""
    package = book.package
    types = package.read(CONTENT_TYPES)
    new = {book.part: xml, package.actual(CONTENT_TYPES) or CONTENT_TYPES: as_workbook(types)}
    changed = {name: content for name, content in new.items() if content != package.read(name)}
    data = package.to_bytes(changed) if changed else None
    return without_signature(data) if data and drop_signature else data


def _stored(source: Path, original: bytes, target: Path, data: bytes | None) -> Path | None:
    """Write the file; one that is the same as before is not written over itself."""
    if data is None and target.exists() and target.samefile(source):
        return None
    return store(source, original, target, original if data is None else data)


def _calls(book: Book) -> Iterator[str]:
    """Yield the functions that formulas of the sheets call."""
    for sheet in book.worksheets:
        for formula in _FORMULA.finditer(book.package.read(sheet.part)):
            yield from (name.decode() for name in _CALLED.findall(formula[1].upper()))
