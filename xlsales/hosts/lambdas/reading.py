"""How a LAMBDA reads its arguments: the rules for cells, as formulas per kind of argument.

A check is 0 or the error a cell shows. Checks are added up, and a sum shows its first error, so errors in
cells come before text where a number belongs, that before ranges of different size, that before rates.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from xlsales.functions_help import constant
from xlsales.registry import Argument, Function, find

# What a formula takes along when it uses it. Text and TRUE compare greater than ""; 2 January 1904 has the
# number 1 only in a workbook that counts from 1904.
HELPERS = {
    "extent": "LAMBDA(cells, ROWS(cells)*COLUMNS(cells))",
    "given": 'LAMBDA(cells, default, IF(ROWS(cells)*COLUMNS(cells)>1, cells, IF(AND(cells=""), default, cells)))',
    "fault": """LAMBDA(cells, IF(ISERROR(SUM(cells)),
        REDUCE(0, cells, LAMBDA(found, next, IF(ISERROR(found), found, IF(ISERROR(next), next, 0)))), 0))""",
    "alone": "LAMBDA(cells, IF(ROWS(cells)*COLUMNS(cells)>1, #VALUE!, 0))",
    "numeric": 'LAMBDA(cells, IF(OR(cells>""), #VALUE!, 0))',
    "filling": 'LAMBDA(cells, IF(OR(cells=""), #VALUE!, 0))',
    "truth": """LAMBDA(cells, IF(MIN((cells="")+(cells=TRUE)+(cells=FALSE)+(cells=1)+(cells=0))=0, #VALUE!, 0))""",
    "label": 'LAMBDA(cells, IF(OR((cells<>"")*((cells=TRUE)+(cells=FALSE))), #VALUE!, 0))',
    "dated": """LAMBDA(cells, IF(OR(cells=""), 0,
        IF(OR(cells<first_day, cells>=last_day+1, IF(mac, FALSE, INT(cells)=60)), #NUM!, 0)))""",
    "within": "LAMBDA(shares, IF(OR(shares<0, shares>1), #NUM!, 0))",
    "first_day": "IF(mac, 0, 1)",
    "last_day": "IF(mac, 2957003, 2958465)",
    "mac": "DATE(1904, 1, 2)=1",
}

_ONE_NUMBER = ("alone", "numeric")
_ZEROS = 'IF({cells}="", 0, {cells})'


@dataclass(frozen=True)
class Reading:
    """The checks a kind of argument passes, its value, and the checks that come once all are read."""

    checks: tuple[str, ...]
    value: str
    later: tuple[str, ...] = ()


_RATES = Reading(("numeric", "filling"), "TOCOL({cells})", ("within",))
_COLUMN = f"TOCOL({_ZEROS})"

READINGS = {
    "amount": Reading(("numeric",), f"SUM({_ZEROS})"),
    "number": Reading(_ONE_NUMBER, f"SUM({_ZEROS})"),
    "rate": Reading(_ONE_NUMBER, f"SUM({_ZEROS})", ("within",)),
    "date": Reading((*_ONE_NUMBER, "filling", "dated"), "INT(SUM({cells}))"),
    "optional_date": Reading((*_ONE_NUMBER, "dated"), 'IF({cells}="", "", INT({cells}))'),
    "flag": Reading(("alone", "truth"), f"SUM({_ZEROS}*1)=1"),
    "rates": _RATES,
    "counts": Reading(("numeric",), _ZEROS),
    "weights": Reading(("numeric",), _ZEROS),
    "marks": Reading((), "TOCOL({cells})"),
    "paired_amount": Reading(("numeric",), _COLUMN),
    "paired_rate": Reading(("numeric",), _COLUMN, ("within",)),
    "paired_number": Reading(("numeric",), _COLUMN),
    "paired_outcome": Reading(("truth",), f"TOCOL({_ZEROS}*1)"),
    "paired_label": Reading(("label",), 'TOCOL({cells}&"")'),
}


def cells_of(argument: Argument) -> str:
    """Return the formula of an argument's cells: what was left out or is one blank takes its default."""
    name = parameter(argument)
    if argument.required:
        return f'IF(AND(ISOMITTED({name})), "", {name})'
    default = constant(argument.default)
    return f"IF(AND(ISOMITTED({name})), {default}, given({name}, {default}))"


def parameter(argument: Argument) -> str:
    """Return the name a LAMBDA gives an argument: another one than that of a function in the same workbook.

    >>> parameter(Argument("won", "amount", "", "")), parameter(Argument("win_rate", "rate", "", ""))
    ('won', 'win_rate_value')
    """
    return f"{argument.name}_value" if find(argument.name) else argument.name


def checks_of(function: Function) -> Iterator[str]:
    """Yield all checks of a function's arguments in the order in which their errors count."""
    yield from (f"fault({raw(argument)})" for argument in function.arguments)
    for argument in function.arguments:
        yield from (f"{check}({raw(argument)})" for check in READINGS[argument.kind].checks)
    yield from _pair_checks([argument for argument in function.arguments if argument.paired])
    for argument in function.arguments:
        yield from (f"{check}({argument.name})" for check in READINGS[argument.kind].later)


def filled_of(function: Function) -> str:
    """Return the formula that tells which pairs of a function's two paired ranges hold anything."""
    halves = (f'TOCOL(({raw(argument)}<>"")*1)' for argument in function.arguments if argument.paired)
    return f"IF({'+'.join(halves)}>0, 1, 0)"


def raw(argument: Argument) -> str:
    """Return the name of an argument's cells as they came.

    >>> raw(Argument("won", "amount", "", ""))
    'won_cells'
    """
    return f"{argument.name}_cells"


def _pair_checks(partners: Sequence[Argument]) -> Iterator[str]:
    if partners:
        first, second = partners
        yield f"IF(extent({raw(first)})<>extent({raw(second)}), #VALUE!, 0)"
        for half, other in ((first, second), (second, first)):
            if half.kind != "paired_amount":
                blank = f'TOCOL(({raw(half)}="")*1)*TOCOL(({raw(other)}<>"")*1)'
                yield f"IF(OR({blank}), #VALUE!, 0)"
