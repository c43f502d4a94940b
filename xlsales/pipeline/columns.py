"""Which column is what: headers matched by alias, by the mapping in xlsales.toml, in any order."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from xlsales.errors import DataError, SettingsError
from xlsales.pipeline.aliases import DEAL_HEADERS, HEADER_PREFIXES, PEOPLE_HEADERS, UNIT_FACTORS

_BRACKETS = re.compile(r"[(\[（【]([^)\]）】]*)[)\]）】]")

Headers = Mapping[str, tuple[str, ...]]


def header_key(text: str) -> str:
    """Return a header as it compares: no case, width, spaces or punctuation.

    >>> header_key("Close_Date "), header_key("Probability (%)"), header_key("预计 金额")
    ('closedate', 'probability', '预计金额')
    """
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text).casefold())


@cache
def _ranks(people: bool) -> dict[str, tuple[str, int]]:
    table = PEOPLE_HEADERS if people else DEAL_HEADERS
    found: dict[str, tuple[str, int]] = {}
    for role, names in table.items():
        for rank, name in enumerate(names):
            found.setdefault(header_key(name), (role, rank))
    return found


def role_of(header: str, people: bool = False) -> tuple[str, int] | None:
    """Return what a header stands for and how sure that is (0 the surest), or None.

    >>> role_of("Deal - Expected close date"), role_of("StageName"), role_of("colour")
    (('close', 0), ('stage', 1), None)
    """
    ranks = _ranks(people)
    whole, bare = header_key(header), header_key(_BRACKETS.sub(" ", header))
    for key in (whole, bare):
        if key in ranks:
            return ranks[key]
    for prefix in HEADER_PREFIXES:
        if bare.startswith(prefix) and bare[len(prefix) :] in ranks:
            role, rank = ranks[bare[len(prefix) :]]
            return role, rank + 1000 if prefix == "potential" else rank
    return None


def unit_factor(header: str) -> float:
    """Return by what the numbers under a header are to be multiplied: 10,000 under 金额(万元).

    >>> unit_factor("预计金额（万元）"), unit_factor("Amount ($k)"), unit_factor("Amount (USD)")
    (10000.0, 1000.0, 1.0)
    """
    inside = [folded.strip() for folded in map(str.casefold, _BRACKETS.findall(header))]
    notes = [re.sub(r"^(?:单位|unit)\s*[:：]?\s*", "", text) for text in inside]
    return next((UNIT_FACTORS[note] for note in notes if note in UNIT_FACTORS), 1.0)


def find_header(rows: Sequence[Sequence[object]], wanted: Iterable[str] = (), people: bool = False) -> int:
    """Return the index of the row that holds the headers: the one with most cells that are known.

    >>> find_header([["Pipeline report"], ["Name", "Stage", "Amount"], ["Deal", "Won", "5"]])
    1
    """
    mapped = {header_key(name) for name in wanted}

    def known(row: Sequence[object]) -> int:
        texts = {str(cell) for cell in row if isinstance(cell, str) and cell.strip()}
        roles = {role_of(text, people) for text in texts} - {None}
        return len({role[0] for role in roles if role}) + sum(header_key(text) in mapped for text in texts)

    scores = [known(row) for row in rows]
    if scores and max(scores) >= 2:
        return scores.index(max(scores))
    return next((index for index, row in enumerate(rows) if any(str(cell).strip() for cell in row)), 0)


def match_columns(
    headers: Sequence[str], mapping: Mapping[str, str], source: str, people: bool = False
) -> dict[str, int]:
    """Return, for each role found, the index of its column; the mapping outranks the aliases.

    >>> match_columns(("Umsatz", "Stage", "Deal Name"), {"amount": "umsatz"}, "deals.csv")
    {'amount': 0, 'stage': 1, 'name': 2}
    """
    found = _mapped(headers, mapping, source, people)
    ranked: dict[str, tuple[int, int]] = {}
    for index, header in enumerate(headers):
        match = role_of(header, people)
        if match and match[0] not in found and index not in found.values():
            ranked[match[0]] = min(ranked.get(match[0], (9999, index)), (match[1], index))
    return found | {role: index for role, (_, index) in ranked.items()}


def _mapped(headers: Sequence[str], mapping: Mapping[str, str], source: str, people: bool) -> dict[str, int]:
    table = PEOPLE_HEADERS if people else DEAL_HEADERS
    keys = [header_key(header) for header in headers]
    unknown = [] if people else [role for role in mapping if role not in table]
    SettingsError.raise_any(
        f"[columns] {role} in xlsales.toml is not a field of a deal: write {_nearest(role, table)}" for role in unknown
    )
    missing = [] if people else [header for header in mapping.values() if header_key(header) not in keys]
    DataError.raise_any(
        f"{source}: the column '{header}' named in [columns] of xlsales.toml is not there; "
        f"the headers are {shown(headers)}"
        for header in missing
    )
    pairs = ((role, header_key(header)) for role, header in mapping.items() if role in table)
    return {role: keys.index(key) for role, key in pairs if key in keys}


def _nearest(word: str, table: Headers) -> str:
    close = difflib.get_close_matches(word, table, 1)
    return close[0] if close else "one of " + ", ".join(table)


def shown(names: Iterable[str], most: int = 12) -> str:
    """Return names as a list to print, cut after some.

    >>> shown(["a", "b", "c"], most=2)
    "'a', 'b' and 1 more"
    """
    listed = list(names)
    rest = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(f"'{name}'" for name in listed[:most]) + rest
