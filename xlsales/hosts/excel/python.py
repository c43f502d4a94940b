"""The Python that Excel is to start, and the versions of what it holds."""

from __future__ import annotations

import re
import struct
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

import xlsales

_PACKAGES = ("xlwings", "pywin32")
_UNSPEAKABLE = re.compile(r"""[\s'"\\$`&;()<>|*?~#!]""")
_TEMPORARY = re.compile(
    r"[\\/](uv[\\/](cache[\\/])?(archive|builds|environments)-v\d+|pipx[\\/]\.cache)[\\/]", re.IGNORECASE
)


@dataclass(frozen=True)
class Python:
    """One interpreter: its paths, its bits and the packages installed for it ('' when missing)."""

    executable: Path
    base: Path
    bits: int
    version: str
    packages: Mapping[str, str]

    @property
    def from_store(self) -> bool:
        """Tell whether it comes from the Microsoft Store, whose files Excel cannot reach."""
        return any("windowsapps" in re.split(r"[\\/]", str(path).lower()) for path in (self.executable, self.base))

    @property
    def temporary(self) -> bool:
        """Tell whether a tool made this environment for one run and will delete it."""
        return bool(_TEMPORARY.search(str(self.executable)))


def speakable(path: Path) -> bool:
    """Tell whether a shell takes a path as it is; the script for the Mac does not put it in quotes.

    >>> speakable(Path("/Users/ann/.venv/bin/python")), speakable(Path("/Users/ann/My Tools/bin/python"))
    (True, False)
    """
    return not _UNSPEAKABLE.search(str(path))


def this_python() -> Python:
    """Return the Python that is running."""
    numbers = ".".join(map(str, sys.version_info[:3]))
    packages = {"xlsales": xlsales.__version__, **{name: _version(name) for name in _PACKAGES}}
    return Python(Path(sys.executable).absolute(), Path(sys.base_prefix), struct.calcsize("P") * 8, numbers, packages)


def xlwings_folder() -> Path:
    """Return the folder of the installed xlwings without importing it."""
    found = find_spec("xlwings")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("xlwings")
    return Path(found.origin).parent


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
