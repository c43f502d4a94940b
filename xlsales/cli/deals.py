"""Commands that start from deals: import, build, batch, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from xlsales import console
from xlsales.cli.options import (
    AsOf,
    Deals,
    Json,
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
from xlsales.errors import SettingsError


@app.command("import")
def import_(
    file: Annotated[str, typer.Argument(help="A CSV, a workbook (book.xlsx#Sheet1!A3:H90 too) or a database URL.")],
    settings: SettingsFile = None,
    query: Query = None,
    team: Annotated[Path | None, typer.Option("--team", help="A list of people: ids become names.")] = None,
    to: Annotated[Path | None, typer.Option("--to", help="Write the cleaned deals here as CSV.")] = None,
    as_json: Json = False,
) -> None:
    """Read deals and show what was recognised, repaired and set aside, each with its row.

    Example:  xlsales import export.csv --to clean.csv
    """
    from xlsales.building import prepare
    from xlsales.pipeline.clean import to_csv
    from xlsales.pipeline.report import import_report

    chosen = settings_of(settings, {})
    deals = prepare(file, chosen, team=team, query=query).deals
    if to:
        to_csv(deals, to, chosen.language)
    report = import_report(deals)
    if as_json:
        console.json_of(report)
    else:
        console.import_report(report, to)


@app.command("build")
def build(
    report: Annotated[str, typer.Argument(help="funnel, quota, review or all.")],
    deals: Deals,
    out: Annotated[Path, typer.Option("-o", "--out", help="The workbook, or a folder for all.")],
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
    """Build the funnel, quota or review workbook, or all three, from a deal export.

    Example:  xlsales build all --deals export.csv --team team.csv --period 2026Q4 -o out/
    """
    from xlsales.building import prepare

    given = {"period": period, "as_of": day_of(as_of), "owner": owner, "language": lang}
    chosen = settings_of(settings, given)
    job = prepare(deals, chosen, team=team, quotas=quotas, query=query)
    console.built(_build_each(report, job, out), job.deals, as_json)


@app.command("batch")
def batch(
    reports: Annotated[list[str], typer.Argument(help="funnel, quota, review: one, several or all.")],
    deals: Deals,
    by: Annotated[str, typer.Option("--by", help="owner, team, region, or any column of the deals.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder for the workbooks and manifest.json.")],
    quotas: Quotas = None,
    team: Team = None,
    settings: SettingsFile = None,
    period: PeriodText = None,
    as_of: AsOf = None,
    lang: Lang = None,
    query: Query = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes side by side; all cores by default.")] = None,
    dask: Annotated[str | None, typer.Option(help="A Dask scheduler, as tcp://host:8786.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Keep what an earlier run built whole.")] = False,
    as_json: Json = False,
) -> None:
    """Build one workbook per owner, team, region or value of any column, for many reports at once.

    Example:  xlsales batch funnel review --deals export.csv --by owner --quotas quotas.csv -o out/
    """
    from xlsales.batching import run, show

    _check_reports(reports)
    chosen = settings_of(settings, {"period": period, "as_of": day_of(as_of), "language": lang})
    with show.progress() as step:
        done = run.batch(
            reports, deals, chosen, by=by, out=out, team=team, quotas=quotas, query=query,
            workers=workers, dask=dask, resume=resume, progress=step,
        )  # fmt: skip
    show.batched(done, as_json)
    if not done.ok:
        raise typer.Exit(1)


@app.command("demo")
def demo(
    out: Annotated[Path, typer.Option("-o", "--out", help="The folder for the three workbooks.")] = Path(
        "xlsales-demo"
    ),
    lang: Annotated[str, typer.Option("--lang", help="zh-CN or en.")] = "zh-CN",
    as_json: Json = False,
) -> None:
    """Build all three workbooks from the sample data that comes with xlsales.

    Example:  xlsales demo --lang en -o demo/
    """
    from xlsales import sample
    from xlsales.building import prepare

    folder = sample.folder(lang)
    chosen = settings_of(folder / "xlsales.toml", {"language": lang})
    job = prepare(folder / "deals.csv", chosen, team=folder / "team.csv")
    console.built(_build_each("all", job, out), job.deals, as_json)


def _check_reports(reports: list[str]) -> None:
    from xlsales.batching.plan import known_reports

    try:
        known_reports(reports)
    except SettingsError as error:
        raise typer.BadParameter(str(error), param_hint="REPORT") from None


def _build_each(report: str, job: Any, out: Path) -> list[Any]:
    from xlsales.building import REPORTS, build_one

    wanted = list(REPORTS) if report == "all" else [report]
    if report not in REPORTS and report != "all":
        raise typer.BadParameter(f"'{report}' is not a report: use {', '.join(REPORTS)} or all", param_hint="REPORT")
    into_folder = report == "all" or out.is_dir() or out.suffix.lower() != ".xlsx"
    with console.progress(len(wanted)) as step:
        made = []
        for name in wanted:
            step(name)
            made.append(build_one(name, job, out / f"{name}.xlsx" if into_folder else out))
    return made
