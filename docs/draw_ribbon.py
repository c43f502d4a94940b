"""Draw the Sales tab from the add-in's own table of buttons and words: python docs/draw_ribbon.py."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import escape

from xlsales.hosts.excel.buttons import GROUPS, TAB, Button, in_group
from xlsales.settings import LANGUAGES
from xlsales.words import Words

PICTURES = Path(__file__).parent / "pictures"
HEIGHT, TOP, ROW = 168, 44, 30
ACCENT, INK, QUIET, LINE = "#1f6f54", "#222222", "#666666", "#d5d5d5"
FONT = "Segoe UI, Microsoft YaHei, Noto Sans CJK SC, Noto Sans, sans-serif"
ICONS = {  # strokes on a field of 16 by 16
    "refresh_forecast": "M13 8a5 5 0 1 1-2-4M13 2v3h-3",
    "build_funnel": "M2 3h12l-4.5 5.5V13l-3-1.5v-3z",
    "build_quota": "M2 14h12M4 14V9M8 14V5M12 14V2",
    "build_review": "M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z",
    "find_deals": "M11 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0zM10 10l4 4",
    "import_deals": "M8 2v8M5 7l3 3 3-3M2 11v3h12v-3",
    "check_workbook": "M3 8l3.5 4L13 4",
    "why_error": "M6 6a2 2 0 1 1 3 1.7c-.8.5-1 .9-1 1.8M8 12.5v.5",
    "embed_functions": "M8 3v10M3 8h10",
    "remove_functions": "M3 8h10",
    "freeze_formulas": "M8 2v12M3 5l10 6M13 5L3 11",
    "export_pdf": "M4 2h6l3 3v9H4zM10 2v3h3",
    "function_help": "M12 3H9.5c-1.5 0-2 1-2.2 2.5L6.5 11c-.2 1.5-.8 2.2-2.5 2.2M5.5 7h5",
    "settings": "M2 5h7M12 5h2M2 11h2M7 11h7M9 3.5v3M4.5 9.5v3",
    "open_log": "M4 2h8v12H4zM6 5h4M6 8h4M6 11h2",
    "reload": "M3 8a5 5 0 1 1 2 4M3 14v-3h3",
    "switch_language": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM2 8h12M8 2c-4 4-4 8 0 12M8 2c4 4 4 8 0 12",
    "about": "M8 2a6 6 0 1 0 0 12A6 6 0 0 0 8 2zM8 7v4M8 4.5v.5",
}


def draw(language: str) -> str:
    """Return the tab as SVG, every button where its group and size put it."""
    words, left, shapes = Words(language), 12.0, []
    for group in GROUPS:
        width, drawn = _group(group, left, words)
        shapes += drawn
        left += width
    head = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {left:.0f} {HEIGHT}"',
        f'  font-family="{FONT}" font-size="12">',
        f'<rect width="{left:.0f}" height="{HEIGHT}" fill="#f3f3f3"/>',
        f'<rect y="{TOP - 8}" width="{left:.0f}" height="{HEIGHT - TOP + 8}" fill="#ffffff"/>',
        _text(24, 24, words(f"ribbon.{TAB}.label"), ACCENT, bold=True),
        f'<rect x="20" y="31" width="{_width(words(f"ribbon.{TAB}.label")) + 8:.0f}" height="3" fill="{ACCENT}"/>',
    ]
    return "\n".join([*head, *shapes, "</svg>"]) + "\n"


def _group(group: str, left: float, words: Words) -> tuple[float, list[str]]:
    shapes, inside = [], left + 8
    large = [button for button in in_group(group) if button.size == "large"]
    small = [button for button in in_group(group) if button.size != "large"]
    for button in large:
        label = words(f"ribbon.{button.id}.label")
        width = max(56.0, _width(label) + 12)
        shapes += [_icon(button, inside + width / 2 - 16, TOP + 8, 2)]
        shapes += [_text(inside + width / 2, TOP + 66, label, anchor="middle")]
        inside += width
    for start in range(0, len(small), 3):
        column = small[start : start + 3]
        labels = [words(f"ribbon.{button.id}.label") for button in column]
        for row, (button, label) in enumerate(zip(column, labels, strict=True)):
            shapes += [_icon(button, inside + 4, TOP + 4 + row * ROW, 1)]
            shapes += [_text(inside + 26, TOP + 16 + row * ROW, label)]
        inside += max(map(_width, labels)) + 38
    name = words(f"ribbon.group_{group}.label")
    width = max(inside - left + 8, _width(name) + 16)
    line = f'<path d="M{left + width:.1f} {TOP}v{HEIGHT - TOP - 10}" stroke="{LINE}"/>'
    return width, [*shapes, _text(left + width / 2, HEIGHT - 12, name, QUIET, anchor="middle"), line]


def _icon(button: Button, x: float, y: float, scale: int) -> str:
    stroke = f'fill="none" stroke="{ACCENT}" stroke-width="{1.5 if scale == 1 else 1.1}" stroke-linejoin="round"'
    return f'<path transform="translate({x:.1f} {y:.1f}) scale({scale})" d="{ICONS[button.id]}" {stroke}/>'


def _text(x: float, y: float, text: str, colour: str = INK, anchor: str = "start", bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _width(text: str) -> float:
    return sum(12.5 if ord(letter) > 0x2E80 else 6.6 for letter in text)


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for language in LANGUAGES:
        (PICTURES / f"ribbon-{language}.svg").write_text(draw(language), encoding="utf-8", newline="\n")
