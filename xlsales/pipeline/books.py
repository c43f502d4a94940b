"""Workbooks as sources: a sheet, a range such as Sheet1!A3:H200, or a table (ListObject) inside one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import python_calamine as calamine

from xlsales.errors import DataError
from xlsales.pipeline.columns import role_of, shown
from xlsales.pipeline.notes import Note

SUFFIXES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods", ".xltx", ".xltm", ".xlam")
_RANGE = re.compile(r"^\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)$", re.IGNORECASE)

Grid = list[list[object]]


def read_book(path: Path, place: str = "", people: bool = False) -> tuple[Grid, int, str, tuple[Note, ...]]:
    """Return the cells of a place in a workbook, the number of their first row, a label, and notes.

    `place` is a sheet, a range (`Sheet1!A3:H200` or `A3:H200`), a table, or empty: then the sheet whose
    headers are best understood is taken, and a note says which.
    """
    try:
        book = calamine.load_workbook(path, load_tables=path.suffix.lower() in (".xlsx", ".xlsm"))
    except calamine.PasswordError as error:
        raise DataError(f"{path.name} has a password: save a copy without one") from error
    except (calamine.CalamineError, OSError, ValueError) as error:
        raise DataError(f"{path.name} cannot be read as a workbook ({error})") from error
    if not place:
        return _best_sheet(book, path.name, people)
    sheet, _, area = place.rpartition("!")
    if not sheet and place in (book.table_names or []):
        return _table(book, place, path.name)
    if not sheet and not (_RANGE.match(place) and place not in book.sheet_names):
        sheet, area = place, ""
    return _part(book, sheet.strip("'").replace("''", "'") or book.sheet_names[0], area, path.name)


def split_place(source: str) -> tuple[str, str]:
    """Return the path and the place of `file.xlsx#Sheet1!A3:H200`.

    >>> split_place("deals.xlsx#Deals"), split_place("deals#2.csv")
    (('deals.xlsx', 'Deals'), ('deals#2.csv', ''))
    """
    path, mark, place = source.rpartition("#")
    if mark and Path(path).suffix.lower() in SUFFIXES and not Path(source).exists():
        return path, place
    return source, ""


def _table(book: calamine.CalamineWorkbook, name: str, file: str) -> tuple[Grid, int, str, tuple[Note, ...]]:
    table = book.get_table_by_name(name)
    first = table.start[0] if table.start else 1
    body: Grid = [list(row) for row in table.to_python()]
    return [list(table.columns), *body], first, f"{file}#{name}", ()


def _part(book: calamine.CalamineWorkbook, sheet: str, area: str, file: str) -> tuple[Grid, int, str, tuple[Note, ...]]:
    if sheet not in book.sheet_names:
        tables = f", and the tables {shown(book.table_names)}" if book.table_names else ""
        raise DataError(f"{file} has no sheet or table '{sheet}': it has {shown(book.sheet_names)}{tables}")
    grid = _cells(book, sheet)
    if not area:
        return grid, 1, f"{file}#{sheet}", ()
    found = _RANGE.match(area)
    if not found:
        raise DataError(f"{file}: '{area}' is not a range such as A3:H200")
    left, right = sorted((_column(found[1]), _column(found[3])))
    top, bottom = sorted((int(found[2]), int(found[4])))
    return [row[left - 1 : right] for row in grid[top - 1 : bottom]], top, f"{file}#{sheet}!{area.upper()}", ()


def _best_sheet(book: calamine.CalamineWorkbook, file: str, people: bool) -> tuple[Grid, int, str, tuple[Note, ...]]:
    sheets = [meta.name for meta in book.sheets_metadata if meta.visible == calamine.SheetVisibleEnum.Visible]
    names = sheets or book.sheet_names
    best = max(names, key=lambda name: _understood(_cells(book, name, 30), people)) if len(names) > 1 else names[0]
    notes = (Note.of("remark.sheet", sheet=best, count=len(names)),) if len(names) > 1 else ()
    return _cells(book, best), 1, f"{file}#{best}" if len(names) > 1 else file, notes


def _understood(grid: Sequence[Sequence[object]], people: bool) -> int:
    roles = ({role_of(cell, people) for cell in row if isinstance(cell, str)} - {None} for row in grid)
    return max((len({role[0] for role in row if role}) for row in roles), default=0)


def _cells(book: calamine.CalamineWorkbook, sheet: str, most: int | None = None) -> Grid:
    found = book.get_sheet_by_name(sheet)
    if found.start is None:
        return []
    return [list(row) for row in found.to_python(skip_empty_area=False, nrows=most)]


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
