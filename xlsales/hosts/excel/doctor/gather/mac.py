"""What macOS knows: Excel, the scripts it may run, and whether programs may control it."""

from __future__ import annotations

import plistlib
from pathlib import Path
from typing import Any
from xml.parsers.expat import ExpatError

from xlsales.hosts.excel.doctor.facts import Excel
from xlsales.hosts.excel.doctor.gather.common import existing, said
from xlsales.hosts.excel.places import ADDIN, Places

_PROGRAM = "Applications/Microsoft Excel.app"
_ASK = 'if application "Microsoft Excel" is running then tell application "Microsoft Excel" to get version'


def mac_facts(places: Places, root: Path = Path("/")) -> dict[str, Any]:
    """Return the facts of a machine that only macOS has."""
    return {
        "excel": excel(places, root),
        "scripts": tuple(sorted(path.name for path in places.scripts.glob("xlwings-*.applescript"))),
        "automation": automation(places),
        "addin": {"copies": tuple(map(str, existing(places.addin_manager / ADDIN)))},
    }


def excel(places: Places, root: Path) -> Excel | None:
    """Return the Excel of all users or of this one; None when there is none."""
    for folder in (root / _PROGRAM, places.home / _PROGRAM):
        try:
            told = plistlib.loads((folder / "Contents/Info.plist").read_bytes())
        except (OSError, plistlib.InvalidFileException, ExpatError, ValueError):
            continue
        return Excel(str(folder), str(told.get("CFBundleShortVersionString", "")), 64)
    return None


def automation(places: Places) -> str:
    """Return why a program may not control Excel: what Excel's last run noted, or what macOS says now."""
    noted = places.sandbox / "xlwings.log"
    try:
        last = noted.read_text(encoding="utf-8", errors="replace")
    except OSError:
        last = ""
    return last if "-1743" in last else said("osascript", "-e", _ASK)[1]
