"""What is known of a machine before anything is judged: plain values, so that any machine can be described."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from xlsales.hosts.excel.built import Built
from xlsales.hosts.excel.places import Places
from xlsales.hosts.excel.python import Python
from xlsales.hosts.excel.receipt import Receipt
from xlsales.hosts.excel.starting import Start


@dataclass(frozen=True)
class Excel:
    """The installed Excel: its program, version ('' unknown) and bits (0 unknown)."""

    program: str
    version: str = ""
    bits: int = 0

    @property
    def from_store(self) -> bool:
        """Tell whether it comes from the Microsoft Store."""
        return "windowsapps" in self.program.lower()

    @property
    def major(self) -> int:
        """Return the main version, 16 for Excel 2016 and later; 0 when it is unknown."""
        first = self.version.partition(".")[0]
        return int(first) if first.isdigit() else 0


@dataclass(frozen=True)
class AddinFile:
    """The add-in as it lies in Excel's start folder, with what the installation noted about it."""

    built: Built | None = None
    receipt: Receipt | None = None
    interpreter_exists: bool = False
    zone: int | None = None
    disabled: bool = False
    copies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Machine:
    """One user's machine: Excel, Python, the add-in, and what policies and protection say."""

    places: Places
    python: Python
    start: Start
    addin: AddinFile = field(default_factory=AddinFile)
    excel: Excel | None = None
    unwritable: tuple[Path, ...] = ()
    settings_found: tuple[Path, ...] = ()
    libraries: frozenset[str] = frozenset()
    codepage: str = "utf-8"
    policies: Mapping[str, int] = field(default_factory=dict)
    protection: Mapping[str, str] = field(default_factory=dict)
    scripts: tuple[str, ...] = ()
    automation: str = ""
