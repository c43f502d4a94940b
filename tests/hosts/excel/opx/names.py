"""Defined names of the test Excel, of a workbook and of its sheets."""

from __future__ import annotations

from typing import Any

from openpyxl.utils import range_boundaries
from openpyxl.workbook.defined_name import DefinedName
from xlwings import base_classes


class Names(base_classes.Names):
    """All names of a workbook; those of a sheet are called Sheet!name. With a sheet, only that sheet's."""

    def __init__(self, book: Any, sheet: Any = None) -> None:
        self.book, self.sheet = book, sheet

    def _all(self) -> list[Name]:
        own = [self.sheet] if self.sheet is not None else self.book.content.worksheets
        local = [Name(self.book, sheet, name) for sheet in own for name in sheet.defined_names]
        return (
            local
            if self.sheet is not None
            else [
                *(Name(self.book, None, name) for name in self.book.content.defined_names),
                *local,
            ]
        )

    def __call__(self, key: int | str) -> Name:
        if isinstance(key, int):
            return self._all()[key - 1]
        for name in self._all():
            if key.casefold() in (name.name.casefold(), name.key.casefold() if self.sheet is not None else ""):
                return name
        raise KeyError(key)

    def snapshot(self) -> list[tuple[str, Name]]:
        return [(name.name, name) for name in self._all()]

    def contains(self, key: int | str) -> bool:
        return isinstance(key, str) and key.casefold() in {name.name.casefold() for name in self._all()}

    def __len__(self) -> int:
        return len(self._all())

    def add(self, name: str, refers_to: str) -> Name:
        self.book.app.write()
        home = self.book.content if self.sheet is None else self.sheet
        home.defined_names[name] = DefinedName(name, attr_text=refers_to.removeprefix("="))
        self.book.touch()
        return Name(self.book, self.sheet, name)


class Name(base_classes.Name):
    """One defined name."""

    def __init__(self, book: Any, sheet: Any, key: str) -> None:
        self.book, self.sheet, self.key = book, sheet, key

    @property
    def _home(self) -> Any:
        return (self.book.content if self.sheet is None else self.sheet).defined_names

    @property
    def name(self) -> str:
        return self.key if self.sheet is None else f"{_quoted(self.sheet.title)}!{self.key}"

    @property
    def refers_to(self) -> str:
        return "=" + self._home[self.key].attr_text

    @refers_to.setter
    def refers_to(self, text: str) -> None:
        self.book.app.write()
        self._home[self.key].attr_text = text.removeprefix("=")
        self.book.touch()

    @property
    def refers_to_range(self) -> Any:
        from hosts.excel.opx.errors import ExcelError
        from hosts.excel.opx.sheets import Sheet

        title, _, area = self.refers_to[1:].rpartition("!")
        title = title.strip("'").replace("''", "'")
        if title not in self.book.content.sheetnames or "(" in area:
            raise ExcelError(f"{self.name} stands for no range")
        left, top, right, bottom = range_boundaries(area.replace("$", ""))
        return Sheet(self.book, self.book.content[title]).block(top, left, bottom, right)

    def delete(self) -> None:
        self.book.app.write()
        del self._home[self.key]
        self.book.touch()


def _quoted(title: str) -> str:
    return title if title.isidentifier() else "'" + title.replace("'", "''") + "'"
