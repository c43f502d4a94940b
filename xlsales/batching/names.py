"""File names that every system takes: Windows, macOS and Linux, alone and side by side in one folder."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_UNITS = 120  # UTF-16 units with the suffix: a folder of ordinary depth stays below Windows' 260
MOST_BYTES = 240  # UTF-8 bytes: file systems of Linux take 255, some are kept for the file written beside
SUFFIX = ".xlsx"

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]')
_PORTS = {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
_RESERVED = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", *_PORTS}


def safe_stem(text: str, room: int = 0) -> str:
    """Return a text as a file name without suffix; `room` units stay free for a mark behind it.

    Forbidden characters become underscores, invisible ones go, and so do spaces and dots at the ends; a
    name that Windows keeps for a device gets an underscore; what is too long is cut.

    >>> safe_stem("A/B: 'Li' "), safe_stem("con.2026"), safe_stem(" .. ")
    ("A_B_ 'Li'", 'con_.2026', '_')
    """
    shown = "".join(sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign) != "Cf")
    tidy = " ".join(_FORBIDDEN.sub("_", shown).split())
    stem = _cut(tidy.strip(" ."), room) or "_"
    device, point, rest = stem.partition(".")
    return _cut(f"{device.rstrip()}_{point}{rest}", room) if device.strip().upper() in _RESERVED else stem


def file_names(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return a file name for each text; names that one system would take for the same are numbered.

    >>> file_names(["funnel-Li", "funnel-LI", "funnel-Bo"])
    ('funnel-Li.xlsx', 'funnel-LI (2).xlsx', 'funnel-Bo.xlsx')
    """
    taken: set[str] = set()
    return tuple(_distinct(text, taken) + SUFFIX for text in wanted)


def same_file(name: str) -> str:
    """Return what two names have in common when a system without case or with other accents mixes them up.

    >>> same_file("É.xlsx") == same_file("e\\u0301.XLSX")
    True
    """
    folded = unicodedata.normalize("NFKC", name).upper().casefold()
    return unicodedata.normalize("NFKC", folded)


def _distinct(text: str, taken: set[str]) -> str:
    stem, number = safe_stem(text), 2
    while same_file(stem) in taken:
        mark = f" ({number})"
        stem = safe_stem(text, len(mark)) + mark
        number += 1
    taken.add(same_file(stem))
    return stem


def _cut(text: str, room: int) -> str:
    units, size = MOST_UNITS - len(SUFFIX) - room, MOST_BYTES - len(SUFFIX) - room
    short = text.encode("utf-16-le")[: 2 * units].decode("utf-16-le", "ignore")
    short = short.encode()[:size].decode("utf-8", "ignore")
    return unicodedata.normalize("NFC", short).strip(" .")
