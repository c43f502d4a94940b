"""Finds, one by one, the known reasons why the add-in does not work, and says what to do about each."""

from __future__ import annotations

from collections.abc import Mapping

from xlsales.hosts.excel.doctor import addin_checks, mac_checks, python_checks, windows_checks
from xlsales.hosts.excel.doctor.facts import AddinFile, Excel, Machine
from xlsales.hosts.excel.doctor.finding import Check, Finding, Told, tell
from xlsales.words import Words

_PYTHON: tuple[Check, ...] = (python_checks.python, python_checks.packages)
_ADDIN: tuple[Check, ...] = (
    addin_checks.addin,
    addin_checks.versions,
    addin_checks.interpreter,
    addin_checks.blocked,
    addin_checks.disabled,
    addin_checks.copies,
    addin_checks.folders,
    addin_checks.settings,
)
CHECKS: Mapping[str, tuple[Check, ...]] = {
    "win32": (
        windows_checks.excel,
        *_PYTHON,
        python_checks.characters,
        windows_checks.library,
        python_checks.start,
        *_ADDIN,
        windows_checks.macros,
        windows_checks.protection,
    ),
    "darwin": (
        mac_checks.excel,
        *_PYTHON,
        mac_checks.path,
        python_checks.start,
        *_ADDIN,
        mac_checks.script,
        mac_checks.automation,
    ),
}
_ELSEWHERE: tuple[Check, ...] = (*_PYTHON, python_checks.start, addin_checks.folders)


def examine(machine: Machine) -> tuple[Finding, ...]:
    """Return what every check of the machine's platform found, in the order a person would look."""
    checks = CHECKS.get(machine.places.platform, _ELSEWHERE)
    return tuple(finding for check in checks if (finding := check(machine)) is not None)


def tell_all(findings: tuple[Finding, ...], words: Words) -> tuple[Told, ...]:
    """Return findings in the words of one language."""
    return tuple(tell(finding, words) for finding in findings)


__all__ = ["CHECKS", "AddinFile", "Check", "Excel", "Finding", "Machine", "Told", "examine", "tell_all"]
