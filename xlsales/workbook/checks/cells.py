"""Streams a worksheet's cells and the shared strings with expat: value and formula of a cell in one pass."""

from __future__ import annotations

import xml.parsers.expat as expat
from collections.abc import Sequence

from xlsales.errors import WorkbookError
from xlsales.workbook.checks.view import Cell, Value
from xlsales.workbook.refs import column_number, shifted


class PartReader:
    """Feeds one part to `start`, `end` and `text`; names come without their prefix."""

    def __init__(self, part: str) -> None:
        self.part = part
        self.pieces: list[str] | None = None

    def parse(self, xml: bytes) -> None:
        """Read the part; a document type or broken XML is refused with a sentence."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = lambda name, attrs: self.start(name.rpartition(":")[2], attrs)
        parser.EndElementHandler = lambda name: self.end(name.rpartition(":")[2])
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self.refuse
        try:
            parser.Parse(xml, True)
        except expat.ExpatError as error:
            raise WorkbookError(f"{self.part} inside the workbook is damaged ({error})") from None

    def refuse(self, *_args: object) -> None:
        """Refuse a part that declares a document type: entities could be hidden in it."""
        raise WorkbookError(f"{self.part} inside the workbook declares a document type; xlsales does not read it")

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Take the start of an element."""

    def end(self, name: str) -> None:
        """Take the end of an element."""

    def text(self, text: str) -> None:
        """Keep text while somebody collects it."""
        if self.pieces is not None:
            self.pieces.append(text)

    def taken(self) -> str:
        """Return the text collected and stop collecting."""
        text = "".join(self.pieces or ())
        self.pieces = None
        return text


class Strings(PartReader):
    """The shared strings: plain text, without the hints how it is spoken."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.found: list[str] = []
        self.item = ""
        self.spoken = False

    def read(self, xml: bytes) -> list[str]:
        """Return the strings in order."""
        self.parse(xml)
        return self.found

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Open an item, a hint or a text."""
        if name == "si":
            self.item = ""
        elif name == "rPh":
            self.spoken = True
        elif name == "t" and not self.spoken:
            self.pieces = []

    def end(self, name: str) -> None:
        """Close what is open."""
        if name == "t":
            self.item += self.taken()
        elif name == "rPh":
            self.spoken = False
        elif name == "si":
            self.found.append(self.item)


class CellReader(PartReader):
    """The cells of one worksheet that hold a value or a formula."""

    def __init__(self, part: str, strings: Sequence[str], forms: Sequence[str]) -> None:
        super().__init__(part)
        self.strings, self.forms = strings, forms
        self.cells: dict[tuple[int, int], Cell] = {}
        self.shared: dict[str, tuple[str, int, int]] = {}
        self.row = self.column = 0
        self.attrs: dict[str, str] = {}
        self.formula: str | None = None
        self.formula_attrs: dict[str, str] = {}
        self.raw = ""

    def read(self, xml: bytes) -> dict[tuple[int, int], Cell]:
        """Return the cells by (column, row)."""
        self.parse(xml)
        return self.cells

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """Open a row, a cell, or what is inside a cell."""
        if name == "c":
            letters = attrs.get("r", "").rstrip("0123456789")
            self.column = column_number(letters) if letters else self.column + 1
            self.attrs, self.formula, self.raw = attrs, None, ""
        elif name in ("v", "t"):
            self.pieces = []
        elif name == "f":
            self.pieces, self.formula_attrs = [], attrs
        elif name == "row":
            self.row, self.column = int(attrs.get("r", self.row + 1)), 0

    def end(self, name: str) -> None:
        """Close a cell or what is inside it."""
        if name == "c":
            self._keep()
        elif name in ("v", "t"):
            self.raw += self.taken()
        elif name == "f":
            self.formula = self._formula(self.taken())

    def _formula(self, text: str) -> str | None:
        group = self.formula_attrs.get("si")
        if self.formula_attrs.get("t") == "dataTable" or (not text and group is None):
            return None
        if text and group is not None:
            self.shared[group] = (text, self.column, self.row)
        elif not text:
            master, column, row = self.shared.get(group or "", ("", 0, 0))
            return shifted(master, self.column - column, self.row - row) or None
        return text

    def _keep(self) -> None:
        if not self.raw and self.formula is None:
            return
        kind, style = self.attrs.get("t", "n"), int(self.attrs.get("s", 0))
        form = self.forms[style] if style < len(self.forms) else ""
        value = self._value(kind)
        if value is not None or self.formula is not None:
            cell = Cell(self.column, self.row, value, self.formula, kind == "e", form)
            self.cells[self.column, self.row] = cell

    def _value(self, kind: str) -> Value:
        if kind == "s":
            return self.strings[int(self.raw)]
        if kind == "b":
            return self.raw == "1"
        if kind in ("str", "inlineStr", "e", "d"):
            return self.raw
        return float(self.raw) if self.raw else None
