"""Where Excel and xlsales keep things for a user of each platform."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlsales.hosts.excel import places
from xlsales.hosts.excel.places import Places

ANN = Path("/home/ann")


def test_windows_places_follow_the_variables() -> None:
    """APPDATA holds Excel's start folder, LOCALAPPDATA what is ours: a roaming profile may lie elsewhere."""
    there = Places("win32", ANN, {"APPDATA": "/net/ann", "LOCALAPPDATA": "/disk/ann"})
    assert there.addin == Path("/net/ann/Microsoft/Excel/XLSTART/xlsales.xlam")
    assert there.log == Path("/disk/ann/xlsales/logs/xlsales.log")


def test_windows_places_have_defaults() -> None:
    """Without variables the folders are those of a fresh Windows."""
    there = Places("win32", ANN, {})
    assert there.startup == ANN / "AppData/Roaming/Microsoft/Excel/XLSTART"
    assert there.receipt == ANN / "AppData/Local/xlsales/installed.json"


def test_mac_places_are_those_that_the_sandboxed_excel_may_use() -> None:
    """The add-in lies in Office's group container, the script where a sandboxed program may run scripts."""
    there = Places("darwin", ANN, {"APPDATA": "/ignored"})
    office = ANN / "Library/Group Containers/UBF8T346G9.Office/User Content.localized"
    assert there.addin == office / "Startup.localized/Excel/xlsales.xlam"
    assert there.script("0.37.8") == ANN / "Library/Application Scripts/com.microsoft.Excel/xlwings-0.37.8.applescript"
    assert there.settings_of_addin == ANN / "Library/Containers/com.microsoft.Excel/Data/xlsales.conf"


def test_linux_places_follow_xdg() -> None:
    """Logs are state and settings are configuration, in the folders of the XDG standard."""
    there = Places("linux", ANN, {"XDG_STATE_HOME": "/state"})
    assert (there.log, there.data) == (Path("/state/xlsales/xlsales.log"), ANN / ".config/xlsales")


@pytest.mark.parametrize(("platform", "runs"), [("win32", True), ("darwin", True), ("linux", False)])
def test_only_windows_and_mac_run_excel(platform: str, runs: bool) -> None:
    """Linux has no Excel to install into."""
    assert Places(platform, ANN, {}).runs_excel is runs


def test_the_current_users_places_lie_below_their_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The log and the start folder of this machine's user move with the home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_STATE_HOME", "APPDATA"):
        monkeypatch.delenv(name, raising=False)
    assert places.log_file() == tmp_path / ".local/state/xlsales/xlsales.log"
    assert places.startup_folder("win32") == tmp_path / "AppData/Roaming/Microsoft/Excel/XLSTART"
