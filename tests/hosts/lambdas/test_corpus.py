"""Real workbooks of other people take the functions, or are refused with a sentence."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest
from openpyxl import load_workbook
from shared import corpus_files

from xlsales.errors import XlsalesError
from xlsales.hosts import lambdas
from xlsales.registry import FUNCTIONS
from xlsales.workbook.package import Package

FILES = corpus_files()
SMALL = 25_000
SAVED_AS = {".xltx": ".xlsx", ".xltm": ".xlsm"}


def changed(before: Path, after: Path) -> list[str]:
    """Return the parts that are new, gone or other bytes, besides those that are meant to change."""
    old, new = Package.open(before).members, Package.open(after).members
    meant = ("xl/workbook.xml", "[content_types].xml") if before.suffix in SAVED_AS else ("xl/workbook.xml",)
    names = [name for name in {*old, *new} if old.get(name) != new.get(name)]
    return [name for name in names if not name.casefold().endswith(meant)]


def names_read(path: Path) -> int | None:
    """Return how many defined names openpyxl reads; None where it cannot read the file at all."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return len(load_workbook(path).defined_names)
        except Exception:
            return None


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
def test_real_workbooks_take_the_functions_or_say_why_not(tmp_path: Path) -> None:
    """Nothing but the workbook part changes, openpyxl reads the names, and removal takes all out again."""
    problems: list[str] = []
    done, read = 0, 0
    for path in FILES:
        suffix = SAVED_AS.get(path.suffix, path.suffix)
        out, back = tmp_path / f"{done}{suffix}", tmp_path / f"{done}-back{suffix}"
        try:
            lambdas.embed(path, out)
        except XlsalesError as error:
            problems += [f"{path.name}: no sentence: {text}" for text in error.problems if text.count(" ") < 5]
            continue
        done += 1
        problems += [f"{path.name}: {part} changed" for part in changed(path, out)]
        removed = lambdas.remove(out, back).removed
        problems += [] if len(removed) == len(FUNCTIONS) else [f"{path.name}: {len(removed)} came out"]
        if path.stat().st_size < SMALL and (before := names_read(path)) is not None:
            read += 1
            problems += [] if names_read(out) == before + len(FUNCTIONS) else [f"{path.name}: names not read"]
    print(f"{len(FILES)} workbooks: {done} embedded, {read} read by openpyxl")
    assert problems == []
    assert done > len(FILES) / 2
    assert read > len(FILES) / 4
