"""The command that puts the functions into a workbook for people without Python: embed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from xlsales import console
from xlsales.cli.options import DropSignature, InPlace, Json
from xlsales.cli.root import app


@app.command("embed")
def embed(
    file: Annotated[Path, typer.Argument(help="The workbook that takes the functions (.xlsx or .xlsm).")],
    out: Annotated[Path | None, typer.Option("-o", "--out", help="The workbook to write.")] = None,
    take_out: Annotated[bool, typer.Option("--remove", help="Take the functions out again.")] = False,
    listed: Annotated[bool, typer.Option("--list", help="Only list which functions the workbook holds.")] = False,
    skip: Annotated[list[str] | None, typer.Option("--skip", help="A function to leave out; repeatable.")] = None,
    in_place: InPlace = False,
    lang: Annotated[str, typer.Option("--lang", help="zh-CN or en, for the help in Excel.")] = "en",
    drop_signature: DropSignature = False,
    as_json: Json = False,
) -> None:
    """Put the functions into a workbook so that they work without Python: Excel 365 and 2024, Mac, web.

    Example:  xlsales embed plan.xlsx -o plan-with-functions.xlsx
    """
    from xlsales.hosts import lambdas

    _check(take_out, listed, skip, lang)
    if listed:
        _show_states(lambdas.states(file), as_json)
    elif take_out:
        _show(lambdas.remove(file, out, in_place=in_place, drop_signature=drop_signature), as_json)
    else:
        options: dict[str, Any] = {"in_place": in_place, "drop_signature": drop_signature}
        _show(lambdas.embed(file, out, skip=skip or (), language=lang, **options), as_json)


def _check(take_out: bool, listed: bool, skip: Sequence[str] | None, lang: str) -> None:
    if take_out and (listed or skip):
        raise typer.BadParameter("takes out all functions: leave out --list and --skip", param_hint="--remove")
    if lang not in ("en", "zh-CN"):
        raise typer.BadParameter(f"'{lang}' is not a language: use zh-CN or en", param_hint="--lang")


def _show(done: Any, as_json: bool) -> None:
    if as_json:
        console.json_of({"status": "ok", **asdict(done)})
        return
    told = [f"{len(names)} functions {verb}" for verb, names in _counts(done) if names]
    console.plain(f"{done.path}: {', '.join(told) or 'nothing to change'}")
    if done.backup:
        console.plain(f"    the original is kept as {done.backup}")
    if done.still_called:
        called = ", ".join(done.still_called)
        console.plain(f"    ! formulas still call {called}: they show #NAME? where the add-in is not installed")


def _counts(done: Any) -> list[tuple[str, Sequence[str]]]:
    return [("added", done.added), ("updated", done.updated), ("removed", done.removed)]


def _show_states(states: Any, as_json: bool) -> None:
    if as_json:
        console.json_of(states)
        return
    for name, state in states.items():
        console.plain(f"{state:<9} {name}")
