"""The pages of every worksheet function, written from the registry: `python -m xlsales.functions_page [folder]`."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from xlsales.functions_help import as_markdown
from xlsales.registry import CATEGORIES, FUNCTIONS, Function

FILES = {"en": "functions.md", "zh-CN": "functions.zh-CN.md"}
_INTRODUCTION = {
    "en": """# The worksheet functions

[中文](functions.zh-CN.md) · {count} functions, the same in Excel with the add-in, in LibreOffice Calc and in
`xlsales calc`; and as LAMBDA names in a workbook they need nothing installed. Type them by their English name;
arguments in square brackets may be left out. A failure is a real error value, which IFERROR sees: `#VALUE!` for an
argument that is no number or out of its range, `#DIV/0!` for a share of nothing, `#N/A` for no answer. *In Excel's
own functions* gives the same result with nothing installed, where a formula can. This page is written from the
registry by `python -m xlsales.functions_page docs`.
""",
    "zh-CN": """# 工作表函数

[English](functions.md) · 共 {count} 个函数，在装了加载项的 Excel、LibreOffice Calc 和 `xlsales calc` 中完全一样，
也都能以 LAMBDA 名称放进工作簿，不装任何东西就能用。输入英文函数名；方括号里的参数可以省略。
出错时返回真正的错误值，IFERROR 能够捕捉：参数不是数或超出范围为 `#VALUE!`，以零为分母为 `#DIV/0!`，没有答案为 `#N/A`。
“用 Excel 自带函数”一行不装任何东西也能得到同样的结果。
本页由 `python -m xlsales.functions_page docs` 根据函数登记表生成。
""",
}
_SOURCES = ("- From:", "- 出处:")  # numbers of the method's statements: for those who check, not for those who use
_COLUMNS = {"en": ("Function", "中文", "What it gives"), "zh-CN": ("函数", "中文", "说明")}


def page(language: str) -> str:
    """Return the page of all functions in one language: a table of contents and a section for each.

    >>> page("en").splitlines()[0]
    '# The worksheet functions'
    """
    introduction = _INTRODUCTION[language].format(count=len(FUNCTIONS))
    sections = as_markdown(language=language).splitlines(keepends=True)
    kept = "".join(line for line in sections if not line.startswith(_SOURCES))
    return f"{introduction}\n{_contents(language)}\n{kept}"


def write(folder: Path) -> list[Path]:
    """Write the pages of both languages into a folder and return them."""
    paths = [folder / name for name in FILES.values()]
    for path, language in zip(paths, FILES, strict=True):
        path.write_text(page(language), encoding="utf-8", newline="\n")
    return paths


def _contents(language: str) -> str:
    head = f"| {' | '.join(_COLUMNS[language])} |\n|---|---|---|\n"
    parts = []
    for category in CATEGORIES:
        rows = [_row(function, language) for function in FUNCTIONS if function.category == category]
        parts.append(f"**{category.label(language)}**\n\n{head}" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _row(function: Function, language: str) -> str:
    return f"| [`{function.name}`](#{_anchor(function)}) | {function.zh} | {function.help(language)} |"


def _anchor(function: Function) -> str:
    heading = f"{function.name} {function.zh}".lower()
    return re.sub(r"[^\w -]", "", heading).replace(" ", "-")


if __name__ == "__main__":
    for written in write(Path(sys.argv[1] if len(sys.argv) > 1 else "docs")):
        print(written)
