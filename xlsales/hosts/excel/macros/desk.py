"""What every macro works with: the workbook in front of the user, the words, and ways to ask and to tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import xlwings as xw

from xlsales.hosts.excel import native
from xlsales.words import Words

_KINDS = (
    "CSV, Excel (*.csv;*.xlsx;*.xlsm;*.xls;*.xlsb;*.ods;*.txt;*.tsv),*.csv;*.xlsx;*.xlsm;*.xls;*.xlsb;*.ods;*.txt;*.tsv"
)
_SETTINGS = ("calculation", "enable_events", "display_alerts", "screen_updating")


class Declined(Exception):
    """The user said no; nothing was changed."""


@dataclass(frozen=True)
class Outcome:
    """How a macro ended: the one message, and the cells or the sheet to go to."""

    message: str = ""
    goto: xw.Range | xw.Sheet | None = None


@dataclass(frozen=True)
class Desk:
    """The workbook in front of the user and the language they read."""

    book: xw.Book
    words: Words
    choose: Callable[[xw.App, str, str], str | None] = native.choose_file
    open_file: Callable[[Path], None] = native.open_file
    notes: list[str] = field(default_factory=list)

    @property
    def app(self) -> xw.App:
        """The Excel that has the workbook open."""
        return self.book.app

    def say(self, key: str, **values: object) -> str:
        """Return a sentence of the macros in the user's language."""
        return self.words(f"macro.{key}", **values)

    def tell(self, message: str, *, wrong: bool = False) -> None:
        """Show one message."""
        self.app.alert(message, "xlsales", buttons="ok", mode="critical" if wrong else "info")

    def ask(self, key: str, **values: object) -> None:
        """Go on when the user agrees; otherwise raise Declined."""
        with _awake(self.app):
            answer = self.app.alert(self.say(key, **values), "xlsales", buttons="ok_cancel", mode="info")
        if answer != "ok":
            raise Declined

    def progress(self, key: str, **values: object) -> None:
        """Say in the status bar what is under way."""
        self.app.status_bar = f"xlsales: {self.say(key, **values)}"

    def choose_file(self, key: str) -> Path:
        """Let the user choose a file; cancelling raises Declined."""
        with _awake(self.app):
            found = self.choose(self.app, self.say(key), _KINDS)
        if not found:
            raise Declined
        return Path(found)

    def go(self, place: xw.Range | xw.Sheet | None) -> None:
        """Bring cells or a sheet to the front."""
        if isinstance(place, xw.Range):
            place.sheet.activate()
            place.select()
        elif place is not None:
            place.activate()


@contextmanager
def quiet(book: xw.Book) -> Iterator[None]:
    """Work without flicker, recalculation and prompts; afterwards everything is as it was, also after a failure."""
    app = book.app
    before = {name: getattr(app, name) for name in _SETTINGS}
    sheet, selection = book.sheets.active, _selection(app)
    try:
        for name, value in (("screen_updating", False), ("enable_events", False), ("calculation", "manual")):
            setattr(app, name, value)
        yield
    finally:
        with suppress(Exception):  # the user may have closed what was in front
            book.activate()
            sheet.activate()
            if selection is not None:
                selection.select()
        for name, value in {**before, "status_bar": False}.items():
            with suppress(Exception):  # one setting that cannot be restored must not keep the others
                setattr(app, name, value)


@contextmanager
def _awake(app: xw.App) -> Iterator[None]:
    before: Any = app.screen_updating
    app.screen_updating = True
    try:
        yield
    finally:
        app.screen_updating = before


def _selection(app: xw.App) -> xw.Range | None:
    try:
        return app.selection
    except Exception:  # a chart or a shape is selected
        return None
