"""Cells told apart in bulk: the same as one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib.util import find_spec

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsales.pipeline import bulk
from xlsales.pipeline.distinct import text_of
from xlsales.pipeline.numbers import read_number

Holder = Callable[[list[str]], Sequence[object]]


def in_polars(texts: list[str]) -> Sequence[object]:
    """Hold texts as the extra `fast` does."""
    import polars as pl

    from xlsales.pipeline.polars_text import PolarsTexts

    return PolarsTexts(pl.Series(texts, dtype=pl.String))


HOLDERS: dict[str, Holder] = {"a list": list} | ({"polars": in_polars} if find_spec("polars") else {})
_TEXTS = st.lists(
    st.one_of(
        st.text(st.characters(codec="utf-8"), max_size=8),
        st.sampled_from(
            ["Ann", "Li Lei", "#REF!", " x", "x ", "a  b", "\u3000", "a\tb", "a|b", "|#", "甲 乙", "\u200b"]
        ),
    ),
    max_size=40,
)
_NUMBERS = st.lists(
    st.one_of(
        st.text("0123456789.-|,e ", max_size=8),
        st.floats(allow_nan=False, allow_infinity=False).map(repr),
        st.decimals(min_value=-(10**14), max_value=10**14, places=3).map(str),
        st.sampled_from(["", "5.", ".5", "-.5", "+5", "٣", "1_000", "-0", "0005", "1" * 40]),
    ),
    max_size=40,
)


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
@settings(max_examples=150, deadline=None)
@given(texts=_TEXTS)
def test_a_text_that_is_not_odd_is_tidy(holder: Holder, texts: list[str]) -> None:
    """What bulk lets pass is what tidying leaves as it is, and begins with no #."""
    cells = holder(texts)
    odd = set(bulk.odd_texts(cells).tolist())
    passed = [text for index, text in enumerate(texts) if index not in odd]
    assert passed == [text_of(text) for text in passed]
    assert not any(text.startswith("#") for text in passed)
    assert bulk.blanks(cells).tolist() == [text == "" for text in texts]
    assert bulk.objects(cells).tolist() == texts


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
@settings(max_examples=150, deadline=None)
@given(texts=_NUMBERS)
def test_a_plain_number_is_read_without_a_remark_and_to_the_same_value(holder: Holder, texts: list[str]) -> None:
    """What is not odd is blank or has the very value that reading it by itself gives."""
    odd, values = bulk.plain_numbers(holder(texts))
    for index in set(range(len(texts))) - set(odd.tolist()):
        reading = read_number(texts[index])
        assert reading.note is None
        assert (reading.value is None) == (values[index] != values[index])
        assert reading.value is None or reading.value == values[index]


@pytest.mark.parametrize("holder", HOLDERS.values(), ids=HOLDERS)
def test_ordinary_cells_are_not_odd(holder: Holder) -> None:
    """Names, numbers and blanks need no closer look."""
    assert bulk.odd_texts(holder(["Ann", "", "甲方 A", "GTX-1"])).tolist() == []
    odd, values = bulk.plain_numbers(holder(["12.50", "7", "-3", "1200.75"]))
    assert (odd.tolist(), values.tolist()) == ([], [12.5, 7.0, -3.0, 1200.75])


def test_what_is_no_text_is_odd() -> None:
    """A number, a date or None among texts is looked at by itself."""
    assert bulk.odd_texts(["a", 5, None, "b"]).tolist() == [1, 2]
    assert bulk.plain_numbers(["1", 5, True])[0].tolist() == [1, 2]
