"""The page of all functions that the Help button opens: one file, readable offline, printable."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from xlsales.functions_help import formula_text, signature
from xlsales.registry import CATEGORIES, FUNCTIONS, Function
from xlsales.words import Words

_STYLE = (
    "body{font:15px/1.6 'Segoe UI','Microsoft YaHei',sans-serif;color:#22303c;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem}h1,h2{color:#1f3a5f}h3{margin:2rem 0 .2rem}code{background:#eef2f7;padding:.1rem .3rem;"
    "border-radius:3px}table{border-collapse:collapse}td{padding:.2rem 1rem .2rem 0;vertical-align:top;"
    "border-bottom:1px solid #e3e8ef}nav a{margin-right:.8rem;white-space:nowrap}"
)


def page(language: str) -> str:
    """Return the page in a language.

    >>> 'id="ATTAINMENT"' in page("en")
    True
    """
    words = Words(language)
    title = escape(words("macro.help.title"))
    head = f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style>'
    return "\n".join([head, f"<h1>{title}</h1>", *_sections(words)])


def _sections(words: Words) -> Iterator[str]:
    for category in CATEGORIES:
        members = [function for function in FUNCTIONS if function.category == category]
        links = " ".join(f'<a href="#{function.name}">{function.name}</a>' for function in members)
        yield f"<h2>{escape(category.label(words.language))}</h2><nav>{links}</nav>"
        for function in members:
            yield from _function(function, words)


def _function(function: Function, words: Words) -> Iterator[str]:
    language = words.language
    yield f'<h3 id="{function.name}">{function.name} <small>{escape(function.zh)}</small></h3>'
    yield f"<p>{escape(function.help(language))}</p><p><code>={escape(signature(function))}</code></p><table>"
    for argument in function.arguments:
        yield f"<tr><td><code>{argument.name}</code></td><td>{escape(argument.help(language))}</td></tr>"
    example = escape(formula_text(function, function.example))
    result = escape(str(function.result))
    yield f"</table><p>{escape(words('macro.help.example'))} <code>{example}</code> → <code>{result}</code></p>"
