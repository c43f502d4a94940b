"""Runs under a Python that has `uno`: one headless LibreOffice with an extension, told what to do by JSON lines.

Each request is {"do": name, ...} and each answer one JSON line; a failure answers {"failed": reason}.
A value of a cell is a number, a text, true/false, null, or {"formula": text}; a result is a number,
a text or {"error": code}.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))
import recalculate
import uno
import unohelper
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]
from com.sun.star.task import XInteractionHandler  # type: ignore[import-not-found]
from com.sun.star.ucb import XCommandEnvironment  # type: ignore[import-not-found]
from com.sun.star.util import Date  # type: ignore[import-not-found]

EVERYTHING = 1023  # com.sun.star.sheet.CellFlags


class Approving(unohelper.Base, XCommandEnvironment, XInteractionHandler):
    """Says yes to whatever the extension manager asks."""

    InteractionHandler = property(lambda self: self)
    ProgressHandler = None

    def getInteractionHandler(self) -> Any:  # noqa: N802
        """Return who answers questions."""
        return self

    def getProgressHandler(self) -> None:  # noqa: N802
        """Return nobody: progress is not watched."""

    def handle(self, request: Any) -> None:
        """Choose to go on."""
        for choice in request.getContinuations():
            if choice.queryInterface(uno.getTypeByName("com.sun.star.task.XInteractionApprove")):
                choice.select()


class Calc:
    """The office, its extension and the document in hand."""

    def __init__(self, profile: Path, extension: Path) -> None:
        self.process, self.context = recalculate.connect(profile)
        self.desktop = self.service("com.sun.star.frame.Desktop")
        self.extension = extension
        self.book: Any = None

    def install(self) -> str:
        """Add the extension to the profile of this office."""
        manager = self.context.getByName("/singletons/com.sun.star.deployment.ExtensionManager")
        url = self.extension.as_uri()
        manager.addExtension(url, (), "user", manager.createAbortChannel(), Approving())
        return "installed"

    def new(self, year: int = 1899) -> str:
        """Begin an empty document; `year` is where its days begin."""
        self.open_url("private:factory/scalc")
        if year != 1899:
            self.book.NullDate = Date(1, 1, year)
        return "new"

    def open(self, path: str) -> str:
        """Open a file as a person does, so that events are sent."""
        self.open_url(Path(path).as_uri())
        return "open"

    def open_url(self, url: str) -> None:
        """Put another document in hand."""
        if self.book is not None:
            self.book.close(True)
        self.book = self.desktop.loadComponentFromURL(url, "_blank", 0, ())

    def save(self, path: str, filter: str) -> str:
        """Store a copy of the document."""
        self.book.storeToURL(Path(path).as_uri(), (PropertyValue("FilterName", 0, filter, 0),))
        return "saved"

    def clear(self) -> str:
        """Empty the first sheet."""
        self.sheet.clearContents(EVERYTHING)
        return "clear"

    def put(self, cells: dict[str, Any]) -> str:
        """Type values and formulas into cells."""
        for place, value in cells.items():
            cell = self.sheet.getCellRangeByName(place)
            if isinstance(value, dict):
                cell.setFormula(value["formula"])
            elif isinstance(value, bool):
                cell.setFormula("=TRUE()" if value else "=FALSE()")
            elif isinstance(value, str):
                cell.setString(value)
            elif value is not None:
                cell.setValue(value)
        return "put"

    def array(self, place: str, formula: str) -> list[list[Any]]:
        """Enter an array formula and return what its cells show."""
        self.sheet.getCellRangeByName(place).setArrayFormula(formula)
        return self.read(place)

    def read(self, place: str) -> list[list[Any]]:
        """Return what the cells of a range show."""
        cells = self.sheet.getCellRangeByName(place)
        rows, columns = cells.Rows.Count, cells.Columns.Count
        return [[shown(cells.getCellByPosition(c, r)) for c in range(columns)] for r in range(rows)]

    def many(self, column: str, formulas: list[str]) -> float:
        """Type formulas down a column, calculate all and return the seconds it took."""
        began = time.perf_counter()
        cells = self.sheet.getCellRangeByName(f"{column}1:{column}{len(formulas)}")
        cells.setFormulaArray(tuple((formula,) for formula in formulas))
        self.book.calculateAll()
        return time.perf_counter() - began

    def modified(self) -> bool:
        """Tell whether the document would ask to be saved."""
        return bool(self.book.isModified())

    def wizard(self, name: str) -> dict[str, Any]:
        """Return what the function wizard knows of a function."""
        descriptions = self.service("com.sun.star.sheet.FunctionDescriptions")
        found = {entry.Name: entry.Value for entry in descriptions.getByName(name)}
        arguments = [[entry.Name, entry.Description, entry.IsOptional] for entry in found["Arguments"]]
        return {"description": found["Description"], "arguments": arguments}

    def configured(self, path: str, prop: str, language: str) -> str:
        """Return a text of the configuration as an office in that language reads it."""
        provider = self.service("com.sun.star.configuration.ConfigurationProvider")
        given = (PropertyValue("nodepath", 0, path, 0), PropertyValue("Locale", 0, language, 0))
        node = provider.createInstanceWithArguments("com.sun.star.configuration.ConfigurationAccess", given)
        return str(node.getPropertyValue(prop))

    def service(self, name: str) -> Any:
        """Return a service of the office."""
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    @property
    def sheet(self) -> Any:
        """Return the first sheet of the document in hand."""
        return self.book.Sheets.getByIndex(0)


def shown(cell: Any) -> Any:
    """Return what a cell shows."""
    if cell.getError():
        return {"error": recalculate.ERRORS.get(cell.getError(), f"Err:{cell.getError()}")}
    kind = cell.FormulaResultType2 if cell.Type.value == "FORMULA" else None
    text = kind == recalculate.STRING or cell.Type.value == "TEXT"
    return cell.String if text else cell.Value


def main(profile: Path, extension: Path) -> None:
    """Answer requests from standard input until it ends."""
    calc = Calc(profile, extension)
    try:
        for line in sys.stdin:
            request = json.loads(line)
            try:
                answer = getattr(calc, request.pop("do"))(**request)
            except Exception as problem:
                answer = {"failed": f"{type(problem).__name__}: {problem}"}
            print(json.dumps(answer), flush=True)
    finally:
        try:
            calc.desktop.terminate()
        except Exception:
            calc.process.kill()
        calc.process.wait(20)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
