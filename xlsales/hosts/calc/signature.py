"""How Calc knows our functions: the names UNO asks for and the type each argument is handed over in."""

from __future__ import annotations

from xlsales.registry import Argument, Function

SERVICE = "org.xlsales.calc.Functions"
LOADED = "org.xlsales.calc.Loaded"
INTERFACE = "org.xlsales.calc.XFunctions"
CALLER = "com.sun.star.beans.XPropertySet"  # Calc puts the document here; users never see it
CELLS = "sequence< sequence< any > >"
VALUE = "any"

_DATES = frozenset(("date", "optional_date"))


def method(function: Function) -> str:
    """Return the name of the method that answers for a function.

    >>> from xlsales.registry import FUNCTIONS
    >>> method(FUNCTIONS[0])
    'forecastTotal'
    """
    return camel(function.name)


def camel(name: str) -> str:
    """Return a name of several words as UNO writes it.

    >>> camel("a_limit")
    'aLimit'
    """
    first, *others = name.lower().split("_")
    return first + "".join(word.capitalize() for word in others)


def argument_type(argument: Argument) -> str:
    """Return the type an argument has in the interface: only `any` may be left out.

    >>> argument_type(Argument("rates", "rates", "", "", (0.2,))), argument_type(Argument("rates", "rates", "", ""))
    ('any', 'sequence< sequence< any > >')
    """
    return CELLS if argument.required else VALUE


def result_type(function: Function) -> str:
    """Return the type of the result: cells for a function that spills."""
    return VALUE if function.spill == "cell" else CELLS


def needs_document(function: Function) -> bool:
    """Tell whether the answer depends on where the document's days begin."""
    return any(argument.kind in _DATES for argument in function.arguments)
