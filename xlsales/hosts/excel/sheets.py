"""The sheets inside the add-in: its settings, its texts in both languages, and the help of its functions."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from xlsales import __version__
from xlsales.functions_help import default_text
from xlsales.hosts.excel.buttons import word_keys
from xlsales.registry import FUNCTIONS, Argument, Function
from xlsales.words import Words

Rows = Sequence[Sequence[str | int]]
LANGUAGES = ("zh-CN", "en")
CONFIG = "xlsales.conf"
TEXTS = "xlsales.texts"
TIPS = "_IntelliSense_"
HELP_LIMIT = 255  # characters that the function wizard shows of a description
_DEFAULT = {"zh-CN": "默认：", "en": "Default: "}


def all_sheets(interpreter: str | None, language: str | None) -> dict[str, Rows]:
    """Return the rows of every sheet by its name, the settings first."""
    helps = {f"functions.{each}": function_rows(each) for each in LANGUAGES}
    return {
        CONFIG: config_rows(interpreter, language),
        TEXTS: text_rows(),
        **helps,
        TIPS: function_rows(language or "en"),
    }


def config_rows(interpreter: str | None, language: str | None) -> Rows:
    """Return the settings the add-in starts Python with; nothing in a workbook can change them.

    The interpreter is always a full path: a bare name would be looked for in the folder Excel stands in.
    """
    return (
        ("INTERPRETER_WIN", interpreter or sys.executable),
        ("INTERPRETER_MAC", interpreter or sys.executable),
        ("PYTHONPATH", ""),
        ("UDF MODULES", "xlsales.hosts.excel.functions"),
        ("USE UDF SERVER", "True"),
        ("DEBUG UDFS", "False"),
        ("SHOW CONSOLE", "False"),
        ("ADD_WORKBOOK_TO_PYTHONPATH", "False"),
        ("LANGUAGE", language or "auto"),
        ("XLSALES VERSION", __version__),
    )


def text_rows() -> Rows:
    """Return key, Chinese and English of every text that VBA shows."""
    chinese, english = Words("zh-CN"), Words("en")
    words = [(key, chinese(f"ribbon.{key}"), english(f"ribbon.{key}")) for key in word_keys()]
    categories = [
        (f"category.{function.name}", f"xlsales {function.category.zh}", f"xlsales {function.category.en}")
        for function in FUNCTIONS
    ]
    return (*words, *categories)


def function_rows(language: str) -> Rows:
    """Return the help of every function as Excel-DNA IntelliSense reads it from a sheet.

    A row holds name, description, help link, then name and help of each argument.
    """
    return (("FunctionInfo", 1), *(_function_row(function, language) for function in FUNCTIONS))


def _function_row(function: Function, language: str) -> list[str]:
    row = [function.name, function.help(language), ""]
    for argument in function.arguments:
        row += [argument.name, _argument_help(argument, language)]
    return row


def _argument_help(argument: Argument, language: str) -> str:
    if argument.required:
        return argument.help(language)
    return f"{argument.help(language)} {_DEFAULT[language]}{default_text(argument)}"
