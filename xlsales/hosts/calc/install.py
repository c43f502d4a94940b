"""Puts the add-in into LibreOffice and takes it out again; both may be run as often as one likes."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import xlsales
from xlsales.hosts.calc.about import IDENTIFIER
from xlsales.hosts.calc.office import Office, OfficeError
from xlsales.hosts.calc.oxt import build

_ABSENT = "no such extension"
_ADVICE = (
    (
        "lock file",
        "LibreOffice is running or did not end cleanly: close it, or start and close it once, then try again",
    ),
    ("as root", "LibreOffice installs nothing for root alone: run this as the person who uses Calc, or with --shared"),
    ("permission", "this needs administrator rights: leave out --shared to install for yourself alone"),
)
_OWN_REASON = re.compile(r"(xlsales needs [^,]*), traceback")
_VERSION = re.compile(r"^\s*Version:\s*(\S+)", re.MULTILINE)


@dataclass(frozen=True)
class Status:
    """What stands in LibreOffice: `installed` is the add-in's version, "" when it is not there."""

    office: str  # its unopkg
    installed: str
    ours: str

    @property
    def sentence(self) -> str:
        """Return the state and what to do, in one sentence.

        >>> Status("/usr/bin/unopkg", "", "0.1.0").sentence
        'The Calc add-in is not installed: run  xlsales calc-addin install'
        """
        if not self.installed:
            return "The Calc add-in is not installed: run  xlsales calc-addin install"
        if self.installed != self.ours:
            there = f"The Calc add-in {self.installed} is installed, xlsales is {self.ours}"
            return f"{there}: run  xlsales calc-addin install"
        return f"The Calc add-in {self.installed} is installed."


def install(office: Office) -> Status:
    """Install the add-in of this xlsales over any older one; OfficeError when LibreOffice refuses it."""
    with tempfile.TemporaryDirectory(prefix="xlsales-") as folder:
        Path(folder).chmod(0o755)
        extension = build(Path(folder) / "xlsales.oxt")
        done = office.extensions("add", "--force", "--suppress-license", str(extension))
    if done.returncode:
        raise refusal("install", done.stderr)
    return status(office)


def uninstall(office: Office) -> bool:
    """Take the add-in out; return whether it was there."""
    done = office.extensions("remove", IDENTIFIER)
    if done.returncode and _ABSENT not in done.stderr.lower():
        raise refusal("remove", done.stderr)
    return done.returncode == 0


def status(office: Office) -> Status:
    """Return which version of the add-in LibreOffice has."""
    done = office.extensions("list", IDENTIFIER)
    if done.returncode and _ABSENT not in done.stderr.lower():
        raise refusal("list", done.stderr)
    found = _VERSION.search(done.stdout) if not done.returncode else None
    return Status(str(office.unopkg), found[1] if found else "", xlsales.__version__)


def refusal(what: str, said: str) -> OfficeError:
    """Return what LibreOffice said as one sentence with what to do."""
    lowered = said.lower()
    for sign, advice in _ADVICE:
        if sign in lowered:
            return OfficeError(advice)
    reason = _OWN_REASON.search(said)
    if reason:
        return OfficeError(f"{reason[1]}; nothing was changed: update LibreOffice and try again")
    lines = [line.strip() for line in said.splitlines() if line.strip() and "javaldx" not in line]
    return OfficeError(f"LibreOffice could not {what} the add-in: {' '.join(lines) or 'it gave no reason'}")
