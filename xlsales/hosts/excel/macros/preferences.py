"""The user's language for messages and new sheets: what the ribbon keeps for them, in the same file."""

from __future__ import annotations

import locale
import re
from pathlib import Path

import xlwings as xw

from xlsales.hosts.excel import native, places
from xlsales.settings import LANGUAGES

_LINE = re.compile(r'^\s*"LANGUAGE"\s*,\s*"([^"]*)"\s*$', re.IGNORECASE)


def settings_file() -> Path:
    """Return the file of the user's own settings, which the add-in reads too."""
    return places.here().settings_of_addin


def language(app: xw.App | None = None) -> str:
    """Return the language the user chose; else that of Excel's menus; else that of the machine."""
    chosen = next((found[1] for line in _lines() if (found := _LINE.match(line))), "")
    if chosen in LANGUAGES:
        return chosen
    chinese = native.speaks_chinese(app) if app is not None else None
    if chinese is None:
        chinese = (locale.getlocale()[0] or "").casefold().startswith(("zh", "chinese"))
    return LANGUAGES[0] if chinese else LANGUAGES[1]


def set_language(wanted: str) -> None:
    """Remember a language; other settings in the file stay."""
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [*(line for line in _lines() if not _LINE.match(line)), f'"LANGUAGE","{wanted}"']
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _lines() -> list[str]:
    try:
        return settings_file().read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return []
