"""Cell styles by name: a user finds them in Excel's style gallery and can change each in one place."""

from __future__ import annotations

from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side

from xlsales.design.theme import colour

FORMATS: dict[str, dict[str, str]] = {
    "zh-CN": {"date": "yyyy/m/d", "month": 'm"月"'},
    "en": {"date": "d mmm yyyy", "month": "mmm"},
}
_COMMON_FORMATS = {
    "money": "#,##0;-#,##0",
    "money1": "#,##0.0;-#,##0.0",
    "money2": "#,##0.00;-#,##0.00",
    "percent": "0.0%",
    "percent0": "0%",
    "integer": "#,##0",
    "ratio": '0.0"×"',
    "days": "#,##0",
    "text": "@",
    "general": "General",
}

# name: (font, fill, border, alignment, locked)
_FONTS: dict[str, dict[str, Any]] = {
    "body": {"size": 10, "color": "ink"},
    "title": {"size": 14, "bold": True, "color": "main"},
    "subtitle": {"size": 10, "color": "grey"},
    "section": {"size": 11, "bold": True, "color": "main"},
    "figure": {"size": 22, "bold": True, "color": "main"},
    "label": {"size": 9, "color": "grey"},
    "note": {"size": 9, "italic": True, "color": "grey"},
    "head": {"size": 10, "bold": True, "color": "paper"},
    "input": {"size": 10, "rgb": "1D4ED8"},
    "total": {"size": 10, "bold": True, "color": "ink"},
    "alert": {"size": 10, "bold": True, "color": "action"},
    "link": {"size": 10, "color": "main", "underline": "single"},
}
_STYLES: dict[str, tuple[str, str | None, str | None, dict[str, Any], bool]] = {
    "xs body": ("body", None, None, {"vertical": "center"}, True),
    "xs wrap": ("body", None, None, {"vertical": "top", "wrap_text": True}, True),
    "xs title": ("title", None, None, {"vertical": "center"}, True),
    "xs subtitle": ("subtitle", None, None, {"vertical": "center"}, True),
    "xs section": ("section", None, "under", {"vertical": "center"}, True),
    "xs tile label": ("label", "mist", None, {"horizontal": "left", "vertical": "center", "indent": 1}, True),
    "xs tile figure": (
        "figure",
        "mist",
        None,
        {"horizontal": "left", "vertical": "center", "indent": 1, "shrink_to_fit": True},
        True,
    ),
    "xs tile note": (
        "label",
        "mist",
        None,
        {"horizontal": "left", "vertical": "center", "indent": 1, "shrink_to_fit": True},
        True,
    ),
    "xs head": (
        "head",
        "main",
        None,
        {"horizontal": "center", "vertical": "center", "wrap_text": True},
        True,
    ),
    "xs cell": ("body", None, "hair", {"vertical": "center"}, True),
    "xs free": ("body", None, "hair", {"vertical": "center"}, False),
    "xs total": ("total", None, "over", {"vertical": "center"}, True),
    "xs label": ("body", None, "hair", {"vertical": "center", "horizontal": "left"}, True),
    "xs input": ("input", "input", "hair", {"vertical": "center"}, False),
    "xs note": ("note", None, None, {"vertical": "top", "wrap_text": True}, True),
    "xs alert": ("alert", None, None, {"vertical": "center"}, True),
    "xs link": ("link", None, None, {"vertical": "center"}, True),
}
_INPUT_FILL = "FFF9DB"


def number_format(kind: str, language: str) -> str:
    """Return the number format of a kind of figure in a language.

    >>> number_format("percent", "en"), number_format("date", "zh-CN")
    ('0.0%', 'yyyy/m/d')
    """
    return FORMATS[language].get(kind) or _COMMON_FORMATS[kind]


def add_styles(book: Workbook) -> None:
    """Put every named style into a new workbook and make its Normal style our body text."""
    normal = book._named_styles["Normal"]
    normal.font = _font("body")
    normal.alignment = Alignment(vertical="center")
    for name in _STYLES:
        book.add_named_style(_named(name))


def put(cell: Cell | MergedCell, value: Any, style: str, number: str | None = None) -> None:
    """Write a value (or formula) into a cell with a named style and, where given, a number format."""
    if value is not None:
        cell.value = value
    cell.style = style
    if number:
        cell.number_format = number


def _named(name: str) -> NamedStyle:
    font, fill, border, alignment, locked = _STYLES[name]
    style = NamedStyle(name=name)
    style.font = _font(font)
    if fill:
        style.fill = _fill(fill)
    style.border = _border(border)
    style.alignment = Alignment(**alignment)
    style.protection = Protection(locked=locked)
    return style


def _font(name: str) -> Font:
    spec = dict(_FONTS[name])
    rgb, theme = spec.pop("rgb", None), spec.pop("color", None)
    return Font(name="Calibri", scheme="minor", color=rgb or colour(theme), **spec)


def _fill(name: str) -> PatternFill:
    return PatternFill("solid", fgColor=_INPUT_FILL if name == "input" else colour(name))


def _border(name: str | None) -> Border:
    thin, hair = Side("thin", colour("main")), Side("hair", colour("line"))
    return {
        "under": Border(bottom=thin),
        "over": Border(top=thin, bottom=thin),
        "hair": Border(bottom=hair),
    }.get(name or "", Border())
