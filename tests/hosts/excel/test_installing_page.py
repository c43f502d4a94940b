"""The page about installation says what the program does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xlsales.cli import addin
from xlsales.hosts.excel.doctor.windows_checks import RULES
from xlsales.hosts.excel.places import Places

REPO = Path(__file__).parents[3]
PAGES = [REPO / "docs/installing.md", REPO / "docs/installing.zh-CN.md"]
HOME = Path("~")
WINDOWS = Places("win32", HOME, {"APPDATA": "%APPDATA%", "LOCALAPPDATA": "%LOCALAPPDATA%"})
MAC = Places("darwin", HOME, {})


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_paths_are_those_that_are_written(page: Path) -> None:
    """Add-in, receipt and log of both platforms."""
    text = page.read_text(encoding="utf-8")
    windows = [path.as_posix().replace("/", "\\") for path in (WINDOWS.addin, WINDOWS.receipt, WINDOWS.log)]
    mac = [path.as_posix() for path in (MAC.addin, MAC.receipt, MAC.log, MAC.script("…"))]
    assert [path for path in (*windows, *mac) if path not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_rules_of_defender_are_those_the_doctor_looks_for(page: Path) -> None:
    """An administrator copies the ids from here."""
    text = page.read_text(encoding="utf-8").lower()
    assert [rule.id for rule in RULES if rule.id not in text] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_only_commands_that_exist_are_named(page: Path) -> None:
    """Every `xlsales addin …` of the page is a command."""
    named = set(re.findall(r"xlsales\"? addin (\w+)", page.read_text(encoding="utf-8")))
    assert named == {command.name for command in addin.addin.registered_commands}
