"""Real workbooks of other people open in a real spreadsheet program after a fill and a graft, if they did before."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest
from hosts.libreoffice import LibreOffice
from shared import corpus_files

import xlsales
from xlsales.errors import XlsalesError
from xlsales.settings import Settings
from xlsales.workbook.book import Book
from xlsales.workbook.refs import quote_title

SAVED_AS = {".xltx": ".xlsx", ".xltm": ".xlsm"}
SMALL, EVERY = 30_000, 6  # bytes, and each so many of the files that small; XLSALES_ALL=1 takes all files


def chosen() -> list[Path]:
    """The files to open: a sample, to keep the run short, or all."""
    files = corpus_files()
    return files if os.environ.get("XLSALES_ALL") else [f for f in files if f.stat().st_size < SMALL][::EVERY]


def opens(calc: LibreOffice, path: Path) -> bool:
    """Tell whether LibreOffice opens a file."""
    try:
        calc.recalculated(path)
    except RuntimeError:
        return False
    return True


def filled(path: Path, out: Path) -> None:
    """Set one cell of the first sheet."""
    title = Book.open(path).worksheets[0].title
    xlsales.fill(path, {"cells": {f"{quote_title(title)}!A1": "=text"}}, out)


def with_funnel(path: Path, out: Path) -> None:
    """Add the sheets of the funnel."""
    xlsales.add("funnel", path, out, settings=Settings(language="en"))


@pytest.mark.skipif(not corpus_files(), reason="the corpus is not here")
def test_what_opened_before_opens_after(calc: LibreOffice, tmp_path: Path) -> None:
    """No fill and no graft makes a file that LibreOffice refuses though it opened the original."""
    counts: Counter[str] = Counter()
    failed = []
    for path in chosen():
        out = tmp_path / f"{path.stem}{SAVED_AS.get(path.suffix, path.suffix)}"
        readable = None
        for change in (filled, with_funnel):
            try:
                change(path, out)
            except (XlsalesError, IndexError):
                counts[f"{change.__name__}: refused"] += 1
                continue
            readable = opens(calc, path) if readable is None else readable
            good = opens(calc, out) or not readable
            counts[f"{change.__name__}: {'opens' if good else 'does not open'}"] += 1
            failed += [] if good else [f"{path.name} {change.__name__}"]
    print(dict(counts))
    assert failed == []
    assert counts["filled: opens"] > counts["filled: refused"]
