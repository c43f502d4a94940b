"""The command line itself: what every command hangs on."""

from __future__ import annotations

import io
import sys

import typer

from xlsales import console
from xlsales.errors import XlsalesError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    help="A complete sales-management method in Excel: forecast, funnel, quota and review.",
)


def main() -> None:
    """Run the command line; a failure ends in one clear message and exit code 1."""
    as_json = "--json" in sys.argv
    _print_anything()
    try:
        app()
    except XlsalesError as error:
        console.failure(error, as_json)
        sys.exit(error.exit_code)


def _print_anything() -> None:
    """Write characters that the output's encoding lacks as escapes, which JSON reads back, in place of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
