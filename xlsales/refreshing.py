"""A user's workbook brought up to date: new deals and people go in, what was set by hand stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from xlsales.building import REPORTS, Job, prepare
from xlsales.errors import SettingsError
from xlsales.filling import Filled, open_template, write_request
from xlsales.fills import Cell, Fill, TableFill
from xlsales.mapping import Request
from xlsales.pipeline.deals import Deals
from xlsales.recognition import Held, recognise
from xlsales.refresh_rows import carried, merged, only_columns
from xlsales.reports.report import Report
from xlsales.settings import Settings
from xlsales.settings_file import load_settings
from xlsales.standing import Standing
from xlsales.words.headers import header
from xlsales.workbook.admission import readable
from xlsales.workbook.book import Book
from xlsales.workbook.fill import Template
from xlsales.workbook.tables import find_table
from xlsales.workbook.targets import choose_target

_RECORD = frozenset({"xs_source", "xs_rows_read", "xs_rows_used", "xs_rows_set_aside"})
_WHEN_BLANK = frozenset({"xs_as_of", "xs_period", "xs_period_start", "xs_period_end", "xs_unit"})
_HAND_SET = frozenset({"xsStages", "xsKpis", "xsRamp"})
_MERGED = ("xsTeam", "xsPeopleQuota")
_PAGE = "xs_page_person"
_SHOWN = 8


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: the file, the reports found in it, names kept as set by hand, and remarks."""

    filled: Filled
    reports: tuple[str, ...]
    language: str
    kept: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """What a refresh writes, for a file as for an open workbook: the fill, the reports held, names kept, remarks."""

    fill: Fill
    reports: tuple[str, ...]
    language: str
    kept: tuple[str, ...]
    remarks: tuple[str, ...]


@dataclass
class _Work:
    """One refresh under way: the workbook as it stands, what the reports say, what to tell."""

    standing: Standing
    report: Fill
    baseline: Fill
    lists_given: bool
    remarks: list[str] = field(default_factory=list)

    @property
    def book(self) -> Book:
        """The workbook."""
        return self.standing.book

    def head(self, table: str, key: str) -> str:
        """Return the header of a column in the workbook's language."""
        return header(table, key, self.standing.words)


def refresh(
    path: Path | str,
    deals: Deals | pd.DataFrame | Path | str,
    out: Path | str | None = None,
    *,
    in_place: bool = False,
    team: Path | str | None = None,
    quotas: Path | str | None = None,
    settings: Settings | Path | str | None = None,
    period: str | None = None,
    as_of: date | None = None,
    keep_cached: bool = False,
    drop_signature: bool = False,
) -> Refreshed:
    """Bring every `xs_` name and `xs` table of a workbook up to date with new deals.

    The reports it holds are recognised by their tables and names. Written are deals, people, the import
    record, and whatever `settings`, `period` and `as_of` say beyond what the workbook says; stages, KPIs and
    ramp only where they are blank. All other inputs stay as set by hand, as do columns people added to the
    deal table (by deal id). Raises an XlsalesError with every problem; nothing is written then.
    """
    source = Path(path)
    target = choose_target(source, Path(out) if out else None, in_place=in_place)
    opened = open_template(source, drop_signature=drop_signature)
    done = plan(source.name, opened, deals, team=team, quotas=quotas, settings=settings, period=period, as_of=as_of)
    filled = write_request(
        source, opened, Request(done.fill), target, keep_cached=keep_cached, drop_signature=drop_signature
    )
    return Refreshed(filled, done.reports, done.language, done.kept, done.remarks)


def plan(
    label: str,
    opened: tuple[Template, bytes],
    deals: Deals | pd.DataFrame | Path | str,
    *,
    team: Path | str | None = None,
    quotas: Path | str | None = None,
    settings: Settings | Path | str | None = None,
    period: str | None = None,
    as_of: date | None = None,
) -> Plan:
    """Return what a refresh of an opened workbook writes; `label` names the workbook in messages."""
    template, data = opened
    with readable(label):
        held = recognise(template.book)
        standing = Standing(template.book, data, held.language)
        own = _settings_of(standing)
    chosen = _chosen(settings, own, period, as_of)
    _check_unit(standing, chosen)
    job = prepare(deals, chosen, team=team, quotas=quotas)
    lists_given = team is not None or quotas is not None
    if not lists_given:
        divisor = chosen.money.divisor
        job = replace(job, team=standing.members(divisor), quotas=standing.quotas(divisor))
    made = _reports(held, job)
    work = _Work(standing, _joined(made), _joined(_reports(held, _baseline(job, own))), lists_given)
    values, kept = _values(work)
    tables = _tables(work)
    _remark_people_and_stages(work)
    if chosen.as_of == own.as_of != date.today():
        work.remarks.append(f"seen from {chosen.as_of}, as the workbook says; give --as-of to move the day")
    remarks = dict.fromkeys([*(problem for one in made for problem in one.problems), *work.remarks])
    return Plan(Fill(values, tables), held.reports, held.language, kept, tuple(remarks))


def _settings_of(standing: Standing) -> Settings:
    """Return the settings that the workbook itself says and rows depend on."""
    said: dict[str, Any] = {"language": standing.words.language, "ladder": standing.ladder()}
    as_of, fiscal, owner = (standing.value(name) for name in ("xs_as_of", "xs_fiscal_start", "xs_owner"))
    if isinstance(as_of, date):
        said["as_of"] = as_of
    if isinstance(fiscal, int) and 1 <= fiscal <= 12:
        said["fiscal_year_start"] = fiscal
    if (period := standing.value("xs_period")) is not None:
        said["period_text"] = str(period)
    if owner and owner != standing.words("settings.everyone"):
        said["owner"] = str(owner)
    return Settings(**said)


def _chosen(settings: Settings | Path | str | None, own: Settings, period: str | None, as_of: date | None) -> Settings:
    """Return the settings to work with: the options, then the settings given, then the workbook's."""
    given = settings if isinstance(settings, Settings) else load_settings(settings, {"period": period})
    default = Settings()
    said = {
        name: getattr(own, name)
        for name in ("as_of", "fiscal_year_start", "period_text", "owner", "ladder")
        if getattr(given, name) == getattr(default, name)
    }
    chosen = replace(given, language=own.language, **said)
    return replace(chosen, period_text=period or chosen.period_text, as_of=as_of or chosen.as_of)


def _check_unit(standing: Standing, chosen: Settings) -> None:
    there, wanted = standing.value("xs_unit"), chosen.money.unit or standing.words.pick("元", "currency units")
    if there is not None and there != wanted:
        raise SettingsError(
            f"{standing.book.package.label} counts money in {there} (name xs_unit), but the deals would be written "
            f"in {wanted}; give --settings with [money] unit and divisor"
        )


def _baseline(job: Job, own: Settings) -> Job:
    """Return the job without deals and with the workbook's own settings: what differs from it was asked for."""
    empty = replace(job.deals, frame=job.deals.frame.head(0), remarks=(), ladder=own.ladder or job.deals.ladder)
    return Job(empty, replace(own, money=job.settings.money))


def _reports(held: Held, job: Job) -> list[Report]:
    return [REPORTS[name](job.deals, job.settings, job.team, job.quotas) for name in held.reports]


def _joined(made: Sequence[Report]) -> Fill:
    fill = Fill()
    for one in made:
        fill = fill.joined(one.fill)
    return fill


def _values(work: _Work) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Return the values to write, and the names kept although the report would say otherwise."""
    there = {name.name for name in work.book.names}
    written, kept = {}, []
    for name, value in work.report.values.items():
        if name not in there:
            work.remarks.append(f"the workbook has no name {name}; it was left out")
        elif _is_wanted(work, name, value):
            written[name] = value
        elif not isinstance(value, list | tuple) and work.standing.value(name) != value:
            kept.append(name)
    return written, tuple(kept)


def _is_wanted(work: _Work, name: str, value: Any) -> bool:
    asked = value != work.baseline.values.get(name)
    blank = name in _WHEN_BLANK and work.standing.value(name) is None
    return name in _RECORD or asked or blank


def _tables(work: _Work) -> dict[str, TableFill]:
    tables = {}
    for name, fill in work.report.tables.items():
        table = find_table(work.book, name)
        if table is None:
            work.remarks.append(f"the workbook has no table {name}; it was left out")
            continue
        if name in _HAND_SET and not work.standing.is_blank(name) and _rows(fill) == _rows(work.baseline.tables[name]):
            continue
        if name in _MERGED and not work.lists_given:
            fill = merged(fill, work.standing.rows(name), work.head(name, "name"))
        kept, gone = only_columns(fill, [column.name for column in table.columns])
        work.remarks += [f"table {name} has no column {column}; it was left out" for column in gone]
        tables[name] = _with_own_columns(work, kept) if name == "xsDeals" else kept
    return tables


def _rows(fill: TableFill) -> list[tuple[Cell, ...]]:
    return [tuple(row) for row in fill.rows]


def _with_own_columns(work: _Work, fill: TableFill) -> TableFill:
    table = find_table(work.book, "xsDeals")
    columns = table.columns if table else ()
    own = [column.name for column in columns if column.formula is None and column.name not in fill.columns]
    done, lost = carried(fill, work.standing.rows("xsDeals"), work.head("xsDeals", "id"), own)
    if lost:
        work.remarks.append(f"what was typed in {', '.join(own)} is gone for {lost:,} deals no longer in the export")
    return done


def _remark_people_and_stages(work: _Work) -> None:
    pages = {str(value) for value in work.standing.values(_PAGE) if value is not None}
    missing = [page.title for page in work.report.pages.get(_PAGE, ()) if page.title not in pages]
    if missing and pages:
        more = f" and {len(missing) - _SHOWN:,} more" if len(missing) > _SHOWN else ""
        work.remarks.append(f"no page of their own: {', '.join(missing[:_SHOWN])}{more}; build the review anew for it")
    known = {row.get(work.head("xsStages", "stage")) for row in work.standing.rows("xsStages")}
    deals = work.report.tables["xsDeals"]
    stages: Mapping[Cell, None] = dict.fromkeys(
        row[deals.columns.index(work.head("xsDeals", "stage"))] for row in deals.rows
    )
    new = [str(stage) for stage in stages if known and stage is not None and stage not in known]
    if new:
        work.remarks.append(f"stages the workbook does not know: {', '.join(new)}; add them to the table xsStages")
