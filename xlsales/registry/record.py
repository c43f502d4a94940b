"""What the registry says about a worksheet function: one frozen record, its arguments and its category."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "amount",  # one cell or a range that is summed
    "number",  # one cell
    "rate",  # one cell, 0 to 1
    "date",  # one cell, a day
    "optional_date",  # one cell, a day or blank
    "flag",  # one cell, TRUE or FALSE
    "rates",  # a list of rates
    "counts",  # a row or column; a blank counts 0
    "weights",  # a range of any shape; a blank counts 0
    "marks",  # a range of marks + and -
    "paired_amount",  # a range; a blank beside a filled partner counts 0
    "paired_rate",  # a range; a blank beside a filled partner is an error
    "paired_number",  # the same, any number
    "paired_outcome",  # the same, 0/1 or FALSE/TRUE
    "paired_label",  # the same, text
]
Spill = Literal["cell", "row", "along", "same"]  # one cell · one row · along the counts · shaped like the weights


class _Required:
    def __repr__(self) -> str:
        return "required"


REQUIRED = _Required()


@dataclass(frozen=True)
class Category:
    """A group of functions as the function wizard shows it.

    >>> Category("forecast", "Forecast", "预测").label("zh-CN")
    '预测'
    """

    key: str
    en: str
    zh: str

    def label(self, language: str) -> str:
        """Return the name people read in a language."""
        return self.zh if language == "zh-CN" else self.en


FORECAST = Category("forecast", "Forecast", "预测")
FUNNEL = Category("funnel", "Funnel", "漏斗")
QUOTA = Category("quota", "Quota", "定额")
REVIEW = Category("review", "Review", "考核")
ACCOUNT = Category("account", "Opportunity and account", "机会与客户")


@dataclass(frozen=True)
class Argument:
    """One argument: how its cells are read (`kind`), what it means, and its value when left out.

    >>> Argument("commit_rate", "rate", "Share of commit that is won.", "保证实现的实现比例。", 0.7).required
    False
    """

    name: str
    kind: Kind
    en: str
    zh: str
    default: object = REQUIRED

    @property
    def required(self) -> bool:
        """Whether the argument must be given."""
        return self.default is REQUIRED

    @property
    def paired(self) -> bool:
        """Whether the argument is read cell by cell with its partner."""
        return self.kind.startswith("paired")

    def help(self, language: str) -> str:
        """Return the help text in a language."""
        return self.zh if language == "zh-CN" else self.en


@dataclass(frozen=True)
class Function:
    """One worksheet function, declared once for every host.

    `formula` is the rule in words of the field; `native` the same in Excel's own functions, written with
    the argument names (see `native_formula`), or "" with the reason in `native_gap`. `array` says that
    the native formula is entered with Ctrl+Shift+Enter in Excel 2016. `sources` are rows of the method.
    """

    name: str
    zh: str
    category: Category
    help_en: str
    help_zh: str
    arguments: tuple[Argument, ...]
    metric: Callable[..., object]
    formula: str
    sources: tuple[str, ...]
    example: tuple[object, ...]
    result: object
    native: str = ""
    native_gap: str = ""
    array: bool = False
    spill: Spill = "cell"

    def help(self, language: str) -> str:
        """Return the help text in a language."""
        return self.help_zh if language == "zh-CN" else self.help_en

    def native_formula(self, cells: Mapping[str, str]) -> str:
        """Return the native formula with each argument name replaced by a cell reference or constant.

        >>> Function("ROI", "投资回报率", ACCOUNT, "", "", (), float, "", (), (), 0,
        ...          native="(SUM(gain)-SUM(cost))/SUM(cost)").native_formula({"gain": "A1", "cost": "B1:B9"})
        '=(SUM(A1)-SUM(B1:B9))/SUM(B1:B9)'
        """
        words = re.compile(r'"[^"]*"|\b[a-z_]+\b')
        return "=" + words.sub(lambda word: cells.get(word[0], word[0]), self.native)
