"""Commands on workbooks that people already have: add, check, fill, refresh."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer

from xlsales import console
from xlsales.cli.options import (
    AsOf,
    Deals,
    DropSignature,
    InPlace,
    Json,
    KeepCached,
    Lang,
    Owner,
    PeriodText,
    Query,
    Quotas,
    SettingsFile,
    Team,
    day_of,
    settings_of,
)
from xlsales.cli.root import app


@app.command("add")
def add(
    report: Annotated[str, typer.Argument(help="funnel, quota or review.")],
    file: Annotated[Path, typer.Argument(help="The workbook that takes the sheets (.xlsx or .xlsm).")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The workbook to write.")],
    deals: Annotated[str | None, typer.Option("--deals", help="A CSV, a workbook or a database URL.")] = None,
    quotas: Quotas = None,
    team: Team = None,
    settings: SettingsFile = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    owner: Owner = None,
    lang: Lang = None,
    query: Query = None,
    as_json: Json = False,
) -> None:
    """Add a report's sheets to a workbook you already use; all it holds stays as it is.

    Example:  xlsales add funnel plan.xlsx --deals export.csv --lang en -o plan-with-funnel.xlsx
    """
    from xlsales.adding import add_one
    from xlsales.building import prepare

    given = {"period": period, "as_of": day_of(as_of), "owner": owner, "language": lang}
    chosen = settings_of(settings, given)
    _check_report(report)
    _check_deals(deals, {**given, "team": team, "quotas": quotas, "query": query, "language": None})
    job = prepare(deals, chosen, team=team, quotas=quotas, query=query) if deals else None
    console.added(add_one(report, file, out, chosen.language, job), as_json)


@app.command("check")
def check(
    files: Annotated[list[Path], typer.Argument(help="Workbooks (.xlsx, .xlsm, .xltx); none is changed or run.")],
    lang: Annotated[str, typer.Option("--lang", help="zh-CN or en.")] = "en",
    as_json: Json = False,
) -> None:
    """List what is wrong in a workbook: broken names, text numbers, overwritten formulas, totals, units.

    Ends with 0 when nothing was found, 1 with findings, 2 when a file cannot be read.

    Example:  xlsales check funnel.xlsx --lang zh-CN
    """
    from xlsales.words import Words
    from xlsales.workbook.checks.report import check_files

    reports = check_files(files, lang)
    if as_json:
        said = [report.as_json() for report in reports]
        console.json_of(said[0] if len(said) == 1 else said)
    else:
        console.plain("\n".join(line for report in reports for line in report.lines(Words(lang))))
    raise typer.Exit(max(report.exit_code for report in reports))


@app.command("fill")
def fill(
    file: Annotated[Path, typer.Argument(help="Any .xlsx or .xlsm workbook.")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The workbook to write.")] = None,
    values: Annotated[Path | None, typer.Option("--values", help="JSON: values, cells, tables.")] = None,
    settings: Annotated[list[str] | None, typer.Option("--set", help="Plan!B2=42 or name=text; repeatable.")] = None,
    in_place: InPlace = False,
    keep_cached: KeepCached = False,
    drop_signature: DropSignature = False,
    as_json: Json = False,
) -> None:
    """Fill any workbook: values into names and cells, rows into tables; the rest stays byte for byte.

    Example:  xlsales fill plan.xlsx --values plan.json --set 'Plan!B2=42' -o filled.xlsx
    """
    from xlsales.filling import fill_file

    if values is None and not settings:
        raise typer.BadParameter("give --values or --set: there is nothing to fill", param_hint="--values")
    options = {"in_place": in_place, "keep_cached": keep_cached, "drop_signature": drop_signature}
    console.filled(fill_file(file, values, settings or (), out, **options), as_json)


@app.command("refresh")
def refresh(
    file: Annotated[Path, typer.Argument(help="A workbook with names and tables of ours.")],
    deals: Deals,
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The workbook to write.")] = None,
    quotas: Quotas = None,
    team: Team = None,
    settings: SettingsFile = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    in_place: InPlace = False,
    keep_cached: KeepCached = False,
    drop_signature: DropSignature = False,
    as_json: Json = False,
) -> None:
    """Bring a workbook built with xlsales up to date with new deals; what was set by hand stays.

    Example:  xlsales refresh funnel.xlsx --deals export.csv --as-of 2026-11-29 --in-place
    """
    from xlsales.refreshing import refresh as bring_up_to_date

    done = bring_up_to_date(
        file, deals, out, team=team, quotas=quotas, settings=settings, period=period, as_of=day_of(as_of),
        in_place=in_place, keep_cached=keep_cached, drop_signature=drop_signature,
    )  # fmt: skip
    console.refreshed(done, as_json)


def _check_report(report: str) -> None:
    from xlsales.building import REPORTS

    if report not in REPORTS:
        raise typer.BadParameter(f"'{report}' is not a report: use {', '.join(REPORTS)}", param_hint="REPORT")


def _check_deals(deals: str | None, given: Mapping[str, Any]) -> None:
    alone = [f"--{name.replace('_', '-')}" for name, value in given.items() if value is not None]
    if alone and deals is None:
        raise typer.BadParameter(f"{', '.join(alone)} has no use without deals: add --deals", param_hint="--deals")
