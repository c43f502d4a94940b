"""What xlwings has no call for: the few uses of Excel's own objects, on Windows and Mac, each with a fallback."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import xlwings as xw

_MAC = sys.platform == "darwin"
_ALLOWED = (
    "AllowFormattingCells", "AllowFormattingColumns", "AllowFormattingRows", "AllowSorting", "AllowFiltering",
)  # fmt: skip
_CHOOSE = 'POSIX path of (choose file with prompt "{}")'
_CHINESE = 0x04


def save_copy(book: xw.Book, path: Path) -> bool:
    """Save a copy of an open workbook without saving the workbook itself; False when Excel cannot here."""
    if _MAC:
        return False
    try:
        book.api.SaveCopyAs(str(path))
    except Exception:  # COM errors have no common type that exists on every platform
        return False
    return path.is_file()


def choose_file(app: xw.App, title: str, kinds: str) -> str | None:
    """Let the user choose a file; None when they cancel. `kinds` is Excel's filter text."""
    if _MAC:
        script = _CHOOSE.format(title.replace('"', "'"))
        done = subprocess.run(["osascript", "-e", script], capture_output=True, text=True, check=False)
        return done.stdout.strip() or None
    found = app.api.GetOpenFilename(kinds, 1, title)
    return found if isinstance(found, str) else None


def is_protected(sheet: xw.Sheet) -> bool:
    """Tell whether a sheet's cells are protected."""
    try:
        api = sheet.api
        return bool(api.protect_contents.get() if _MAC else api.ProtectContents)
    except NotImplementedError:
        return False


def unprotect(sheet: xw.Sheet) -> None:
    """Take off a protection that has no password; one that has makes Excel raise, without asking the user."""
    if _MAC:
        sheet.api.unprotect(password="")
    else:
        sheet.api.Unprotect("")


def protect(sheet: xw.Sheet) -> None:
    """Protect a sheet's formulas without a password; looks, sorting and filters stay free."""
    try:
        api: Any = sheet.api
    except NotImplementedError:
        return
    if _MAC:
        api.protect_worksheet()
    else:
        api.Protect(**dict.fromkeys(_ALLOWED, True), DrawingObjects=False, Contents=True, Scenarios=False)


def spilled(cell: xw.Range) -> xw.Range | None:
    """Return the block that a formula fills from its cell; None when it fills its own cell alone."""
    if _MAC:
        return None
    try:
        api = cell.api
        return cell.sheet.range(api.SpillingToRange.Address) if api is not None and api.HasSpill else None
    except (NotImplementedError, AttributeError):
        return None


def speaks_chinese(app: xw.App) -> bool | None:
    """Tell whether Excel's own menus are in Chinese; None when it does not say."""
    try:
        return None if _MAC else (int(app.api.LanguageSettings.LanguageID(2)) & 0x3FF) == _CHINESE
    except Exception:  # an old Excel, or none at all
        return None


def open_file(path: Path) -> None:
    """Open a file with the program it belongs to."""
    if sys.platform == "win32":
        import os

        os.startfile(path)
    else:
        subprocess.Popen(["open" if _MAC else "xdg-open", str(path)], stdout=subprocess.DEVNULL)
