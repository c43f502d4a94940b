"""What the command line shows: tables for people, JSON for machines, progress only on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from xlsales.errors import XlsalesError

_out = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 200)
_err = Console(stderr=True, highlight=False, soft_wrap=True)
_SHOWN = 12
_FIGURES = (
    ("xs_quota", "Quota", "money"),
    ("xs_won", "Won", "money"),
    ("xs_attainment", "Attainment", "percent"),
    ("xs_forecast_total", "Weighted forecast", "money"),
    ("xs_landing_firm", "Landing without 预测外", "percent"),
    ("xs_landing", "Landing with 预测外", "percent"),
    ("xs_funnel_gap", "Funnel gap", "money"),
    ("xs_pace", "Pace", "percent"),
    ("xs_required_per_week", "Required per week", "money"),
)


def plain(text: str) -> None:
    """Print text as it is, without wrapping or colour."""
    print(text)


def lines(texts: Iterable[str]) -> None:
    """Print texts as they are, one per line."""
    for text in texts:
        print(text)


def json_of(value: Any) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2, default=_plain_value))


def value(result: Any, as_json: bool) -> None:
    """Print a cell's result; a block row by row."""
    if as_json:
        json_of({"result": result})
    elif isinstance(result, list):
        for row in result:
            print("\t".join(str(item) for item in row))
    else:
        print(result)


def listing(rows: Sequence[Sequence[str]]) -> None:
    """Print the functions, one per line."""
    table = Table(box=None, pad_edge=False)
    for heading in ("Function", "中文", "Category", "What it gives"):
        table.add_column(heading, style="bold" if heading == "Function" else None)
    for row in rows:
        table.add_row(*row)
    _out.print(table)


def failure(error: XlsalesError, as_json: bool) -> None:
    """Print every problem of an error; as JSON on standard output when JSON was asked for."""
    if as_json:
        json_of({"status": "error", "problems": list(error.problems)})
    else:
        for problem in error.problems:
            _err.print("[bold red]✗[/] ", end="")
            _err.print(problem, markup=False)


def import_report(report: Mapping[str, Any], written: Path | None) -> None:
    """Print what was read, how columns were recognised, what was repaired and set aside."""
    _out.print(
        f"[bold]{report['read']:,}[/] rows read = [bold]{report['used']:,}[/] used"
        f" + [bold]{report['set_aside']:,}[/] set aside"
    )
    columns = Table("Field", "Column in the file", box=None, pad_edge=False)
    for name, header in report["columns"].items():
        columns.add_row(name, header)
    _out.print(columns)
    for key, title in (
        ("set_aside_rows", "Set aside"),
        ("problems", "Problems"),
        ("repairs", "Repairs"),
    ):
        _remarks(title, report.get(key, []))
    for name, figure in report.get("figures", {}).items():
        _out.print(f"  {name.replace('_', ' ')}: {_number(figure)}", markup=False)
    if written:
        _out.print(f"Clean deals: {written}", markup=False)


def built(made: Sequence[Any], deals: Any, as_json: bool) -> None:
    """Print the workbooks built with their main figures and remarks."""
    if as_json:
        json_of(_built_json(made, deals))
        return
    _out.print(f"{deals.read:,} deals read, {deals.used:,} used, {deals.set_aside:,} set aside ({deals.source})")
    for one in made:
        _workbook(one)


def _workbook(one: Any) -> None:
    _out.print(f"[bold green]✓[/] {one.report}: ", end="")
    _out.print(str(one.path), markup=False)
    for name, label, kind in _FIGURES:
        if name in one.figures:
            _out.print(f"    {label}: {_shown(one.figures[name], kind)}", markup=False)
    for problem in one.problems:
        _out.print(f"    ! {problem}", markup=False)


def added(one: Any, as_json: bool) -> None:
    """Print the sheets added to a workbook, with the main figures and remarks."""
    if as_json:
        json_of({"status": "ok", "sheets": list(one.sheets), **_workbook_json(one)})
        return
    _workbook(one)
    _out.print(f"    Sheets added: {', '.join(one.sheets)}", markup=False)


def filled(done: Any, as_json: bool) -> None:
    """Print the workbook filled, what went in, and what was left."""
    if as_json:
        json_of(_filled_json(done))
        return
    _out.print("[bold green]✓[/] ", end="")
    rows = "".join(f", {count:,} rows in {name}" for name, count in done.tables.items())
    _out.print(f"{done.path}: {done.values:,} values{rows}; results of formulas: {done.calculation}", markup=False)
    if done.backup:
        _out.print(f"    the original is kept as {done.backup}", markup=False)
    if done.unfilled:
        _out.print(f"    ! inputs not filled: {', '.join(done.unfilled)}", markup=False)


def refreshed(done: Any, as_json: bool) -> None:
    """Print the workbook refreshed, what stayed as set by hand, and the remarks."""
    if as_json:
        told = {"reports": done.reports, "language": done.language, "kept": done.kept, "remarks": done.remarks}
        json_of({**_filled_json(done.filled), **told})
        return
    _out.print(f"{', '.join(done.reports)} ({done.language})")
    filled(replace(done.filled, unfilled=()), as_json=False)
    if done.kept:
        _out.print(f"    kept as set in the workbook: {', '.join(done.kept)}", markup=False)
    for remark in done.remarks:
        _out.print(f"    ! {remark}", markup=False)


def _filled_json(done: Any) -> dict[str, Any]:
    return {"status": "ok", **asdict(done)}


@contextmanager
def progress(total: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar on a terminal; stay quiet when piped."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal) as bar:
        task = bar.add_task("", total=total)
        started = 0

        def step(name: str) -> None:
            nonlocal started
            bar.update(task, description=name, completed=started)
            started += 1

        yield step


def _remarks(title: str, remarks: Sequence[Mapping[str, Any]]) -> None:
    if not remarks:
        return
    _out.print(f"[bold]{title}[/] ({len(remarks):,})")
    for remark in remarks[:_SHOWN]:
        where = f"row {remark['row']}" if remark["row"] else "file"
        column = f", {remark['column']}" if remark["column"] else ""
        shown = f": '{remark['value']}'" if remark["value"] else ""
        _out.print(f"  {where}{column}{shown}: {remark['text']}", markup=False)
    if len(remarks) > _SHOWN:
        _out.print(f"  … and {len(remarks) - _SHOWN:,} more (all of them with --json)")


def _built_json(made: Sequence[Any], deals: Any) -> dict[str, Any]:
    return {
        "status": "ok",
        "deals": {"source": deals.source, "read": deals.read, "used": deals.used, "set_aside": deals.set_aside},
        "workbooks": [_workbook_json(one) for one in made],
    }


def _workbook_json(one: Any) -> dict[str, Any]:
    return {
        "report": one.report,
        "path": str(one.path),
        "figures": dict(one.figures),
        "problems": list(one.problems),
    }


def _shown(figure: Any, kind: str) -> str:
    if isinstance(figure, str):
        return figure
    return f"{figure:.1%}" if kind == "percent" else f"{figure:,.0f}"


def _number(figure: Any) -> str:
    return f"{figure:,.4f}".rstrip("0").rstrip(".") if isinstance(figure, float) else str(figure)


def _plain_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Path):
        return str(value)
    return value.item() if hasattr(value, "item") else str(value)
