"""LAMBDA formulas as people type them and as a workbook file stores them: every name with its prefix, none unknown."""

from __future__ import annotations

import re
from collections.abc import Sequence

LIMIT = 8192  # characters that the text of a defined name may have

_PREFIXES = {
    "": """ABS AND COLUMNS DATE EDATE GCD IF IFERROR INDEX INT ISERROR MAX MIN NA NOT OR ROUND ROUNDUP ROWS SIGN SUM""",
    "_xlfn.": """DROP HSTACK ISOMITTED LAMBDA LET MAP REDUCE SCAN SEQUENCE SORTBY TOCOL TOROW UNIQUE VSTACK WRAPROWS
        XMATCH""",
    "_xlfn._xlws.": "FILTER",
}
_FUNCTIONS = {name: prefix for prefix, names in _PREFIXES.items() for name in names.split()}
_CONSTANTS = ("TRUE", "FALSE")
_TOKEN = re.compile(
    r'(?P<text>"(?:[^"]|"")*")|(?P<error>#[A-Z0-9/]+[!?]?)|(?P<number>\d+\.?\d*(?:E[+-]?\d+)?)'
    r"|(?P<name>[^\W\d][\w.]*)|(?P<space>\s+)|(?P<sign>.)",
    re.DOTALL,
)
_LIKE_A_CELL = re.compile(r"[A-Z]{1,3}\d+|R\d*(?:C\d*)?|C\d*", re.IGNORECASE)

Token = tuple[str, str]


def typed(formula: str) -> str:
    """Return a formula without the spaces and lines that make it readable here.

    >>> typed('LET(a, 1,\\n  IF(a>0, "x y", 2))')
    'LET(a,1,IF(a>0,"x y",2))'
    """
    return "".join(text for kind, text in _tokens(formula) if kind != "space")


def stored(formula: str) -> str:
    """Return a formula as a workbook file holds it; ValueError for a name that nothing declares or nobody uses.

    >>> stored("LAMBDA(share,[most],IF(ISOMITTED(most),share,MAX(share,most)))")
    '_xlfn.LAMBDA(_xlpm.share,_xlop.most,IF(_xlfn.ISOMITTED(_xlpm.most),_xlpm.share,MAX(_xlpm.share,_xlpm.most)))'
    """
    tokens = [token for token in _tokens(formula) if token[0] != "space"]
    used: set[str] = set()
    text = _stored(tokens, frozenset(), used)
    if len(text) > LIMIT:
        raise ValueError(f"the formula has {len(text):,} characters, Excel takes {LIMIT:,}")
    return text


def _tokens(formula: str) -> list[Token]:
    return [(str(found.lastgroup), found[0]) for found in _TOKEN.finditer(formula)]


def _stored(tokens: Sequence[Token], scope: frozenset[str], used: set[str]) -> str:
    """Return tokens with prefixes, and note which of the names in scope they use."""
    pieces, at = [], 0
    while at < len(tokens):
        kind, text = tokens[at]
        is_call = kind == "name" and tokens[at + 1 : at + 2] == [("sign", "(")]
        if is_call and text not in scope:
            end = _closing(tokens, at + 1)
            pieces.append(_call(text, _arguments(tokens[at + 2 : end]), scope, used))
            at = end + 1
            continue
        pieces.append(_name(text, scope, used) if kind == "name" else text)
        at += 1
    return "".join(pieces)


def _name(text: str, scope: frozenset[str], used: set[str]) -> str:
    if text in _CONSTANTS:
        return text
    if text not in scope:
        raise ValueError(f"nothing declares the name {text}")
    used.add(text)
    return f"_xlpm.{text}"


def _call(function: str, arguments: Sequence[Sequence[Token]], scope: frozenset[str], used: set[str]) -> str:
    if function not in _FUNCTIONS:
        raise ValueError(f"{function} is not in the table of functions")
    render = {"LAMBDA": _lambda, "LET": _let}.get(function, _plain)
    return f"{_FUNCTIONS[function]}{function}({','.join(render(arguments, scope, used))})"


def _plain(arguments: Sequence[Sequence[Token]], scope: frozenset[str], used: set[str]) -> list[str]:
    return [_stored(argument, scope, used) for argument in arguments]


def _lambda(arguments: Sequence[Sequence[Token]], scope: frozenset[str], used: set[str]) -> list[str]:
    *parameters, body = arguments
    optional = [parameter[0] == ("sign", "[") for parameter in parameters]
    names = [parameter[is_optional][1] for parameter, is_optional in zip(parameters, optional, strict=True)]
    heads = [f"{'_xlop' if left_out else '_xlpm'}.{name}" for name, left_out in zip(names, optional, strict=True)]
    inner: set[str] = set()
    text = _stored(body, scope | set(names), inner)
    _check_names(names)
    used |= inner - set(names)
    return [*heads, text]


def _let(arguments: Sequence[Sequence[Token]], scope: frozenset[str], used: set[str]) -> list[str]:
    pieces: list[str] = []
    names: list[str] = []
    inner: set[str] = set()
    for name, value in zip(arguments[:-1:2], arguments[1::2], strict=True):
        pieces += [f"_xlpm.{name[0][1]}", _stored(value, scope | set(names), inner)]
        names.append(name[0][1])
    pieces.append(_stored(arguments[-1], scope | set(names), inner))
    _check_names(names)
    if not set(names) <= inner:
        raise ValueError(f"nothing uses {', '.join(sorted(set(names) - inner))}")
    used |= inner - set(names)
    return pieces


def _check_names(names: Sequence[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the name {name} is declared twice")
        if _LIKE_A_CELL.fullmatch(name):
            raise ValueError(f"Excel takes the name {name} for a cell")


def _closing(tokens: Sequence[Token], opening: int) -> int:
    depth = 0
    for at in range(opening, len(tokens)):
        depth += {"(": 1, ")": -1}.get(tokens[at][1], 0)
        if depth == 0:
            return at
    raise ValueError("a parenthesis is not closed")


def _arguments(tokens: Sequence[Token]) -> list[list[Token]]:
    """Return the arguments between commas that stand in no inner parenthesis or brace."""
    if not tokens:
        return []
    parts: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(token[1], 0)
        if token == ("sign", ",") and depth == 0:
            parts.append([])
        else:
            parts[-1].append(token)
    return parts
