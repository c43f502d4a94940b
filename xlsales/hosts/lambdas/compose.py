"""The LAMBDA formula of a worksheet function: its arguments read by the rules, then its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xlsales.hosts.lambdas.bodies import BODIES
from xlsales.hosts.lambdas.reading import HELPERS, READINGS, cells_of, checks_of, filled_of, parameter, raw
from xlsales.hosts.lambdas.syntax import typed
from xlsales.registry import FUNCTIONS, Function

_WORD = re.compile(r'"[^"]*"|[^\W\d]\w*')


def names() -> dict[str, str]:
    """Return each function's formula as one types it into Excel's name manager.

    >>> names()["ROI"][:20]
    '=LAMBDA(gain,cost,LE'
    """
    return {function.name: f"={formula(function)}" for function in FUNCTIONS}


def formula(function: Function) -> str:
    """Return a function's LAMBDA formula without the equals sign in front."""
    steps = dict(_steps(function))
    return typed(f"LAMBDA({_parameters(function)}, LET({_bound(steps)} {_result(function)}))")


def _parameters(function: Function) -> str:
    slots = ((one, parameter(one)) for one in function.arguments)
    return ", ".join(name if one.required else f"[{name}]" for one, name in slots)


def _steps(function: Function) -> Iterator[tuple[str, str]]:
    """Yield the names a formula binds before its body, in order, each with its formula."""
    cells = {raw(one): cells_of(one) for one in function.arguments}
    values = {_value(one.name): READINGS[one.kind].value.format(cells=raw(one)) for one in function.arguments}
    fills = {"filled": filled_of(function)} if "filled" in _words(BODIES[function.name]) else {}
    sound = {"sound": _with_values(function, "+".join(checks_of(function)))}
    own = {**cells, **values, **fills, **sound}
    yield from _helpers([*own.values(), BODIES[function.name]]).items()
    yield from own.items()


def _result(function: Function) -> str:
    return f"IF(ISERROR(sound), sound, {_with_values(function, BODIES[function.name])})"


def _helpers(formulas: Iterable[str]) -> dict[str, str]:
    """Return the helpers that formulas use, those first that others use."""
    used = {word for formula_ in formulas for word in _words(formula_)} & set(HELPERS)
    found: dict[str, str] = {}
    for name in HELPERS:
        if name in used:
            found |= {**_helpers([HELPERS[name]]), name: HELPERS[name]}
    return found


def _with_values(function: Function, formula_: str) -> str:
    """Return a formula with each argument's name replaced by the name of its value."""
    own = {argument.name for argument in function.arguments}
    return _WORD.sub(lambda word: _value(word[0]) if word[0] in own else word[0], formula_)


def _value(name: str) -> str:
    return f"{name}_"


def _words(formula_: str) -> set[str]:
    return set(_WORD.findall(formula_))


def _bound(steps: dict[str, str]) -> str:
    return "".join(f"{name}, {text}, " for name, text in steps.items())
