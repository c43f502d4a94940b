"""Why cells show errors: one line of JSON per failure in a per-user file, which "Why this error?" reads.

Nothing here ever makes a worksheet function fail: a log that cannot be written is left unwritten.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from xlsales.hosts.excel import addresses, places

if TYPE_CHECKING:
    from xlsales.cells import Answer
    from xlsales.registry import Function

LIMIT = 1_000_000  # bytes, after which the file becomes its own predecessor and a new one begins
_FIELDS = ("when", "workbook", "sheet", "cell", "function", "argument", "code", "reason")
_told: dict[str, str] = {}


@dataclass(frozen=True)
class Reason:
    """Why a cell shows an error, and since when; `argument` is "" where no single argument is to blame."""

    when: datetime
    workbook: str
    sheet: str
    cell: str
    function: str
    argument: str
    code: str
    reason: str


def note(cell: str, function: Function, answer: Answer) -> None:
    """Record an answer that is an error; a cell that repeats its last error is not recorded again."""
    if not answer.reason:
        if _told:
            _told.pop(cell, None)
        return
    if cell and _told.get(cell) == answer.reason:
        return
    _told[cell] = answer.reason
    blamed = answer.reason.replace(",", " ").replace(":", " ").split(" ", 1)[0]
    argument = blamed if blamed in (argument.name for argument in function.arguments) else ""
    record(cell, function.name, argument, str(answer.value), answer.reason)


def record(cell: str, function: str, argument: str, code: str, reason: str) -> None:
    """Append one failure to the user's log; do nothing where the log cannot be written.

    `cell` is an address as Excel writes it, such as `'[Plan.xlsx]Q4'!$D$4`.
    """
    where = addresses.parse(cell)
    when = datetime.now().astimezone().isoformat(timespec="seconds")
    line = Reason(when, where.workbook, where.sheet, where.cells, function, argument, code, reason)  # type: ignore[arg-type]
    with suppress(OSError, UnicodeError):
        _append(places.log_file(), json.dumps(asdict(line), ensure_ascii=False) + "\n")


def last(cell: str | None = None) -> Reason | None:
    """Return the newest reason for a cell, or of all; None when there is none.

    Parts that the address leaves out match anything: `D4` finds D4 of whichever sheet failed last. A cell
    within a recorded range counts as that range.
    """
    wanted = addresses.parse(cell or "")
    return next((reason for reason in reasons() if addresses.within(wanted, _address(reason))), None)


def reasons() -> Iterator[Reason]:
    """Yield what the log holds, newest first; lines that are not a reason are passed over."""
    path = places.log_file()
    for file in (path, _previous(path)):
        for line in reversed(_lines(file)):
            with suppress(ValueError, TypeError, KeyError):
                found = json.loads(line)
                yield Reason(datetime.fromisoformat(found["when"]), *(str(found[name]) for name in _FIELDS[1:]))


def forget() -> None:
    """Forget which errors were recorded already, so that they are recorded again."""
    _told.clear()


def _append(path: Path, line: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as file:
        file.write(line)
        full = file.tell() > LIMIT
    if full:
        os.replace(path, _previous(path))


def _lines(path: Path) -> list[str]:
    with suppress(OSError):
        return path.read_text(encoding="utf-8", errors="replace").splitlines()
    return []


def _previous(path: Path) -> Path:
    return path.with_suffix(".old" + path.suffix)


def _address(reason: Reason) -> addresses.Address:
    return addresses.Address(reason.workbook, reason.sheet, reason.cell)
