"""The rules by which cells are read and errors shown."""

from __future__ import annotations

import math
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import amounts, blanks, errors, rates, rows, shaped, sizes

from xlsales.cells import MISSING, call, explain
from xlsales.registry import FUNCTIONS, Function


@pytest.mark.parametrize(
    ("name", "args", "shown"),
    [
        ("FORECAST_TOTAL", ([[10, None], ["", 90]], [40]), 80),
        ("FORECAST_TOTAL", (None, ""), 0),
        ("FORECAST_TOTAL", (100, 40, None, ""), 80),
        ("FORECAST_TOTAL", (100, 40, MISSING, 0.5), 90),
        ("FORECAST_TOTAL", (Decimal("100"), 40), 80),
        ("FORECAST_TOTAL", (100, 40, [[0.5]]), 60),
        ("forecast_total", (100, 40), 80),
        ("金额缺口", (100, 40, 60), 0),
        ("FUNNEL_GAP", (-0.0, 0, 0), 0),
        ("EXPECTED_REVENUE", ([[10, None], [20, 30]], [[0.5, None, 0.25, 1]]), 40),
        ("EXPECTED_REVENUE", ([10, None], [0.5, 0.9]), 5),
        ("EXPECTED_DEALS", ([10, None, 30],), 23),
        ("STAGE_CONVERSION", ([[10], [5], [None], [3]],), [[0.5], [0], ["#DIV/0!"]]),
        ("STAGE_CONVERSION", ([10, 5],), [[0.5]]),
        ("SPLIT_QUOTA", (10, [[1, None], [1, 2]]), [[3, 0], [2, 5]]),
        ("SPLIT_QUOTA", (10, 7), [[10]]),
        ("FORECAST_RANGE", ([100], [0.5], [[0.2], [0.9]]), [[0, 100]]),
        ("BRIER_SCORE", ([0.5, 0.5], [True, False]), 0.25),
        ("RELATIONSHIP_TYPE", (1, None), "vendor 供货商"),
        ("KEY_PERSON_SHARE", ([1234567, 1234568.0, "1234567"], [5, 10, 5]), 0.5),
        ("OPPORTUNITY_SCORE", ([["+"]] * 19,), [[5, 5, 4, 5, 19]]),
    ],
)
def test_cells_are_read_by_the_rules(name: str, args: tuple[Any, ...], shown: Any) -> None:
    """Ranges are summed or paired, blanks follow their rule, spills keep their shape."""
    assert call(name, *args) == shown


@pytest.mark.parametrize(
    ("name", "args", "shown"),
    [
        ("NO_SUCH_FUNCTION", (1,), "#NAME?"),
        ("ROI", (1,), "#VALUE!"),
        ("ROI", (1, MISSING), "#DIV/0!"),
        ("ROI", (1, 2, 3), "#VALUE!"),
        ("ROI", (1, None), "#DIV/0!"),
        ("ROI", (" ", 1), "#VALUE!"),
        ("ROI", (math.inf, 1), "#NUM!"),
        ("ROI", ([1, math.nan], 1), "#NUM!"),
        ("ROI", (1e308, 1e-308), "#NUM!"),
        ("ROI", ([1e308, 1e308], 1), "#NUM!"),
        ("ROI", (10**400, 1), "#NUM!"),
        ("ROI", (date(2026, 1, 5), 1), "#VALUE!"),
        ("FORECAST_TOTAL", (1, 2, [0.5, 0.5]), "#VALUE!"),
        ("EXPECTED_REVENUE", ([10, 20], [0.5, None]), "#VALUE!"),
        ("EXPECTED_REVENUE", ([10, 20], [0.5, True]), "#VALUE!"),
        ("KPI_SCORE", ([10, 20], [1, None]), "#VALUE!"),
        ("BRIER_SCORE", ([0.5, 0.5], [1, None]), "#VALUE!"),
        ("BRIER_SCORE", ([0.5], [2]), "#VALUE!"),
        ("BOTTLENECK", (["a", None], [2, 1]), "#VALUE!"),
        ("BOTTLENECK", (["a", True], [2, 1]), "#VALUE!"),
        ("STAGE_CONVERSION", ([[1, 2], [3, 4]],), "#VALUE!"),
        ("STAGE_CONVERSION", ([],), "#VALUE!"),
        ("RAMP_QUOTA", (100, 1, [0.5, None]), "#VALUE!"),
        ("KPI_STATUS", (1, 2, 0.9, "no"), "#VALUE!"),
        ("KPI_STATUS", (1, 2, 0.9, 2), "#VALUE!"),
        ("FOLLOW_UP_DATES", (None,), "#VALUE!"),
        ("FOLLOW_UP_DATES", ("2026-01-05",), "#VALUE!"),
        ("FOLLOW_UP_DATES", (0,), "#NUM!"),
        ("FOLLOW_UP_DATES", (2958460,), "#NUM!"),
        ("TENURE_BAND", (1, True), "#VALUE!"),
    ],
)
def test_failures_show_the_error_of_their_rule(name: str, args: tuple[Any, ...], shown: str) -> None:
    """Bad cells never raise and are never repaired: the cell shows which rule they break."""
    assert call(name, *args) == shown


@pytest.mark.parametrize(
    ("name", "args", "reason"),
    [
        ("FORECAST_TOTAL", ([[1, 2], [3, "4"]], 0), "commit, row 2, column 2: '4' is text where a number is expected"),
        ("FORECAST_TOTAL", (1, True), "upside: TRUE stands where a number is expected"),
        ("FORECAST_TOTAL", (1, [["#N/A"]]), "upside: the cell holds the error #N/A"),
        ("RAMP_QUOTA", (1, 1, [[0.1], [None]]), "ramp, row 2, column 1: the cell is blank where a rate is expected"),
        ("EXPECTED_REVENUE", ([1, 2], [0.5, None]), "rates, number 2, is blank beside a filled partner"),
        ("ROI", (1,), "cost is not given"),
        ("ROIS", (1,), "there is no function ROIS: did you mean ROI?"),
        ("ROI", (3, 1), ""),
    ],
)
def test_reasons_say_argument_place_and_rule(name: str, args: tuple[Any, ...], reason: str) -> None:
    """Behind every error stands one sentence that leads to the cell."""
    assert explain(name, *args).reason == reason


def test_dates_follow_the_date_system_of_the_workbook() -> None:
    """The same day has another number in a workbook that counts from 1904."""
    assert call("FOLLOW_UP_DATES", date(2026, 1, 5)) == [[46034, 46042, 46057]]
    assert call("FOLLOW_UP_DATES", datetime(2026, 1, 5, 18, 30)) == [[46034, 46042, 46057]]
    assert call("FOLLOW_UP_DATES", 46027.75, date1904=True) == [[46034, 46042, 46057]]
    assert call("FOLLOW_UP_DATES", date(2026, 1, 5), date1904=True) == [[44572, 44580, 44595]]


def cells_of(function: Function) -> list[list[Any]]:
    """Return the example's arguments, each as a flat list of cells."""
    return [
        [cell for row in value for cell in row] if isinstance(value, list) else [value] for value in function.example
    ]


@settings(max_examples=150)
@given(st.data(), st.sampled_from(FUNCTIONS), errors)
def test_an_error_in_any_cell_comes_back(data: st.DataObject, function: Function, error: str) -> None:
    """Whatever else is in the ranges, the error value of a cell is what the function shows."""
    arguments = cells_of(function)
    cells = arguments[data.draw(st.integers(0, len(arguments) - 1))]
    cells[data.draw(st.integers(0, len(cells) - 1))] = error
    assert call(function.name, *arguments) == error


@given(st.lists(amounts, min_size=2, max_size=6), errors, errors)
def test_the_first_error_in_reading_order_wins(numbers: list[float], first: str, second: str) -> None:
    """Two error values show the one that is read first."""
    assert call("FORECAST_TOTAL", [*numbers, first], [second, *numbers]) == first
    assert call("FORECAST_TOTAL", rows([*numbers, first, second], 1), "text") == first


@given(st.data(), st.lists(st.tuples(sizes, rates), min_size=1, max_size=12))
def test_shape_of_ranges_does_not_matter(data: st.DataObject, deals: list[tuple[float, float]]) -> None:
    """The same cells in reading order give the same result in any rectangle."""
    left, right = [amount for amount, _ in deals], [rate for _, rate in deals]
    expected = call("EXPECTED_REVENUE", left, right)
    assert call("EXPECTED_REVENUE", data.draw(shaped(left)), data.draw(shaped(right))) == expected
    assert call("FORECAST_TOTAL", data.draw(shaped(left)), 0) == call("FORECAST_TOTAL", left, 0)


@given(st.lists(sizes, max_size=8), blanks, st.integers(0, 8))
def test_blanks_count_nothing_in_a_sum(numbers: list[float], blank: object, place: int) -> None:
    """A blank cell or empty string anywhere in a range leaves its sum as it is."""
    assert call("FUNNEL_GAP", 0, [*numbers[:place], blank, *numbers[place:]], 0) == call("FUNNEL_GAP", 0, numbers, 0)


@given(st.lists(sizes, min_size=1, max_size=8), st.text() | st.booleans(), st.integers(0, 8))
def test_text_and_truth_values_are_never_numbers(numbers: list[float], cell: object, place: int) -> None:
    """Text, a number stored as text and TRUE or FALSE make the whole sum #VALUE!."""
    assume(cell != "" and not str(cell).startswith("#"))
    assert call("FORECAST_TOTAL", [*numbers[:place], cell, *numbers[place:]], 0) == "#VALUE!"


def times_of(*jobs: Callable[[], object]) -> list[float]:
    """Return the shortest of seven runs of each job, in seconds; they run in turns, so that a busy moment hits all."""
    times: list[list[float]] = [[] for _ in jobs]
    for _ in range(7):
        for job, taken in zip(jobs, times, strict=True):
            start = time.process_time()
            job()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


COLUMN = [[number / 7] for number in range(100_000)]
CENTS = [[number % 9_973 / 100] for number in range(100_000)]
HALF, CENTS_HALF, SHARES = COLUMN[:50_000], CENTS[:50_000], [[0.25]] * 50_000
NAMES, FLAGS = [[f"name {number % 500}"] for number in range(50_000)], [[number % 2 == 0] for number in range(50_000)]
LARGE: list[tuple[float, str, tuple[Any, ...]]] = [
    (10, "FORECAST_TOTAL", (COLUMN, 0)),
    (18, "EXPECTED_REVENUE", (HALF, SHARES)),
    (18, "EXPECTED_DEALS", (HALF, SHARES)),
    (18, "KPI_SCORE", (HALF, SHARES)),
    (18, "BRIER_SCORE", (SHARES, FLAGS)),
    (18, "COMMISSION", (1e9, HALF, SHARES)),
    (18, "KEY_PERSON_SHARE", (NAMES, HALF)),
    (18, "BOTTLENECK", (NAMES, COLUMN[1:50_001])),
    (18, "STAGE_CONVERSION", (COLUMN[1:],)),
    (45, "SPLIT_QUOTA", (12_345_678.9, CENTS, 0.01)),
    (60, "SPLIT_QUOTA", (12_345_678.9, COLUMN, 0.01)),
    (30, "CHANCE_TO_HIT", (CENTS_HALF, SHARES, 600_000)),
    (30, "FORECAST_RANGE", (CENTS_HALF, SHARES)),
]


def loop() -> float:
    """Add up 100,000 rows as a bare Python loop does."""
    total = 0.0
    for row in COLUMN:
        for cell in row:
            total += float(cell)
    return total


@pytest.mark.parametrize(("most", "name", "args"), LARGE, ids=[f"{name} {i}" for i, (_, name, _) in enumerate(LARGE)])
def test_large_ranges_cost_little_more_than_a_loop_over_them(most: float, name: str, args: tuple[Any, ...]) -> None:
    """100,000 cells take at most a small multiple of what a bare Python loop over as many rows takes."""
    bare, taken = times_of(loop, lambda: call(name, *args))
    assert taken < most * bare


def test_a_cell_call_imports_no_heavy_library() -> None:
    """Answering a cell needs the standard library alone."""
    code = (
        "import sys, xlsales; assert xlsales.call('ROI', 3, 1) == 2;"
        "print(*{'pandas', 'numpy', 'openpyxl', 'xlwings', 'typer', 'rich', 'cellrune'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
