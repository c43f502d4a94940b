"""A finished workbook taken apart for Excel: sheets that refer to nothing outside themselves, and what was taken out.

Excel refuses to copy several sheets at once when one holds a table, and a sheet copied alone takes references
to its old neighbours along as links to another file. So sheets are copied without formulas and names, which
are then written as text where they belong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from xlsales.errors import WorkbookError
from xlsales.workbook.book import Book, Name
from xlsales.workbook.plainsheet import FormulaCell, plain_formulas
from xlsales.workbook.refs import Area

_PROTECTION = re.compile(rb"<sheetProtection\b[^>]*/>")
_TABLE_FORMULA = re.compile(
    rb"<(calculatedColumnFormula|totalsRowFormula)\b[^>]*?(?:/>|>.*?</\1>)", re.DOTALL
)  # fmt: skip
_BUILT_IN = "_xlnm."
_FUTURE = re.compile(r"\b_xlfn\.(?:_xlws\.)?")


@dataclass(frozen=True)
class FormulaBlock:
    """Formulas of a block of cells, row by row."""

    area: Area
    rows: list[list[str]]


@dataclass(frozen=True)
class BareSheet:
    """One sheet: its title, the formulas taken out, and whether it was protected."""

    title: str
    formulas: tuple[FormulaBlock, ...]
    protected: bool


@dataclass(frozen=True)
class Bare:
    """The workbook without formulas and names of ours, and what belongs into it."""

    data: bytes
    sheets: tuple[BareSheet, ...]
    names: tuple[tuple[str, str, str], ...]  # name, what it stands for, sheet it is local to or ""


def bare(data: bytes) -> Bare:
    """Take formulas, calculated columns, names and protection out of a workbook; results stay as values."""
    book = Book.open(data)
    changed: dict[str, bytes] = {}
    sheets = []
    for sheet in book.worksheets:
        xml = book.package.read(sheet.part)
        cells = plain_formulas(xml)
        if cells is None:
            raise WorkbookError(f"the formulas of sheet {sheet.title} cannot be taken apart; draw the template anew")
        protected = _PROTECTION.search(xml) is not None
        changed[sheet.part] = _PROTECTION.sub(b"", _without(xml, cells))
        sheets.append(BareSheet(sheet.title, tuple(blocks(cells)), protected))
    for table in book.tables:
        changed[table.part] = _TABLE_FORMULA.sub(b"", table.xml)
    kept = [name for name in book.names if name.name.startswith(_BUILT_IN)]
    changed[book.part] = book.workbook_xml(list(book.sheets), kept)
    names = tuple(_placed(name, book) for name in book.names if name not in kept)
    return Bare(book.package.to_bytes(changed), tuple(sheets), names)


def _placed(name: Name, book: Book) -> tuple[str, str, str]:
    return name.name, "=" + name.text, "" if name.local is None else book.sheets[name.local].title


def _without(xml: bytes, cells: Iterable[FormulaCell]) -> bytes:
    pieces, position = [], 0
    for cell in cells:
        start = xml.index(cell.formula, cell.start)
        pieces.append(xml[position:start])
        position = start + len(cell.formula)
    return b"".join([*pieces, xml[position:]])


def blocks(cells: Iterable[FormulaCell]) -> Iterator[FormulaBlock]:
    """Yield formulas that stand side by side and one above the other as blocks, to be written in one go each."""
    open_: dict[tuple[int, int], FormulaBlock] = {}
    for row, runs in _rows(cells):
        now: dict[tuple[int, int], FormulaBlock] = {}
        for left, texts in runs:
            span = left, left + len(texts) - 1
            above = open_.pop(span, None)
            rows = above.rows if above else []
            rows.append(texts)
            now[span] = FormulaBlock(Area(left, above.area.top if above else row, span[1], row), rows)
        yield from open_.values()
        open_ = now
    yield from open_.values()


def _rows(cells: Iterable[FormulaCell]) -> Iterator[tuple[int, list[tuple[int, list[str]]]]]:
    """Yield every row from the first with formulas to the last, with its runs of formulas."""
    by_row: dict[int, list[FormulaCell]] = {}
    for cell in cells:
        by_row.setdefault(cell.row, []).append(cell)
    for row in range(min(by_row, default=1), max(by_row, default=0) + 1):
        runs: list[tuple[int, list[str]]] = []
        for cell in sorted(by_row.get(row, ()), key=lambda one: one.column):
            text = "=" + _FUTURE.sub("", cell.text)
            if runs and cell.column == runs[-1][0] + len(runs[-1][1]):
                runs[-1][1].append(text)
            else:
                runs.append((cell.column, [text]))
        yield row, runs
