"""Reports on files: words, JSON, exit codes; and our own workbooks, which must be without faults."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner

from xlsales.cli import app
from xlsales.resources import templates_folder
from xlsales.words import Words
from xlsales.workbook.checks import check
from xlsales.workbook.checks.finding import ORDER, SEVERITY
from xlsales.workbook.checks.report import check_files

TEMPLATES = sorted(templates_folder().glob("*/*.xlsx"))


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """A workbook without faults."""
    return _saved(tmp_path / "good.xlsx", 60)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A workbook with one wrong total."""
    return _saved(tmp_path / "bad.xlsx", 61)


def _saved(path: Path, total: int) -> Path:
    book = Workbook()
    for row in (["Region", "Amount"], ["a", 10], ["b", 20], ["c", 30], ["Total", total]):
        book.active.append(row)
    book.save(path)
    return path


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_our_templates_have_no_findings(path: Path) -> None:
    """A template as it ships is without faults, hidden sheets or links."""
    assert [(f.kind, f.sheet, f.cell) for f in check(path)] == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_every_kind_has_its_sentence_and_advice(language: str) -> None:
    """No kind of finding is without words or severity."""
    words = Words(language)
    assert all(words(f"check.{kind}") and words(f"check.{kind}.advice") for kind in SEVERITY)
    assert set(SEVERITY.values()) == set(ORDER)


def test_json_names_what_where_and_what_to_do(bad: Path) -> None:
    """One file gives one object with the keys machines rely on, and exit code 1."""
    done = CliRunner().invoke(app, ["check", str(bad), "--json"])
    said = json.loads(done.stdout)
    assert (done.exit_code, said["file"]) == (1, str(bad))
    (finding,) = said["findings"]
    assert set(finding) == {"kind", "severity", "sheet", "cell", "text", "advice"}
    assert (finding["kind"], finding["severity"], finding["cell"]) == ("total_differs", "warning", "B5")


def test_nothing_found_ends_with_0(good: Path) -> None:
    """A workbook without faults is told so, in the language asked for."""
    done = CliRunner().invoke(app, ["check", str(good), "--lang", "zh-CN"])
    assert (done.exit_code, done.stdout.strip()) == (0, f"{good}: 没有发现问题")


def test_a_finding_is_told_with_place_and_advice(bad: Path) -> None:
    """People read severity, sheet and cell, the sentence, and below it what to do."""
    lines = CliRunner().invoke(app, ["check", str(bad)]).stdout.splitlines()
    assert lines[0].endswith("bad.xlsx: errors: 0, warnings: 1, info: 0")
    assert lines[1].strip() == "warning Sheet!B5: the total says 61, but B2:B4 adds up to 60"
    assert lines[2].strip().startswith("→")


def test_the_worst_file_decides_how_several_end(good: Path, bad: Path, tmp_path: Path) -> None:
    """A file that cannot be read does not keep the others from being checked."""
    text = tmp_path / "notes.xlsx"
    text.write_text("not a workbook")
    done = CliRunner().invoke(app, ["check", str(text), str(good), str(bad), "--json"])
    said = json.loads(done.stdout)
    assert done.exit_code == 2
    assert [len(one["findings"]) for one in said] == [0, 0, 1]
    assert "notes.xlsx" in said[0]["problems"][0]
    assert [report.exit_code for report in check_files([good, bad], "en")] == [0, 1]
