"""A report added to a workbook people already use: our sheets behind theirs, filled when deals are given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from xlsales.building import REPORTS, Job, prepare
from xlsales.errors import DataError, SettingsError, WorkbookError
from xlsales.fills import Cell
from xlsales.pipeline.deals import Deals
from xlsales.resources import template as template_path
from xlsales.settings import Settings
from xlsales.settings_file import load_settings
from xlsales.updating import Desk, up_to_date
from xlsales.workbook.book import Book
from xlsales.workbook.cached import settled
from xlsales.workbook.fill import Template
from xlsales.workbook.graft.graft import graft
from xlsales.workbook.graft.join import join, joins
from xlsales.workbook.graft.refusals import main_type
from xlsales.workbook.save import write_bytes


@dataclass(frozen=True)
class Added:
    """A workbook with a report's sheets in it: where it was written, the sheets' titles, the main figures."""

    report: str
    data: bytes
    path: Path
    sheets: tuple[str, ...]
    figures: Mapping[str, Cell]
    problems: tuple[str, ...]


def add(
    report: str,
    path: Path | str,
    out: Path | str,
    deals: Deals | pd.DataFrame | Path | str | None = None,
    settings: Settings | Path | str | None = None,
    *,
    team: Path | str | None = None,
    quotas: Path | str | None = None,
) -> Added:
    """Add the sheets of the `funnel`, `quota` or `review` report to the workbook at `path`; write it to `out`.

    Without deals the sheets come empty, ready to be filled. Everything the workbook held stays as it is,
    macros included; its own cells are not calculated anew. Where one of our reports stands already, the new
    one works on the same deal table, team, stages and settings; deals given then bring all reports up to date
    as `refresh` does. A workbook that cannot take sheets without
    harm raises a WorkbookError that says why; nothing is written then.
    """
    if not isinstance(settings, Settings):
        settings = load_settings(Path(settings) if settings else None, {})
    if deals is None and (team or quotas):
        raise DataError("a team or quotas have no use without deals: give deals too")
    job = None if deals is None else prepare(deals, settings, team=team, quotas=quotas)
    return add_one(report, Path(path), Path(out), settings.language, job)


def add_one(report: str, path: Path, out: Path, language: str, job: Job | None = None) -> Added:
    """Add one report's sheets, filled from a job when there is one."""
    if report not in REPORTS:
        raise SettingsError(f"report '{report}' is not known: use {', '.join(REPORTS)}")
    host = Book.open(path)
    WorkbookError.raise_any(_wrong_ending(host, out))
    as_workbook = out.suffix.lower() in (".xlsx", ".xlsm")
    put = _beside if joins(host, template_path(report, language)) else _alone
    added = put(report, host, out, language, job, as_workbook)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(out, added.data)
    return added


def _alone(report: str, host: Book, out: Path, language: str, job: Job | None, as_workbook: bool) -> Added:
    """Put a report into a workbook that has none of ours: filled and calculated on its own."""
    made = REPORTS[report](job.deals, job.settings, job.team, job.quotas) if job else None
    what, figures, problems = (made.fill, made.figures, made.problems) if made else (None, {}, ())
    done = graft(host, template_path(made.template if made else report, language), what, workbook=as_workbook)
    return Added(report, done.data, out, done.sheets, figures, problems)


def _beside(report: str, host: Book, out: Path, language: str, job: Job | None, as_workbook: bool) -> Added:
    """Put a report beside one of ours: over its deals; new deals bring all reports up to date."""
    done = join(host, template_path(report, language), report, workbook=as_workbook)
    if job is None:
        return Added(report, done.data, out, done.sheets, {}, ())
    there = {name.name for name in host.names} | {table.name for table in host.tables}
    template = Template(done.data, trusted=True)
    desk = Desk.of(template, done.data)
    fresh = {name.name for name in template.book.names} | {table.name for table in template.book.tables}
    update = up_to_date(desk, job, lists_given=bool(job.team or job.quotas), fresh=frozenset(fresh - there))
    data, _ = settled(update.with_pages(template.fill(update.fill).data))
    figures = REPORTS[report](job.deals, job.settings, job.team, job.quotas).figures
    sheets = tuple(sheet.title for sheet in Book.open(data).sheets if host.sheet(sheet.title) is None)
    return Added(report, data, out, sheets, figures, update.remarks)


def _wrong_ending(host: Book, out: Path) -> list[str]:
    """Return the problem when the file's ending would keep Excel from opening it."""
    kind = main_type(host)
    plain, template = (".xlsm", ".xltm") if "macroEnabled" in kind else (".xlsx", ".xltx")
    allowed = (plain, template) if "template" in kind else (plain,)
    if out.suffix.lower() in allowed:
        return []
    holds = "holds macros" if plain == ".xlsm" else "holds no macros"
    return [f"{host.package.label} {holds}, so Excel opens it only as {plain}: name the result {out.stem}{plain}"]
