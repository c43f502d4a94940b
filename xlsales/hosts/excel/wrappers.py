"""The VBA functions that cells call, written from the registry: one short wrapper per function."""

from __future__ import annotations

from xlsales.hosts.excel.variants import NUMBERS
from xlsales.registry import FUNCTIONS, Argument, Function

FUNCTIONS_MODULE = "XlsFunctions"
ERRORS_MODULE = "XlsErrors"
LINE = 1023  # characters of a line of VBA
CONTINUATIONS = 24  # of a statement
_WIDE = 100
_WORDS = """
    and any as boolean byref byte byval call case class close const currency date debug declare dim do double each
    else elseif empty end enum eqv erase error event exit false for friend function get global gosub goto if imp
    implements in input integer is let lib like line lock long loop me mod name new next not nothing null object on
    open option optional or paramarray preserve print private property public put raiseevent redim rem resume return
    rset seek select set single static step stop string sub tab then time to true type unlock until variant wend
    while with withevents write xor
"""
_RESERVED = frozenset(_WORDS.split())


def functions_module() -> str:
    """Return the module of worksheet functions; Excel for Mac has them as LAMBDA names instead."""
    head = ["Option Explicit", "", "' One function of the registry each; Python answers, through XlsAnswer.", ""]
    body = [line for function in FUNCTIONS for line in (*_wrapper(function), "")]
    return _module(FUNCTIONS_MODULE, [*head, "#If Not Mac Then", "", *body, "#End If"])


def errors_module() -> str:
    """Return the module that knows the number of each error text."""
    cases = [f'        Case "{text}": XlsErrorNumber = {number}' for text, number in NUMBERS.items()]
    return _module(
        ERRORS_MODULE,
        [
            "Option Explicit",
            "Option Private Module",
            "",
            "' The number of a cell error, 0 for any other text.",
            "Public Function XlsErrorNumber(ByVal text As String) As Long",
            "    Select Case text",
            *cases,
            "    End Select",
            "End Function",
        ],
    )


def parameter(argument: Argument) -> str:
    """Return the name of an argument in VBA, where some of our words are reserved.

    >>> parameter(Argument("end", "amount", "", "")), parameter(Argument("quota", "amount", "", ""))
    ('end_', 'quota')
    """
    return argument.name + "_" if argument.name in _RESERVED else argument.name


def _wrapper(function: Function) -> list[str]:
    names = [parameter(argument) for argument in function.arguments]
    declared = [
        f"{'' if argument.required else 'Optional '}{name} As Variant"
        for argument, name in zip(function.arguments, names, strict=True)
    ]
    return [
        *_wrapped(f"Public Function {function.name}(", declared, ") As Variant"),
        *_wrapped(f"    {function.name} = XlsAnswer(", [f'"{function.name}"', *names], ")"),
        "End Function",
    ]


def _wrapped(opening: str, items: list[str], closing: str) -> list[str]:
    lines: list[str] = []
    line = opening
    for place, item in enumerate(items):
        text = item + (", " if place < len(items) - 1 else closing)
        if len(line) + len(text) > _WIDE and line.strip():
            lines, line = [*lines, line.rstrip() + " _"], "        "
        line += text
    return [*lines, line]


def _module(name: str, lines: list[str]) -> str:
    return "\r\n".join([f'Attribute VB_Name = "{name}"', *lines, ""])
