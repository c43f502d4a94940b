"""Draws every template in both languages, each with a list of its defined names and tables beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from openpyxl.cell import Cell
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import funnel, quota, review
from xlsales.design.book import Book
from xlsales.settings import LANGUAGES

DRAWERS: dict[str, Callable[[str], Book]] = {"funnel": funnel.draw, "quota": quota.draw, "review": review.draw}

_TOTAL_REACH, _TOTAL_CELLS = 3, 3


def draw_all(folder: Path) -> list[Path]:
    """Draw the templates into `folder/<language>/` and return the files written; the same bytes every time."""
    return [path for language in LANGUAGES for name in DRAWERS for path in draw_one(folder, name, language)]


def draw_one(folder: Path, name: str, language: str) -> tuple[Path, Path]:
    """Draw one template and its list into `folder/<language>/` and return both paths."""
    book, path = DRAWERS[name](language), folder / language / f"{name}.xlsx"
    book.save(path)
    path.with_suffix(".md").write_bytes(listing(book, name).encode())
    return path, path.with_suffix(".md")


def listing(book: Book, template: str) -> str:
    """Return the list of a template's names and tables in Markdown, in its language.

    >>> print(listing(Book("en"), "demo").splitlines()[0])
    # Names and tables of demo.xlsx
    """
    pick = book.words.pick
    intro = pick(
        "工作簿里有这些名称和表，就能填写：可以换样式、移动单元格、给工作表改名、加自己的图表。",
        "A workbook with these names and tables can be filled: restyle it, move cells, rename sheets, add charts.",
    )
    lines = [
        *(pick(f"# {template}.xlsx 的名称与表", f"# Names and tables of {template}.xlsx"), "", intro, ""),
        *(pick("## 名称", "## Names"), ""),
        *_table(pick("名称|含义|位置|类别", "name|meaning|place|kind"), _name_rows(book)),
        *("", pick("## 表", "## Tables"), ""),
        *_table(
            pick("表|工作表|填写的列|算出的列", "table|sheet|columns to fill|calculated columns"), _table_rows(book)
        ),
    ]
    return "\n".join(lines) + "\n"


def _name_rows(book: Book) -> Iterator[list[str]]:
    for name in sorted(book.workbook.defined_names):
        yield [f"`{name}`", *_described(book, book.workbook.defined_names[name])]


def _described(book: Book, defined: DefinedName) -> list[str]:
    for title, ref in defined.destinations:
        sheet: Worksheet = book.workbook[title]
        left, top, _, _ = range_boundaries(ref)
        cell = sheet.cell(top, left)
        return [_meaning(sheet, cell), f"{title}!{ref.replace('$', '')}", _kind(book, cell)]
    return ["", defined.attr_text or "", ""]


def _meaning(sheet: Worksheet, cell: Cell) -> str:
    beside = _nearest(sheet.cell(cell.row, column) for column in range(cell.column - 1, 0, -1))
    above = [sheet.cell(row, cell.column) for row in range(cell.row - 1, 0, -1)]
    heading = _table_below(sheet, cell) or _nearest(found for found in above if found.style == "xs head")
    return " · ".join(text for text in (heading, beside) if text) or _nearest(iter(above))


def _table_below(sheet: Worksheet, cell: Cell) -> str:
    """Return the column's header in the table that a total line stands over, '' for any other cell."""
    if cell.style != "xs total":
        return ""
    for table in sheet.tables.values():
        left, top, right, _ = range_boundaries(table.ref)
        line = [sheet.cell(cell.row, column).style for column in range(left, right + 1)]
        near = left <= cell.column <= right and cell.row < top <= cell.row + _TOTAL_REACH
        if near and line.count("xs total") >= _TOTAL_CELLS:
            return str(sheet.cell(top, cell.column).value)
    return ""


def _nearest(cells: Iterator[Cell]) -> str:
    values = (cell.value for cell in cells)
    return next((value for value in values if isinstance(value, str) and not value.startswith("=")), "")


def _kind(book: Book, cell: Cell) -> str:
    pick = book.words.pick
    if isinstance(cell.value, str) and cell.value.startswith("="):
        return pick("公式", "formula")
    return pick("可改", "input") if cell.style == "xs input" else pick("填写", "filled")


def _table_rows(book: Book) -> Iterator[list[str]]:
    for sheet in book.workbook.worksheets:
        for table in sheet.tables.values():
            yield [f"`{table.displayName}`", sheet.title, _columns(table, False), _columns(table, True)]


def _columns(table: Table, calculated: bool) -> str:
    names = [column.name for column in table.tableColumns if (column.calculatedColumnFormula is not None) == calculated]
    return "、".join(names) if any(ord(letter) > 0x2E80 for name in names for letter in name) else ", ".join(names)


def _table(head: str, rows: Iterator[list[str]]) -> list[str]:
    titles = head.split("|")
    escaped = [[cell.replace("|", "\\|").replace("\n", " ") for cell in row] for row in rows]
    return [_line(titles), _line(["---"] * len(titles)), *map(_line, escaped)]


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
