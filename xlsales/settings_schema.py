"""Every key xlsales.toml may hold: its type, its range, and the field of Settings it fills."""

from __future__ import annotations

import difflib
import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from xlsales.errors import SettingsError
from xlsales.ladders import BUILT_IN
from xlsales.periods import Period
from xlsales.settings import LANGUAGES

Check = Callable[[Any], str]


@dataclass(frozen=True)
class Problem:
    """One thing wrong in the settings: where it was said, which key, and what is wrong.

    >>> str(Problem("xlsales.toml", "rates.commit", "is 70: write a share from 0 to 1"))
    'xlsales.toml: rates.commit is 70: write a share from 0 to 1'
    """

    origin: str
    key: str
    text: str

    def __str__(self) -> str:
        return f"{self.origin}: {self.key} {self.text}" if self.origin else f"{self.key} {self.text}"


@dataclass(frozen=True)
class Rule:
    """What one key may be: `wrong` returns what is wrong with a value, or nothing."""

    wrong: Check
    field: str = ""
    read: Callable[[Any], Any] = lambda value: value
    needed: bool = False


def check(origin: str, place: str, rule: Rule, value: object) -> list[Problem]:
    """Return the problem of one value, if it has one."""
    wrong = rule.wrong(value)
    return [Problem(origin, place, wrong)] if wrong else []


def check_key(origin: str, key: str, rules: Mapping[str, Rule], value: object, prefix: str = "") -> list[Problem]:
    """Return the problem of one key: unknown (with the nearest that is known), or a wrong value.

    >>> [problem.text for problem in check_key("", "rates.comit", KEYS, 0.7)]
    ['is not known: did you mean rates.commit?']
    """
    if key in rules:
        return check(origin, prefix + key, rules[key], value)
    if any(known.startswith(f"{key}.") for known in rules):
        return [Problem(origin, prefix + key, f"is a section: write [{key}] above its keys")]
    close = difflib.get_close_matches(key, rules, 1)
    hint = f"did you mean {prefix}{close[0]}?" if close else f"the keys are {', '.join(rules)}"
    return [Problem(origin, prefix + key, f"is not known: {hint}")]


def check_sums(tree: Mapping[str, Any], origin: str) -> list[Problem]:
    """Return a problem for shares that do not add to 1."""
    quota = tree.get("quota", {})
    problems = []
    if "seasons" in quota and not _is_one(quota["seasons"]):
        total = f"{math.fsum(quota['seasons']):g}"
        problems.append(Problem(origin, "quota.seasons", f"adds to {total}: the four shares must add to 1"))
    if ("small" in quota or "large" in quota) and not _is_one((quota.get("small", 0.75), quota.get("large", 0.25))):
        total = f"{quota.get('small', 0.75) + quota.get('large', 0.25):g}"
        problems.append(Problem(origin, "quota.small and quota.large", f"add to {total}: they must add to 1"))
    return problems


def _is_one(shares: Iterable[float]) -> bool:
    return math.isclose(math.fsum(shares), 1, abs_tol=1e-9)


def _number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)


def _text(value: object) -> str:
    return "" if isinstance(value, str) else f"is {_shown(value)}: write a text in quotes"


def _flag(value: object) -> str:
    return "" if isinstance(value, bool) else f"is {_shown(value)}: write true or false"


def _share(value: object) -> str:
    right = _number(value) and 0 <= value <= 1  # type: ignore[operator]
    return "" if right else f"is {_shown(value)}: write a share from 0 to 1, as 0.7 for 70%"


def _amount(value: object) -> str:
    right = _number(value) and value >= 0  # type: ignore[operator]
    return "" if right else f"is {_shown(value)}: write a number that is not negative"


def _any_number(value: object) -> str:
    return "" if _number(value) else f"is {_shown(value)}: write a number"


def _positive(value: object) -> str:
    right = _number(value) and value > 0  # type: ignore[operator]
    return "" if right else f"is {_shown(value)}: write a number above 0"


def _whole(least: int, most: int) -> Check:
    def wrong(value: object) -> str:
        right = isinstance(value, int) and not isinstance(value, bool) and least <= value <= most
        return "" if right else f"is {_shown(value)}: write a whole number from {least} to {most}"

    return wrong


def _shares(size: int | None) -> Check:
    wanted = f"{size} shares" if size else "shares"

    def wrong(value: object) -> str:
        right = isinstance(value, (list, tuple)) and (size is None or len(value) == size)
        if not right or any(_share(item) for item in value):  # type: ignore[attr-defined]
            return f"is {_shown(value)}: write {wanted} from 0 to 1 in brackets"
        return ""

    return wrong


def _texts(value: object) -> str:
    right = isinstance(value, (list, tuple)) and all(isinstance(item, str) for item in value)
    return "" if right else f"is {_shown(value)}: write texts in brackets"


def _one_of(*words: str) -> Check:
    def wrong(value: object) -> str:
        return "" if value in words else f"is {_shown(value)}: write {' or '.join(words)}"

    return wrong


def _period(value: object) -> str:
    if not isinstance(value, str):
        return f"is {_shown(value)}: write 2026, 2026H2, 2026Q4 or 2026-11 in quotes"
    try:
        Period.parse(value)
    except SettingsError as error:
        return f"is wrong: {error}"
    return ""


def _day(value: object) -> str:
    if isinstance(value, date):
        return ""
    try:
        date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        return f"is {_shown(value)}: write a day as 2026-11-22"
    return ""


def _as_day(value: date | datetime | str) -> date:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value)


def _shown(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value).lower() if isinstance(value, bool) else str(value)


KEYS: dict[str, Rule] = {
    "language": Rule(_one_of(*LANGUAGES), "language"),
    "period": Rule(_period, "period_text"),
    "as_of": Rule(_day, "as_of", _as_day),
    "fiscal_year_start": Rule(_whole(1, 12), "fiscal_year_start"),
    "owner": Rule(_text, "owner"),
    "ladder": Rule(_one_of(*BUILT_IN)),
    "money.unit": Rule(_text),
    "money.divisor": Rule(_positive),
    "rates.commit": Rule(_share, "commit_rate", float),
    "rates.upside": Rule(_share, "upside_rate", float),
    "rates.weekly": Rule(_share, "weekly_rate", float),
    "rates.close": Rule(_share, "close_rate", float),
    "rates.first_payment": Rule(_share, "first_payment", float),
    "rates.collection": Rule(_share, "collection_rate", float),
    "rates.small": Rule(_shares(3), "small_rates", tuple),
    "rates.large": Rule(_shares(5), "large_rates", tuple),
    "quota.annual": Rule(_amount, "annual_quota", float),
    "quota.seasons": Rule(_shares(4), "season_shares", tuple),
    "quota.small": Rule(_share, "small_share", float),
    "quota.large": Rule(_share, "large_share", float),
    "quota.ramp": Rule(_shares(None), "ramp", tuple),
    "quota.step": Rule(_positive, "quota_step", float),
    "deals.day_first": Rule(_flag, "day_first"),
    "deals.large_from": Rule(_amount, "large_from", float),
    "deals.revenue_per_deal": Rule(_positive, "revenue_per_deal", float),
}

FREE_TABLES: dict[str, Rule] = {"columns": Rule(_text), "stages": Rule(_text)}

ARRAYS: dict[str, dict[str, Rule]] = {
    "ladder": {
        "name": Rule(_text, needed=True),
        "name_en": Rule(_text),
        "rate": Rule(_share),
        "status": Rule(_one_of("open", "won", "lost")),
        "stall_days": Rule(_whole(1, 3650)),
        "aliases": Rule(_texts),
    },
    "kpi": {
        "measure": Rule(_text, needed=True),
        "weight": Rule(_amount, needed=True),
        "target": Rule(_any_number),
        "higher_is_better": Rule(_flag),
    },
}
