"""What brings a workbook in use up to date: which names and tables of its reports new deals change, and which stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from xlsales.building import REPORTS, Job
from xlsales.fills import Cell, Fill, Page, TableFill
from xlsales.recognition import Held, recognise
from xlsales.refresh_pages import with_more_pages
from xlsales.refresh_rows import carried, merged, only_columns
from xlsales.reports.report import Report
from xlsales.settings import Settings
from xlsales.standing import Standing
from xlsales.words.headers import header
from xlsales.workbook.book import Book
from xlsales.workbook.fill import Template
from xlsales.workbook.graft.sharing import own_name
from xlsales.workbook.names import Target, find_target
from xlsales.workbook.tables import find_table

_RECORD = frozenset({"xs_source", "xs_rows_read", "xs_rows_used", "xs_rows_set_aside"})
_WHEN_BLANK = frozenset({"xs_as_of", "xs_period", "xs_period_start", "xs_period_end", "xs_unit", "xs_owner"})
_HAND_SET = frozenset({"xsStages", "xsKpis", "xsRamp"})
_MERGED = ("xsTeam", "xsPeopleQuota")
PAGE = "xs_page_person"


@dataclass(frozen=True)
class Desk:
    """A workbook in use: what it holds of ours, what stands in it, the settings it says."""

    held: Held
    standing: Standing
    own: Settings

    @classmethod
    def of(cls, template: Template, data: bytes) -> Desk:
        """Look a workbook over."""
        held = recognise(template.book)
        standing = Standing(template.book, data, held.language)
        return cls(held, standing, _settings_of(standing))


@dataclass(frozen=True)
class Update:
    """What brings a workbook up to date: the fill, pages to add, names kept as set by hand, remarks."""

    fill: Fill
    pages: tuple[Page, ...]
    kept: tuple[str, ...]
    remarks: tuple[str, ...]
    reports: tuple[str, ...]
    language: str

    def with_pages(self, data: bytes) -> bytes:
        """Return the filled workbook with the pages in it."""
        return with_more_pages(data, PAGE, self.pages, self.language) if self.pages else data


@dataclass
class _Work:
    """One refresh under way: the workbook as it stands, what the reports say, what to tell."""

    standing: Standing
    report: Fill
    baseline: Fill
    lists_given: bool
    fresh: frozenset[str] = frozenset()
    remarks: list[str] = field(default_factory=list)

    @property
    def book(self) -> Book:
        """The workbook."""
        return self.standing.book

    def head(self, table: str, key: str) -> str:
        """Return the header of a column in the workbook's language."""
        return header(table, key, self.standing.words)


def up_to_date(desk: Desk, job: Job, *, lists_given: bool, fresh: frozenset[str] = frozenset()) -> Update:
    """Return what a job changes in a workbook; names and tables that are `fresh` take all that the reports say."""
    standing = desk.standing
    if not lists_given:
        divisor = job.settings.money.divisor
        job = replace(job, team=standing.members(divisor), quotas=standing.quotas(divisor))
    made = _reports(desk.held, job)
    baseline = _reports(desk.held, _baseline(job, desk.own))
    work = _Work(standing, _joined(desk, made), _joined(desk, baseline), lists_given, fresh)
    values, kept = _values(work)
    tables = _tables(work)
    first, more = _pages(work)
    _remark_stages(work)
    remarks = dict.fromkeys([*(problem for one in made for problem in one.problems), *work.remarks])
    return Update(Fill(values, tables, first), more, kept, tuple(remarks), desk.held.reports, desk.held.language)


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


def _baseline(job: Job, own: Settings) -> Job:
    """Return the job without deals and with the workbook's own settings: what differs from it was asked for."""
    empty = replace(job.deals, table=job.deals.frame.head(0), remarks=(), ladder=own.ladder or job.deals.ladder)
    return Job(empty, replace(own, money=job.settings.money))


def _reports(held: Held, job: Job) -> list[Report]:
    return [REPORTS[name](job.deals, job.settings, job.team, job.quotas) for name in held.reports]


def _joined(desk: Desk, made: Sequence[Report]) -> Fill:
    """Return what all reports write; of a table that two write, the rows with more columns."""
    there = {name.name for name in desk.standing.book.names}
    fill = Fill()
    for report, one in zip(desk.held.reports, made, strict=True):
        values = {_name_of(name, report, there): value for name, value in one.fill.values.items()}
        wider = {name: rows for name, rows in fill.tables.items() if _is_wider(rows, one.fill.tables.get(name))}
        fill = fill.joined(replace(one.fill, values=values)).joined(Fill(tables=wider))
    return fill


def _name_of(name: str, report: str, there: Collection[str]) -> str:
    """Return the name of a report's value: the report's own where it shares the workbook with others."""
    own = own_name(name, report)
    return own if own in there else name


def _is_wider(one: TableFill, other: TableFill | None) -> bool:
    return other is not None and len(one.columns) > len(other.columns)


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
    if work.standing.is_computed(name):
        return False
    asked = value != work.baseline.values.get(name)
    blank = name in _WHEN_BLANK and work.standing.value(name) is None
    return name in _RECORD or name in work.fresh or asked or blank


def _tables(work: _Work) -> dict[str, TableFill]:
    tables = {}
    for name, fill in work.report.tables.items():
        table = find_table(work.book, name)
        if table is None:
            work.remarks.append(f"the workbook has no table {name}; it was left out")
            continue
        hand_set = name in _HAND_SET and name not in work.fresh
        if hand_set and not work.standing.is_blank(name) and _rows(fill) == _rows(work.baseline.tables[name]):
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


def _pages(work: _Work) -> tuple[dict[str, Sequence[Page]], tuple[Page, ...]]:
    """Return the pages of a workbook whose page has nobody yet, and the pages to add to one that has some."""
    wanted = work.report.pages.get(PAGE, ())
    there = {str(value) for value in work.standing.values(PAGE) if value is not None}
    if not isinstance(find_target(work.book, PAGE), Target):
        return {}, ()
    if not there:
        return ({PAGE: wanted} if any(page.key is not None for page in wanted) else {}), ()
    more = tuple(page for page in wanted if page.key is not None and str(page.key) not in there)
    return {}, more


def _remark_stages(work: _Work) -> None:
    known = {row.get(work.head("xsStages", "stage")) for row in work.standing.rows("xsStages")}
    deals = work.report.tables["xsDeals"]
    stages: Mapping[Cell, None] = dict.fromkeys(
        row[deals.columns.index(work.head("xsDeals", "stage"))] for row in deals.rows
    )
    new = [str(stage) for stage in stages if known and stage is not None and stage not in known]
    if new:
        work.remarks.append(f"stages the workbook does not know: {', '.join(new)}; add them to the table xsStages")
