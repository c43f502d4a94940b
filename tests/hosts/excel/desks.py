"""Workbooks as users have them, open in the test Excel, and macros run on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlwings as xw
from hosts.excel.opx import host
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.table import Table

from xlsales.hosts.excel import macros
from xlsales.hosts.excel.macros.desk import Desk
from xlsales.words import Words

HEADERS = {
    "en": ("Deal ID", "Opportunity", "Account", "Owner", "Stage", "Amount", "Close date", "Created"),
    "zh-CN": ("编号", "商机名称", "客户名称", "负责人", "阶段", "金额", "预计成交日期", "创建日期"),
}
STAGES = {"en": ("Negotiation", "Closed Won", "Proposal"), "zh-CN": ("谈判", "成交", "方案")}
DAY = dt.datetime.combine(dt.date.today(), dt.time())


def deals(language: str = "en") -> list[tuple[Any, ...]]:
    """Return three deals of this quarter."""
    stages = STAGES[language]
    month = dt.timedelta(days=30)
    return [
        ("D-1", "Alpha", "Acme", "Ann Lee", stages[0], 1000.0, DAY, DAY - month),
        ("D-2", "=Beta", "Bolt", "Ann Lee", stages[1], 2500.0, DAY, DAY - month),
        ("D-3", "2026-01", "Corp", "Bo Chan", stages[2], 400.0, DAY, DAY - month),
    ]


def write_workbook(
    path: Path, language: str = "en", *, table: bool = False, rows: Sequence[Sequence[Any]] | None = None
) -> Path:
    """Write a user's workbook: notes with a formula and colours, and the deals below a title on another sheet."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Notes" if language == "en" else "笔记"
    notes["A1"], notes["B1"], notes["B2"] = "mine", 7, "=B1*6"
    notes["A1"].font, notes["B1"].fill = Font(bold=True, color="AA0000"), PatternFill("solid", fgColor="FFEE00")
    sheet = book.create_sheet("Pipeline")
    sheet["B2"] = "Our pipeline"
    for down, row in enumerate([HEADERS[language], *(deals(language) if rows is None else rows)]):
        for across, value in enumerate(row):
            cell = sheet.cell(4 + down, 2 + across)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    last = 4 + len(deals(language) if rows is None else rows)
    if table:
        sheet.add_table(Table(displayName="tblPipeline", ref=f"B4:I{last}"))
    book.active = 1
    book.save(path)
    return path


@dataclass
class User:
    """Someone at an Excel with one workbook open."""

    app: host.App
    book: xw.Book
    language: str = "en"
    opened: list[Path] = field(default_factory=list)

    def press(self, button: str, *, file: Path | None = None) -> str:
        """Press a button of the ribbon; return the last message, or nothing when there was none."""
        self.app.shown.clear()
        chosen = str(file) if file else None
        desk = Desk(self.book, Words(self.language), lambda *asked: chosen, self.opened.append)
        macros.perform(macros.MACROS[button], desk)
        return self.app.shown[-1] if self.app.shown else ""

    @property
    def titles(self) -> list[str]:
        """The titles of the sheets."""
        return [sheet.name for sheet in self.book.sheets]

    def show(self, name: str) -> Any:
        """Return what the cell of a defined name shows."""
        return self.book.names[name].refers_to_range.options(err_to_str=True).value

    def column(self, table: str, header: str) -> list[Any]:
        """Return what a column of a table shows."""
        found = next(one for sheet in self.book.sheets for one in sheet.tables if one.name == table)
        headers = found.header_row_range.options(ndim=1).value
        area = found.data_body_range[:, headers.index(header)]
        return list(area.options(ndim=1, err_to_str=True).value)

    def state(self) -> dict[str, Any]:
        """Return what of Excel a macro must leave as it was."""
        app = self.book.app
        names = ("calculation", "screen_updating", "enable_events", "display_alerts", "status_bar")
        kept = {name: getattr(app, name) for name in names}
        return {**kept, "sheet": self.book.sheets.active.name, "selection": app.selection.address}


def user(path: Path, language: str = "en") -> User:
    """Open a workbook in a fresh Excel."""
    app = host.start()
    return User(app, host.open_book(app, path), language)


def cells_of(book: xw.Book, titles: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Yield every cell of some sheets with its place, content and whole look."""
    for title in titles:
        sheet = book.impl.content[title]
        for row in sheet.iter_rows():
            for cell in row:
                look = (cell.font, cell.fill, cell.border, cell.number_format, cell.alignment, cell.protection)
                if cell.value is not None or cell.has_style:
                    yield title, cell.coordinate, cell.value, cell.data_type, tuple(copy(one) for one in look)
