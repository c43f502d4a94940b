"""Help: the functions explained, settings, the log, versions, the language."""

from __future__ import annotations

import platform
from pathlib import Path

import xlwings as xw

import xlsales
from xlsales import functions_help
from xlsales.hosts.excel import live, places
from xlsales.hosts.excel.macros import building, preferences
from xlsales.hosts.excel.macros.desk import Desk, Outcome
from xlsales.hosts.excel.macros.function_page import page
from xlsales.settings import LANGUAGES
from xlsales.words import Words

_NAMES = ("xs_as_of", "xs_period")


def function_help(desk: Desk) -> Outcome:
    """Open the page of all functions in the browser, in the user's language."""
    desk.open_file(_help_page(desk.words.language))
    return Outcome()


def settings(desk: Desk) -> Outcome:
    """Go to the settings of the workbook; without any, offer the funnel, which brings them."""
    names = live.names_of(desk.book)
    found = next((names[name] for name in _NAMES if name in names), None)
    if found is not None:
        return Outcome(goto=found.refers_to_range)
    desk.ask("ask.settings_build")
    built = building.builder("funnel")(desk)
    return Outcome(built.message, live.names_of(desk.book)[_NAMES[0]].refers_to_range)


def open_log(desk: Desk) -> Outcome:
    """Open the log of cell errors and macros."""
    path = places.log_file()
    if not path.is_file():
        return Outcome(desk.say("no_log", file=str(path)))
    desk.open_file(path)
    return Outcome()


def about(desk: Desk) -> Outcome:
    """Say which versions are at work."""
    return Outcome(
        desk.say(
            "about",
            xlsales=xlsales.__version__,
            xlwings=xw.__version__,
            python=platform.python_version(),
            excel=str(desk.app.version),
            functions=len(functions_help.listing()),
        )
    )


def switch_language(desk: Desk) -> Outcome:
    """Change the user's language to the other one; open workbooks keep theirs."""
    wanted = LANGUAGES[(LANGUAGES.index(desk.words.language) + 1) % len(LANGUAGES)]
    preferences.set_language(wanted)
    return Outcome(Words(wanted)("macro.switched"))


def _help_page(language: str) -> Path:
    path = places.here().data / f"functions.{language}.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(language), encoding="utf-8")
    return path
