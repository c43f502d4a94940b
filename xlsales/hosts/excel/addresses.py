"""Addresses of cells as Excel writes them, taken apart and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import reduce

_EXTERNAL = re.compile(r"(?:'?(?P<path>[^'\[]*)\[(?P<workbook>[^\]]*)\])?(?P<sheet>.*)", re.DOTALL)
_CORNER = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass(frozen=True)
class Address:
    """A cell or range; an empty part is not known."""

    workbook: str
    sheet: str
    cells: str


def parse(text: str) -> Address:
    """Return the parts of an address, without quotes and dollar signs.

    >>> parse("'[Plan 2026.xlsx]Q4''s deals'!$D$4")
    Address(workbook='Plan 2026.xlsx', sheet="Q4's deals", cells='D4')
    >>> parse("D4:E9")
    Address(workbook='', sheet='', cells='D4:E9')
    """
    place, _, cells = text.rpartition("!")
    found = _EXTERNAL.fullmatch(place)
    workbook, sheet = (found["workbook"] or "", found["sheet"]) if found else ("", place)
    return Address(_unquoted(workbook), _unquoted(sheet), cells.replace("$", "").upper())


def within(wanted: Address, known: Address) -> bool:
    """Tell whether a known range holds the wanted cell; parts of the wanted that are empty match anything.

    >>> within(parse("Sheet1!D5"), parse("[Plan.xlsx]Sheet1!$D$4:$D$8"))
    True
    """
    parts = ((wanted.workbook, known.workbook), (wanted.sheet, known.sheet))
    if any(asked and asked.casefold() != there.casefold() for asked, there in parts):
        return False
    return not wanted.cells or wanted.cells == known.cells or _holds(known.cells, wanted.cells)


def _unquoted(text: str) -> str:
    return text.strip("'").replace("''", "'")


def _holds(known: str, wanted: str) -> bool:
    outer, inner = _corners(known), _corners(wanted)
    if outer is None or inner is None:
        return False
    (top, left), (bottom, right) = outer
    return all(top <= row <= bottom and left <= column <= right for row, column in inner)


def _corners(cells: str) -> tuple[tuple[int, int], tuple[int, int]] | None:
    found = [_CORNER.fullmatch(corner) for corner in cells.split(":")]
    places = [(int(corner[2]), _column(corner[1])) for corner in found if corner]
    return (places[0], places[-1]) if len(places) == len(found) in (1, 2) else None


def _column(letters: str) -> int:
    return reduce(lambda number, letter: number * 26 + ord(letter) - 64, letters, 0)
