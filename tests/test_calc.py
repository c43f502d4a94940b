"""Formulas evaluated without a workbook."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.calc import evaluate
from xlsales.errors import DataError
from xlsales.functions_help import formula_text
from xlsales.registry import FUNCTIONS, Function


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        ("=FUNNEL_GAP(100, 40, 30)", 30),
        ("FUNNEL_GAP(100,40,30)", 30),
        (" = funnel_gap( 100 , 40 , 30 ) ", 30),
        ("=金额缺口(100,40,30)", 30),
        ("=PROJECT_GAP(FUNNEL_GAP(100,40,30),3)", 50),
        ("=FORECAST_TOTAL(100, 40, 50%, 10%)", 54),
        ("=FORECAST_TOTAL(100, 40, , 50%)", 90),
        ("=FORECAST_TOTAL(100, 40,)", 80),
        ("=STAGE_CONVERSION({10;5;4})", [[0.5], [0.8]]),
        ('=BOTTLENECK({"a","b";"c","d"}, {9,1,1,1})', "a"),
        ("=RELATIONSHIP_TYPE(TRUE, false)", "vendor 供货商"),
        ("=FORECAST_TOTAL(#SPILL!, 1)", "#SPILL!"),
        ('=FORECAST_TOTAL("1", 1)', "#VALUE!"),
        ("=-2^2 + 3*(4-1)/2", 8.5),  # the sign binds first, as in Excel
        ("=10-4-3", 3),
        ("=200%*1.5e2", 300),
        ("=1/0", "#DIV/0!"),
        ("=10^400", "#NUM!"),
        ("=(0-1)^0.5", "#NUM!"),
        ('="a"+1', "#VALUE!"),
        ("=#N/A+1", "#N/A"),
        ("=ROI(ATTAINMENT(1,0),2)", "#DIV/0!"),
        ('="say ""yes"""', 'say "yes"'),
    ],
)
def test_formulas_show_what_a_cell_would(formula: str, shown: Any) -> None:
    """Calls, constants and arithmetic follow Excel's habits."""
    assert evaluate(formula) == shown


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_examples_can_be_typed(function: Function) -> None:
    """The example that the help prints gives the result it prints."""
    got = evaluate(formula_text(function, function.example))
    if isinstance(function.result, (int, float)):
        assert got == pytest.approx(function.result)
    else:
        assert got == function.result


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        ("=FUNEL_GAP(1,2,3)", "character 2: there is no function FUNEL_GAP: did you mean FUNNEL_GAP?"),
        ("=FUNNEL_GAP(1,2", r"character 16: ',' or '\)' is expected, the end of the formula is found"),
        ("=FUNNEL_GAP(1 2)", "',' or '.' is expected, '2' is found"),
        ("=ROI(A1, 2)", "character 6: 'A1' has no value here"),
        ("=ROI(1, 2))", "character 11: the end is expected, '.' is found"),
        ("=ROI(1, $)", r"'\$' is not understood"),
        ("=ROI({1,2;3}, 4)", "the rows of the array differ in length"),
        ("=ROI(#WRONG!, 4)", "'#WRONG!' is no error value"),
        ("=", "a value is expected"),
        ("=1+", "character 4: a value is expected"),
    ],
)
def test_bad_formulas_name_the_place(formula: str, said: str) -> None:
    """One sentence says where the formula cannot be read and what was expected there."""
    with pytest.raises(DataError, match=said):
        evaluate(formula)


@given(st.text(alphabet='ROI(){},;"+-*/^% 12.#AX', max_size=25))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Anything typed is either evaluated or refused with a sentence."""
    try:
        evaluate(text)
    except DataError as error:
        assert str(error).startswith("formula '=")  # noqa: PT017
