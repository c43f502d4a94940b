"""From deals to a finished workbook: read, report, fill the template, compute every cached result, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

import pandas as pd

from xlsales.errors import DataError, SettingsError
from xlsales.fills import Cell
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.people import Member, Quota, apply_team, name_quotas, read_quotas, read_team
from xlsales.pipeline.read import read_deals
from xlsales.reports import funnel, quota, review
from xlsales.reports.report import Report
from xlsales.resources import template as template_path
from xlsales.settings import Settings
from xlsales.settings_file import load_settings
from xlsales.workbook.calculate import with_results
from xlsales.workbook.fill import Template
from xlsales.workbook.save import write_bytes

Reporter = Callable[[Deals, Settings, Sequence[Member], Sequence[Quota]], Report]

REPORTS: dict[str, Reporter] = {
    "funnel": funnel.report,
    "quota": quota.report,
    "review": review.report,
}


@dataclass(frozen=True)
class Job:
    """Everything read and checked, ready for any number of reports."""

    deals: Deals
    settings: Settings
    team: tuple[Member, ...] = ()
    quotas: tuple[Quota, ...] = ()


@dataclass(frozen=True)
class Built:
    """One finished workbook: its bytes, where it was written, its main figures, what was remarked."""

    report: str
    data: bytes
    path: Path | None
    figures: Mapping[str, Cell]
    problems: tuple[str, ...]


def build(
    report: str,
    deals: Deals | pd.DataFrame | Path | str,
    settings: Settings | Path | str | None = None,
    *,
    team: Path | str | None = None,
    quotas: Path | str | None = None,
    out: Path | str | None = None,
) -> Built:
    """Build the `funnel`, `quota` or `review` workbook from deals; write it to `out` when given.

    Deals come as a file, a DataFrame or a table already read; settings as an object or an xlsales.toml.
    Every formula cell of the workbook carries its result. Bad input raises an XlsalesError that lists all
    problems; nothing is written then.
    """
    if not isinstance(settings, Settings):
        settings = load_settings(Path(settings) if settings else None, {})
    job = prepare(deals, settings, team=team, quotas=quotas)
    return build_one(report, job, Path(out) if out else None)


def prepare(
    deals: Deals | pd.DataFrame | Path | str,
    settings: Settings,
    *,
    team: Path | str | None = None,
    quotas: Path | str | None = None,
    query: str | None = None,
) -> Job:
    """Read deals, team and quotas once, for one or several reports."""
    table = deals if isinstance(deals, Deals) else read_deals(deals, settings, query=query)
    members = read_team(Path(team), settings) if team else ()
    wanted = read_quotas(Path(quotas), settings) if quotas else ()
    if members:
        table = apply_team(table, members)
        wanted = name_quotas(wanted, members)
    if settings.owner:
        table = only_owner(table, settings.owner)
    return Job(table, settings, members, wanted)


def build_one(report: str, job: Job, out: Path | None = None) -> Built:
    """Build one workbook of a job."""
    if report not in REPORTS:
        raise SettingsError(f"report '{report}' is not known: use {', '.join(REPORTS)}")
    made = REPORTS[report](job.deals, job.settings, job.team, job.quotas)
    template = _compiled(template_path(made.template, job.settings.language))
    data = with_results(template.fill(made.fill).data)
    if out is not None:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(out, data)
    return Built(report, data, out, made.figures, (*period_remarks(job), *made.problems))


def _compiled(path: Path) -> Template:
    """Return a template of ours ready to be filled; a process that builds many workbooks makes it ready once."""
    return _compile(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _compile(path: Path, _changed: int) -> Template:
    return Template(path, trusted=True)


def period_remarks(job: Job) -> list[str]:
    """Return a remark when not one deal closes in the period: most likely another period is meant."""
    closes, period = job.deals.frame["close"].dropna(), job.settings.period
    if closes.empty or closes.between(pd.Timestamp(period.start), pd.Timestamp(period.end)).any():
        return []
    first, last = closes.min().date(), closes.max().date()
    return [f"no deal closes in {period.text}: close dates run from {first} to {last}; choose another --period"]


def only_owner(deals: Deals, owner: str) -> Deals:
    """Return the deals of one owner; a name nobody bears raises DataError with the nearest names."""
    owners = sorted({name for name in deals.frame["owner"] if name})
    if owner not in owners:
        near = get_close_matches(owner, owners, n=3, cutoff=0.3) or owners[:5]
        raise DataError(f"{deals.source}: no deal belongs to '{owner}'; owners are for example {', '.join(near)}")
    kept = deals.frame[deals.frame["owner"] == owner].reset_index(drop=True)
    return replace(deals, table=kept, read=len(kept), remarks=(), source=f"{deals.source} · {owner}")
