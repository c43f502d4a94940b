"""Sheets of the test Excel, and their tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from hosts.excel.opx.copying import copy_sheet
from hosts.excel.opx.errors import ExcelError
from hosts.excel.opx.names import Names
from hosts.excel.opx.ranges import Range
from openpyxl.utils import range_boundaries
from openpyxl.worksheet.table import Table as OpenTable
from openpyxl.worksheet.table import TableColumn, TableStyleInfo
from xlwings import base_classes


class Sheets(base_classes.Sheets):
    """The sheets of a workbook."""

    api = None

    def __init__(self, book: Any) -> None:
        self.book = book

    @property
    def active(self) -> Sheet:
        return Sheet(self.book, self.book.content.active)

    def __call__(self, key: int | str) -> Sheet:
        sheets = self.book.content.worksheets
        if isinstance(key, int):
            return Sheet(self.book, sheets[key - 1])
        found = next((sheet for sheet in sheets if sheet.title.casefold() == key.casefold()), None)
        if found is None:
            raise ExcelError(f"no sheet {key}")
        return Sheet(self.book, found)

    def __len__(self) -> int:
        return len(self.book.content.worksheets)

    def __iter__(self) -> Iterator[Sheet]:
        return (Sheet(self.book, sheet) for sheet in self.book.content.worksheets)

    def add(self, before: Any = None, after: Any = None, name: str | None = None) -> Sheet:
        self.book.app.write()
        place = before.index - 1 if before else after.index if after else None
        made = self.book.content.create_sheet(title=name, index=place)
        self.book.content.active = made
        self.book.touch()
        return Sheet(self.book, made)


class Sheet(base_classes.Sheet):
    """One sheet."""

    def __init__(self, book: Any, content: Any) -> None:
        self._book, self.content = book, content

    @property
    def api(self) -> SheetApi:
        if not self._book.app.has_api:
            raise NotImplementedError
        return SheetApi(self)

    @property
    def book(self) -> Any:
        return self._book

    @property
    def name(self) -> str:
        return str(self.content.title)

    @name.setter
    def name(self, title: str) -> None:
        self.content.title = title
        self._book.touch()

    @property
    def names(self) -> Names:
        return Names(self._book, self.content)

    @property
    def index(self) -> int:
        return int(self._book.content.worksheets.index(self.content)) + 1

    @property
    def visible(self) -> bool:
        return bool(self.content.sheet_state == "visible")

    @visible.setter
    def visible(self, value: bool) -> None:
        self.content.sheet_state = "visible" if value else "hidden"

    @property
    def tables(self) -> Tables:
        return Tables(self)

    def block(self, top: int, left: int, bottom: int, right: int) -> Range:
        """Return the range of these corners."""
        return Range(self, top, left, bottom, right)

    def range(self, one: Any, other: Any = None) -> Range:
        if isinstance(one, Range):
            end = other or one
            return self.block(one.first_row, one.first_column, end.last_row, end.last_column)
        if isinstance(one, tuple) and len(one) == 4:
            row, column, height, width = one
            return self.block(row, column, row + height - 1, column + width - 1)
        if isinstance(one, tuple):
            end = (other.last_row, other.last_column) if isinstance(other, Range) else other or one
            return self.block(*one, *end)
        left, top, right, bottom = range_boundaries(one.replace("$", ""))
        return self.block(top or 1, left or 1, bottom or 1048576, right or 16384)

    @property
    def cells(self) -> Range:
        return self.block(1, 1, 1048576, 16384)

    @property
    def used_range(self) -> Range:
        return self.block(1, 1, max(self.content.max_row, 1), max(self.content.max_column, 1))

    def activate(self) -> None:
        if not self.visible:
            raise ExcelError("a hidden sheet cannot be activated")
        self._book.content.active = self.content

    select = activate

    def clear(self) -> None:
        self._book.app.write()
        self.content.delete_rows(1, self.content.max_row)
        self._book.touch()

    def autofit(self, axis: str | None = None) -> None:
        """Do nothing: widths do not matter to tests."""

    def delete(self) -> None:
        self._book.app.write()
        self._book.content.remove(self.content)
        self._book.touch()

    def copy(self, before: Any, after: Any) -> None:
        target = (before or after).book
        self._book.app.write()
        place = before.index - 1 if before else after.index
        target.content.active = copy_sheet(self.content, self._book, target, place)
        target.touch()


class SheetApi:
    """The native sheet, as far as macros use it."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    @property
    def ProtectContents(self) -> bool:  # noqa: N802
        return bool(self.sheet.content.protection.sheet)

    def Unprotect(self, password: str) -> None:  # noqa: N802
        if self.sheet.content.protection.password:
            raise ExcelError("the password is not right")
        self.sheet.content.protection.sheet = False

    def Protect(self, **options: Any) -> None:  # noqa: N802
        self.sheet.content.protection.sheet = True


class Tables(base_classes.Tables):
    """The tables of a sheet."""

    api = None

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet

    def __call__(self, key: int | str) -> Table:
        tables = list(self)
        return tables[key - 1] if isinstance(key, int) else next(table for table in tables if table.name == key)

    def __len__(self) -> int:
        return len(self.sheet.content.tables)

    def __iter__(self) -> Iterator[Table]:
        return (Table(self.sheet, table) for table in self.sheet.content.tables.values())

    def __contains__(self, key: str) -> bool:
        return key in self.sheet.content.tables

    def add(self, source_type: Any = None, source: Any = None, link_source: Any = None, has_headers: Any = None,
            destination: Any = None, table_style_name: str = "") -> Table:  # fmt: skip
        self.sheet.book.app.write()
        taken = {name for sheet in self.sheet.book.content for name in sheet.tables}
        made = OpenTable(displayName=f"Table{len(taken) + 1}", ref=source.address.replace("$", ""))
        made.tableStyleInfo = TableStyleInfo(name=table_style_name)
        self.sheet.content.add_table(made)
        return Table(self.sheet, made)


class AutoFilter(base_classes.AutoFilter):
    """The filter of a table."""

    def __init__(self, table: Table) -> None:
        self.table = table

    @property
    def criteria(self) -> list[dict[str, Any]]:
        found = self.table.content.autoFilter
        on = {column.colId for column in found.filterColumn} if found is not None else set()
        fields = range(1, self.table.range.shape[1] + 1)
        return [
            {**base_classes.empty_autofilter_criteria(field), "type": "values" if field - 1 in on else "none"}
            for field in fields
        ]

    def clear(self, field: int | None = None) -> None:
        self.table.content.autoFilter.filterColumn = []


class Table(base_classes.Table):
    """One table (ListObject)."""

    def __init__(self, sheet: Sheet, content: OpenTable) -> None:
        self.sheet, self.content = sheet, content

    @property
    def name(self) -> str:
        return str(self.content.displayName)

    @name.setter
    def name(self, value: str) -> None:
        del self.sheet.content.tables[self.content.displayName]
        self.content.displayName = self.content.name = value
        self.sheet.content.add_table(self.content)

    @property
    def parent(self) -> Sheet:
        return self.sheet

    def _corners(self) -> tuple[int, int, int, int]:
        left, top, right, bottom = range_boundaries(self.content.ref)
        return top, left, bottom, right

    @property
    def range(self) -> Range:
        return self.sheet.block(*self._corners())

    @property
    def header_row_range(self) -> Range:
        top, left, _, right = self._corners()
        return self.sheet.block(top, left, top, right)

    @property
    def data_body_range(self) -> Range:
        top, left, bottom, right = self._corners()
        return self.sheet.block(top + 1, left, bottom - int(self.show_totals), right)

    @property
    def autofilter(self) -> AutoFilter:
        return AutoFilter(self)

    @property
    def show_totals(self) -> bool:
        return bool(self.content.totalsRowCount)

    def resize(self, area: Any) -> None:
        self.sheet.book.app.write()
        if self.sheet.content.protection.sheet:
            raise ExcelError("the sheet is protected")
        self.content.ref = area.address.replace("$", "")
        self._name_columns()
        if self.content.autoFilter is not None:
            self.content.autoFilter.ref = self.content.ref
        self.sheet.book.touch()

    def _name_columns(self) -> None:
        """Keep one column for each header; a new one is called what its header cell says."""
        columns, headers = self.content.tableColumns, self.header_row_range
        if not columns:
            return
        del columns[headers.shape[1] :]
        for place in range(len(columns), headers.shape[1]):
            cell = self.sheet.content.cell(headers.row, headers.column + place)
            cell.value = cell.value or f"Column{place + 1}"
            columns.append(TableColumn(id=max(column.id for column in columns) + 1, name=str(cell.value)))
