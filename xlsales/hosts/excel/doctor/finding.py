"""What a check found: a state and the sentences that belong to it, in either language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from xlsales.hosts.excel.doctor.facts import Machine
from xlsales.words import Words

State = Literal["ok", "warn", "fail"]


@dataclass(frozen=True)
class Finding:
    """One check's finding: which case of the check it is, and the values its sentence names."""

    check: str
    case: str
    state: State
    values: dict[str, object]


@dataclass(frozen=True)
class Told:
    """A finding in one language: what is so, and what to do about it ('' when all is well)."""

    check: str
    state: State
    text: str
    advice: str


Check = Callable[[Machine], Finding | None]


def ok(check: str, case: str = "ok", /, **values: object) -> Finding:
    """Return the finding that all is well."""
    return Finding(check, case, "ok", values)


def warn(check: str, case: str, /, **values: object) -> Finding:
    """Return the finding of something that works, but not as it should."""
    return Finding(check, case, "warn", values)


def fail(check: str, case: str, /, **values: object) -> Finding:
    """Return the finding of something that keeps the add-in from working."""
    return Finding(check, case, "fail", values)


def tell(finding: Finding, words: Words) -> Told:
    """Return a finding in the words of one language."""
    key = f"doctor.{finding.check}.{finding.case}"
    advice = "" if finding.state == "ok" else words(f"{key}.advice", **finding.values)
    return Told(finding.check, finding.state, words(key, **finding.values), advice)
