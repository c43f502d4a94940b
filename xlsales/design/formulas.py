"""Formulas are drawn once for both languages: column keys and words are filled in when a template is drawn.

In a drawing, `xsDeals[amount]` means the column whose header is the word `deal.amount`, `[@rate]` the cell of
that column in this row, and `"{status.open}"` the word that stands in the cells.
"""

from __future__ import annotations

import re

from xlsales.words import Words
from xlsales.words.headers import header

_COLUMN = re.compile(r"(xs[A-Z]\w*)\[(\w+)\]")
_THIS_ROW = re.compile(r"(?<!\w)\[@(\w+)\]")
_WORD = re.compile(r"\{([a-z_]+\.[^{}]+)\}")


def written(formula: str, words: Words, table: str | None = None) -> str:
    """Return a drawing's formula as the workbook holds it.

    >>> written('=SUMIFS(xsDeals[amount],xsDeals[status],"{status.won}")', Words("en"))
    '=SUMIFS(xsDeals[Amount],xsDeals[Status],"Won")'
    >>> written("=[@amount]*[@rate]", Words("zh-CN"), "xsDeals")
    '=xsDeals[[#This Row],[金额]]*xsDeals[[#This Row],[成功率]]'
    """
    text = _COLUMN.sub(lambda m: f"{m[1]}[{header(m[1], m[2], words)}]", formula)
    if table:
        text = _THIS_ROW.sub(lambda m: f"{table}[[#This Row],[{header(table, m[1], words)}]]", text)
    return _WORD.sub(lambda m: words(m[1]).replace('"', '""'), text)
