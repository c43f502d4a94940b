"""Rows woven from pieces: gaps kept from fill to fill are what they would be if made anew."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlsales.workbook.weave import Gaps, lines_of, merged, numbered, side_by_side

TEXTS = st.text("<ré3", max_size=3)
NUMBERS = st.integers(0, 2)
PATTERNS = st.lists(st.one_of(TEXTS, NUMBERS, st.just(["x"] * 6)), min_size=1, max_size=8)


@given(patterns=st.lists(PATTERNS, min_size=1, max_size=4), counts=st.lists(st.integers(1, 6), min_size=4, max_size=4))
def test_gaps_kept_from_earlier_rows_give_the_same_lines(patterns: list[list[object]], counts: list[int]) -> None:
    """However many rows came before, kept gaps give the rows that are woven without them."""
    gaps = Gaps(9)
    for pattern, count in zip(patterns, counts, strict=False):
        cut = ["", *(piece[:count] if isinstance(piece, list) else piece for piece in pattern), 0]
        assert lines_of(gaps.closed(cut, count), count) == lines_of(numbered(cut, 9, count), count)


def test_more_gaps_than_are_kept_are_made_anew() -> None:
    """A shape whose gaps differ from fill to fill is still written right."""
    gaps = Gaps(1)
    made = [side_by_side(gaps.closed([f"<{i}>", 0, ["a", "b"], "|"], 2)) for i in (*range(300), 0)]
    assert made[299] == "<299>1a|<299>2b|"
    assert made[300] == "<0>1a|<0>2b|"


def test_texts_beside_each_other_are_one_piece() -> None:
    """Merged pieces alternate between texts that all rows share and texts of their own."""
    assert merged(["a", "b", ["1"], ["2"], "c", "d"]) == ["ab", ["1"], ["2"], "cd"]
