"""Values cross between Calc and the functions without changing their meaning."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.hosts.calc.values import CODES, answer, error, error_text, to_calc
from xlsales.registry import FUNCTIONS, find


@pytest.mark.parametrize("text", sorted(CODES))
def test_errors_survive_the_way_there_and_back(text: str) -> None:
    """Each error is a NaN for Calc and reads as the same error again."""
    number = to_calc(text)
    assert math.isnan(number)
    assert error_text(number) == text


def test_error_that_calc_lacks_is_a_value_error() -> None:
    """#SPILL! and its like become #VALUE!, and so does an error of Calc that Excel lacks."""
    assert error_text(to_calc("#SPILL!")) == "#VALUE!"
    assert error_text(error(504)) == "#VALUE!"


@given(st.lists(st.lists(st.floats(allow_nan=False), min_size=2, max_size=2), min_size=1))
def test_numbers_are_handed_over_unchanged(rows: list[list[float]]) -> None:
    """A block of numbers keeps its shape and every digit."""
    assert to_calc(rows) == tuple(tuple(row) for row in rows)


def test_error_inside_a_block_comes_back_as_it_is() -> None:
    """A NaN among the cells of an argument is the error it carries."""
    function = find("FUNNEL_GAP")
    assert function is not None
    assert error_text(answer(function, (((1.0,), (error(CODES["#N/A"]),)), ((2.0,),), ((3.0,),)))) == "#N/A"


def test_every_function_answers_its_example_in_rows_or_as_one_value() -> None:
    """What spills is rows of plain values, everything else one number or text."""
    for function in FUNCTIONS:
        left_out = (None,) * (len(function.arguments) - len(function.example))
        given_cells = (*map(block, function.example), *left_out)
        shown = answer(function, given_cells)
        if function.spill == "cell":
            assert isinstance(shown, (float, str)), function.name
        else:
            assert all(isinstance(cell, (float, str)) for row in shown for cell in row), function.name


def block(value: object) -> object:
    """Return an argument as Calc hands it over."""
    rows = value if isinstance(value, list) else [[value]]
    return tuple(tuple("" if cell is None else cell for cell in row) for row in rows)
