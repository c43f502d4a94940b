"""Embedded functions, evaluated by another spreadsheet engine, give what Python gives."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import pytest
from hosts.lambdas.ironcalc_engine import (
    ERRORS,
    OMITTED,
    Call,
    expected,
    shown_from_cells,
    shown_from_constants,
    shown_with_days_from_1904,
)
from hosts.lambdas.random_calls import Draw
from test_vectors import VECTORS, same, vectors

from xlsales.cells import call
from xlsales.registry import FUNCTIONS, find

EVEN, DEALS = [[100, 200, 50]], [[0.5, 0.3, 0.7]]
MARKS = [["+"]] * 5 + [[None]] * 13 + [["-"]]


def as_cell(value: Any) -> Any:
    """Return a spill of one cell as the cell."""
    return value[0][0] if isinstance(value, list) and [len(row) for row in value] == [1] else value


def differing(calls: Sequence[Call], shown: Sequence[Any]) -> list[Any]:
    """Return the calls whose result is another than Python's."""
    pairs = zip(calls, shown, strict=True)
    return [(call, got, expected(call)) for call, got in pairs if not same(got, as_cell(expected(call)))]


@pytest.mark.skipif(not VECTORS.exists(), reason="the specification is not beside the project")
def test_every_vector_holds_without_python() -> None:
    """Each call of the specification shows the result written there."""
    rows = vectors()
    calls = [(row["function"], json.loads(row["args_json"])) for row in rows]
    wanted = [as_cell(json.loads(row["expected_json"])) for row in rows]
    shown = shown_from_cells(calls)
    assert len(calls) > 60
    wrong = [line for line in zip(calls, shown, wanted, strict=True) if not same(line[1], line[2])]
    assert wrong == []


def test_every_example_of_the_registry_holds_without_python() -> None:
    """Each function shows its own example's result, from cells and from constants."""
    calls = [(function.name, list(function.example)) for function in FUNCTIONS]
    assert differing(calls, shown_from_cells(calls)) == []
    assert differing(calls, shown_from_constants(calls)) == []


@pytest.mark.parametrize(
    ("name", "args", "wanted"),
    [
        ("FORECAST_TOTAL", (100, 40), 80),
        ("FORECAST_TOTAL", (100, 40, OMITTED, 0.5), 90),
        ("FORECAST_TOTAL", (100, 40, None, None), 80),
        ("FORECAST_TOTAL", (OMITTED, 40), 10),
        ("FORECAST_TOTAL", ([[10, None], ["", 90]], 40), 80),
        ("FORECAST_TOTAL", (1, True), "#VALUE!"),
        ("FORECAST_TOTAL", (1, 2, [[0.5, 0.5]]), "#VALUE!"),
        ("FORECAST_TOTAL", ([[1, "#N/A"], ["#NUM!", "text"]], 2), "#N/A"),
        ("FORECAST_TOTAL", ("text", [["#NUM!"]]), "#NUM!"),
        ("FORECAST_TOTAL", (1e308, 1e308, 1, 1), "#NUM!"),
        ("EXPECTED_REVENUE", ([[10, None], [20, 30]], [[0.5, None, 0.25, 1]]), 40),
        ("EXPECTED_REVENUE", ([[10, 20]], [[0.5, None]]), "#VALUE!"),
        ("EXPECTED_REVENUE", ([[None, None]], [[None, None]]), 0),
        ("CHANCE_TO_HIT", (EVEN, DEALS, 150), 0.545),
        ("CHANCE_TO_HIT", ([[0.1, 0.2]], [[0.5, 0.5]], 0.3), 0.25),
        ("CHANCE_TO_HIT", ([[-10, 20]], [[0.5, 1]], 15), 0.5),
        ("CHANCE_TO_HIT", ([[1000] * 30], [[0.5] * 30], 15000), 0.5 + 155117520 / 2**31),
        ("FORECAST_RANGE", ([[100, 200]], [[0.5, 0.3]]), [[0, 100, 300]]),
        ("FORECAST_RANGE", ([[100, 200]], [[0.5, 0.3]], [[0], [1]]), [[0, 300]]),
        ("FORECAST_RANGE", ([[100]], [[1]], 0.5), 100),
        ("BRIER_SCORE", ([[0.5, 0.5, None]], [[True, False, None]]), 0.25),
        ("BRIER_SCORE", ([[None]], [[None]]), "#DIV/0!"),
        ("COVERAGE", (5, 0), "#DIV/0!"),
        ("COVERAGE", (5, 3, 3), "#N/A"),
        ("STAGE_CONVERSION", ([[10], [5], [None], [3]],), [[0.5], [0], ["#DIV/0!"]]),
        ("STAGE_CONVERSION", ([[1, 2], [3, 4]],), "#VALUE!"),
        ("STAGE_CONVERSION", (7,), "#VALUE!"),
        ("BOTTLENECK", ([["a", None, "b"]], [[4, None, 2]]), "a"),
        ("BOTTLENECK", ([["a", "b"]], [[0, 2]]), "#DIV/0!"),
        ("SPLIT_QUOTA", (10, [[1, None], [1, 2]]), [[3, 0], [2, 5]]),
        ("SPLIT_QUOTA", (0.3, [[1, 1, 1]], 0.1), [[0.1, 0.1, 0.1]]),
        ("SPLIT_QUOTA", (10.5, [[1], [2]], 1), [[3], [7.5]]),
        ("SPLIT_QUOTA", (-10, [[1, 2]], 1), [[-3, -7]]),
        ("SPLIT_QUOTA", (10, [[1, -2]]), "#NUM!"),
        ("SPLIT_QUOTA", (10, [[1, 2]], 0), "#DIV/0!"),
        ("RAMP_QUOTA", (100, 3, [[0]]), 100),
        ("RAMP_QUOTA", (100, 0), "#NUM!"),
        ("KPI_STATUS", (63, 70), "amber"),
        ("KPI_STATUS", (50, 45, OMITTED, False), "amber"),
        ("KPI_STATUS", (50, 45, 0, False), "#DIV/0!"),
        ("COMMISSION", (150000, [[125000, 0, None, 100000]], [[0.07, 0.05, None, 0.06]]), 8250),
        ("COMMISSION", (1, [[5, 5]], [[0.1, 0.2]]), "#NUM!"),
        ("CAGR", (0, 1, 1), "#DIV/0!"),
        ("CAGR", (1, -1, 2), "#NUM!"),
        ("OPPORTUNITY_SCORE", (MARKS,), [[5, 0, 0, -1, 4]]),
        ("OPPORTUNITY_SCORE", ([*MARKS[:18], [True]],), "#VALUE!"),
        ("OPPORTUNITY_SCORE", (MARKS[:18],), "#VALUE!"),
        ("RELATIONSHIP_TYPE", (1, None), "vendor 供货商"),
        ("RELATIONSHIP_TYPE", ("TRUE", True), "#VALUE!"),
        ("FOLLOW_UP_DATES", (45,), [[52, 61, 76]]),
        ("FOLLOW_UP_DATES", (60,), "#NUM!"),
        ("FOLLOW_UP_DATES", (2958460,), "#NUM!"),
        ("FOLLOW_UP_DATES", (None,), "#VALUE!"),
        ("MILESTONE_STATUS", (46027, None, 46028), "overdue"),
        ("MILESTONE_STATUS", (46027, 46027.5, 46028), "done"),
        ("TENURE_BAND", (45352, 45900), "new"),
        ("ABC_TIER", (0.3, 1, 0.3, 0.1), "A"),
        ("KEY_PERSON_SHARE", ([["Li", "li", 7, "7"]], [[1, 2, 4, 3]]), 0.7),
        ("LEVER_IMPACT", (200, 0.5, 0.5, 1, 2, 0.5), [[50, 50, 50, 0, 50]]),
    ],
)
def test_cells_are_read_by_the_rules_without_python(name: str, args: tuple[Any, ...], wanted: Any) -> None:
    """Blanks, text, truth values, errors, optional arguments and degenerate cases show what the rules say."""
    shown = shown_from_cells([(name, args)])
    assert same(shown[0], wanted)
    assert differing([(name, args)], shown) == []


def test_an_error_in_any_cell_of_any_argument_comes_back() -> None:
    """Each cell of each argument of each function in turn holds an error, and that error is what is shown."""
    calls: list[Call] = []
    wanted = []
    for function in FUNCTIONS:
        cells = [value if isinstance(value, list) else [[value]] for value in function.example]
        for place, block in enumerate(cells):
            for index in range(len(block[0])):
                error = ERRORS[len(calls) % len(ERRORS)]
                broken = [[*row[:index], error, *row[index + 1 :]] for row in block]
                calls.append((function.name, [*cells[:place], broken, *cells[place + 1 :]]))
                wanted.append(error)
    shown = shown_from_cells(calls)
    assert len(calls) > 150
    assert [line for line in zip(calls, shown, wanted, strict=True) if line[1] != line[2]] == []


@pytest.mark.parametrize(("seed", "wrong"), [(1, 0.0), (2, 0.03), (3, 0.1)])
def test_random_cells_show_what_python_gives(seed: int, wrong: float) -> None:
    """Hundreds of calls over cells of every sort, right and wrong, agree value by value and error by error."""
    draw = Draw(seed, wrong)
    calls = [draw.call(function) for function in FUNCTIONS for _ in range(20)]
    shown = shown_from_cells(calls)
    assert sum(value not in ERRORS for value in shown if not isinstance(value, list)) > len(calls) / 4
    assert differing(calls, shown) == []


def test_dates_follow_the_date_system_of_the_workbook() -> None:
    """Where days count from 1904 the first day is 0, day 60 exists, and the last day comes sooner."""
    days = (0, 1, 45, 59.5, 60, 61, 44565, 2956973, 2956974, 2957003, 2957004, -1)
    calls: list[Call] = [("FOLLOW_UP_DATES", [day]) for day in days]
    calls += [("MILESTONE_STATUS", [day, OMITTED, 60]) for day in days]
    wanted = [call(name, *(None if cell is OMITTED else cell for cell in args), date1904=True) for name, args in calls]
    shown = shown_with_days_from_1904(calls)
    assert [line for line in zip(calls, shown, wanted, strict=True) if not same(line[1], as_cell(line[2]))] == []


def test_too_many_totals_are_refused_rather_than_computed_for_minutes() -> None:
    """Amounts that make millions of different totals show #NUM!; rounded ones have their chance."""
    amounts, rates = [[10_000_000 + 1_234_567 * place for place in range(20)]], [[0.5] * 20]
    rounded = [[round(amount, -6) for amount in amounts[0]]]
    shown = shown_from_cells([("CHANCE_TO_HIT", (amounts, rates, 2e8)), ("CHANCE_TO_HIT", (rounded, rates, 2e8))])
    assert shown[0] == "#NUM!"
    assert same(shown[1], expected(("CHANCE_TO_HIT", (rounded, rates, 2e8))))


def test_chinese_names_are_not_embedded_twice() -> None:
    """A function has one name in a workbook: the English one; its Chinese name stands in the help."""
    function = find("金额缺口")
    assert function is not None
    assert shown_from_constants([(function.name, (100, 40, 60)), (function.zh, (100, 40, 60))]) == [0, "#NAME?"]
