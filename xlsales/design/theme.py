"""The one theme of all workbooks: colours and fonts, written as a theme part so that people can change it."""

from __future__ import annotations

from openpyxl.styles.colors import Color

_SLOTS = {
    "paper": ("lt1", "FFFFFF", 0),
    "ink": ("dk1", "1F2933", 1),
    "mist": ("lt2", "F3F5F7", 2),
    "deep": ("dk2", "334155", 3),
    "main": ("accent1", "0F4C5C", 4),
    "action": ("accent2", "D9480F", 5),
    "good": ("accent3", "2B8A3E", 6),
    "warning": ("accent4", "E8A317", 7),
    "grey": ("accent5", "64748B", 8),
    "line": ("accent6", "CBD5E1", 9),
}
_ORDER = ("ink", "paper", "deep", "mist", "main", "action", "good", "warning", "grey", "line")
_NAMESPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"


def colour(name: str, tint: float = 0.0) -> Color:
    """Return a theme colour for cells.

    >>> colour("main").theme
    4
    """
    return Color(theme=_SLOTS[name][2], tint=tint)


def scheme(name: str) -> str:
    """Return the name a chart uses for a theme colour.

    >>> scheme("action")
    'accent2'
    """
    return {"lt1": "bg1", "dk1": "tx1", "lt2": "bg2", "dk2": "tx2"}.get(_SLOTS[name][0], _SLOTS[name][0])


def rgb(name: str) -> str:
    """Return the hexadecimal value of a theme colour.

    >>> rgb("ink")
    '1F2933'
    """
    return _SLOTS[name][1]


def theme_part() -> bytes:
    """Return the theme part: colours, fonts and the plainest format scheme Excel accepts."""
    colours = "".join(
        f'<a:{_SLOTS[name][0]}><a:srgbClr val="{_SLOTS[name][1]}"/></a:{_SLOTS[name][0]}>' for name in _ORDER
    )
    links = '<a:hlink><a:srgbClr val="0F4C5C"/></a:hlink><a:folHlink><a:srgbClr val="64748B"/></a:folHlink>'
    font = (
        '<a:latin typeface="Calibri"/><a:ea typeface="Microsoft YaHei"/><a:cs typeface=""/>'
        '<a:font script="Hans" typeface="微软雅黑"/><a:font script="Hant" typeface="微軟正黑體"/>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<a:theme xmlns:a="{_NAMESPACE}" name="xlsales"><a:themeElements>'
        f'<a:clrScheme name="xlsales">{colours}{links}</a:clrScheme>'
        f'<a:fontScheme name="xlsales"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont>'
        f"</a:fontScheme>{_FORMATS}</a:themeElements></a:theme>"
    ).encode()


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="6350" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    '<a:fmtScheme name="xlsales">'
    f"<a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst>"
    "</a:fmtScheme>"
)
