"""Add-in files and machines for the tests: a small add-in made from xlwings' own quickstart, users in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape
from zipfile import ZipFile

from xlsales.hosts.excel.places import Places
from xlsales.hosts.excel.python import Python, this_python, xlwings_folder
from xlsales.hosts.excel.starting import Start

FOLDERS = {"win32": ("LOCALAPPDATA", "APPDATA"), "darwin": (), "linux": ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}


def small_addin(out: Path, *, interpreter: str | None = None, language: str | None = None) -> Path:
    """Write an add-in with our configuration sheet and xlwings' module."""
    with ZipFile(xlwings_folder() / "quickstart_addin_ribbon.xlam") as source, ZipFile(out, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            if member.filename == "xl/workbook.xml":
                data = data.replace(b"_myaddin.conf", b"xlsales.conf")
            if member.filename == "xl/worksheets/sheet1.xml":
                data = _with_interpreters(data.decode(), interpreter or "", language or "").encode()
            target.writestr(member, data)
    return out


def user(platform: str, home: Path) -> Places:
    """Return the places of a user whose home is a folder of the test."""
    return Places(platform, home, {name: str(home / name) for name in FOLDERS[platform]})


def python(**changes: Any) -> Python:
    """Return this Python as it would be on Windows or a Mac, with some facts changed."""
    here = this_python()
    known = {
        "executable": here.executable,
        "base": here.base,
        "bits": 64,
        "version": here.version,
        "packages": {**here.packages, "pywin32": "311"},
    }
    return Python(**{**known, **changes})


def starts(interpreter: Path, platform: str) -> Start:
    """Start nothing and tell that it went well."""
    return Start((str(interpreter), "-c", "…", platform), 0, "", 0.5)


def tree(folder: Path) -> dict[str, bytes]:
    """Return every file and folder below a folder, with what it holds."""
    paths = sorted(folder.rglob("*"))
    return {str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b"folder" for path in paths}


def _with_interpreters(sheet: str, interpreter: str, language: str) -> str:
    for row, text in ((1, interpreter), (2, interpreter), (3, language)):
        cell = f'<c r="B{row}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
        start = sheet.index("</row>", sheet.index(f'<row r="{row}"'))
        sheet = sheet[:start] + cell + sheet[start:]
    return sheet
