"""The command line: one thin function per command.

Exit codes: 0 done, 1 the input, settings or template did not allow it (nothing was written), 2 the command
line itself is wrong. A batch builds all it can and ends with 1 when a file failed.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from xlsales import console
from xlsales.errors import SettingsError, XlsalesError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="A complete sales-management method in Excel: forecast, funnel, quota and review.",
)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Lang = Annotated[str | None, typer.Option("--lang", help="zh-CN or en.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="An xlsales.toml.")]
Query = Annotated[str | None, typer.Option("--query", help="SQL to run when deals come from a database.")]
InPlace = Annotated[bool, typer.Option("--in-place", help="Write over FILE; the original stays as FILE.bak-….")]
KeepCached = Annotated[bool, typer.Option("--keep-cached", help="Leave stored results of formulas, stale or not.")]
DropSignature = Annotated[bool, typer.Option("--drop-signature", help="Take out a digital signature.")]
Deals = Annotated[str, typer.Option("--deals", help="A CSV, a workbook or a database URL.")]
Quotas = Annotated[Path | None, typer.Option("--quotas", help="Who has which quota.")]
Team = Annotated[Path | None, typer.Option("--team", help="Who is in which team since when.")]
PeriodText = Annotated[str | None, typer.Option("--period", help="2026Q4, 2026H2, 2026 or 2026-11.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The day to look from, as 2026-11-22.")]
Owner = Annotated[str | None, typer.Option("--owner", help="Only this person's deals.")]


def main() -> None:
    """Run the command line; a failure ends in one clear message and exit code 1."""
    as_json = "--json" in sys.argv
    try:
        app()
    except XlsalesError as error:
        console.failure(error, as_json)
        sys.exit(error.exit_code)


@app.command("functions")
def functions(
    name: Annotated[str | None, typer.Argument(help="One function, to explain it.")] = None,
    lang: Lang = None,
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for documents.")] = False,
) -> None:
    """List the worksheet functions, or explain one.

    Example:  xlsales functions FUNNEL_GAP
    """
    from xlsales import functions_help as help_of

    language = lang or "en"
    if as_json:
        console.plain(help_of.as_json(name))
    elif markdown:
        console.plain(help_of.as_markdown(name))
    elif name:
        console.plain(help_of.describe(name, language))
    else:
        console.listing(help_of.listing(language))


@app.command("calc")
def calc(formula: Annotated[str, typer.Argument(help="A formula with our functions.")], as_json: Json = False) -> None:
    """Evaluate one formula and print what the cell would show.

    Example:  xlsales calc '=FUNNEL_GAP(372, 164.9, 119.1)'
    """
    from xlsales.calc import evaluate

    console.value(evaluate(formula), as_json)


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

    chosen = _settings(settings, {})
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

    given = {"period": period, "as_of": _day(as_of), "owner": owner, "language": lang}
    chosen = _settings(settings, given)
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
    chosen = _settings(settings, {"period": period, "as_of": _day(as_of), "language": lang})
    with show.progress() as step:
        done = run.batch(
            reports, deals, chosen, by=by, out=out, team=team, quotas=quotas, query=query,
            workers=workers, dask=dask, resume=resume, progress=step,
        )  # fmt: skip
    show.batched(done, as_json)
    if not done.ok:
        raise typer.Exit(1)


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

    given = {"period": period, "as_of": _day(as_of), "owner": owner, "language": lang}
    chosen = _settings(settings, given)
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
    chosen = _settings(folder / "xlsales.toml", {"language": lang})
    job = prepare(folder / "deals.csv", chosen, team=folder / "team.csv")
    console.built(_build_each("all", job, out), job.deals, as_json)


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
        file, deals, out, team=team, quotas=quotas, settings=settings, period=period, as_of=_day(as_of),
        in_place=in_place, keep_cached=keep_cached, drop_signature=drop_signature,
    )  # fmt: skip
    console.refreshed(done, as_json)


def _settings(path: Path | None, given: Mapping[str, Any]) -> Any:
    from xlsales.settings_file import load_settings

    return load_settings(path, {key: value for key, value in given.items() if value is not None})


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a day: write it as 2026-11-22", param_hint="--as-of") from None


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


def _check_report(report: str) -> None:
    from xlsales.building import REPORTS

    if report not in REPORTS:
        raise typer.BadParameter(f"'{report}' is not a report: use {', '.join(REPORTS)}", param_hint="REPORT")


def _check_deals(deals: str | None, given: Mapping[str, Any]) -> None:
    alone = [f"--{name.replace('_', '-')}" for name, value in given.items() if value is not None]
    if alone and deals is None:
        raise typer.BadParameter(f"{', '.join(alone)} has no use without deals: add --deals", param_hint="--deals")
