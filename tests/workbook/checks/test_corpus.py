"""Workbooks of other people: read or refused with a sentence, and few findings on clean ones."""

from __future__ import annotations

import pytest
from shared import CORPUS, corpus_files

from xlsales.workbook.checks import check
from xlsales.workbook.checks.report import check_files

FILES = corpus_files()
CLEAN = sorted(CORPUS.glob("ms_templates/*"))


@pytest.mark.skipif(not CLEAN, reason="the corpus is not here")
def test_clean_templates_have_no_findings() -> None:
    """Workbooks drawn with care are left in peace."""
    assert {path.name: found for path in CLEAN if (found := check(path))} == {}


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
def test_every_workbook_is_checked_or_refused_with_a_sentence() -> None:
    """Fuzzed, encrypted and binary files are refused; all others are read to the end."""
    small = [path for path in FILES if path.stat().st_size < 400_000]
    reports = check_files(small, "en")
    assert sum(not report.problems for report in reports) > 0.7 * len(small)
