"""What Windows knows: Excel, policies of Office, rules of Defender, libraries beside Python."""

from __future__ import annotations

import ctypes
import struct
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path, PureWindowsPath
from typing import Any

from xlsales.hosts.excel.doctor.facts import Excel
from xlsales.hosts.excel.doctor.gather.common import existing, said
from xlsales.hosts.excel.doctor.gather.registry import Registry
from xlsales.hosts.excel.places import ADDIN, Places
from xlsales.hosts.excel.python import Python

_PROGRAM = r"HKLM\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
_CLICK_TO_RUN = r"HKLM\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
_EXCEL = r"HKCU\Software\Microsoft\Office\16.0\Excel"
_EXCEL_POLICY = r"HKCU\Software\Policies\Microsoft\Office\16.0\Excel"
_POLICY_KEYS = (
    rf"{_EXCEL}\Security",
    rf"{_EXCEL}\Security\Trusted Locations",
    r"HKCU\Software\Policies\Microsoft\Office\16.0\Common",
    r"HKCU\Software\Policies\Microsoft\Office\16.0\Common\Security",
    r"HKLM\Software\Policies\Microsoft\Office\16.0\Common",
    rf"{_EXCEL_POLICY}\Security",
    rf"{_EXCEL_POLICY}\Security\Trusted Locations",
)
_POLICIES = (
    "VbaOff", "DisableAllAddins", "RequireAddinSig", "RequireAlwaysOnMacroSig", "AllLocationsDisabled", "VBAWarnings",
)  # fmt: skip
_RULES = r"Windows Defender\Windows Defender Exploit Guard\ASR\Rules"
_RULE_KEYS = (rf"HKLM\SOFTWARE\Microsoft\{_RULES}", rf"HKLM\SOFTWARE\Policies\Microsoft\{_RULES}")
_RULES_BY_INTUNE = r"HKLM\SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"
_ASK_DEFENDER = (
    "$p = Get-MpPreference; $p.AttackSurfaceReductionRules_Ids -join ','; "
    "$p.AttackSurfaceReductionRules_Actions -join ','"
)
_BITS = {0x014C: 32, 0x8664: 64, 0xAA64: 64}
_PE_OFFSET = 0x3C


def windows_facts(places: Places, python: Python, registry: Registry) -> dict[str, Any]:
    """Return the facts of a machine that only Windows has."""
    return {
        "excel": excel(registry),
        "libraries": libraries(python.executable),
        "codepage": codepage(),
        "policies": policies(registry),
        "protection": protection(registry, said("powershell", "-NoProfile", "-Command", _ASK_DEFENDER)[0]),
        "addin": {"disabled": disabled(registry), "copies": copies(places, registry)},
    }


def excel(registry: Registry) -> Excel | None:
    """Return the installed Excel; None when Windows knows of none."""
    office = registry(_CLICK_TO_RUN)
    program = str(registry(_PROGRAM).get("") or "")
    if not program and not office:
        return None
    bits = program_bits(Path(program)) or {"x64": 64, "x86": 32}.get(str(office.get("Platform")), 0)
    return Excel(program, str(office.get("VersionToReport") or ""), bits)


def program_bits(program: Path) -> int:
    """Return 32 or 64 from a program file's own header; 0 when it cannot be read."""
    try:
        with program.open("rb") as file:
            head = file.read(4096)
        offset = struct.unpack_from("<I", head, _PE_OFFSET)[0]
        return _BITS.get(struct.unpack_from("<H", head, offset + 4)[0], 0)
    except (OSError, struct.error):
        return 0


def libraries(interpreter: Path) -> frozenset[str]:
    """Return the xlwings libraries in the two folders where the add-in looks: beside Python and one above."""
    folders = (interpreter.parent, interpreter.parent.parent)
    return frozenset(file.name for folder in folders for file in folder.glob("xlwings*.dll"))


def codepage() -> str:
    """Return the code page in which Windows reads the paths that the add-in gives it."""
    if sys.platform == "win32":
        return f"cp{ctypes.windll.kernel32.GetACP()}"
    return "utf-8"


def policies(registry: Registry) -> dict[str, int]:
    """Return the settings of Office about macros; what the company ordains overrides what the user chose."""
    found: dict[str, int] = {}
    for key in _POLICY_KEYS:
        values = {name.lower(): value for name, value in registry(key).items()}
        for name in _POLICIES:
            value = values.get(name.lower())
            if isinstance(value, int):
                found[name] = value
    return found


def protection(registry: Registry, told: str = "") -> dict[str, str]:
    """Return the state of each rule of Defender: 0 off, 1 block, 2 audit, 6 warn."""
    rules = _pairs(told)
    for key in _RULE_KEYS:
        rules.update({name.lower(): str(value) for name, value in registry(key).items()})
    ordained = str(registry(_RULES_BY_INTUNE).get("ASRRules") or "")
    for rule in filter(None, ordained.split("|")):
        name, _, action = rule.partition("=")
        rules[name.strip().lower()] = action.strip()
    return rules


def disabled(registry: Registry) -> bool:
    """Tell whether Excel's list of add-ins it switched off names ours."""
    items = registry(rf"{_EXCEL}\Resiliency\DisabledItems").values()
    return any(isinstance(item, bytes) and ADDIN in _letters(item) for item in items)


def copies(places: Places, registry: Registry) -> tuple[str, ...]:
    """Return other copies of the add-in that Excel would load."""
    options = registry(rf"{_EXCEL}\Options")
    program = str(registry(_PROGRAM).get("") or "")
    folders = [places.addin_manager, *_folders(options, program)]
    files = [str(path) for path in existing(*(folder / ADDIN for folder in folders))]
    return tuple(dict.fromkeys([*files, *_opened(options, places)]))


def _folders(options: Mapping[str, object], program: str) -> Iterator[Path]:
    if options.get("AltStartup"):
        yield Path(str(options["AltStartup"]))
    if program:
        yield Path(program).parent / "XLSTART"


def _opened(options: Mapping[str, object], places: Places) -> Iterator[str]:
    for name, value in options.items():
        path = str(value).removeprefix("/R ").strip('" ')
        ours = PureWindowsPath(path).name.lower() == ADDIN
        if name.upper().startswith("OPEN") and ours and path.lower() != str(places.addin).lower():
            yield path


def _letters(item: bytes) -> str:
    """Return the letters of a binary value: after its numbers it holds a path in UTF-16."""
    return item.replace(b"\0", b"").decode("latin-1").lower()


def _pairs(told: str) -> dict[str, str]:
    lines = told.split()
    if len(lines) != 2:
        return {}
    return dict(zip(lines[0].lower().split(","), lines[1].split(","), strict=False))
