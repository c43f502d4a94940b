"""The deal table of a workbook: found by its headers on any sheet, as a table or a plain range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import python_calamine as calamine

from xlsales.errors import DataError
from xlsales.hosts.excel.macros.copies import Snapshot
from xlsales.pipeline.columns import role_of, unit_factor
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.read import read_deals
from xlsales.settings import Money, Settings
from xlsales.workbook.book import Book
from xlsales.workbook.refs import Area, quote_title, read_area, split_reference

OURS = "xsDeals"
_PREFIX = "xs"
_LEAST = 3
_UNITS = {10_000: ("万元", "10k"), 1_000: ("千元", "k"), 1_000_000: ("百万元", "m"), 100_000_000: ("亿元", "100m")}

Grid = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Candidate:
    """A block of cells that may be the deal table: where it stands, its headers by role, its rows."""

    sheet: str
    table: str
    area: Area
    roles: dict[str, str]
    rows: int
    unknown: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """Where the deals come from, as the import sheet says it."""
        return f"{self.sheet}!{self.table or self.area}"

    @property
    def usable(self) -> bool:
        """Whether the pipeline can read it: something to tell deals apart, and a stage or status."""
        return bool({"id", "name", "account"} & self.roles.keys() and {"stage", "status", "is_won"} & self.roles.keys())

    @property
    def worth(self) -> tuple[int, bool, int]:
        """What ranks candidates: roles understood, then tables before plain ranges, then rows."""
        return len(self.roles), bool(self.table), self.rows


def find(snap: Snapshot) -> list[Candidate]:
    """Return all usable candidates outside our own sheets, the best first."""
    book = snap.template.book
    cells = calamine.CalamineWorkbook.from_path(str(snap.path))
    ours = own_sheets(book)
    found: list[Candidate] = []
    for sheet in book.worksheets:
        if sheet.title in ours:
            continue
        grid = _grid(cells, sheet.title)
        tables = [part for part in book.tables if part.sheet == sheet.title]
        areas = [(part.name, area) for part in tables if (area := read_area(part.root.attrs["ref"]))]
        found += [made for name, area in areas if (made := _of_table(sheet.title, name, area, grid))]
        found += _plain(sheet.title, grid, [area for _, area in areas])
    return sorted((one for one in found if one.usable), key=lambda one: one.worth, reverse=True)


def own_sheets(book: Book) -> set[str]:
    """Return the titles of the sheets that hold a name or a table of ours."""
    named = (split_reference(name.text) for name in book.names if name.name.startswith(("xs_", "xlsales_")))
    tables = {part.sheet for part in book.tables if part.name.startswith(_PREFIX)}
    return tables | {found[0] for found in named if found}


def own_table(snap: Snapshot) -> Candidate | None:
    """Return our own deal table when it has rows."""
    cells = calamine.CalamineWorkbook.from_path(str(snap.path))
    for part in snap.template.book.tables:
        area = read_area(part.root.attrs["ref"])
        if part.name == OURS and area:
            made = _of_table(part.sheet, part.name, area, _grid(cells, part.sheet))
            return made if made and made.rows else None
    return None


def best(snap: Snapshot, front: str) -> Candidate:
    """Return the deal table to work from: the best on the sheet in front, else the best of all; ours last."""
    found = find(snap)
    here = [one for one in found if one.sheet == front]
    chosen = next(iter(here or found), None) or own_table(snap)
    if chosen is None:
        raise NoDealTable
    return chosen


class NoDealTable(DataError):
    """No block of cells in the workbook reads as a deal table."""


def read(snap: Snapshot, from_: Candidate, settings: Settings) -> Deals:
    """Return the deals of a candidate, its place in the workbook as their source."""
    place = None if from_.table else f"{quote_title(from_.sheet)}!{from_.area}"
    deals = read_deals(snap.path, settings, table=from_.table or None, sheet=place)
    return replace(deals, source=from_.label)


def money_of(candidate: Candidate, language: str) -> Money:
    """Return the unit in which the deal table itself states money, taken from the header of its amounts.

    >>> money_of(Candidate("商机", "", Area(1, 1, 2, 9), {"amount": "金额(万元)"}, 8), "zh-CN")
    Money(unit='万元', divisor=10000.0)
    """
    factor = unit_factor(candidate.roles.get("amount", ""))
    units = _UNITS.get(int(factor))
    return Money(units[0 if language == "zh-CN" else 1], factor) if units else Money()


def _of_table(sheet: str, name: str, area: Area, grid: Grid) -> Candidate | None:
    headers = _row(grid, area.top, area)
    roles = _roles(headers)
    rows = sum(any(cell not in ("", None) for cell in _row(grid, row, area)) for row in _below(area))
    return Candidate(sheet, name, area, roles, rows, _unknown(headers, roles)) if roles else None


def _plain(sheet: str, grid: Grid, tables: Sequence[Area]) -> Iterator[Candidate]:
    """Yield the blocks below header rows that no table covers; a block ends where the next header row begins."""
    heads = [head for row in range(1, len(grid) + 1) for head in _heads(grid, row) if not _inside(head, tables)]
    for number, head in enumerate(heads):
        later = (other.top - 1 for other in heads[number + 1 :] if _across(head, other))
        bottom = _last_row(grid, head, next(later, len(grid)))
        if bottom > head.top:
            area = head._replace(bottom=bottom)
            headers = _row(grid, head.top, area)
            yield Candidate(sheet, "", area, _roles(headers), bottom - head.top, _unknown(headers, _roles(headers)))


def _heads(grid: Grid, row: int) -> Iterator[Area]:
    """Yield the runs of headers in a row that understand enough to head a deal table."""
    cells = list(grid[row - 1])
    start = 0
    for column in range(len(cells) + 1):
        if column == len(cells) or cells[column] in ("", None):
            run = cells[start:column]
            if len(run) >= _LEAST and all(isinstance(cell, str) for cell in run) and len(_roles(run)) >= _LEAST:
                yield Area(start + 1, row, column, row)
            start = column + 1


def _last_row(grid: Grid, head: Area, bottom: int) -> int:
    known = [column for column, header in enumerate(_row(grid, head.top, head)) if role_of(str(header))]
    for row in range(bottom, head.top, -1):
        cells = _row(grid, row, head)
        if sum(cells[column] not in ("", None) for column in known) >= 2:
            return row
    return head.top


def _roles(headers: Sequence[object]) -> dict[str, str]:
    found: dict[str, tuple[int, str]] = {}
    for header in headers:
        match = role_of(header) if isinstance(header, str) and header.strip() else None
        if match and match[1] < found.get(match[0], (9999, ""))[0]:
            found[match[0]] = (match[1], str(header).strip())
    return {role: header for role, (_, header) in found.items()}


def _unknown(headers: Sequence[object], roles: dict[str, str]) -> tuple[str, ...]:
    texts = [str(header).strip() for header in headers if header not in ("", None)]
    return tuple(text for text in texts if text not in roles.values())


def _grid(cells: calamine.CalamineWorkbook, title: str) -> Grid:
    return cells.get_sheet_by_name(title).to_python(skip_empty_area=False)


def _row(grid: Grid, row: int, area: Area) -> list[object]:
    cells = grid[row - 1] if row <= len(grid) else ()
    return [cells[column] if column < len(cells) else None for column in range(area.left - 1, area.right)]


def _below(area: Area) -> range:
    return range(area.top + 1, area.bottom + 1)


def _inside(head: Area, tables: Sequence[Area]) -> bool:
    return any(table.top <= head.top <= table.bottom and _across(head, table) for table in tables)


def _across(one: Area, other: Area) -> bool:
    return one.left <= other.right and other.left <= one.right
