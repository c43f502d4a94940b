"""The table of the Sales tab: its groups and buttons, from which the ribbon and its texts are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

RUN = "XlsRunMacro"  # the VBA procedure that runs the Python macro of the button's id


@dataclass(frozen=True)
class Button:
    """One button: the group it stands in, its picture, and the VBA procedure behind it.

    The label and the tip are words of the catalogue, `ribbon.<id>.label` and `ribbon.<id>.tip`. A button that
    works on a workbook is grey while none is open.
    """

    id: str
    group: str
    image: str
    procedure: str = RUN
    size: Literal["large", "normal"] = "normal"
    needs_workbook: bool = True


TAB = "sales"
GROUPS = ("forecast", "build", "data", "check", "share", "help")
BUTTONS = (
    Button("refresh_forecast", "forecast", "RefreshAll", size="large"),
    Button("build_funnel", "build", "Filter", size="large"),
    Button("build_quota", "build", "ChartTypeColumnInsertGallery", size="large"),
    Button("build_review", "build", "AcceptInvitation", size="large"),
    Button("find_deals", "data", "FindDialog"),
    Button("import_deals", "data", "ImportExcel"),
    Button("check_workbook", "check", "ErrorChecking"),
    Button("why_error", "check", "TracePrecedents", "XlsWhyError"),
    Button("embed_functions", "share", "NameManager"),
    Button("remove_functions", "share", "Delete"),
    Button("freeze_formulas", "share", "PasteValues"),
    Button("export_pdf", "share", "FileSaveAsPdfOrXps"),
    Button("function_help", "help", "FunctionWizard"),
    Button("settings", "help", "PropertySheet"),
    Button("open_log", "help", "FileOpen", "XlsOpenLog", needs_workbook=False),
    Button("reload", "help", "RecurrenceEdit", "XlsReload", needs_workbook=False),
    Button("switch_language", "help", "Spelling", "XlsSwitchLanguage", needs_workbook=False),
    Button("about", "help", "Info", "XlsAbout", needs_workbook=False),
)
MESSAGES = ("no_workbook", "no_python", "no_log", "no_script", "reloaded")


def in_group(group: str) -> tuple[Button, ...]:
    """Return the buttons of a group in their order.

    >>> [button.id for button in in_group("check")]
    ['check_workbook', 'why_error']
    """
    return tuple(button for button in BUTTONS if button.group == group)


def word_keys() -> tuple[str, ...]:
    """Return the keys of the words that the ribbon and its messages show."""
    parts = [f"{TAB}.label", *(f"group_{group}.label" for group in GROUPS)]
    parts += [f"{button.id}.{kind}" for button in BUTTONS for kind in ("label", "tip")]
    return (*parts, *(f"message.{message}" for message in MESSAGES))
