"""What a batch is to build: each report for each group, its file, and a mark of all that goes into it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from xlsales import resources
from xlsales.batching.groups import Split
from xlsales.batching.names import file_names
from xlsales.building import REPORTS
from xlsales.errors import SettingsError


@dataclass(frozen=True)
class Task:
    """One workbook to build: a report, a group, the name of the file."""

    report: str
    group: str
    path: str


@dataclass(frozen=True)
class Plan:
    """All workbooks of a batch, the deals they come from, and where they go."""

    split: Split
    out: Path
    tasks: tuple[Task, ...]
    inputs: str


def plan(split: Split, reports: Sequence[str], out: Path) -> Plan:
    """Return the plan of a batch, group by group; a report that is not known raises SettingsError."""
    wanted = known_reports(reports)
    pairs = [(report, group) for group in split.names for report in wanted]
    paths = file_names(f"{report}-{group}" for report, group in pairs)
    tasks = tuple(Task(report, group, path) for (report, group), path in zip(pairs, paths, strict=True))
    return Plan(split, out, tasks, mark(split, wanted))


def known_reports(reports: Sequence[str]) -> tuple[str, ...]:
    """Return each report once, `all` standing for every one.

    >>> known_reports(["quota", "quota"]), known_reports(["all"])
    (('quota',), ('funnel', 'quota', 'review'))
    """
    unknown = [report for report in reports if report not in REPORTS and report != "all"]
    SettingsError.raise_any(
        f"report '{report}' is not known: use {', '.join(REPORTS)} or all" for report in dict.fromkeys(unknown)
    )
    if not reports:
        raise SettingsError(f"no report is named: use {', '.join(REPORTS)} or all")
    return tuple(REPORTS) if "all" in reports else tuple(dict.fromkeys(reports))


def mark(split: Split, reports: Sequence[str]) -> str:
    """Return a hash over deals, groups, lists, settings, templates and version: the same inputs, the same mark."""
    from xlsales import __version__

    job, found = split.job, hashlib.sha256()
    frame = job.deals.frame.assign(group=split.of_deal)
    found.update(pd.util.hash_pandas_object(frame, index=False).to_numpy().tobytes())
    told = (__version__, split.by, split.of_person, job.settings, job.team, job.quotas, job.deals.ladder)
    found.update(repr((told, job.deals.source)).encode("utf-8", "surrogatepass"))
    for report in reports:
        found.update(resources.template(report, job.settings.language).read_bytes())
    return found.hexdigest()
