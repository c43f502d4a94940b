"""Sheet titles that Excel takes: legal, and unlike every other."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_TITLE = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_RESERVED = "history"


def legal_title(wanted: str, taken: Iterable[str] = ()) -> str:
    """Return the title as Excel takes it, told apart from titles taken by a number in brackets.

    Characters that Excel forbids become spaces, apostrophes at the ends go, 31 characters stay.

    >>> legal_title("A/B: 'Li'"), legal_title("Li", ["LI"]), legal_title(" "), legal_title("History")
    ("A B 'Li", 'Li (2)', 'Sheet', 'History (2)')
    """
    title = _trimmed(" ".join(_FORBIDDEN.sub(" ", wanted).split()), MAX_TITLE) or "Sheet"
    used = {_RESERVED, *(other.casefold() for other in taken)}
    candidate, number = title, 2
    while candidate.casefold() in used:
        mark = f" ({number})"
        candidate = _trimmed(title, MAX_TITLE - len(mark)) + mark
        number += 1
    return candidate


def _trimmed(text: str, units: int) -> str:
    """Cut text to a number of UTF-16 units, as Excel counts, and take edge apostrophes and spaces off."""
    cut = text.encode("utf-16-le", "replace")[: 2 * units].decode("utf-16-le", "ignore")
    return cut.strip(" '")
