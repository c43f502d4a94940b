"""A second report put into a workbook that holds one of ours, over the tables that stand there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsales.errors import WorkbookError
from xlsales.workbook.book import Book
from xlsales.workbook.calculate import with_results
from xlsales.workbook.graft.graft import Graft, Grafted, in_same_dates
from xlsales.workbook.graft.newcomer import newcomer
from xlsales.workbook.graft.refusals import refusals
from xlsales.workbook.graft.sharing import Sharing, find_sharing, may_share, other_language
from xlsales.workbook.graft.styles import StyleMap
from xlsales.workbook.graft.titles import with_titles_apart
from xlsales.workbook.graft.widen import NewColumn, widened
from xlsales.workbook.pages import Draft
from xlsales.workbook.tables import Table, find_table


@dataclass(frozen=True)
class Newcomer:
    """A report about to join a host: its whole template, what it shares, and the empty sheets that come."""

    source: Book
    sharing: Sharing
    data: bytes


def newcomer_to(host: Book, template: Path | str | bytes, report: str) -> Newcomer:
    """Return what a report brings along to a host that holds one of ours; raise WorkbookError when it cannot come."""
    WorkbookError.raise_any(refusals(host))
    source = Book.open(in_same_dates(template, host.mac_dates))
    sharing = find_sharing(host, source, report)
    WorkbookError.raise_any(other_language(host, source, sharing))
    apart = with_titles_apart(newcomer(source, sharing), [sheet.title for sheet in host.sheets])
    return Newcomer(source, sharing, apart)


def join(host: Book, template: Path | str | bytes, report: str, *, workbook: bool = True) -> Grafted:
    """Return a host that holds one of our reports with another one's sheets, over the tables that stand there.

    What both have is shared as `xlsales.workbook.graft.sharing` says; shared tables get the columns they lack.
    The sheets come empty, with results where the workbook can be calculated. Raises WorkbookError as `graft`
    does, and when cells stand where a shared table must grow to the right.
    """
    return joined(host, newcomer_to(host, template, report), workbook=workbook)


def joined(host: Book, new: Newcomer, *, workbook: bool = True, results: bool = True) -> Grafted:
    """Return a host with a newcomer in it, as `join` does; without `results` its formulas are not calculated."""
    came, source, sharing = Book.open(new.data), new.source, new.sharing
    titles = tuple(sheet.title for sheet in came.sheets)
    work = Graft(host, came)
    work.widen = lambda: _wider_parts(host, source, sharing, work.styles)
    wider = {table.sheet for table in host.tables if table.name in sharing.columns}
    data = work.to_bytes(workbook)
    return Grafted(_calculated(data, {*titles, *wider}) if results else data, titles)


def joins(host: Book, template: Path | str | bytes) -> bool:
    """Tell whether a template's report can join one of ours that a host holds."""
    return may_share(host, Book.open(template))


def _wider_parts(host: Book, source: Book, sharing: Sharing, styles: StyleMap) -> Iterator[tuple[str, bytes]]:
    done: dict[str, str] = {}
    for name, missing in sharing.columns.items():
        table, model = find_table(host, name), find_table(source, name)
        assert table is not None
        assert model is not None
        other = done.setdefault(table.part.sheet, name)
        if other != name:
            raise WorkbookError(f"tables {other} and {name} stand on one sheet, {table.part.sheet}; give each its own")
        looks = _looks(source, model, styles)
        yield from widened(host, table, [NewColumn(one, *looks[one.name]) for one in missing]).items()


def _looks(source: Book, table: Table, styles: StyleMap) -> dict[str, tuple[str, str]]:
    """Return the host's styles for header and body of each column."""
    sheet = source.sheet(table.part.sheet)
    assert sheet is not None
    page, body = source.map(sheet.part), table.body

    def style(column: int, row: int) -> str:
        return str(styles.cells[int(page.style(column, row) or 0)])

    places = enumerate(table.columns, body.left)
    return {column.name: (style(place, body.top - 1), style(place, body.top)) for place, column in places}


def _calculated(data: bytes, titles: set[str]) -> bytes:
    """Return a workbook with results on some sheets; where that cannot be, they are computed on opening."""
    try:
        return with_results(data, strict=False, only=titles)
    except WorkbookError:
        return Draft.of(Book.open(data)).to_bytes()
