"""Runs under a Python that has `uno`: recalculates workbooks in one headless LibreOffice, a path per input line.

Each answer is one line: the path of a JSON file {sheet: {cell: number | text | {"error": code}}} with every
formula cell, or {"failed": reason}.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

START_SECONDS = 60
VALUE, STRING, ERROR = 1, 2, 4  # com.sun.star.sheet.FormulaResult
ERRORS = {
    503: "#NUM!", 519: "#VALUE!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A",
}  # fmt: skip


def start(profile: Path) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice with a profile of its own and return its process and desktop."""
    office, context = connect(profile)
    return office, context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)


def connect(profile: Path) -> tuple[subprocess.Popen[bytes], Any]:
    """Start LibreOffice with a profile of its own and return its process and component context."""
    import uno

    pipe = f"xlsales{time.time_ns()}"
    office = subprocess.Popen(
        ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nologo",
         "--nodefault", f"--accept=pipe,name={pipe};urp;"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return office, resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if time.monotonic() > deadline:
                office.kill()
                raise
            time.sleep(0.1)


def recalculated(desktop: Any, path: Path) -> dict[str, dict[str, Any]]:
    """Load a workbook, recalculate every formula whatever its cached result, and return the results."""
    from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

    book = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (PropertyValue("Hidden", 0, True, 0),))
    if book is None:
        raise RuntimeError(f"LibreOffice cannot open {path}")
    try:
        book.calculateAll()
        return {sheet.Name: results(sheet) for sheet in book.Sheets}
    finally:
        book.close(True)


def results(sheet: Any) -> dict[str, Any]:
    """Return the result of every formula cell of a sheet by address."""
    found: dict[str, Any] = {}
    for kind in (VALUE, STRING):
        for block in sheet.queryFormulaCells(kind).RangeAddresses:
            rows = sheet.getCellRangeByPosition(
                block.StartColumn, block.StartRow, block.EndColumn, block.EndRow
            ).getDataArray()
            for down, row in enumerate(rows):
                for right, value in enumerate(row):
                    found[address(block.StartColumn + right, block.StartRow + down)] = value
    for block in sheet.queryFormulaCells(ERROR).RangeAddresses:
        for column in range(block.StartColumn, block.EndColumn + 1):
            for row in range(block.StartRow, block.EndRow + 1):
                code = sheet.getCellByPosition(column, row).getError()
                found[address(column, row)] = {"error": ERRORS.get(code, f"Err:{code}")}
    return found


def address(column: int, row: int) -> str:
    """Return the A1 address of a cell counted from 0.

    >>> address(27, 4)
    'AB5'
    """
    letters, rest = "", column + 1
    while rest:
        rest, index = divmod(rest - 1, 26)
        letters = chr(65 + index) + letters
    return f"{letters}{row + 1}"


def main(profile: Path) -> None:
    """Answer paths from standard input until it ends."""
    office, desktop = start(profile)
    print("ready", flush=True)
    try:
        for number, line in enumerate(sys.stdin):
            out = profile / f"answer{number}.json"
            try:
                answer: dict[str, Any] = recalculated(desktop, Path(line.rstrip("\n")))
            except Exception as problem:
                answer = {"failed": str(problem) or type(problem).__name__}
            out.write_text(json.dumps(answer), encoding="utf-8")
            print(out, flush=True)
    finally:
        try:
            desktop.terminate()
        except Exception:
            office.kill()
        office.wait(20)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
