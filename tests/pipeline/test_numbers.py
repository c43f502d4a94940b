"""Dirty numbers."""

from __future__ import annotations

import math

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xlsales.pipeline.numbers import could_be_thousands, parse_number, read_number, uses_decimal_comma


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("¥1,200.50", 1200.5), ("￥１，２００", 1200), ("$ 3,000", 3000), ("US$1,000", 1000), ("RMB 500", 500),
        ("500 CNY", 500), ("1000元", 1000), ("1.2万", 12000), ("3.5万元", 35000), ("1.2亿", 120_000_000),
        ("12 万", 120_000), ("3956.65x", 3956.65), ("10x", 10), ("(1,200)", -1200), ("($1,200.50)", -1200.5),
        ("-5", -5), ("−5", -5), ("5-", -5), ("+5", 5), ("35k", 35_000), ("$2.5M", 2_500_000), ("1.5bn", 1.5e9),
        ("12%", 0.12), ("65 %", 0.65), ("1 234 567", 1_234_567), ("1'234.50", 1234.5), ("12,34,567", 1_234_567),
        ("1.234.567,89", 1_234_567.89), ("1,234,567.89", 1_234_567.89), ("12,5", 12.5), ("1e3", 1000), (".5", 0.5),
        ("0,125", 0.125), ("1,234", 1234), ("EUR1.234,50", 1234.5), ("€ 99", 99), ("1 000,25", 1000.25),
    ],
)  # fmt: skip
def test_a_dirty_number_reads_as_what_it_means(text: str, value: float) -> None:
    """Signs, units, groups and stray letters do not change the number."""
    assert parse_number(text) == value


@pytest.mark.parametrize(
    "text", ["soon", "1,2,3", "12,34.5.6", "--5", "(5", "5)", "-(5)", "1-2", "万", "1e999", "#REF!"]
)
def test_what_is_no_number_is_a_problem_and_never_zero(text: str) -> None:
    """A cell that cannot be read is left blank and reported."""
    reading = read_number(text)
    assert reading.value is None
    assert reading.problem == "not a number; left blank"


@pytest.mark.parametrize("text", ["n/a", "-", "NULL", "无"])
def test_words_for_nothing_are_blank_and_counted_as_repairs(text: str) -> None:
    """A word that means nothing is read as blank, aloud."""
    assert read_number(text).value is None
    assert read_number(text).repair == "read as blank"


def test_a_plain_number_is_no_repair() -> None:
    """Only what had to be changed is remarked."""
    assert read_number("1200.50").repair == ""
    assert read_number(1200.5).repair == ""
    assert read_number("1,200").repair == "read as 1200"


def test_a_truth_value_is_not_a_number() -> None:
    """TRUE does not become 1."""
    assert read_number(True).value is None


def test_a_column_shows_which_mark_is_the_decimal_one() -> None:
    """Thousands with points are known by a neighbour that proves the decimal comma."""
    assert uses_decimal_comma(["1.234", "12,50"])
    assert parse_number("1.234", decimal_comma=True) == 1234
    assert not uses_decimal_comma(["1.234", "12,50", "12.50"])


def test_points_that_could_all_be_thousands_are_noticed() -> None:
    """A column of nothing but 1.234 shapes is doubtful."""
    assert could_be_thousands(["1.234", "56.789"])
    assert not could_be_thousands(["1.234", "56.7"])


_MONEY = st.decimals(min_value=-(10**9), max_value=10**9, places=2).map(lambda d: d + 0)
_STYLES = {
    "plain": lambda d: f"{d}",
    "grouped": lambda d: f"{d:,}",
    "yuan": lambda d: f"¥{d:,}" if d >= 0 else f"-¥{-d:,}",
    "brackets": lambda d: f"{d:,}" if d >= 0 else f"({-d:,})",
    "european": lambda d: f"{d:,}".translate({44: ".", 46: ","}),
    "spaced": lambda d: f"  {d:,} ",
    "wan": lambda d: f"{d.scaleb(-4)}万" if d >= 0 else f"-{(-d).scaleb(-4)}万",
    "stray": lambda d: f"{d}x",
    "full width": lambda d: f"{d}".translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789.,-"}),
}


@settings(max_examples=60, deadline=None)
@given(number=_MONEY, style=st.sampled_from(sorted(_STYLES)))
def test_any_rendering_of_an_amount_reads_back(number, style: str) -> None:  # type: ignore[no-untyped-def]
    """However an amount with cents is written, it reads back to the last digit."""
    text = f"{_STYLES[style](number):s}"
    if "E" not in text:
        assert parse_number(text) == float(number)


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.text(max_size=20), st.integers(), st.floats()))
@example("1" * 400)
@example("٣")
def test_no_cell_breaks_the_reader(cell: object) -> None:
    """Any cell gives a finite number or nothing."""
    value = read_number(cell).value
    assert value is None or math.isfinite(value)
