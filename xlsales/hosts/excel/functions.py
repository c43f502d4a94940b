"""The worksheet functions as Excel calls them: one per record of the registry, through xlwings' Python server.

Each takes the address of the cell that asks, the workbook's 1904 date setting, and its arguments as `Value2`
gives them: numbers, text, TRUE/FALSE, None, error codes, tuples of rows. It returns rows of numbers, text and
error texts, which the VBA wrapper turns into cell errors. Importing works everywhere; away from Windows the
decorators do nothing.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import xlwings as xw

from xlsales.cells import explain
from xlsales.hosts.excel import log
from xlsales.hosts.excel.variants import from_excel, to_excel
from xlsales.registry import FUNCTIONS, Function

CONTEXT = ("cell", "date1904")


def answering(function: Function) -> Callable[..., list[list[Any]]]:
    """Return the xlwings function of a registry record.

    >>> answering(FUNCTIONS[0])("[Plan.xlsx]Sheet1!A1", False, ((75.8,), (None,)), 156.6)
    [[92.21]]
    """

    def answer(cell: str, date1904: bool, *args: Any) -> list[list[Any]]:
        found = explain(function.name, *map(from_excel, args), date1904=bool(date1904))
        log.note(cell, function, found)
        return to_excel(found.value)

    return _registered(answer, function)


def _registered(answer: Callable[..., Any], function: Function) -> Callable[..., Any]:
    answer.__name__ = answer.__qualname__ = function.name
    answer.__doc__ = function.help_en
    answer.__annotations__ = {}
    names = (*CONTEXT, *(argument.name for argument in function.arguments))
    answer.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [inspect.Parameter(name, inspect.Parameter.POSITIONAL_OR_KEYWORD) for name in names]
    )
    for name in CONTEXT:
        answer = xw.arg(name, "raw")(answer)
    for argument in function.arguments:
        answer = xw.arg(argument.name, "raw", doc=argument.en)(answer)
    answer = xw.ret("raw")(answer)
    registered: Callable[..., Any] = xw.func(category=function.category.en)(answer)
    return registered


globals().update({function.name: answering(function) for function in FUNCTIONS})
