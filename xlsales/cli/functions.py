"""Commands for the worksheet functions: functions, calc."""

from __future__ import annotations

from typing import Annotated

import typer

from xlsales import console
from xlsales.cli.options import Json, Lang
from xlsales.cli.root import app


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
        console.plain(help_of.as_markdown(name, language))
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
