"""Ranges of the test Excel: blocks of openpyxl cells that read and write values as Excel does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from copy import copy
from typing import Any

from hosts.excel.opx.errors import ExcelError
from openpyxl.formula.translate import Translator
from openpyxl.styles import Font as OpenFont
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from xlwings import base_classes

_NUMBER = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")
_DAY = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


class Range(base_classes.Range):
    """A block of cells."""

    api = object()  # xlwings writes only where there is one
    max_cells_per_read = max_cells_per_write = None
    has_array = False

    def __init__(self, sheet: Any, top: int, left: int, bottom: int, right: int) -> None:
        self._sheet, self.first_row, self.first_column, self.last_row, self.last_column = (
            sheet,
            top,
            left,
            bottom,
            right,
        )

    @property
    def sheet(self) -> Any:
        return self._sheet

    @property
    def row(self) -> int:
        return self.first_row

    @property
    def column(self) -> int:
        return self.first_column

    @property
    def shape(self) -> tuple[int, int]:
        return self.last_row - self.first_row + 1, self.last_column - self.first_column + 1

    @property
    def coords(self) -> tuple[Any, ...]:
        return (self._sheet.name, self.first_row, self.first_column, *self.shape)

    def __len__(self) -> int:
        return self.shape[0] * self.shape[1]

    def __call__(self, one: int, other: int | None = None) -> Range:
        down, across = divmod(one - 1, self.shape[1]) if other is None else (one - 1, other - 1)
        row, column = self.first_row + down, self.first_column + across
        return Range(self._sheet, row, column, row, column)

    @property
    def address(self) -> str:
        first = f"${get_column_letter(self.first_column)}${self.first_row}"
        return first if len(self) == 1 else f"{first}:${get_column_letter(self.last_column)}${self.last_row}"

    def get_address(self, row_absolute: bool, column_absolute: bool, external: bool) -> str:
        return self.address if row_absolute else self.address.replace("$", "")

    def _cells(self) -> Iterator[Any]:
        for row in range(self.first_row, self.last_row + 1):
            for column in range(self.first_column, self.last_column + 1):
                yield self._sheet.content.cell(row, column)

    def _block(self, read: Any) -> Any:
        rows = tuple(
            tuple(read(row, column) for column in range(self.first_column, self.last_column + 1))
            for row in range(self.first_row, self.last_row + 1)
        )
        return rows[0][0] if len(self) == 1 else rows

    def _peek(self, row: int, column: int) -> Any:
        return self._sheet.content._cells.get((row, column))

    def _value(self, row: int, column: int) -> Any:
        cell = self._peek(row, column)
        if cell is None:
            return None
        stands = self._sheet.book.app.stands.get((self._sheet.name, cell.coordinate))
        if cell.data_type == "f" and stands is not None:
            return stands
        return self._sheet.book.result(self._sheet.name, row, column) if cell.data_type == "f" else cell.value

    def _formula(self, row: int, column: int) -> str:
        cell = self._peek(row, column)
        if cell is None or cell.value is None:
            return ""
        value = cell.value.text if hasattr(cell.value, "text") else cell.value
        return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)

    @property
    def raw_value(self) -> Any:
        return self._block(self._value)

    @raw_value.setter
    def raw_value(self, data: Any) -> None:
        self._sheet.book.app.write()
        rows, columns = self.shape
        if not isinstance(data, list | tuple):
            data = [[data] * columns] * rows
        elif data and not isinstance(data[0], list | tuple):
            data = [data]
        for down, row in enumerate(data):
            for across, value in enumerate(row):
                self._enter(self._sheet.content.cell(self.first_row + down, self.first_column + across), value)
        self._sheet.book.touch()

    def _enter(self, cell: Any, value: Any) -> None:
        if self._sheet.content.protection.sheet and cell.protection.locked:
            raise ExcelError(f"{cell.coordinate} is locked")
        entered = _entered(value)
        cell.value = entered
        if isinstance(value, str) and value.startswith("'"):
            cell.data_type = "s"
            style = copy(cell._style)
            cell._style = style

    @property
    def formula(self) -> Any:
        return self._block(self._formula)

    @formula.setter
    def formula(self, data: Any) -> None:
        if isinstance(data, str) and data.startswith("=") and len(self) > 1:
            origin = f"{get_column_letter(self.first_column)}{self.first_row}"
            places = [
                [f"{get_column_letter(column)}{row}" for column in range(self.first_column, self.last_column + 1)]
                for row in range(self.first_row, self.last_row + 1)
            ]
            data = [[Translator(data, origin).translate_formula(place) for place in row] for row in places]
        self.raw_value = data

    formula2 = formula

    @property
    def number_format(self) -> str | None:
        found = {cell.number_format for cell in self._cells()}
        return found.pop() if len(found) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        for cell in self._cells():
            cell.number_format = code

    @property
    def font(self) -> Font:
        return Font(self)

    @property
    def color(self) -> None:
        return None

    @color.setter
    def color(self, value: Any) -> None:
        code = value.lstrip("#") if isinstance(value, str) else "{:02X}{:02X}{:02X}".format(*value)
        for cell in self._cells():
            cell.fill = PatternFill("solid", fgColor=code)

    @property
    def column_width(self) -> float:
        return float(self._sheet.content.column_dimensions[get_column_letter(self.first_column)].width)

    @column_width.setter
    def column_width(self, width: float) -> None:
        for column in range(self.first_column, self.last_column + 1):
            self._sheet.content.column_dimensions[get_column_letter(column)].width = width

    def clear_contents(self) -> None:
        self.raw_value = None

    def clear(self) -> None:
        self.raw_value = None
        for cell in self._cells():
            cell.style = "Normal"

    def copy(self, destination: Any = None) -> None:
        self._sheet.book.app.clipboard = self

    def paste(self, paste: str | None = None, **options: Any) -> None:
        source = self._sheet.book.app.clipboard
        rows, columns = source.shape
        for cell in self._cells():
            at = (
                source.first_row + (cell.row - self.first_row) % rows,
                source.first_column + (cell.column - self.first_column) % columns,
            )
            cell._style = copy(source.sheet.content.cell(*at)._style)

    def select(self) -> None:
        self._sheet.activate()
        self._sheet.book.selected[self._sheet.name] = (
            self.first_row,
            self.first_column,
            self.last_row,
            self.last_column,
        )

    def add_hyperlink(self, address: str, text_to_display: str | None = None, screen_tip: str | None = None) -> None:
        cell = self._sheet.content.cell(self.first_row, self.first_column)
        cell.hyperlink = address

    def autofit(self, axis: str | None = None) -> None:
        """Do nothing: widths do not matter to tests."""


class Font(base_classes.Font):
    """The font of a block."""

    def __init__(self, area: Range) -> None:
        self.area = area

    def _set(self, **changes: Any) -> None:
        for cell in self.area._cells():
            now = cell.font
            kept = {"name": now.name, "sz": now.sz, "b": now.b, "i": now.i, "color": now.color}
            cell.font = OpenFont(**{**kept, **changes})

    @property
    def bold(self) -> bool:
        return bool(next(self.area._cells()).font.b)

    @bold.setter
    def bold(self, value: bool) -> None:
        self._set(b=value)

    @property
    def size(self) -> float:
        return float(next(self.area._cells()).font.sz)

    @size.setter
    def size(self, value: float) -> None:
        self._set(sz=value)

    @property
    def color(self) -> None:
        return None

    @color.setter
    def color(self, value: Any) -> None:
        self._set(color=value.lstrip("#") if isinstance(value, str) else "{:02X}{:02X}{:02X}".format(*value))


def _entered(value: Any) -> Any:
    """Return what Excel makes of a value typed or assigned."""
    if value in ("", None):
        return None
    if not isinstance(value, str):
        return value
    if value.startswith("'"):
        return value[1:] or None
    if found := _DAY.fullmatch(value):
        return dt.datetime(*map(int, found.groups()))  # type: ignore[arg-type]
    if _NUMBER.fullmatch(value):
        number = value.replace(",", "")
        return float(number[:-1]) / 100 if number.endswith("%") else float(number)
    return {"TRUE": True, "FALSE": False}.get(value.upper(), value)
