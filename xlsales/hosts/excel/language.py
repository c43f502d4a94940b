"""Which language to speak to the user of this machine."""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Mapping

_CHINESE = 0x04  # primary language of zh-CN, zh-TW, zh-HK … in a Windows language id
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def spoken(variables: Mapping[str, str], windows: int | None = None) -> str:
    """Return zh-CN or en, by the Windows language id or the locale variables.

    >>> spoken({"LANG": "zh_CN.UTF-8"}), spoken({"LANG": "de_DE.UTF-8"}), spoken({}, windows=0x0804)
    ('zh-CN', 'en', 'zh-CN')
    """
    if windows is not None:
        return "zh-CN" if windows & 0x3FF == _CHINESE else "en"
    locale = next((variables[name] for name in _VARIABLES if variables.get(name)), "")
    return "zh-CN" if locale.startswith("zh") else "en"


def windows_language() -> int | None:
    """Return the language id of the Windows user interface; None elsewhere."""
    if sys.platform == "win32":
        return int(ctypes.windll.kernel32.GetUserDefaultUILanguage())
    return None
