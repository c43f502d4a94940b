"""Commands for the worksheet functions: functions, calc."""

from __future__ import annotations

from typing import Annotated

import typer

from xlsales import console
from xlsales.cli.options import Json, Lang
from xlsales.cli.root import app
from xlsales.errors import DataError


@app.command("functions")
def functions(
    name: Annotated[str | None, typer.Argument(help="One function, to explain it.")] = None,
    lang: Lang = None,
    as_json: Json = False,
    markdown: Annotated[bool, typer.Option("--markdown", help="Print Markdown for documents.")] = False,
    as_lambda: Annotated[bool, typer.Option("--lambda", help="Print the formula for Excel's name manager.")] = False,
) -> None:
    """List the worksheet functions, or explain one.

    Example:  xlsales functions FUNNEL_GAP
    """
    from xlsales import functions_help as help_of

    language = lang or "en"
    if as_lambda:
        _show_lambda(name)
    elif as_json:
        console.plain(help_of.as_json(name))
    elif markdown:
        console.plain(help_of.as_markdown(name))
    elif name:
        console.plain(help_of.describe(name, language))
    else:
        console.listing(help_of.listing(language))


def _show_lambda(name: str | None) -> None:
    from xlsales.hosts.lambdas import names
    from xlsales.registry import find, unknown

    if name is None:
        raise typer.BadParameter("prints the formula of one function: name it", param_hint="--lambda")
    function = find(name)
    DataError.raise_any([] if function else [unknown(name)])
    console.plain(names()[function.name] if function else "")


@app.command("calc")
def calc(formula: Annotated[str, typer.Argument(help="A formula with our functions.")], as_json: Json = False) -> None:
    """Evaluate one formula and print what the cell would show.

    Example:  xlsales calc '=FUNNEL_GAP(372, 164.9, 119.1)'
    """
    from xlsales.calc import evaluate

    console.value(evaluate(formula), as_json)
