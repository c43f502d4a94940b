"""Names and tables: those that lead nowhere, and ours that the template has and the workbook lost."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from xlsales.resources import templates_folder
from xlsales.workbook.book import Book
from xlsales.workbook.checks.finding import Finding
from xlsales.workbook.checks.view import BookView
from xlsales.workbook.names import PREFIX
from xlsales.workbook.refs import split_reference

_LOST = "#REF!"
_TABLE_PREFIX = "xs"
_LIKENESS = 0.6


class _Held(NamedTuple):
    """The names and tables of ours that a workbook holds."""

    report: str
    names: frozenset[str]
    tables: frozenset[str]


def names(book: BookView) -> Iterator[Finding]:
    """Yield names whose cells were deleted, and names of ours that stand on a sheet the workbook lacks."""
    for name in book.names:
        split = split_reference(name.text)
        ours = name.name.casefold().startswith(PREFIX)
        if _LOST in name.text or (ours and (split is None or book.sheet(split[0]) is None)):
            kind = "name_broken" if ours else "name_lost"
            yield Finding(kind, values={"name": name.name, "target": name.text})


def tables(book: BookView) -> Iterator[Finding]:
    """Yield tables whose column formulas lost their cells."""
    for table in book.tables:
        for column, formula in table.columns:
            if formula and _LOST in formula:
                yield Finding("table_broken", table.sheet, str(table.body), {"table": table.name, "column": column})


def missing(book: BookView) -> Iterator[Finding]:
    """Yield the names and tables of ours that the likest template has and the workbook lacks."""
    held = _held(book)
    template = max(_templates(), key=lambda one: _likeness(held, one), default=None)
    if template is None or _likeness(held, template) < _LIKENESS:
        return
    for kind, lost in (("table", template.tables - held.tables), ("name", template.names - held.names)):
        for name in sorted(lost):
            yield Finding(f"{kind}_missing", "", "", {"name": name, "report": template.report})


def _held(book: BookView) -> _Held:
    return _ours("", [name.name for name in book.names], [table.name for table in book.tables])


def _ours(report: str, names: list[str], tables: list[str]) -> _Held:
    return _Held(
        report,
        frozenset(name for name in names if name.startswith(PREFIX)),
        frozenset(name for name in tables if name.startswith(_TABLE_PREFIX)),
    )


def _likeness(held: _Held, template: _Held) -> float:
    """Return the share of names and tables that both hold in all that either holds."""
    mine, theirs = held.names | held.tables, template.names | template.tables
    return len(mine & theirs) / max(len(mine | theirs), 1)


@lru_cache(maxsize=1)
def _templates() -> tuple[_Held, ...]:
    books = [(path.stem, Book.open(path)) for path in sorted(templates_folder().glob("*/*.xlsx"))]
    return tuple(_ours(stem, [n.name for n in book.names], [t.name for t in book.tables]) for stem, book in books)
