"""Evaluates one worksheet formula without a workbook: our functions, constants and plain arithmetic."""

from __future__ import annotations

import math
import operator
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from xlsales.cells import ERRORS, MISSING, call
from xlsales.errors import DataError
from xlsales.registry import find, unknown

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)"
    r'|(?P<text>"(?:[^"]|"")*")'
    r"|(?P<error>#[A-Z0-9/_]+[!?]?)"
    r"|(?P<name>[^\W\d][\w.]*)"
    r"|(?P<sign>[-+*/^%(){},;])"
    r"|(?P<end>$))"
)
_CONSTANTS: dict[str, object] = {"TRUE": True, "FALSE": False}
_OPERATORS: dict[str, tuple[int, Callable[[float, float], float]]] = {
    "+": (1, operator.add),
    "-": (1, operator.sub),
    "*": (2, operator.mul),
    "/": (2, operator.truediv),
    "^": (3, operator.pow),
}


def evaluate(formula: str) -> Any:
    """Return what the cell of a formula would show, error values included; a leading = may be left out.

    Our functions, nested too, numbers, 70%, "text", TRUE, FALSE, error values, {1,2;3,4}, + - * / ^ and
    parentheses. DataError, with the place, for a formula that cannot be read.

    >>> evaluate("=PROJECT_GAP(FUNNEL_GAP(372, 164.9, 119.1), 2)")
    220
    >>> evaluate("=EXPECTED_REVENUE({140,50,241}, {30%,50%,70%})")
    235.7
    """
    reader = _Reader(formula.strip().removeprefix("="))
    value = reader.expression()
    reader.expect("")
    return _plain(value)


@dataclass
class _Reader:
    """Reads a formula from left to right, one token ahead."""

    text: str
    at: int = field(init=False, default=0)
    kind: str = field(init=False, default="")
    token: str = field(init=False, default="")
    after: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.advance()

    def advance(self) -> str:
        """Step to the next token and return the one left behind."""
        left, self.at = self.token, self.after
        found = _TOKEN.match(self.text, self.at)
        if not found or not found.lastgroup:
            raise self.trouble(f"'{self.text[self.at :].strip()[:1]}' is not understood")
        self.kind, self.token, self.after = found.lastgroup, found[found.lastgroup], found.end()
        return left

    def trouble(self, what: str) -> DataError:
        """Return the error that names the place reached."""
        return DataError(f"formula '={self.text}', character {self.at + 2}: {what}")

    def expect(self, *tokens: str) -> str:
        """Step over one of the tokens that may stand here, and return it; "" is the end."""
        if self.token not in tokens or self.kind == "text":
            found = f"'{self.token}'" if self.token else "the end of the formula"
            wanted = " or ".join(f"'{token}'" if token else "the end" for token in tokens)
            raise self.trouble(f"{wanted} is expected, {found} is found")
        return self.advance() if self.token else ""

    def expression(self, level: int = 1) -> Any:
        """Read operands joined by operators that bind at least as tightly as a level."""
        value = self.operand()
        while self.kind == "sign" and self.token in _OPERATORS and _OPERATORS[self.token][0] >= level:
            sign = self.advance()
            binding, compute = _OPERATORS[sign]
            value = _arithmetic(compute, value, self.expression(binding + 1))
        return value

    def operand(self) -> Any:
        """Read one operand with its signs and percents."""
        if self.token in ("-", "+") and self.kind == "sign":
            sign = -1 if self.advance() == "-" else 1
            return _arithmetic(operator.mul, sign, self.operand())
        value = self.primary()
        while self.token == "%":
            self.advance()
            value = _arithmetic(operator.truediv, value, 100)
        return value

    def primary(self) -> Any:
        """Read a constant, an array, a parenthesis or a function call."""
        if self.kind == "number":
            return float(self.advance())
        if self.kind == "text":
            return self.advance()[1:-1].replace('""', '"')
        if self.kind == "error":
            return self._error()
        if self.kind == "name":
            return self._name()
        if self.token == "(":
            self.advance()
            value = self.expression()
            self.expect(")")
            return value
        if self.token == "{":
            return self._array()
        raise self.trouble("a value is expected")

    def _error(self) -> str:
        if self.token not in ERRORS:
            raise self.trouble(f"'{self.token}' is no error value")
        return self.advance()

    def _name(self) -> Any:
        if self.token.upper() in _CONSTANTS:
            return _CONSTANTS[self.advance().upper()]
        if not self.text.startswith("(", self.after):
            raise self.trouble(f"'{self.token}' has no value here: write the number itself, text in \"quotes\"")
        if find(self.token) is None:
            raise self.trouble(unknown(self.token))
        name = self.advance()
        return call(name, *self._arguments())

    def _arguments(self) -> list[Any]:
        self.expect("(")
        found: list[Any] = []
        while self.token != ")":
            found.append(MISSING if self.token == "," else self.expression())
            if self.expect(",", ")") == ")":
                return found
            found += [MISSING] * (self.token == ")")
        self.advance()
        return found

    def _array(self) -> list[list[Any]]:
        self.advance()
        rows = [[self.operand()]]
        while self.token in (",", ";"):
            if self.advance() == ";":
                rows.append([])
            rows[-1].append(self.operand())
        if len({len(row) for row in rows}) > 1:
            raise self.trouble("the rows of the array differ in length")
        self.expect("}")
        return rows


def _arithmetic(compute: Callable[[float, float], float], left: Any, right: Any) -> Any:
    for value in (left, right):
        if isinstance(value, str):
            return value if value in ERRORS else "#VALUE!"
        if isinstance(value, list):
            return "#VALUE!"
    try:
        result = compute(float(left), float(right))
    except ZeroDivisionError:
        return "#DIV/0!"
    except OverflowError:
        return "#NUM!"
    return result if isinstance(result, float) and math.isfinite(result) else "#NUM!"


def _plain(value: Any) -> Any:
    """Return whole numbers without their decimal point, as a cell shows them."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 1e15 else value
