"""Every known failure, as a machine that has it: what the doctor finds and says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hosts.excel.doctor.machines import PACKAGES, healthy, with_addin, with_python

from xlsales.hosts.excel.built import Built
from xlsales.hosts.excel.doctor import CHECKS, Excel, Finding, Machine, examine, tell_all
from xlsales.hosts.excel.starting import Start
from xlsales.words import Words, keys

Ill = Callable[[Machine], Machine]
WINDOWS, MAC = "win32", "darwin"
STORE = Path(r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_qbz5n2kfra8p0\python.exe")
CACHE = Path(r"C:\Users\ann\AppData\Local\uv\cache\archive-v0\abc\Scripts\python.exe")
FAILED = Start(("python", "-c", "import x"), 1, "Traceback\nImportError: DLL load failed", 0.2)
ASR = "d4f940ab-401b-4efc-aadc-ad5f3c50688a"
CALLS = "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b"


def policy(**values: int) -> Ill:
    """Return what makes a machine one with these settings of Office."""
    return lambda machine: replace(machine, policies=values)


def rules(**actions: str) -> Ill:
    """Return what makes a machine one with these rules of Defender."""
    names = {"processes": ASR, "calls": CALLS}
    return lambda machine: replace(machine, protection={names[name]: action for name, action in actions.items()})


FAULTS: list[tuple[str, str, str, str, Ill]] = [
    (WINDOWS, "python", "store", "fail", lambda m: with_python(m, executable=STORE)),
    (WINDOWS, "python", "store", "fail", lambda m: with_python(m, base=STORE)),
    (WINDOWS, "python", "temporary", "fail", lambda m: with_python(m, executable=CACHE)),
    (WINDOWS, "python", "narrow", "warn", lambda m: with_python(m, bits=32)),
    (WINDOWS, "packages", "missing", "fail", lambda m: with_python(m, packages={**PACKAGES, "pywin32": ""})),
    (MAC, "packages", "missing", "fail", lambda m: with_python(m, packages={**PACKAGES, "xlwings": ""})),
    (WINDOWS, "characters", "unknown", "fail", lambda m: with_python(m, executable=Path("C:/用户/python.exe"))),
    (WINDOWS, "start", "failed", "fail", lambda m: replace(m, start=FAILED)),
    (MAC, "start", "failed", "fail", lambda m: replace(m, start=FAILED)),
    (WINDOWS, "start", "slow", "warn", lambda m: replace(m, start=replace(m.start, seconds=31.0))),
    (WINDOWS, "addin", "absent", "fail", lambda m: with_addin(m, built=None)),
    (MAC, "addin", "absent", "fail", lambda m: with_addin(m, built=None)),
    (WINDOWS, "addin", "unreadable", "fail", lambda m: with_addin(m, built=Built("abc"))),
    (WINDOWS, "addin", "altered", "warn", lambda m: with_addin(m, receipt=None)),
    (WINDOWS, "addin", "altered", "warn", lambda m: with_addin(m, built=replace(m.addin.built, sha256="x"))),
    (WINDOWS, "versions", "xlwings", "fail", lambda m: with_python(m, packages={**PACKAGES, "xlwings": "0.37.9"})),
    (WINDOWS, "versions", "xlsales", "warn", lambda m: with_python(m, packages={**PACKAGES, "xlsales": "2.0"})),
    (WINDOWS, "interpreter", "gone", "fail", lambda m: with_addin(m, interpreter_exists=False)),
    (WINDOWS, "interpreter", "other", "warn", lambda m: with_python(m, executable=Path("D:/other/python.exe"))),
    (WINDOWS, "blocked", "marked", "fail", lambda m: with_addin(m, zone=3)),
    (WINDOWS, "disabled", "listed", "fail", lambda m: with_addin(m, disabled=True)),
    (WINDOWS, "copies", "found", "warn", lambda m: with_addin(m, copies=("C:/old/xlsales.xlam",))),
    (MAC, "copies", "found", "warn", lambda m: with_addin(m, copies=("/old/xlsales.xlam",))),
    (WINDOWS, "folders", "closed", "fail", lambda m: replace(m, unwritable=(m.places.startup,))),
    (WINDOWS, "settings", "own", "warn", lambda m: replace(m, settings_found=(m.places.settings_of_addin,))),
    (WINDOWS, "excel", "absent", "fail", lambda m: replace(m, excel=None)),
    (WINDOWS, "excel", "old", "fail", lambda m: replace(m, excel=Excel("C:/Office15/EXCEL.EXE", "15.0.1", 32))),
    (WINDOWS, "excel", "store", "warn", lambda m: replace(m, excel=Excel(str(STORE), "16.0.1", 64))),
    (WINDOWS, "library", "missing", "fail", lambda m: replace(m, libraries=frozenset())),
    (WINDOWS, "library", "other", "fail", lambda m: replace(m, libraries=frozenset({"xlwings64-0.30.0.dll"}))),
    (WINDOWS, "macros", "vba_off", "fail", policy(VbaOff=1)),
    (WINDOWS, "macros", "addins_off", "fail", policy(DisableAllAddins=1)),
    (WINDOWS, "macros", "signed_addins", "fail", policy(RequireAddinSig=1)),
    (WINDOWS, "macros", "signed_addins", "fail", policy(RequireAlwaysOnMacroSig=1)),
    (WINDOWS, "macros", "no_trusted_folders", "fail", policy(AllLocationsDisabled=1, VBAWarnings=4)),
    (WINDOWS, "macros", "macros_off", "warn", policy(VBAWarnings=4)),
    (WINDOWS, "macros", "signed_macros", "warn", policy(VBAWarnings=3)),
    (WINDOWS, "protection", "processes", "fail", rules(processes="1", calls="1")),
    (WINDOWS, "protection", "calls", "fail", rules(processes="2", calls="1")),
    (WINDOWS, "protection", "processes", "warn", rules(processes="6")),
    (MAC, "excel_mac", "absent", "fail", lambda m: replace(m, excel=None)),
    (MAC, "excel_mac", "old", "fail", lambda m: replace(m, excel=Excel("Excel.app", "15.41", 64))),
    (MAC, "path", "broken", "fail", lambda m: with_addin(m, built=replace(m.addin.built, interpreter="/my py/python"))),
    (MAC, "script", "missing", "fail", lambda m: replace(m, scripts=())),
    (MAC, "script", "other", "fail", lambda m: replace(m, scripts=("xlwings-0.30.0.applescript",))),
    (MAC, "automation", "refused", "fail", lambda m: replace(m, automation="execution error: … (-1743)")),
    (MAC, "automation", "unknown", "warn", lambda m: replace(m, automation="osascript: not found")),
]


def of(findings: tuple[Finding, ...], check: str) -> Finding:
    """Return the one finding of a check."""
    return next(finding for finding in findings if finding.check == check)


@pytest.mark.parametrize("platform", [WINDOWS, MAC, "linux"])
def test_a_healthy_machine_has_only_good_findings(platform: str) -> None:
    """Nothing is found where nothing is wrong, on each platform."""
    findings = examine(healthy(platform))
    assert findings
    assert [finding for finding in findings if finding.state != "ok"] == []


@pytest.mark.parametrize(
    ("platform", "check", "case", "state", "ill"), FAULTS, ids=[f"{one[0]}-{one[1]}-{one[2]}" for one in FAULTS]
)
def test_a_failure_is_found_and_told_with_what_to_do(
    platform: str, check: str, case: str, state: str, ill: Ill
) -> None:
    """The finding names the case, and both languages have a sentence and an advice for it."""
    findings = examine(ill(healthy(platform)))
    found = of(findings, check)
    assert (found.case, found.state) == (case, state)
    for language in ("zh-CN", "en"):
        told = next(one for one in tell_all(findings, Words(language)) if one.check == check)
        assert told.text
        assert told.advice


def test_every_fault_of_the_catalogue_has_a_machine() -> None:
    """No sentence with an advice is there that no check ever says, and none is untested."""
    advised = {key.split(".", 1)[1].removesuffix(".advice") for key in keys() if key.startswith("doctor.")}
    cases = {f"{check}.{case}" for _, check, case, _, _ in FAULTS}
    written = {key for key in advised if f"doctor.{key}.advice" in keys()}
    assert cases == written


def test_the_words_of_what_python_says_are_shown_whole() -> None:
    """The command and all of standard error are in the text, so that support can read it."""
    findings = examine(replace(healthy(WINDOWS), start=FAILED))
    told = next(one for one in tell_all(findings, Words("en")) if one.check == "start")
    assert 'python -c "import x"' in told.text
    assert "ImportError: DLL load failed" in told.text


def test_the_library_is_the_one_of_excels_bits() -> None:
    """A 32-bit Excel loads the 32-bit library, whatever the bits of Python."""
    machine = replace(healthy(WINDOWS), excel=Excel("EXCEL.EXE", "16.0.1", 32))
    assert of(examine(machine), "library").values == {"name": "xlwings32-0.37.8.dll"}


def test_a_mark_of_the_intranet_does_not_block() -> None:
    """Only files from the internet (zone 3) or worse (4) are refused."""
    assert of(examine(with_addin(healthy(WINDOWS), zone=1)), "blocked").state == "ok"


def test_a_configuration_of_xlwings_no_longer_matters() -> None:
    """It is named, but it is no fault."""
    machine = healthy(WINDOWS)
    found = of(examine(replace(machine, settings_found=(machine.places.settings_of_xlwings,))), "settings")
    assert (found.case, found.state) == ("xlwings", "ok")


def test_a_rule_in_audit_mode_blocks_nothing() -> None:
    """Audit only writes a record."""
    assert of(examine(rules(processes="2", calls="2")(healthy(WINDOWS))), "protection").state == "ok"


def test_a_path_of_the_machines_own_language_is_fine() -> None:
    """Chinese characters are no obstacle where Windows itself is Chinese."""
    machine = replace(with_python(healthy(WINDOWS), executable=Path("C:/用户/python.exe")), codepage="cp936")
    assert of(examine(machine), "characters").state == "ok"


@pytest.mark.parametrize("platform", [WINDOWS, MAC])
def test_each_platform_runs_each_of_its_checks_once(platform: str) -> None:
    """One finding per check, so that a machine can look one up."""
    names = [finding.check for finding in examine(healthy(platform))]
    assert len(names) == len(set(names))
    assert len(CHECKS[platform]) - len(names) in range(3)
