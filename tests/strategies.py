"""What hypothesis draws for the functions: amounts, rates, and the shapes in which a range may lie."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from xlsales.cells import ERRORS

amounts = st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)
sizes = st.integers(0, 10**8).map(lambda cents: cents / 100)
rates = st.integers(0, 100).map(lambda percent: percent / 100)
weights = st.integers(0, 1000).map(lambda tenths: tenths / 10)
errors = st.sampled_from(sorted(ERRORS))
blanks = st.sampled_from([None, ""])
deals = st.tuples(st.integers(0, 300).map(lambda tenths: tenths / 10), rates)


def rows(cells: list[Any], columns: int) -> list[list[Any]]:
    """Lay cells out in reading order with so many columns."""
    return [cells[start : start + columns] for start in range(0, len(cells), columns)]


@st.composite
def shaped(draw: st.DrawFn, cells: list[Any]) -> list[list[Any]]:
    """Draw one of the rectangles that hold the cells in reading order."""
    widths = [width for width in range(1, len(cells) + 1) if len(cells) % width == 0]
    return rows(cells, draw(st.sampled_from(widths)))
