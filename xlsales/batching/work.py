"""The work on one file: cut its group out, build the workbook, write it, and say how that went."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from xlsales.batching.manifest import Entry, digest
from xlsales.batching.plan import Plan, Task
from xlsales.building import build_one
from xlsales.errors import XlsalesError
from xlsales.fills import Cell
from xlsales.workbook.save import write_bytes


def make(plan: Plan, task: Task) -> tuple[Entry, bytes]:
    """Return one workbook of a plan and its entry; a failure is told in the entry, the others go on."""
    empty = Entry(task.path, task.report, task.group, plan.inputs)
    try:
        job = plan.split.job_of(task.group)
        built = build_one(task.report, job)
    except XlsalesError as error:
        return replace(empty, errors=error.problems), b""
    except Exception as error:
        return failed(plan, task, error), b""
    entry = replace(
        empty,
        sha256=digest(built.data),
        size=len(built.data),
        rows=job.deals.used,
        figures=_plain(built.figures),
        problems=built.problems,
    )
    return entry, built.data


def write(plan: Plan, entry: Entry, data: bytes) -> Entry:
    """Write a workbook beside its place and rename it; a place that cannot be written is told in the entry."""
    if not entry.ok:
        return entry
    try:
        write_bytes(plan.out / entry.path, data)
    except XlsalesError as error:
        return replace(entry, sha256="", size=0, figures={}, problems=(), errors=error.problems)
    return entry


def run_task(plan: Plan, task: Task) -> Entry:
    """Build and write one workbook of a plan."""
    return write(plan, *make(plan, task))


def failed(plan: Plan, task: Task, error: BaseException) -> Entry:
    """Return the entry of a workbook that something unforeseen kept from being built."""
    told = f"{task.path} was not built: {type(error).__name__}: {error}"
    return Entry(task.path, task.report, task.group, plan.inputs, errors=(told,))


def _plain(figures: Mapping[str, Cell]) -> dict[str, Cell]:
    return {name: _plain_value(figure) for name, figure in figures.items()}


def _plain_value(figure: Any) -> Any:
    if isinstance(figure, date):
        return figure.isoformat()
    return figure.item() if hasattr(figure, "item") else figure
