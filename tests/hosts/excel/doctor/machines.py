"""A machine on which all is well, for each platform, and changes to it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from xlsales.hosts.excel.built import Built
from xlsales.hosts.excel.doctor import AddinFile, Excel, Machine
from xlsales.hosts.excel.places import Places
from xlsales.hosts.excel.python import Python
from xlsales.hosts.excel.receipt import Receipt
from xlsales.hosts.excel.starting import Start

PACKAGES = {"xlsales": "1.0", "xlwings": "0.37.8", "pywin32": "311"}
_PATHS = {
    "win32": (Path("C:/Users/ann"), Path("C:/xlsales/Scripts/python.exe"), "C:/Office16/EXCEL.EXE"),
    "darwin": (Path("/Users/ann"), Path("/Users/ann/.venv/bin/python"), "/Applications/Microsoft Excel.app"),
    "linux": (Path("/home/ann"), Path("/home/ann/.venv/bin/python"), ""),
}


def healthy(platform: str) -> Machine:
    """Return a machine on which the add-in works."""
    home, executable, program = _PATHS[platform]
    return Machine(
        places=Places(platform, home, {}),
        python=Python(executable, Path("C:/Python312"), 64, "3.12.4", PACKAGES),
        start=Start((str(executable), "-c", "import xlwings; import xlsales"), 0, "", 0.8),
        addin=AddinFile(
            built=Built("abc", "0.37.8", str(executable), "1.0", "auto"),
            receipt=Receipt("1.0", "0.37.8", str(executable), "abc", None, (), ()),
            interpreter_exists=True,
        ),
        excel=Excel(program, "16.0.18129.20158", 64) if program else None,
        libraries=frozenset({"xlwings32-0.37.8.dll", "xlwings64-0.37.8.dll"}),
        codepage="cp1252",
        scripts=("xlwings-0.37.8.applescript",),
    )


def with_python(machine: Machine, **changes: Any) -> Machine:
    """Return the machine with another Python."""
    return replace(machine, python=replace(machine.python, **changes))


def with_addin(machine: Machine, **changes: Any) -> Machine:
    """Return the machine with another add-in."""
    return replace(machine, addin=replace(machine.addin, **changes))
