"""Draw a worksheet with functions at work, every result computed by them: python docs/draw_functions.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils import column_index_from_string, get_column_letter

import xlsales

PICTURES = Path(__file__).parent / "pictures"
WIDTHS = (150, 96, 76, 20, 250, 290, 96)
ROW, LEFT = 26, 34
ACCENT, INK, QUIET, LINE, INPUT, HEAD = "#1f6f54", "#222222", "#666666", "#d9d9d9", "#fff8e1", "#e8f1ee"
FONT = "Segoe UI, Microsoft YaHei, Noto Sans CJK SC, Noto Sans, sans-serif"
DEALS = ((75.8, 0.9), (41.3, 0.75), (156.6, 0.5), (88.0, 0.25), (23.5, 0.25))
NAMES = {
    "en": ("Harbour rollout", "Depot scanners", "Line 3 upgrade", "Lab equipment", "Spare parts"),
    "zh-CN": ("港口推广项目", "仓库扫描设备", "三号线升级", "实验室设备", "备件供应"),
}
HEADS = {
    "en": ("Opportunity", "Amount", "Chance", "", "Question", "Formula", "Result"),
    "zh-CN": ("商机", "金额（万元）", "成功率", "", "问题", "公式", "结果"),
}
QUESTIONS = (
    ("EXPECTED_REVENUE", "B2:B6,C2:C6", "0.0", "What will these deals bring?", "这些商机能带来多少？"),
    ("CHANCE_TO_HIT", "B2:B6,C2:C6,200", "0%", "How likely are 200 or more?", "达到 200 的可能性有多大？"),
    ("FUNNEL_GAP", "372,164.9,119.1", "0.0", "What is missing to a quota of 372?", "距定额 372 还差多少？"),
    ("PROJECT_GAP", "88,2", "0", "How many projects must be found?", "还要新找多少个项目？"),
    ("COVERAGE", "B2:B6,372,119.1", "0.00", "How often is the rest covered?", "漏斗能覆盖几倍？"),
)


def draw(language: str) -> str:
    """Return the worksheet as SVG."""
    grid = _grid(language)
    width, height = LEFT + sum(WIDTHS) + 1, ROW * (len(DEALS) + 2) + 1
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"',
        f'  font-family="{FONT}" font-size="12">',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<rect width="{width}" height="{ROW}" fill="#f3f3f3"/>',
        f'<rect width="{LEFT}" height="{height}" fill="#f3f3f3"/>',
    ]
    lines += [_text(_left(c) + w / 2, 0, get_column_letter(c + 1), QUIET, "middle") for c, w in enumerate(WIDTHS)]
    lines += [_text(LEFT / 2, row, str(row), QUIET, "middle") for row in range(1, len(DEALS) + 2)]
    for (column, row), (text, look) in grid.items():
        lines += _cell(column, row, text, look)
    return "\n".join([*lines, "</svg>"]) + "\n"


def _grid(language: str) -> dict[tuple[int, int], tuple[str, str]]:
    """Return text and look of each cell by column and row."""
    grid = {(c, 1): (text, "head") for c, text in enumerate(HEADS[language]) if text}
    for row, ((amount, chance), name) in enumerate(zip(DEALS, NAMES[language], strict=True), 2):
        grid |= {(0, row): (name, "input"), (1, row): (f"{amount:,.1f}", "number")}
        grid |= {(2, row): (f"{chance:.0%}", "number")}
    for row, (name, arguments, code, english, chinese) in enumerate(QUESTIONS, 2):
        shown = _formatted(xlsales.call(name, *map(_value, arguments.split(","))), code)
        grid |= {
            (4, row): (english if language == "en" else chinese, "text"),
            (5, row): (f"={name}({arguments.replace(',', ', ')})", "formula"),
            (6, row): (shown, "result"),
        }
    return grid


def _value(argument: str) -> Any:
    """Return what an argument of a formula stands for: a number, or cells of the deals."""
    cells = [re.fullmatch(r"([BC])(\d+)", part) for part in argument.split(":")]
    if not all(cells):
        return float(argument)
    column = column_index_from_string(cells[0][1]) - 2  # type: ignore[index]
    rows = [int(cell[2]) - 2 for cell in cells]  # type: ignore[index]
    return [[deal[column]] for deal in DEALS[rows[0] : rows[-1] + 1]]


def _formatted(value: Any, code: str) -> str:
    places = len(code.partition(".")[2].rstrip("%"))
    return f"{value:.{places}%}" if code.endswith("%") else f"{value:,.{places}f}"


def _left(column: int) -> int:
    return LEFT + sum(WIDTHS[:column])


def _cell(column: int, row: int, text: str, look: str) -> list[str]:
    left, width = _left(column), WIDTHS[column]
    ground = {"head": HEAD, "input": INPUT, "number": INPUT}.get(look, "#ffffff")
    right = look in ("number", "result")
    colour = ACCENT if look in ("formula", "result") else INK
    box = f'<rect x="{left}" y="{row * ROW}" width="{width}" height="{ROW}" fill="{ground}" stroke="{LINE}"/>'
    at = left + width - 8 if right else left + 8
    return [
        box,
        _text(at, row, text, colour, "end" if right else "start", look in ("head", "result"), look == "formula"),
    ]


def _text(
    x: float, row: int, text: str, colour: str, anchor: str = "start", bold: bool = False, code: bool = False
) -> str:
    weight = ' font-weight="600"' if bold else ""
    family = ' font-family="Consolas, Menlo, DejaVu Sans Mono, monospace"' if code else ""
    place = f'x="{x:.1f}" y="{row * ROW + 17}"'
    return f'<text {place} fill="{colour}" text-anchor="{anchor}"{weight}{family}>{escape(text)}</text>'


if __name__ == "__main__":
    PICTURES.mkdir(exist_ok=True)
    for language in NAMES:
        (PICTURES / f"functions-{language}.svg").write_text(draw(language), encoding="utf-8", newline="\n")
