"""Where other people's data for tests lies: beside the repository, or where XLSALES_SHARED says."""

from __future__ import annotations

import os
from pathlib import Path


def shared(*parts: str) -> Path:
    """Return a path in the shared data; it may not exist."""
    beside = Path(__file__).resolve().parents[2] / "shared"
    return Path(os.environ.get("XLSALES_SHARED", beside)).joinpath(*parts)


def corpus() -> list[Path]:
    """Return the real workbooks at hand, those in the folder XLSALES_CORPUS too; none where there are none."""
    more = os.environ.get("XLSALES_CORPUS")
    folders = [shared("corpus"), *([Path(more)] if more else [])]
    return [path for folder in folders for path in sorted(folder.rglob("*.xl[stm]*")) + sorted(folder.rglob("*.xlam"))]
