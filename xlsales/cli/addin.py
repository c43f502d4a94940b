"""Commands for the Excel add-in: addin install, uninstall, status, doctor, build."""

from __future__ import annotations

import os
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlsales import console
from xlsales.cli.options import Json, Lang
from xlsales.cli.root import app

if TYPE_CHECKING:
    from xlsales.words import Words

addin = typer.Typer(no_args_is_help=True, help="Install the Excel add-in, look after it, or build its file.")
app.add_typer(addin, name="addin")


@addin.command("install")
def install(
    lang: Annotated[str | None, typer.Option("--lang", help="zh-CN or en; as Excel speaks when left out.")] = None,
    as_json: Json = False,
) -> None:
    """Install the add-in for the current user, so that Excel has it from its next start.

    Example:  xlsales addin install
    """
    from xlsales.hosts.excel import install as installing
    from xlsales.hosts.excel.places import here
    from xlsales.hosts.excel.python import this_python

    words, places = _words(lang), here()
    done = installing.install(places, this_python(), words, language=lang)
    if as_json:
        console.json_of({"status": "ok", **asdict(done)})
        return
    console.lines(installing.told(done, places, words))


@addin.command("uninstall")
def uninstall(
    logs: Annotated[bool, typer.Option("--logs", help="Remove the log files too.")] = False,
    lang: Lang = None,
    as_json: Json = False,
) -> None:
    """Remove what the installation wrote, and nothing else.

    Example:  xlsales addin uninstall
    """
    from xlsales.hosts.excel import install as installing
    from xlsales.hosts.excel.places import here

    words, places = _words(lang), here()
    removed = installing.uninstall(places, words, logs=logs)
    if as_json:
        console.json_of({"status": "ok", "removed": removed})
        return
    console.lines(installing.told_removed(removed, places, words))


@addin.command("status")
def status(lang: Lang = None, as_json: Json = False) -> None:
    """Show whether the add-in is installed and fits; exit code 1 when it is not ready.

    Example:  xlsales addin status --json
    """
    from xlsales.hosts.excel import status as standing
    from xlsales.hosts.excel.places import here
    from xlsales.hosts.excel.python import this_python

    words = _words(lang)
    found = standing.status(here(), this_python(), words)
    if as_json:
        console.json_of({"status": "ok" if not found.problems else "error", **asdict(found)})
    else:
        console.lines(standing.told(found, words))
    raise typer.Exit(1 if found.problems else 0)


@addin.command("doctor")
def doctor(lang: Lang = None, as_json: Json = False) -> None:
    """Look for the known reasons why the add-in does not work, and say what to do; exit code 1 with faults.

    Example:  xlsales addin doctor
    """
    from xlsales.hosts.excel.doctor import examine, tell_all
    from xlsales.hosts.excel.doctor.gather import gather
    from xlsales.hosts.excel.doctor.report import exit_code, lines, record
    from xlsales.hosts.excel.places import here
    from xlsales.hosts.excel.python import this_python

    words, machine = _words(lang), gather(here(), this_python())
    told = tell_all(examine(machine), words)
    if as_json:
        console.json_of(record(told, machine))
    else:
        console.lines(lines(told, machine, words))
    raise typer.Exit(exit_code(told))


@addin.command("build")
def build(
    out: Annotated[Path, typer.Option("-o", "--out", help="The .xlam to write.")],
    python: Annotated[str | None, typer.Option("--python", help="The Python that Excel is to start, in full.")] = None,
    lang: Annotated[str | None, typer.Option("--lang", help="zh-CN or en; as Excel speaks when left out.")] = None,
    as_json: Json = False,
) -> None:
    """Build the add-in's file anywhere, to sign it or to hand it out.

    Example:  xlsales addin build --python 'C:\\xlsales\\Scripts\\python.exe' -o xlsales.xlam
    """
    from xlsales.hosts.excel.install import build_addin

    words, starts = _words(lang), python or sys.executable
    build_addin(out, interpreter=starts, language=lang)
    if as_json:
        console.json_of({"status": "ok", "path": out, "python": starts})
    else:
        console.lines([words("build.wrote", path=out, python=starts)])


def _words(lang: str | None) -> Words:
    from xlsales.hosts.excel.language import spoken, windows_language
    from xlsales.words import Words

    return Words(lang or spoken(os.environ, windows_language()))
