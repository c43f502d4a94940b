"""Reads the registry of Windows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping

Registry = Callable[[str], Mapping[str, object]]


def read_key(path: str) -> dict[str, object]:
    """Return the values of a key such as HKCU\\Software\\…, by name; nothing when there is no such key."""
    if sys.platform == "win32":
        import winreg

        hive, _, key = path.partition("\\")
        root = winreg.HKEY_CURRENT_USER if hive == "HKCU" else winreg.HKEY_LOCAL_MACHINE
        try:
            with winreg.OpenKey(root, key, 0, winreg.KEY_READ | winreg.KEY_WOW64_64KEY) as opened:
                count = winreg.QueryInfoKey(opened)[1]
                return {name: value for name, value, _ in (winreg.EnumValue(opened, index) for index in range(count))}
        except OSError:
            return {}
    return {}
