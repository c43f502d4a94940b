"""Settings from xlsales.toml and from options, checked key by key, all problems told together.

language = "zh-CN"          # or "en"
period = "2026Q4"           # 2026, 2026H2, 2026Q4 or 2026-11
as_of = 2026-11-22
fiscal_year_start = 1       # the month in which the fiscal year starts
owner = "华东团队"           # whose workbook it is
ladder = "salesforce"       # a built-in stage ladder; left out, the one that fits the data

[money]
unit = "万元"                # as written in the workbook
divisor = 10000             # amounts in the data are divided by it

[rates]                     # each from 0 to 1
commit = 0.70
upside = 0.25
weekly = 0.04
close = 0.70
first_payment = 0.50
collection = 0.75
small = [0.20, 0.35, 0.70]
large = [0.10, 0.20, 0.30, 0.50, 0.70]

[quota]
annual = 1100
seasons = [0.22, 0.25, 0.27, 0.26]      # adds to 1
small = 0.75                            # small and large add to 1
large = 0.25
ramp = [0, 0.25, 0.5, 0.75]
step = 1

[deals]
day_first = true            # 05/03/2026 is 5 March
large_from = 100000         # deals from this amount on are large
revenue_per_deal = 2

[columns]                   # field = "their header"
amount = "Umsatz"

[stages]                    # "their stage" = "a stage of the ladder"
"Discovery Call" = "意向"

[[ladder]]                  # a ladder of one's own, instead of the built-in ones
name = "试用"
name_en = "Trial"
rate = 0.4
status = "open"             # open, won or lost
stall_days = 21
aliases = ["POC"]

[[kpi]]
measure = "attainment"
weight = 0.5
target = 1.0
higher_is_better = true
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xlsales.errors import SettingsError
from xlsales.ladders import BUILT_IN, Ladder, Stage
from xlsales.settings import Kpi, Money, Settings
from xlsales.settings_schema import ARRAYS, FREE_TABLES, KEYS, Problem, check, check_key, check_sums


def load_settings(path: str | Path | None, overrides: Mapping[str, Any] | None = None) -> Settings:
    """Return the settings of a file, with options on top; no file and no options give the defaults.

    `overrides` names keys as the file does, with a point between section and key; None means not given.
    A file that cannot be read and every wrong key or value raise one SettingsError.

    >>> load_settings(None, {"period": "2026Q4", "rates.commit": 0.6}).commit_rate
    0.6
    """
    tree = _read(Path(path)) if path else {}
    given = {key: value for key, value in _flat(overrides or {}).items() if value is not None}
    problems = [*_checked(tree, Path(path).name if path else ""), *_checked(_nested(given), "command line")]
    merged = _merged(tree, _nested(given))
    if not any(problem.key.startswith("quota") for problem in problems):
        problems += check_sums(merged, Path(path).name if path else "command line")
    SettingsError.raise_any(map(str, problems))
    return _settings(merged)


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}): check the path of the settings") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name} is not TOML in UTF-8: {error}") from error


def _flat(tree: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in tree.items():
        section = isinstance(value, Mapping) and key not in FREE_TABLES
        found |= _flat(value, f"{prefix}{key}.") if section else {f"{prefix}{key}": value}
    return found


def _nested(flat: Mapping[str, Any]) -> dict[str, Any]:
    tree: dict[str, Any] = {}
    for key, value in flat.items():
        section, _, name = key.rpartition(".")
        (tree.setdefault(section, {}) if section else tree)[name] = value
    return tree


def _merged(tree: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(tree)
    for key, value in over.items():
        old = merged.get(key)
        merged[key] = {**old, **value} if isinstance(old, Mapping) and isinstance(value, Mapping) else value
    return merged


def _checked(tree: Mapping[str, Any], origin: str) -> list[Problem]:
    problems: list[Problem] = []
    for name, table in FREE_TABLES.items():
        entries = tree.get(name, {})
        wrong = not isinstance(entries, Mapping)
        problems += [Problem(origin, name, "is not a table of texts")] if wrong else []
        problems += (
            [] if wrong else [p for key, value in entries.items() for p in check(origin, f"{name}.{key}", table, value)]
        )
    for name, keys in ARRAYS.items():
        problems += _checked_entries(tree.get(name), name, keys, origin)
    rest = {key: value for key, value in tree.items() if key not in FREE_TABLES}
    for key, value in _flat(rest).items():
        if not (key in ARRAYS and isinstance(value, list)):
            problems += check_key(origin, key, KEYS, value)
    return problems


def _checked_entries(entries: object, name: str, keys: Mapping[str, Any], origin: str) -> list[Problem]:
    if not isinstance(entries, list):
        return []
    problems: list[Problem] = []
    for number, entry in enumerate(entries, 1):
        place = f"{name}[{number}]"
        if not isinstance(entry, Mapping):
            problems.append(Problem(origin, place, f"is not a table: write [[{name}]] above its keys"))
            continue
        needed = [key for key, rule in keys.items() if rule.needed and key not in entry]
        problems += [Problem(origin, f"{place}.{key}", "is missing") for key in needed]
        problems += [p for key, value in entry.items() for p in check_key(origin, key, keys, value, f"{place}.")]
        if name == "ladder" and entry.get("status", "open") == "open" and "rate" not in entry:
            problems.append(Problem(origin, f"{place}.rate", "is missing: an open stage has a rate from 0 to 1"))
    return problems


def _settings(tree: Mapping[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    for key, value in _flat({k: v for k, v in tree.items() if k not in FREE_TABLES}).items():
        rule = KEYS.get(key)
        if rule and rule.field and not (key in ARRAYS and isinstance(value, list)):
            values[rule.field] = rule.read(value)
    money = tree.get("money", {})
    ladder, kpis = tree.get("ladder"), tree.get("kpi", [])
    return Settings(
        **values,
        money=Money(money.get("unit", ""), float(money.get("divisor", 1))),
        ladder=BUILT_IN[ladder] if isinstance(ladder, str) else _ladder(ladder) if ladder else None,
        kpis=tuple(Kpi(**kpi) for kpi in kpis),
        columns=dict(tree.get("columns", {})),
        stage_map=dict(tree.get("stages", {})),
    )


def _ladder(entries: list[Mapping[str, Any]]) -> Ladder:
    return Ladder("custom", "自定义", "Custom", tuple(map(_stage, entries))).completed()


def _stage(entry: Mapping[str, Any]) -> Stage:
    status = entry.get("status", "open")
    return Stage(
        entry["name"],
        entry.get("name_en", entry["name"]),
        float(entry.get("rate", status == "won")),
        status,
        entry.get("stall_days", 30),
        tuple(entry.get("aliases", ())),
    )
