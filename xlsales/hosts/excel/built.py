"""What an .xlam file was built with, read from the file itself."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

_CONFIG = "xlsales.conf"
_MODULE = "xlwings"
_VERSION = re.compile(r'XLWINGS_VERSION As String = "([^"]+)"')


@dataclass(frozen=True)
class Built:
    """An add-in file: its hash, the xlsales and xlwings it was built with, the Python it starts, its language."""

    sha256: str
    xlwings: str = ""
    interpreter: str = ""
    xlsales: str = ""
    language: str = ""

    @property
    def readable(self) -> bool:
        """Tell whether the file is an add-in of xlsales."""
        return bool(self.xlwings)


def read(path: Path, platform: str) -> Built:
    """Return what an add-in was built with; a file that is not one has only its hash."""
    data = path.read_bytes()
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        settings, module = _settings(data), _module(path)
    except Exception:  # two readers of other people's formats: whatever they raise, the file is not an add-in
        return Built(sha256)
    version = _VERSION.search(module)
    key = "interpreter_mac" if platform == "darwin" else "interpreter_win"
    return Built(
        sha256,
        xlwings=version[1] if version else "",
        interpreter=settings.get(key, ""),
        xlsales=settings.get("xlsales version", ""),
        language=settings.get("language", ""),
    )


def _settings(data: bytes) -> dict[str, str]:
    from python_calamine import CalamineWorkbook

    rows: list[list[Any]] = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(_CONFIG).to_python()
    return {str(row[0]).lower(): str(row[1]) for row in rows if len(row) > 1}


def _module(path: Path) -> str:
    from pyopenvba import ExcelFile

    with ExcelFile(str(path)) as book:
        return str(book.get_module(_MODULE))
