"""Workbooks of the test Excel: openpyxl's, with results calculated on demand."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine as calamine
from hosts.excel.opx.names import Names
from hosts.excel.opx.sheets import Sheet, Sheets
from xlwings import base_classes

from xlsales.workbook.calculate import with_results

TODAY = dt.date(2026, 11, 22)


class Books(base_classes.Books):
    """The open workbooks."""

    def __init__(self, app: Any) -> None:
        self.app = app
        self.items: list[Book] = []
        self.front: Book | None = None

    @property
    def active(self) -> Book:
        assert self.front is not None
        return self.front

    def __iter__(self) -> Iterator[Book]:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __call__(self, key: int | str) -> Book:
        if isinstance(key, int):
            return self.items[key - 1]
        found = next((book for book in self.items if book.name.casefold() == key.casefold()), None)
        if found is None:
            raise KeyError(key)
        return found

    def add(self) -> Book:
        return self._opened(Book(self.app, openpyxl.Workbook(), f"Book{len(self.items) + 1}"))

    def open(self, fullname: str, *args: Any, **options: Any) -> Book:
        return self._opened(Book(self.app, openpyxl.load_workbook(fullname, keep_vba=False), str(fullname)))

    def _opened(self, book: Book) -> Book:
        self.items.append(book)
        self.front = book
        return book


class Book(base_classes.Book):
    """One workbook."""

    def __init__(self, app: Any, content: openpyxl.Workbook, fullname: str) -> None:
        self._app, self.content, self._fullname = app, content, fullname
        self._results: dict[str, list[list[Any]]] | None = None
        self.selected: dict[str, tuple[int, int, int, int]] = {}
        self.saved = 0

    @property
    def app(self) -> Any:
        return self._app

    @property
    def api(self) -> BookApi:
        if not self._app.has_api:
            raise NotImplementedError
        return BookApi(self)

    @property
    def name(self) -> str:
        return self._fullname.replace("\\", "/").rsplit("/", 1)[-1]

    @property
    def fullname(self) -> str:
        return self._fullname

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    @property
    def selection(self) -> Any:
        sheet = Sheet(self, self.content.active)
        return sheet.block(*self.selected.get(sheet.name, (1, 1, 1, 1)))

    def activate(self) -> None:
        self._app.books.front = self

    def close(self) -> None:
        self._app.books.items.remove(self)
        if self._app.books.front is self:
            self._app.books.front = self._app.books.items[-1] if self._app.books.items else None

    def save(self, path: str | None = None, password: str | None = None) -> None:
        self.saved += 1
        self.content.save(path or self._fullname)

    def to_pdf(self, path: str, quality: Any = None) -> None:
        shown = [sheet.title for sheet in self.content.worksheets if sheet.sheet_state == "visible"]
        Path(path).write_text("%PDF " + " ".join(shown), encoding="utf-8")

    def touch(self) -> None:
        """Note a change: results are calculated anew unless calculation is manual."""
        if self._app.calculation == "automatic":
            self.forget()

    def forget(self) -> None:
        """Forget calculated results."""
        self._results = None

    def to_bytes(self) -> bytes:
        """Return the file Excel would save: every formula with its result."""
        stream = BytesIO()
        self.content.save(stream)
        return with_results(stream.getvalue(), today=TODAY, strict=False)

    def result(self, title: str, row: int, column: int) -> Any:
        """Return what a formula cell shows."""
        if self._results is None:
            made = calamine.CalamineWorkbook.from_filelike(BytesIO(self.to_bytes()))
            self._results = {name: made.get_sheet_by_name(name).to_python(skip_empty_area=False)
                             for name in made.sheet_names}  # fmt: skip
        rows = self._results.get(title, [])
        value = rows[row - 1][column - 1] if row <= len(rows) and column <= len(rows[row - 1]) else None
        return dt.datetime(value.year, value.month, value.day) if type(value) is dt.date else value


class BookApi:
    """The native workbook, as far as macros use it."""

    def __init__(self, book: Book) -> None:
        self.book = book

    def SaveCopyAs(self, path: str) -> None:  # noqa: N802
        Path(os.fspath(path)).write_bytes(self.book.to_bytes())
