"""What people and machines read about the worksheet functions: a list, one explained, JSON, Markdown."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from xlsales.errors import DataError
from xlsales.registry import CATEGORIES, FUNCTIONS, Argument, Function, find, unknown

_WORDS = {
    "en": {
        "arguments": "Arguments",
        "default": "Default: ",
        "formula": "Formula",
        "native": "In Excel's own functions",
        "none": "none: ",
        "array": "enter with Ctrl+Shift+Enter",
        "example": "Example",
        "source": "From",
        "name": "Function",
        "what": "What it gives",
    },
    "zh-CN": {
        "arguments": "参数",
        "default": "默认：",
        "formula": "公式",
        "native": "用 Excel 自带函数",
        "none": "无：",
        "array": "按 Ctrl+Shift+Enter 输入",
        "example": "示例",
        "source": "出处",
        "name": "函数",
        "what": "说明",
    },
}


def listing(language: str = "en") -> list[tuple[str, str, str, str]]:
    """Return one row per function: name, Chinese name, category, one line of help.

    >>> listing()[0][:3]
    ('FORECAST_TOTAL', '预测合计', 'Forecast')
    """
    return [
        (function.name, function.zh, function.category.label(language), function.help(language))
        for function in FUNCTIONS
    ]


def describe(name: str, language: str = "en") -> str:
    """Return all about one function as plain text; DataError for an unknown name.

    >>> print(describe("ROI").splitlines()[0])
    ROI(gain, cost)  投资回报率
    """
    function, words = _found(name), _WORDS[language]
    width = max(len(argument.name) for argument in function.arguments)
    lines = [
        f"{signature(function)}  {function.zh}",
        function.help(language),
        "",
        f"{words['arguments']}:",
        *(f"  {argument.name:<{width}}  {explained(argument, language)}" for argument in function.arguments),
        "",
        *(f"{label}: {text}" for label, text in _facts(function, language)),
    ]
    return "\n".join(lines)


def as_json(name: str | None = None) -> str:
    """Return one function, or all, as JSON text; DataError for an unknown name.

    >>> json.loads(as_json("roi"))["example"]["formula"]
    '=ROI(100, 40)'
    """
    found = _record(_found(name)) if name else [_record(function) for function in FUNCTIONS]
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_markdown(name: str | None = None, language: str = "en") -> str:
    """Return one function, or all by category, as Markdown; DataError for an unknown name.

    >>> as_markdown("ROI").splitlines()[0]
    '### ROI 投资回报率'
    """
    if name:
        return _section(_found(name), language)
    parts: list[str] = []
    for category in CATEGORIES:
        members = [function for function in FUNCTIONS if function.category == category]
        parts += [f"## {category.label(language)}", *(_section(function, language) for function in members)]
    return "\n\n".join(parts) + "\n"


def signature(function: Function) -> str:
    """Return the call as people write it, optional arguments with their default in brackets."""
    return f"{function.name}({', '.join(map(_slot, function.arguments))})"


def formula_text(function: Function, args: Sequence[object]) -> str:
    """Return the formula that calls a function with given cell values."""
    return f"={function.name}({', '.join(map(constant, args))})"


def constant(value: object) -> str:
    """Return a cell value as it is written in a formula; a block becomes an array constant.

    >>> constant([[1, 0.5], ["a", True]]), constant(None)
    ('{1,0.5;"a",TRUE}', '')
    """
    if isinstance(value, (list, tuple)):
        rows = value if value and isinstance(value[0], (list, tuple)) else [value]
        return "{" + ";".join(",".join(constant(cell) or '""' for cell in row) for row in rows) + "}"
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    return "" if value is None else str(value)


def explained(argument: Argument, language: str) -> str:
    """Return the help of an argument, with its default when it may be left out."""
    if argument.required:
        return argument.help(language)
    return f"{argument.help(language)} {_WORDS[language]['default']}{default_text(argument)}"


def _found(name: str) -> Function:
    function = find(name)
    if function is None:
        raise DataError(unknown(name))
    return function


def _slot(argument: Argument) -> str:
    return argument.name if argument.required else f"[{argument.name} {default_text(argument)}]"


def default_text(argument: Argument) -> str:
    """Return the default of an optional argument as people write it; rates in percent."""
    value = argument.default
    if argument.kind in ("rate", "rates", "paired_rate"):
        cells = value if isinstance(value, tuple) else (value,)
        shares = ",".join(f"{cell:.0%}" for cell in cells)
        return f"{{{shares}}}" if isinstance(value, tuple) else shares
    return constant(value)


def _facts(function: Function, language: str) -> Iterable[tuple[str, str]]:
    words = _WORDS[language]
    native = f"={function.native}" if function.native else words["none"] + function.native_gap
    yield words["formula"], function.formula
    yield words["native"], native + (f"  ({words['array']})" if function.array else "")
    yield words["example"], f"{formula_text(function, function.example)} → {_shown(function.result)}"
    yield words["source"], ", ".join(function.sources)


def _shown(result: object) -> str:
    return result if isinstance(result, str) else constant(result)


def _section(function: Function, language: str) -> str:
    words = _WORDS[language]
    rows = [f"| `{argument.name}` | {explained(argument, language)} |" for argument in function.arguments]
    facts = [
        f"- {label}: {text}" if label == words["source"] else f"- {label}: `{text}`"
        for label, text in _facts(function, language)
    ]
    head = [f"### {function.name} {function.zh}", "", function.help(language), "", f"`{signature(function)}`", ""]
    return "\n".join([*head, f"| {words['arguments']} | |", "|---|---|", *rows, "", *facts])


def _record(function: Function) -> dict[str, object]:
    return {
        "name": function.name,
        "name_zh": function.zh,
        "category": {"key": function.category.key, "en": function.category.en, "zh": function.category.zh},
        "help": {"en": function.help_en, "zh-CN": function.help_zh},
        "signature": signature(function),
        "arguments": [_argument_record(argument) for argument in function.arguments],
        "formula": function.formula,
        "native": f"={function.native}" if function.native else None,
        "native_gap": function.native_gap or None,
        "native_is_array": function.array,
        "spill": function.spill,
        "sources": list(function.sources),
        "example": {
            "args": list(function.example),
            "formula": formula_text(function, function.example),
            "result": function.result,
        },
    }


def _argument_record(argument: Argument) -> dict[str, object]:
    return {
        "name": argument.name,
        "kind": argument.kind,
        "help": {"en": argument.en, "zh-CN": argument.zh},
        "required": argument.required,
        "default": None if argument.required else argument.default,
    }
