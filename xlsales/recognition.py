"""Which of our reports a user's workbook holds, and in which language, told by its tables and names."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from xlsales.errors import WorkbookError
from xlsales.resources import template
from xlsales.settings import LANGUAGES
from xlsales.workbook.book import Book

REPORTS = ("funnel", "quota", "review")


@dataclass(frozen=True)
class Marks:
    """The defined names, tables and table columns of a workbook."""

    names: frozenset[str]
    tables: frozenset[str]
    columns: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Held:
    """The reports a workbook holds (part of), and the language of its headers."""

    reports: tuple[str, ...]
    language: str


def marks_of(book: Book) -> Marks:
    """Return the names, tables and columns by which a workbook is recognised."""
    columns = {
        (table.name, node.attrs.get("name", "")) for table in book.tables for node in table.root.walk("tableColumn")
    }
    return Marks(
        frozenset(name.name for name in book.names),
        frozenset(table.name for table in book.tables),
        frozenset(columns),
    )


def recognise(book: Book) -> Held:
    """Return what a workbook holds; raise WorkbookError when it holds nothing of ours.

    A report is held when one name or table that only its template has is there; a workbook with nothing but
    what all reports share is filled as a funnel.
    """
    found = marks_of(book)
    reports = tuple(name for name in REPORTS if _own(name) & (found.names | found.tables))
    if not reports and not _shared() & (found.names | found.tables):
        raise WorkbookError(
            f"{book.package.label} holds no name or table of xlsales; "
            "make one with xlsales build, or fill it with xlsales fill"
        )
    return Held(reports or REPORTS[:1], _language(found))


def _language(found: Marks) -> str:
    def shared(language: str) -> int:
        return sum(len(found.columns & _template(name, language).columns) for name in REPORTS)

    return max(LANGUAGES, key=shared)


@lru_cache(maxsize=16)
def _template(report: str, language: str) -> Marks:
    return marks_of(Book.open(template(report, language)))


def _all(report: str) -> frozenset[str]:
    marks = _template(report, LANGUAGES[0])
    return frozenset(name for name in marks.names | marks.tables if name.startswith("xs"))


def _own(report: str) -> frozenset[str]:
    return _all(report).difference(*(_all(other) for other in REPORTS if other != report))


def _shared() -> frozenset[str]:
    return frozenset().union(*(_all(report) for report in REPORTS))
