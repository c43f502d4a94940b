"""Commands for the add-in of LibreOffice Calc: calc-addin build, install, uninstall, status."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from xlsales import console
from xlsales.cli.options import Json
from xlsales.cli.root import app

group = typer.Typer(no_args_is_help=True, help="The worksheet functions in LibreOffice Calc.")
app.add_typer(group, name="calc-addin")

OfficeFolder = Annotated[Path | None, typer.Option("--office", help="Where LibreOffice is, if it is not found.")]
Profile = Annotated[Path | None, typer.Option("--profile", help="A LibreOffice profile other than your own.")]
Shared = Annotated[bool, typer.Option("--shared", help="For all users of this computer (administrator).")]


@group.command("build")
def build(out: Annotated[Path, typer.Option("-o", "--out", help="The .oxt to write.")] = Path("xlsales.oxt")) -> None:
    """Write the add-in as a file; people install it by opening it in LibreOffice.

    Example:  xlsales calc-addin build -o xlsales.oxt
    """
    from xlsales.hosts.calc.oxt import build as write

    console.plain(f"{write(out)} is written: open it in LibreOffice to install it.")


@group.command("install")
def install(
    folder: OfficeFolder = None, profile: Profile = None, shared: Shared = False, as_json: Json = False
) -> None:
    """Install the add-in in LibreOffice, or bring it up to date.

    Example:  xlsales calc-addin install
    """
    from xlsales.hosts.calc import install as extension

    state = extension.install(_office(folder, profile, shared))
    _say(
        state,
        as_json,
        f"{state.sentence} Start Calc and type =FUNNEL_GAP(372;164.9;119.1): it is 88.",
    )


@group.command("uninstall")
def uninstall(
    folder: OfficeFolder = None, profile: Profile = None, shared: Shared = False, as_json: Json = False
) -> None:
    """Take the add-in out of LibreOffice.

    Example:  xlsales calc-addin uninstall
    """
    from xlsales.hosts.calc import install as extension

    office = _office(folder, profile, shared)
    removed = extension.uninstall(office)
    said = "The Calc add-in is removed." if removed else "The Calc add-in was not installed; nothing was done."
    _say(extension.status(office), as_json, said)


@group.command("status")
def status(folder: OfficeFolder = None, profile: Profile = None, shared: Shared = False, as_json: Json = False) -> None:
    """Say whether LibreOffice has the add-in, and which version.

    Example:  xlsales calc-addin status
    """
    from xlsales.hosts.calc import install as extension

    state = extension.status(_office(folder, profile, shared))
    _say(state, as_json, f"{state.sentence} (LibreOffice: {state.office})")


def _office(folder: Path | None, profile: Path | None, shared: bool) -> Any:
    from xlsales.hosts.calc.office import find

    return find(folder, profile, shared)


def _say(state: Any, as_json: bool, sentence: str) -> None:
    if as_json:
        console.json_of(asdict(state))
    else:
        console.plain(sentence)
