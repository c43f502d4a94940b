"""Where reference data of other people lies: never part of the project, tests without it are skipped."""

from __future__ import annotations

import os
from pathlib import Path

SHARED = Path(os.environ.get("XLSALES_SHARED") or Path(__file__).resolve().parents[2] / "shared")
CORPUS = Path(os.environ.get("XLSALES_CORPUS") or SHARED / "corpus")


def corpus_files() -> list[Path]:
    """Return the real workbooks of the corpus."""
    return sorted(path for kind in ("*.xls?", "*.xlt?") for path in CORPUS.glob(f"*/{kind}"))
