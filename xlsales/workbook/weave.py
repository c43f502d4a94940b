"""Rows woven from pieces that stand side by side: texts that all share, row numbers, and texts of each row's own.

What stands between a table's values is the same from fill to fill; for the first rows it is made once and kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby, repeat
from typing import TypeAlias, cast

Piece: TypeAlias = "str | list[str]"
Pieces: TypeAlias = "list[Piece]"
Pattern: TypeAlias = "list[str | int | list[str]]"  # a number stands for the row's own, so many rows on
Gap: TypeAlias = "tuple[str | int, ...]"

_MOST_GAPS = 256


class Gaps:
    """What stands between values in the rows from `first` on, each gap made once."""

    def __init__(self, first: int) -> None:
        self.first = first
        self._made: dict[Gap, Piece] = {}

    def closed(self, pattern: Pattern, count: int) -> Pieces:
        """Return a pattern's pieces for `count` rows with all that stands between two values made one.

        >>> Gaps(5).closed(["<r>", 0, "|", ["a", "b"], "</r>"], 2)
        [['<r>5|', '<r>6|'], ['a', 'b'], '</r>']
        """
        pieces: Pieces = []
        gap: list[str | int] = []
        for piece in pattern:
            if not isinstance(piece, list):
                gap.append(piece)
                continue
            pieces += (self._gap(tuple(gap), count), piece)
            gap.clear()
        return [*pieces, self._gap(tuple(gap), count)]

    def _gap(self, gap: Gap, count: int) -> Piece:
        made = self._made.get(gap)
        if made is None or (isinstance(made, list) and len(made) < count):
            if len(self._made) >= _MOST_GAPS:
                self._made.clear()
            made = self._made[gap] = self._new_gap(gap, count)
        return made if isinstance(made, str) or len(made) == count else made[:count]

    def _new_gap(self, gap: Gap, count: int) -> Piece:
        if all(isinstance(piece, str) for piece in gap):
            return "".join(cast("Iterable[str]", gap))
        return lines_of(numbered(list(gap), self.first, count), count)


def numbered(pattern: Pattern, first: int, count: int) -> Pieces:
    """Return a pattern's pieces for `count` rows from number `first` on.

    >>> numbered(["A", 0, "+B", 1], 5, 2)
    ['A', ['5', '6'], '+B', ['6', '7']]
    """
    starts = {first + piece for piece in pattern if isinstance(piece, int)}
    numbers = {start: list(map(str, range(start, start + count))) for start in starts}
    return [numbers[first + piece] if isinstance(piece, int) else piece for piece in pattern]


def merged(pieces: Iterable[Piece]) -> Pieces:
    """Return pieces with texts that stand side by side made one.

    >>> merged(["<r", ">", ["1"], "<", "/r>"])
    ['<r>', ['1'], '</r>']
    """
    runs = groupby(pieces, lambda piece: isinstance(piece, str))
    return [piece for shared, run in runs for piece in (["".join(cast("Iterable[str]", run))] if shared else run)]


def side_by_side(pieces: Pieces) -> str:
    """Return the rows that pieces make side by side; at least one of them is a list.

    >>> side_by_side(["<r>", ["1", "2"], "</r>"])
    '<r>1</r><r>2</r>'
    """
    count, wide = max(len(piece) for piece in pieces if isinstance(piece, list)), len(pieces)
    whole = [""] * (count * wide)
    for place, piece in enumerate(pieces):
        whole[place::wide] = piece if isinstance(piece, list) else [piece] * count
    return "".join(whole)


def lined_up(pieces: Pieces) -> Iterable[tuple[str, ...]]:
    """Yield each row's pieces; at least one of the pieces is a list.

    >>> list(lined_up(["<", ["1", "2"]]))
    [('<', '1'), ('<', '2')]
    """
    return zip(*(repeat(piece) if isinstance(piece, str) else piece for piece in pieces), strict=False)


def lines_of(pieces: Pieces, count: int) -> list[str]:
    """Return each of `count` rows that pieces make.

    >>> lines_of(["a", "b"], 2), lines_of(["<", ["1", "2"], ">"], 2)
    (['ab', 'ab'], ['<1>', '<2>'])
    """
    if all(isinstance(piece, str) for piece in pieces):
        return ["".join(cast("list[str]", pieces))] * count
    if [type(piece) for piece in pieces] == [str, list, str]:
        before, texts, after = pieces
        return [f"{before}{text}{after}" for text in texts]
    return list(map("".join, lined_up(pieces)))
