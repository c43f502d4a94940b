"""Does Windows let Excel load the add-in and start Python?"""

from __future__ import annotations

from dataclasses import dataclass

from xlsales.hosts.excel.doctor.facts import Machine
from xlsales.hosts.excel.doctor.finding import Finding, State, fail, ok, warn

_OLDEST = 16
_BLOCK, _WARN = "1", "6"


@dataclass(frozen=True)
class Rule:
    """A rule of Defender's attack surface reduction that stands in the way of Excel starting Python."""

    id: str
    case: str


@dataclass(frozen=True)
class Policy:
    """A setting of Office that stands in the way of an unsigned add-in when it has one of these values."""

    name: str
    values: tuple[int, ...]
    case: str
    state: State


RULES = (
    Rule("d4f940ab-401b-4efc-aadc-ad5f3c50688a", "processes"),
    Rule("92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b", "calls"),
)
POLICIES = (
    Policy("VbaOff", (1,), "vba_off", "fail"),
    Policy("DisableAllAddins", (1,), "addins_off", "fail"),
    Policy("RequireAddinSig", (1,), "signed_addins", "fail"),
    Policy("RequireAlwaysOnMacroSig", (1,), "signed_addins", "fail"),
    Policy("AllLocationsDisabled", (1,), "no_trusted_folders", "fail"),
    Policy("VBAWarnings", (4,), "macros_off", "warn"),
    Policy("VBAWarnings", (3,), "signed_macros", "warn"),
)


def excel(machine: Machine) -> Finding:
    """Tell an Excel that is missing, too old, or from the Store."""
    found = machine.excel
    if found is None:
        return fail("excel", "absent")
    known = {"version": found.version or "?", "bits": found.bits or "?", "program": found.program}
    if found.major and found.major < _OLDEST:
        return fail("excel", "old", **known)
    if found.from_store:
        return warn("excel", "store", **known)
    return ok("excel", **known)


def library(machine: Machine) -> Finding | None:
    """Tell a missing xlwings library: Excel loads the one of its own bits, from beside Python."""
    version = machine.python.packages.get("xlwings")
    if not version:
        return None
    bits = (machine.excel.bits if machine.excel else 0) or machine.python.bits
    name = f"xlwings{bits}-{version}.dll"
    if name in machine.libraries:
        return ok("library", name=name)
    others = sorted(one for one in machine.libraries if one.startswith(f"xlwings{bits}-"))
    if others:
        return fail("library", "other", name=name, found=", ".join(others))
    return fail("library", "missing", name=name, folder=machine.python.executable.parent)


def macros(machine: Machine) -> Finding:
    """Tell the first setting of Office that keeps the add-in's macros from running."""
    for policy in POLICIES:
        if machine.policies.get(policy.name) in policy.values:
            return Finding("macros", policy.case, policy.state, {"name": policy.name})
    return ok("macros")


def protection(machine: Machine) -> Finding:
    """Tell a rule of Microsoft Defender that keeps Excel from starting Python."""
    for rule in RULES:
        action = machine.protection.get(rule.id)
        if action == _BLOCK:
            return fail("protection", rule.case, id=rule.id, python=machine.python.executable)
        if action == _WARN:
            return warn("protection", rule.case, id=rule.id, python=machine.python.executable)
    return ok("protection")
