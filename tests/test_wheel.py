"""The installed package carries what it needs: templates, sample data, typing marker."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

import xlsales
from xlsales import resources, sample

LANGUAGES = ("zh-CN", "en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", ["funnel", "quota", "review"])
def test_templates_come_with_the_package(report: str, language: str) -> None:
    """Every template is found from an installed package or a source checkout."""
    assert resources.template(report, language).read_bytes()[:2] == b"PK"


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_data_comes_with_the_package(language: str) -> None:
    """The demo's deals, team and settings are found from an installed package or a source checkout."""
    folder = sample.folder(language)
    assert {"deals.csv", "team.csv", "xlsales.toml"} <= {path.name for path in folder.iterdir()}


def test_the_package_is_typed() -> None:
    """Type checkers of users see our annotations."""
    assert (Path(xlsales.__file__).parent / "py.typed").exists()


def test_the_demo_runs_from_any_folder(tmp_path: Path) -> None:
    """The main job runs outside the repository and says what it built as JSON."""
    command = [sys.executable, "-m", "xlsales", "demo", "--lang", "en", "-o", "demo", "--json"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    said = json.loads(done.stdout)
    assert said["status"] == "ok"
    assert sorted(path.name for path in (tmp_path / "demo").iterdir()) == ["funnel.xlsx", "quota.xlsx", "review.xlsx"]
