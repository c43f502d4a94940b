"""The interface of the add-in in UNOIDL; LibreOffice reads the source as it is, no compiler is needed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlsales.hosts.calc.signature import CALLER, INTERFACE, argument_type, camel, method, needs_document, result_type
from xlsales.registry import FUNCTIONS, Function


def source(functions: Iterable[Function] = FUNCTIONS) -> str:
    """Return the interface with one method per function.

    >>> from xlsales.registry import find
    >>> print(source([find("ROI")]))
    module org { module xlsales { module calc {
    interface XFunctions {
        any roi( [in] sequence< sequence< any > > aGain, [in] sequence< sequence< any > > aCost );
    };
    }; }; };
    <BLANKLINE>
    """
    *modules, interface = INTERFACE.split(".")
    opened = " ".join(f"module {name} {{" for name in modules)
    methods = "\n".join(f"    {_method(function)}" for function in functions)
    return f"{opened}\ninterface {interface} {{\n{methods}\n}};\n{' '.join(['};'] * len(modules))}\n"


def _method(function: Function) -> str:
    return f"{result_type(function)} {method(function)}( {', '.join(_parameters(function))} );"


def _parameters(function: Function) -> Iterator[str]:
    if needs_document(function):
        yield f"[in] {CALLER.replace('.', '::')} xDocument"
    for argument in function.arguments:
        name = camel(f"a_{argument.name}")
        yield f"[in] {argument_type(argument)} {name}"
