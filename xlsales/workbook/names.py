"""Defined names as addresses: which cells of which sheet a value goes to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsales.fills import Cell
from xlsales.workbook.book import Book, Name, Sheet
from xlsales.workbook.refs import (
    Area,
    cell_name,
    quote_title,
    read_area,
    same_title,
    split_reference,
    unquote_title,
)

PREFIX = "xs_"


@dataclass(frozen=True)
class Target:
    """The block of cells a name stands for."""

    name: str
    sheet: Sheet
    area: Area


@dataclass(frozen=True)
class CellWrite:
    """One value for one cell, with the name that asked for it."""

    sheet: Sheet
    column: int
    row: int
    value: Cell
    name: str

    @property
    def place(self) -> str:
        """The cell for a message."""
        return f"sheet {self.sheet.title}, cell {cell_name(self.column, self.row)}, name {self.name}"


def find_target(book: Book, wanted: str) -> Target | str:
    """Return the cells of a name, or the problem: the name is missing or stands for something else.

    A name of one sheet alone is written with its sheet (`Plan!total`); without, the workbook's name is meant.
    """
    sheet, _, plain = wanted.rpartition("!")
    candidates = [name for name in book.names if name.name.casefold() == plain.casefold()]
    if sheet:
        candidates = [name for name in candidates if _is_local(book, name, unquote_title(sheet))]
    if not candidates:
        return f"the name {wanted} is missing in {book.package.label}; define it on the cell that takes the value"
    chosen = min(candidates, key=lambda name: name.local is not None)
    if chosen.local is not None and len(candidates) > 1:
        choices = ", ".join(f"{quote_title(book.sheets[name.local or 0].title)}!{name.name}" for name in candidates)
        return f"the name {wanted} stands on several sheets of {book.package.label}; say which: {choices}"
    return _read_target(book, chosen)


def _is_local(book: Book, name: Name, title: str) -> bool:
    return name.local is not None and same_title(book.sheets[name.local].title, title)


def find_address(book: Book, address: str) -> Target | str:
    """Return the cells of an address such as `Plan!B2`, or of a sheet's own name, or the problem."""
    title, _, cells = address.rpartition("!")
    area, sheet = read_area(cells), book.sheet(unquote_title(title))
    if sheet is None or sheet.kind != "worksheet":
        return f"{address} is no cell of {book.package.label}; write it like Plan!B2 with a sheet it has"
    if area is not None:
        return Target(address, sheet, area)
    if any(_is_local(book, name, sheet.title) and name.name.casefold() == cells.casefold() for name in book.names):
        return find_target(book, address)
    return f"{address} is no cell and no name of sheet {sheet.title} in {book.package.label}; write it like Plan!B2"


def _read_target(book: Book, name: Name) -> Target | str:
    split = split_reference(name.text)
    sheet = book.sheet(split[0]) if split else None
    if split is None or sheet is None or sheet.kind != "worksheet":
        return f"the name {name.name} stands for {name.text}, not for cells of a sheet; point it at one block of cells"
    return Target(name.name, sheet, split[1])


def input_names(book: Book) -> Iterator[Target]:
    """Yield the names starting with xs_ whose first cell holds no formula: the ones a fill may write."""
    for name in book.names:
        target = _read_target(book, name) if name.name.casefold().startswith(PREFIX) else ""
        if isinstance(target, Target):
            cell = book.map(target.sheet.part).cell(target.area.left, target.area.top)
            if cell is None or cell.formula is None:
                yield target


def writes(book: Book, target: Target, value: Cell | Sequence[Sequence[Cell]], problems: list[str]) -> list[CellWrite]:
    """Return the cell writes of one value or block; a block smaller than its name empties the rest."""
    area, sheet = target.area, target.sheet
    if isinstance(value, str) or not isinstance(value, Sequence):
        if area.width * area.height > 1 and not _is_merged(book, target):
            problems.append(f"the name {target.name} stands for {area} on sheet {sheet.title}; give it a block of rows")
            return []
        return [CellWrite(sheet, area.left, area.top, value, target.name)]
    wide = max((len(row) for row in value), default=0)
    if len(value) > area.height or wide > area.width:
        problems.append(
            f"the name {target.name} holds {area.height} rows of {area.width} on sheet {sheet.title}, "
            f"but {len(value)} rows of {wide} were given; make the block larger"
        )
        return []
    return list(_block_writes(target, value))


def _block_writes(target: Target, rows: Sequence[Sequence[Cell]]) -> Iterator[CellWrite]:
    area = target.area
    for down in range(area.height):
        row = rows[down] if down < len(rows) else ()
        for across in range(area.width):
            value = row[across] if across < len(row) else None
            yield CellWrite(target.sheet, area.left + across, area.top + down, value, target.name)


def _is_merged(book: Book, target: Target) -> bool:
    merges = book.map(target.sheet.part).root.walk("mergeCell")
    return any(read_area(node.attrs.get("ref", "")) == target.area for node in merges)
