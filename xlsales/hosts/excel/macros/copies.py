"""A file with what an open workbook holds at this moment; the workbook itself is never saved."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import openpyxl
import xlwings as xw
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table as TableOfCopy

from xlsales.errors import WorkbookError
from xlsales.hosts.excel import native
from xlsales.hosts.excel.live_cells import formulas_of, shown
from xlsales.recognition import recognise
from xlsales.workbook.calculate import with_results
from xlsales.workbook.fill import Template

_READABLE = (".xlsx", ".xlsm", ".xltx", ".xltm")


@dataclass(frozen=True)
class Snapshot:
    """The copy: its file, and the workbook read from it."""

    path: Path

    @cached_property
    def data(self) -> bytes:
        """The bytes of the file."""
        return self.path.read_bytes()

    @cached_property
    def template(self) -> Template:
        """The workbook, ready to plan a fill on."""
        return Template(self.path)

    @property
    def held(self) -> tuple[str, ...]:
        """Which of our reports the workbook holds."""
        try:
            return recognise(self.template.book).reports
        except WorkbookError:
            return ()


@contextmanager
def snapshot(book: xw.Book) -> Iterator[Snapshot]:
    """Make a copy for as long as the block runs."""
    with tempfile.TemporaryDirectory(prefix="xlsales-", ignore_cleanup_errors=True) as folder:
        name = Path(book.name)
        suffix = name.suffix.lower() if name.suffix.lower() in _READABLE else ".xlsx"
        path = Path(folder) / f"{name.stem or 'Book'}{suffix}"
        if not (_same_format(name) and native.save_copy(book, path) and _opens(path)):
            path = path.with_suffix(".xlsx")
            path.write_bytes(_drawn(book))
        yield Snapshot(path)


def _same_format(name: Path) -> bool:
    return name.suffix.lower() in ("", *_READABLE)


def _opens(path: Path) -> bool:
    try:
        Template(path)
    except WorkbookError:  # encrypted, say
        return False
    return True


def _drawn(book: xw.Book) -> bytes:
    """Return a workbook with the cells, tables and names of the open one, read through Excel."""
    copy = openpyxl.Workbook()
    copy.remove(copy.worksheets[0])
    for sheet in book.sheets:
        target = copy.create_sheet(sheet.name)
        if not sheet.visible:
            target.sheet_state = "hidden"
        _draw_cells(sheet, target)
        for table in sheet.tables:
            target.add_table(TableOfCopy(displayName=table.name, ref=table.range.get_address(False, False)))
    for name in book.names:
        if "!" not in name.name and name.refers_to:
            copy.defined_names[name.name] = DefinedName(name.name, attr_text=name.refers_to.removeprefix("="))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.xlsx"
        copy.save(path)
        data = path.read_bytes()
    with suppress(WorkbookError):
        data = with_results(data, strict=False)
    return data


def _draw_cells(sheet: xw.Sheet, target: openpyxl.worksheet.worksheet.Worksheet) -> None:
    used = sheet.used_range
    for down, (values, formulas) in enumerate(zip(shown(used), formulas_of(used), strict=True)):
        for across, (value, formula) in enumerate(zip(values, formulas, strict=True)):
            if value is None and not formula:
                continue
            cell = target[f"{get_column_letter(used.column + across)}{used.row + down}"]
            is_formula = formula.startswith("=") and formula != value
            cell.value = formula if is_formula else value
            if not is_formula and isinstance(value, str) and value.startswith("="):
                cell.data_type = "s"
