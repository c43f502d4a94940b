"""The user's own settings, kept for all workbooks: the language of ribbon, messages and new sheets."""

from __future__ import annotations

import json
import locale
from pathlib import Path
from typing import Any

import xlwings as xw

from xlsales.hosts.excel import native
from xlsales.settings import LANGUAGES


def settings_file() -> Path:
    """Return the file of the user's own settings."""
    from xlsales.hosts.excel import places

    return places.here().settings


def language(app: xw.App | None = None) -> str:
    """Return the language the user chose; else that of Excel's menus; else that of the machine."""
    chosen = _read().get("language")
    if chosen in LANGUAGES:
        return str(chosen)
    chinese = native.speaks_chinese(app) if app is not None else None
    if chinese is None:
        chinese = (locale.getlocale()[0] or "").casefold().startswith(("zh", "chinese"))
    return LANGUAGES[0] if chinese else LANGUAGES[1]


def set_language(wanted: str) -> None:
    """Remember a language; other settings in the file stay."""
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**_read(), "language": wanted}, ensure_ascii=False, indent=2), encoding="utf-8")


def _read() -> dict[str, Any]:
    try:
        found = json.loads(settings_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
