"""The words by which rules know what a row or column holds, in Chinese and English."""

from __future__ import annotations

import re
from functools import lru_cache

_TOTAL = re.compile(
    r"(?:grand\s+|sub\s*)?(?:total|sum)s?|合\s*计|总\s*计|总\s*和|共\s*计|小\s*计|.{0,8}(?:合计|总计|小计)",
    re.IGNORECASE,
)
_SUBTOTAL = re.compile(r"sub\s*-?\s*total|小\s*计", re.IGNORECASE)
_UNIT_TAIL = re.compile(r"[（(][^（）()]*[）)]|[:：\s]+$")
_MEAN = re.compile(
    r"average|avg|mean|median|\brate|ratio|percent|%|margin|per\b|price|平均|均|率|比|占|单价|单产|客单", re.IGNORECASE
)
_MONEY = re.compile(
    r"amount|revenue|sales|quota|target|forecast|budget|price|cost|profit|won|total|value|qty|quantity|units|"
    r"金额|销售额|收入|定额|目标|预测|预算|价|成本|利润|回款|合同额|合计|数量|业绩",
    re.IGNORECASE,
)
_CODE = re.compile(
    r"\bids?\b|_id$|code|\bno\b|number|phone|mobile|\btel|fax|zip|postal|\byear|sku|\brow|"
    r"编号|代码|编码|单号|工号|电话|手机|邮编|年份|年度$|序号|账号|卡号|行$|值$|\bvalue$",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"(?:\d{2,4}\s*)?(?:q[1-4]|h[12]|jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\W*\d*|"
    r"(?:第?[一二三四1-4]季度?|[一二三四五六七八九十\d]{1,3}月份?|上半年|下半年)",
    re.IGNORECASE,
)
_RATE = re.compile(
    r"attainment|completion|achievement|landing|coverage|rate|ratio|percent|%|完成率|达成率|完成|达成|覆盖|占比|率$",
    re.IGNORECASE,
)
_QUOTA = re.compile(r"quota|target|goal|定额|目标|指标|任务", re.IGNORECASE)
_SCALES = (
    (re.compile(r"[（(\[][^（）()\[\]]*(?:万元|万)[）)\]]|万元$"), "万元"),
    (re.compile(r"[（(\[][^（）()\[\]]*(?:亿元|亿)[）)\]]|亿元$"), "亿元"),
    (re.compile(r"[（(\[][^（）()\[\]]*千元[）)\]]|千元$"), "千元"),
    (re.compile(r"[（(\[](?:人民币)?\s*元[）)\]]"), "元"),
    (re.compile(r"[(\[][^()\[\]]*(?:\bk\b|thousands?|000s?|'000)[)\]]|in thousands", re.IGNORECASE), "thousands"),
    (re.compile(r"[(\[][^()\[\]]*(?:[$€£¥]\s?mm?\b|\bmillions?|\bmn\b)[)\]]|in millions", re.IGNORECASE), "millions"),
    (re.compile(r"[(\[]\s*(?:usd|eur|gbp|cny|rmb|[$€£¥])\s*[)\]]", re.IGNORECASE), "single units"),
)


@lru_cache(maxsize=65_536)
def is_total(label: str) -> bool:
    """Tell whether a label is a total's.

    >>> is_total("Grand Total:"), is_total("合计（万元）"), is_total("Total cost of ownership")
    (True, True, False)
    """
    return _TOTAL.fullmatch(_UNIT_TAIL.sub("", label).strip()) is not None


def is_subtotal(label: str) -> bool:
    """Tell whether a label is a subtotal's."""
    return _SUBTOTAL.search(label) is not None


def is_mean(header: str) -> bool:
    """Tell whether a column holds averages, rates or prices, which do not add up."""
    return _MEAN.search(header) is not None


def is_amount(header: str) -> bool:
    """Tell whether a column holds amounts or quantities."""
    return _MONEY.search(header) is not None and not is_code(header)


def is_code(header: str) -> bool:
    """Tell whether a column holds codes made of digits: numbers one does not count with."""
    return _CODE.search(header) is not None


def is_period(header: str) -> bool:
    """Tell whether a header is a month, quarter or half-year.

    >>> is_period("Q3"), is_period("11月"), is_period("Price")
    (True, True, False)
    """
    return _PERIOD.fullmatch(header.strip()) is not None


def is_rate(label: str) -> bool:
    """Tell whether a label is a percentage's."""
    return _RATE.search(label) is not None


def is_quota(label: str) -> bool:
    """Tell whether a label is a quota's."""
    return _QUOTA.search(label) is not None


@lru_cache(maxsize=65_536)
def scale(header: str) -> str:
    """Return the unit of money a header names, '' when it names none.

    >>> scale("定额（万元）"), scale("金额(元)"), scale("Quota ($k)"), scale("Owner")
    ('万元', '元', 'thousands', '')
    """
    return next((unit for pattern, unit in _SCALES if pattern.search(header)), "")
