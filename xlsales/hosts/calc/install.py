"""Puts the add-in into LibreOffice and takes it out again; both may be run as often as one likes."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import xlsales
from xlsales.hosts.calc.about import IDENTIFIER
from xlsales.hosts.calc.office import RUNNING, Office, OfficeError
from xlsales.hosts.calc.oxt import build

_ADVICE = (
    ("lock file", RUNNING),
    ("as root", "LibreOffice installs nothing for root alone: run this as the person who uses Calc, or with --shared"),
    ("permission", "this needs administrator rights: leave out --shared to install for yourself alone"),
)
_OWN_REASON = re.compile(r"(xlsales needs [^,]*), traceback")
_PRESENT = re.compile(rf"^Identifier:\s*{re.escape(IDENTIFIER)}\s+Version:\s*(\S+)", re.MULTILINE)
_REGISTERED = re.compile(rf"{_PRESENT.pattern}\s+URL:.*\s+is registered: yes", re.MULTILINE)


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
        put(office, build(Path(folder) / "xlsales.oxt"))
    return status(office)


def put(office: Office, extension: Path) -> None:
    """Give LibreOffice an extension file; one that it refuses leaves nothing behind."""
    done = office.extensions("add", "--force", "--suppress-license", str(extension))
    if done.returncode:
        if not status(office).installed:
            office.extensions("remove", IDENTIFIER)
        raise refusal("install", done.stderr)


def uninstall(office: Office) -> bool:
    """Take the add-in out; return whether it was there."""
    if not _PRESENT.search(_listed(office)):
        return False
    done = office.extensions("remove", IDENTIFIER)
    if done.returncode:
        raise refusal("remove", done.stderr)
    return True


def status(office: Office) -> Status:
    """Return which version of the add-in LibreOffice has."""
    found = _REGISTERED.search(_listed(office))
    return Status(str(office.unopkg), found[1] if found else "", xlsales.__version__)


def _listed(office: Office) -> str:
    """Return the list of all extensions: asking for ours alone ends in an error, in any language, when it is absent."""
    done = office.extensions("list")
    if done.returncode:
        raise refusal("list", done.stderr)
    return done.stdout


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
