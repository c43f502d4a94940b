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
from xlsales.workbook.book import Book
from xlsales.workbook.graft.graft import graft
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
    macros included; its own cells are not calculated anew. A workbook that cannot take sheets without
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
    made = REPORTS[report](job.deals, job.settings, job.team, job.quotas) if job else None
    what, figures, problems = (made.fill, made.figures, made.problems) if made else (None, {}, ())
    as_workbook = out.suffix.lower() in (".xlsx", ".xlsm")
    done = graft(host, template_path(made.template if made else report, language), what, workbook=as_workbook)
    out.parent.mkdir(parents=True, exist_ok=True)
    write_bytes(out, done.data)
    return Added(report, done.data, out, done.sheets, figures, problems)


def _wrong_ending(host: Book, out: Path) -> list[str]:
    """Return the problem when the file's ending would keep Excel from opening it."""
    kind = main_type(host)
    plain, template = (".xlsm", ".xltm") if "macroEnabled" in kind else (".xlsx", ".xltx")
    allowed = (plain, template) if "template" in kind else (plain,)
    if out.suffix.lower() in allowed:
        return []
    holds = "holds macros" if plain == ".xlsm" else "holds no macros"
    return [f"{host.package.label} {holds}, so Excel opens it only as {plain}: name the result {out.stem}{plain}"]
