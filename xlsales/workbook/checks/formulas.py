"""What formulas say: their form when filled down, the areas they refer to, the products they make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from xlsales.workbook.refs import Area, map_references, read_area, read_cell

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_FUNCTION = re.compile(r"([A-Za-z_][\w.]*)\(")


class Reference(NamedTuple):
    """One reference of a formula: its sheet (None: its own), its area, and the text of its two ends."""

    sheet: str | None
    area: Area
    first: str
    last: str


def references(formula: str) -> list[Reference]:
    """Return the references of a formula to cells.

    >>> [(r.sheet, str(r.area)) for r in references("SUM(D2:D9)+Rates!$B$1")]
    [(None, 'D2:D9'), ('Rates', 'B1')]
    """
    found: list[Reference] = []

    def keep(sheet: str | None, first: str, last: str | None) -> None:
        area = read_area(f"{first}:{last}" if last else first)
        if area is not None:
            found.append(Reference(sheet, area, first, last or first))

    map_references(formula, keep)
    return found


def relative(formula: str, column: int, row: int) -> str:
    """Return a formula with its references counted from its cell.

    >>> relative("C2*$B$1", 4, 2) == relative("C3*$B$1", 4, 3)
    True
    """

    def counted(cell: str) -> str:
        place = read_cell(cell)
        if place is None:
            return cell
        across = f"C{place[0]}" if cell.startswith("$") else f"C[{place[0] - column}]"
        down = f"R{place[1]}" if "$" in cell[1:] else f"R[{place[1] - row}]"
        return down + across

    def change(_sheet: str | None, first: str, last: str | None) -> str:
        return counted(first) + (":" + counted(last) if last else "")

    return map_references(formula, change)


@lru_cache(maxsize=4096)
def functions(formula: str) -> frozenset[str]:
    """Return the functions a formula calls, in capitals, without the prefixes newer ones carry in a file.

    >>> sorted(functions('IF(A1>0,_xlfn.XLOOKUP(1,A:A,B:B),"SUM(")'))
    ['IF', 'XLOOKUP']
    """
    bare = _TEXT.sub('""', formula)
    return frozenset(name.upper().rpartition("_XLFN.")[2].rpartition("_XLWS.")[2] for name in _FUNCTION.findall(bare))


def terms(formula: str) -> list[str]:
    """Return the parts of a formula that stand between plus signs outside brackets.

    >>> terms("B2+SUM(C2+D2)+E2/F2")
    ['B2', 'SUM(C2+D2)', 'E2/F2']
    """
    return list(_split(formula.lstrip("=+"), "+"))


def _split(formula: str, mark: str) -> Iterator[str]:
    depth, quoted, begin = 0, "", 0
    for place, letter in enumerate(formula):
        if quoted:
            quoted = "" if letter == quoted else quoted
        elif letter in "\"'":
            quoted = letter
        elif letter in "([{":
            depth += 1
        elif letter in ")]}":
            depth -= 1
        elif letter == mark and depth == 0:
            yield formula[begin:place].strip()
            begin = place + 1
    yield formula[begin:].strip()
