"""What an installation wrote, so that removing it takes away exactly that."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Receipt:
    """The files and folders an installation made, and what the add-in was built with."""

    xlsales: str
    xlwings: str
    interpreter: str
    sha256: str
    language: str | None
    files: tuple[str, ...]
    folders: tuple[str, ...]

    def as_bytes(self) -> bytes:
        """Return the receipt as the JSON text that is kept."""
        return (json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n").encode()


def load(path: Path) -> Receipt | None:
    """Return the receipt of an installation; None when there is none or it cannot be read."""
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        return Receipt(**{**kept, "files": tuple(kept["files"]), "folders": tuple(kept["folders"])})
    except (OSError, ValueError, TypeError, KeyError):
        return None
