"""Many numbers at once as whole ones."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import example, given
from hypothesis import strategies as st

from xlsales.metrics.numbers import exact
from xlsales.metrics.whole import nth_largest, whole_decimals, whole_weights

DECIMALS = st.builds(lambda digits, places: digits / 10**places, st.integers(-(10**9), 10**9), st.integers(0, 7))
FLOATS = st.floats(allow_nan=False, allow_infinity=False)


@given(st.lists(DECIMALS | FLOATS, max_size=8))
@example([0.1, 0.2, 0.3, 1e-7, 3e-7])
@example([0.30000000000000004, 0.1])
@example([1e300, 5e-324])
def test_decimals_are_what_people_read(values: list[float]) -> None:
    """However many digits they have, the whole numbers stand in the proportions of the decimals shown."""
    whole, scale = whole_decimals(values)
    assert [Fraction(one, scale) for one in whole] == [exact(value) for value in values]


@given(st.lists(st.floats(0, 1e300) | st.integers(0, 10**20), min_size=1, max_size=8))
@example([1e300, 5e-324])
@example([10**20, 0.1])
@example([1 / 3, 2 / 3, 0.0])
def test_weights_keep_their_proportions(values: list[float]) -> None:
    """Whole weights stand to each other as the values do, as decimals or as they are stored."""
    whole, stored = whole_weights(values), [Fraction(value) for value in values]
    read = [exact(value) for value in values]
    assert any(
        [one * sum(asked) for one in whole] == [share * sum(whole) for share in asked] for asked in (stored, read)
    )


@given(st.lists(st.integers(0, 50) | st.integers(), min_size=1, max_size=60), st.data())
def test_the_nth_largest_is_where_sorting_puts_it(values: list[int], data: st.DataObject) -> None:
    """Found among few or among many, values that repeat among them."""
    many = values * 70
    for some in (values, many):
        nth = data.draw(st.integers(1, len(some)))
        assert nth_largest(some, nth) == sorted(some, reverse=True)[nth - 1]
