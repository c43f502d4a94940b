"""What the buttons of the ribbon do: `run("build_funnel")` does one on the workbook in front of the user.

A macro changes only sheets and names of xlsales, or what the user agreed to; it either does all of its work or
takes back what it began. Calculation mode, selection and the rest of Excel's state are as before afterwards.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Mapping

import xlwings as xw

from xlsales.errors import XlsalesError
from xlsales.hosts.excel import log, places
from xlsales.hosts.excel.live_cells import NotTakenBack
from xlsales.hosts.excel.macros import building, checking, data, forecast, helping, preferences, sharing, source, why
from xlsales.hosts.excel.macros.desk import Declined, Desk, Outcome, quiet
from xlsales.words import Words

Macro = Callable[[Desk], Outcome]

MACROS: Mapping[str, Macro] = {
    "refresh_forecast": forecast.refresh_forecast,
    "build_funnel": building.builder("funnel"),
    "build_quota": building.builder("quota"),
    "build_review": building.builder("review"),
    "find_deals": data.find_deals,
    "import_deals": data.import_deals,
    "check_workbook": checking.check_workbook,
    "why_error": why.why_error,
    "embed_functions": sharing.embed_functions,
    "remove_functions": sharing.remove_functions,
    "freeze_formulas": sharing.freeze_formulas,
    "export_pdf": sharing.export_pdf,
    "function_help": helping.function_help,
    "settings": helping.settings,
    "open_log": helping.open_log,
    "about": helping.about,
    "switch_language": helping.switch_language,
}


def run(name: str, book: xw.Book | None = None) -> None:
    """Do what a button does, on the workbook given or the one that calls; a failure is told in one message."""
    macro = MACROS[name]
    book = book or xw.Book.caller()
    perform(macro, Desk(book, Words(preferences.language(book.app))))


def perform(macro: Macro, desk: Desk) -> None:
    """Run one macro at a desk: quietly, with one message at the end, and going where its result is."""
    try:
        with quiet(desk.book):
            outcome = macro(desk)
        desk.go(outcome.goto)
    except Declined:
        return
    except source.NoDealTable:
        desk.tell(desk.say("no_deal_table"), wrong=True)
    except XlsalesError as error:
        desk.tell(desk.say("problem", problems="\n".join(f"• {problem}" for problem in error.problems)), wrong=True)
    except NotTakenBack as error:
        desk.tell(desk.say("half_done", file=_remember(error)), wrong=True)
    except Exception as error:  # whatever Excel refuses: the user gets one sentence, the log the details
        desk.tell(desk.say("failed", file=_remember(error), reason=_first_line(error)), wrong=True)
    else:
        if outcome.message:
            desk.tell(outcome.message)


def _remember(error: Exception) -> str:
    """Write the details of an unexpected error into the user's log; return where it lies."""
    details = "".join(traceback.format_exception(error))
    log.record("", "macro", "", type(error).__name__, details)
    return str(places.log_file())


def _first_line(error: Exception) -> str:
    lines = str(error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
