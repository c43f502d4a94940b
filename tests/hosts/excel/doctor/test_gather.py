"""What is read from a machine: registry values, program headers, files."""

from __future__ import annotations

import os
import plistlib
import struct
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hosts.excel.addins import python, small_addin, starts, user

from xlsales.hosts.excel.doctor import Excel, examine
from xlsales.hosts.excel.doctor.gather import common, gather, mac, windows
from xlsales.hosts.excel.doctor.gather.common import says_more_than_language
from xlsales.hosts.excel.doctor.gather.registry import Registry, read_key
from xlsales.hosts.excel.install import install
from xlsales.words import Words

APP_PATHS = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
EXCEL = r"HKCU\Software\Microsoft\Office\16.0\Excel"
POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel"
ASR = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
RULES = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"


def holding(keys: Mapping[str, Mapping[str, object]]) -> Registry:
    """Return a registry with these keys; the case of a key does not matter, as in Windows."""
    known = {key.lower(): values for key, values in keys.items()}
    return lambda key: known.get(key.lower(), {})


def program(path: Path, machine: int) -> Path:
    """Write the header of a Windows program."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(
        b"MZ" + bytes(0x3A) + struct.pack("<I", 0x80) + bytes(0x40) + b"PE\0\0" + struct.pack("<H", machine)
    )
    return path


@pytest.mark.parametrize(("machine", "bits"), [(0x014C, 32), (0x8664, 64), (0xAA64, 64), (0x1234, 0)])
def test_bits_are_read_from_the_program_itself(machine: int, bits: int, tmp_path: Path) -> None:
    """The header of EXCEL.EXE tells 32 from 64, whatever the registry says."""
    path = program(tmp_path / "EXCEL.EXE", machine)
    assert windows.program_bits(path) == bits


def test_a_program_that_cannot_be_read_has_unknown_bits(tmp_path: Path) -> None:
    """Too short, or not there: 0."""
    (tmp_path / "short").write_bytes(b"MZ")
    assert (windows.program_bits(tmp_path / "short"), windows.program_bits(tmp_path / "none")) == (0, 0)


def test_excel_is_found_in_the_registry(tmp_path: Path) -> None:
    """Path from App Paths, version from Click-to-Run, bits from the program."""
    path = program(tmp_path / "Office16/EXCEL.EXE", 0x014C)
    registry = holding({APP_PATHS: {"": str(path)}, CLICK_TO_RUN: {"VersionToReport": "16.0.1", "Platform": "x64"}})
    assert windows.excel(registry) == Excel(str(path), "16.0.1", 32)


def test_without_a_readable_program_click_to_run_tells_the_bits() -> None:
    """The platform that was installed stands in for the header."""
    assert windows.excel(holding({CLICK_TO_RUN: {"Platform": "x86"}})) == Excel("", "", 32)


def test_no_excel_in_the_registry_means_none() -> None:
    """An empty registry has no Excel."""
    assert windows.excel(holding({})) is None


def test_policies_of_the_company_override_the_users_settings() -> None:
    """The value under Policies wins."""
    keys = {rf"{EXCEL}\Security": {"VBAWarnings": 1}, rf"{POLICY}\Security": {"vbawarnings": 4}}
    assert windows.policies(holding(keys)) == {"VBAWarnings": 4}


def test_switched_off_trusted_locations_are_read() -> None:
    """They stand in a key of their own."""
    keys = {rf"{EXCEL}\Security\Trusted Locations": {"AllLocationsDisabled": 1}}
    assert windows.policies(holding(keys)) == {"AllLocationsDisabled": 1}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({RULES: {ASR.upper(): "1"}}, ""),
        ({r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager": {"ASRRules": f"x=2|{ASR}=1"}}, ""),
        ({}, f"x,{ASR.upper()}\r\n2,1\r\n"),
    ],
    ids=["group policy", "intune", "Get-MpPreference"],
)
def test_a_blocking_rule_is_read_wherever_it_was_set(keys: Mapping[str, Mapping[str, object]], told: str) -> None:
    """Group policy, Intune and Defender's own answer all tell the same."""
    assert windows.protection(holding(keys), told)[ASR] == "1"


def test_defenders_refusal_to_answer_is_no_rule() -> None:
    """Without administrator's rights Get-MpPreference prints a sentence."""
    assert windows.protection(holding({}), "N/A: Must be an administrator to view exclusions") == {}


def test_a_disabled_addin_is_found_in_excels_list() -> None:
    """The list holds binary values with the path in UTF-16."""
    entry = b"\x01\0\0\0" + r"C:\Users\Ann\XLSTART\XLSALES.xlam".encode("utf-16-le")
    key = rf"{EXCEL}\Resiliency\DisabledItems"
    assert windows.disabled(holding({key: {"8A3F": entry}}))
    assert not windows.disabled(holding({key: {"8A3F": b"\x01\0"}}))


def test_other_copies_are_found_where_excel_looks(tmp_path: Path) -> None:
    """The Add-ins dialog's folder and list, the alternate start folder, and the one of all users."""
    places = user("win32", tmp_path)
    places.addin_manager.mkdir(parents=True)
    office = program(tmp_path / "Office16/EXCEL.EXE", 0x8664).parent
    for folder in (places.addin_manager, tmp_path / "alternate", office / "XLSTART"):
        folder.mkdir(exist_ok=True)
        (folder / "xlsales.xlam").write_bytes(b"x")
    options = {"AltStartup": str(tmp_path / "alternate"), "OPEN": r'/R "D:\share\xlsales.xlam"', "OPEN1": "other.xlam"}
    registry = holding({APP_PATHS: {"": str(office / "EXCEL.EXE")}, rf"{EXCEL}\Options": options})
    assert windows.copies(places, registry) == (
        str(places.addin_manager / "xlsales.xlam"),
        str(tmp_path / "alternate/xlsales.xlam"),
        str(office / "XLSTART/xlsales.xlam"),
        r"D:\share\xlsales.xlam",
    )


def test_libraries_are_looked_for_where_the_addin_looks(tmp_path: Path) -> None:
    """Beside python.exe, and one folder up for a virtual environment."""
    scripts = tmp_path / "venv/Scripts"
    scripts.mkdir(parents=True)
    (scripts / "xlwings32-0.37.8.dll").write_bytes(b"")
    (tmp_path / "venv/xlwings64-0.37.8.dll").write_bytes(b"")
    (tmp_path / "xlwings64-0.1.0.dll").write_bytes(b"")
    assert windows.libraries(scripts / "python.exe") == {"xlwings32-0.37.8.dll", "xlwings64-0.37.8.dll"}


def test_there_is_no_registry_elsewhere() -> None:
    """Reading it gives nothing, on a machine that is not Windows."""
    assert os.name == "nt" or read_key(r"HKCU\Software") == {}


def test_the_mark_of_the_web_is_read(tmp_path: Path) -> None:
    """Windows notes the zone in a stream beside the file."""
    (tmp_path / "xlsales.xlam:Zone.Identifier").write_text("[ZoneTransfer]\nZoneId=3\nHostUrl=x\n", encoding="utf-8")
    assert common.zone(tmp_path / "xlsales.xlam") == 3
    assert common.zone(tmp_path / "other.xlam") is None


def test_the_installed_addin_is_read_with_its_receipt(tmp_path: Path) -> None:
    """Hash, version and interpreter come from the file, the rest from what the installation noted."""
    places = user("win32", tmp_path)
    install(places, python(), Words("en"), builder=small_addin, starter=starts)
    found = common.addin_file(places)
    assert found.built is not None
    assert found.receipt is not None
    assert (found.built.sha256, found.interpreter_exists) == (found.receipt.sha256, True)


def test_a_folder_that_takes_no_files_is_told(tmp_path: Path) -> None:
    """A folder that does not exist yet is judged by the nearest thing that does: here a file stands in the way."""
    places = user("win32", tmp_path)
    (tmp_path / "APPDATA").write_bytes(b"")
    assert common.unwritable(places) == (places.startup,)


def test_open_folders_are_not_told(tmp_path: Path) -> None:
    """A fresh home is fine."""
    assert common.unwritable(user("win32", tmp_path)) == ()


def test_excel_for_mac_is_found_with_its_version(tmp_path: Path) -> None:
    """The version stands in the application's own list of properties."""
    contents = tmp_path / "Applications/Microsoft Excel.app/Contents"
    contents.mkdir(parents=True)
    (contents / "Info.plist").write_bytes(plistlib.dumps({"CFBundleShortVersionString": "16.92"}))
    found = mac.excel(user("darwin", tmp_path / "home"), tmp_path)
    assert found == Excel(str(contents.parent), "16.92", 64)


def test_a_mac_without_excel_has_none(tmp_path: Path) -> None:
    """A damaged list of properties counts as none."""
    contents = tmp_path / "Applications/Microsoft Excel.app/Contents"
    contents.mkdir(parents=True)
    (contents / "Info.plist").write_bytes(b"<plist")
    assert mac.excel(user("darwin", tmp_path / "home"), tmp_path) is None


def test_a_refusal_is_read_from_the_log_of_the_last_run(tmp_path: Path) -> None:
    """The button's own log tells what a terminal, which has its own permission, cannot."""
    places = user("darwin", tmp_path)
    places.sandbox.mkdir(parents=True)
    (places.sandbox / "xlwings.log").write_text("OSERROR: -1743", encoding="utf-8")
    assert "-1743" in mac.automation(places)


def test_the_facts_of_a_mac_are_gathered(tmp_path: Path) -> None:
    """Scripts and copies are listed."""
    places = user("darwin", tmp_path)
    install(places, python(), Words("en"), builder=small_addin, starter=starts)
    places.addin_manager.mkdir(parents=True)
    (places.addin_manager / "xlsales.xlam").write_bytes(b"x")
    facts = mac.mac_facts(places, tmp_path)
    assert facts["scripts"] == (f"xlwings-{python().packages['xlwings']}.applescript",)
    assert facts["addin"] == {"copies": (str(places.addin_manager / "xlsales.xlam"),)}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there may be an Excel here")
@pytest.mark.parametrize(
    ("platform", "wrong"),
    [
        ("darwin", {"excel_mac": "fail", "automation": "warn"}),
        ("win32", {"excel": "fail", "library": "fail", "start": "fail"}),
    ],
)
def test_a_whole_machine_is_gathered_and_judged(platform: str, wrong: dict[str, str], tmp_path: Path) -> None:
    """An installed add-in on a machine that lacks Excel, osascript and pywin32: those are found, and nothing else."""
    places = user(platform, tmp_path)
    install(places, python(), Words("en"), starter=starts)
    findings = examine(gather(places, python()))
    assert {finding.check: finding.state for finding in findings if finding.state != "ok"} == wrong


def test_a_command_that_is_missing_complains() -> None:
    """No exception: what the system said stands where the complaint would."""
    printed, complained = common.said("no-such-command-anywhere")
    assert printed == ""
    assert "no-such-command-anywhere" in complained


def test_the_version_of_python_is_a_fact() -> None:
    """A change of one fact leaves the others."""
    assert replace(python(), bits=32).version == python().version


@pytest.mark.parametrize(
    ("text", "counts"),
    [('"LANGUAGE","en"\n', False), ('"LANGUAGE","en"\n"INTERPRETER_WIN","C:\\py.exe"\n', True), ("", False)],
)
def test_a_language_chosen_in_the_ribbon_is_no_override(text: str, counts: bool, tmp_path: Path) -> None:
    """The per-user file counts as an override only when it says more than the language."""
    settings = tmp_path / "xlsales.conf"
    assert not says_more_than_language(settings)
    settings.write_text(text, encoding="utf-8")
    assert says_more_than_language(settings) is counts
