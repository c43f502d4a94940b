"""The doctor's findings as people and as machines read them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict

from xlsales.hosts.excel.doctor.facts import Machine
from xlsales.hosts.excel.doctor.finding import Told
from xlsales.words import Words


def lines(told: Iterable[Told], machine: Machine, words: Words) -> Iterator[str]:
    """Yield the report line by line: each finding with its advice below, and the sum at the end."""
    findings = list(told)
    for one in findings:
        first, *rest = one.text.splitlines()
        yield f"{words(f'doctor.state.{one.state}')}  {first}"
        yield from (f"       {line}" for line in rest)
        if one.advice:
            yield f"       {words('doctor.do', advice=one.advice)}"
    if not machine.places.runs_excel:
        yield words("doctor.elsewhere")
    yield words("doctor.sum", fails=_count(findings, "fail"), warns=_count(findings, "warn"))


def record(told: Iterable[Told], machine: Machine) -> dict[str, object]:
    """Return the report for machines."""
    findings = list(told)
    return {
        "status": "error" if exit_code(findings) else "ok",
        "platform": machine.places.platform,
        "excel_checked": machine.places.runs_excel,
        "findings": [asdict(one) for one in findings],
        "python": str(machine.python.executable),
        "start_command": list(machine.start.command),
        "start_seconds": round(machine.start.seconds, 2),
        "addin": str(machine.places.addin) if machine.places.runs_excel else None,
        "log": str(machine.places.log),
    }


def exit_code(told: Iterable[Told]) -> int:
    """Return 1 when something keeps the add-in from working, else 0."""
    return 1 if _count(told, "fail") else 0


def _count(told: Iterable[Told], state: str) -> int:
    return sum(one.state == state for one in told)
