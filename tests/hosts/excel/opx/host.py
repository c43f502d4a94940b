"""An Excel for tests: xlwings' own Book, Sheet and Range work on it, openpyxl holds the workbooks.

It behaves as Excel does where a macro could go wrong: text that looks like a number, a date or a formula
turns into one, locked cells of protected sheets refuse to be written, formulas show calculated results,
and a sheet copied to another workbook takes references to its old one along.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import xlwings as xw
from hosts.excel.opx.books import Book, Books
from hosts.excel.opx.errors import ExcelError
from xlwings import base_classes

ERRORS = frozenset({"#N/A", "#VALUE!", "#DIV/0!", "#REF!", "#NAME?", "#NUM!", "#NULL!"})


class Engine:
    """What xlwings asks an engine for: its applications, and values on their way in and out."""

    name = "opx"
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps(self)

    @staticmethod
    def clean_value_data(data: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> list[list[Any]]:
        return [[_read(value, dates, empty, numbers, err_to_str) for value in row] for row in data]

    @staticmethod
    def prepare_xl_data_element(value: Any, options: Any) -> Any:
        return "" if value is None or value != value else value


def _read(value: Any, dates: Any, empty: Any, numbers: Any, err_to_str: bool) -> Any:
    if value is None or value == "":
        return empty
    if isinstance(value, str) and value in ERRORS:
        return value if err_to_str else None
    if isinstance(value, dt.datetime):
        parts = {name: getattr(value, name) for name in ("year", "month", "day", "hour", "minute", "second")}
        return dates(**parts, microsecond=0, tzinfo=None)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return numbers(float(value)) if numbers else float(value)
    return value


class Apps(base_classes.Apps):
    """The one application."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.app = App(engine)

    def __iter__(self) -> Iterator[App]:
        return iter([self.app])

    def __len__(self) -> int:
        return 1

    def __getitem__(self, pid: int) -> App:
        return self.app

    def keys(self) -> list[int]:
        return [1]


class App(base_classes.App):
    """The application: its settings, what it showed to the user, and what the user answers."""

    screen_updating = display_alerts = enable_events = visible = True
    status_bar: Any = False
    cut_copy_mode: Any = False
    pid = 1
    version = "16.0"

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._calculation = "automatic"
        self._books = Books(self)
        self.shown: list[str] = []
        self.answer = "ok"
        self.chosen: str | None = None
        self.writes_left: int | None = None
        self.stays_broken = False
        self.stands: dict[tuple[str, str], Any] = {}  # what cells with functions of an add-in show
        self.has_api = True
        self.clipboard: Any = None

    @property
    def books(self) -> Books:
        return self._books

    @property
    def api(self) -> Api:
        if not self.has_api:
            raise NotImplementedError
        return Api(self)

    @property
    def selection(self) -> Any:
        return self._books.active.selection

    def activate(self, steal_focus: bool = False) -> None:
        """Do nothing: there is no window."""

    @property
    def calculation(self) -> str:
        return self._calculation

    @calculation.setter
    def calculation(self, mode: str) -> None:
        self._calculation = mode
        if mode == "automatic":
            self.calculate()

    def calculate(self) -> None:
        for book in self._books:
            book.forget()

    def alert(self, prompt: str, title: Any, buttons: Any, mode: Any, callback: Any) -> str:
        self.shown.append(prompt)
        return self.answer if buttons != "ok" else "ok"

    def write(self) -> None:
        """Count a write; the one the test chose fails."""
        if self.writes_left is not None:
            self.writes_left -= 1
            if self.writes_left == -1 or (self.writes_left < 0 and self.stays_broken):
                raise ExcelError("the write failed")


class Api:
    """The native application, as far as macros use it."""

    def __init__(self, app: App) -> None:
        self.app = app

    def GetOpenFilename(self, *args: Any) -> Any:  # noqa: N802
        return self.app.chosen or False


def start() -> App:
    """Make this Excel the one xlwings talks to, without any workbook open."""
    engine = Engine()
    found = xw.Engine(impl=engine)
    xw.engines.engines = [other for other in xw.engines.engines if other.name != engine.name]
    xw.engines.add(found)
    xw.engines.active = found
    return engine.apps.app


def open_book(app: App, path: Path) -> xw.Book:
    """Open a workbook as a user does."""
    return xw.Book(impl=app.books.open(str(path)))


__all__ = ["App", "Book", "ExcelError", "open_book", "start"]
