"""The functions as Excel's Python server calls them: xlwings' own decorators and CallUDF, for every function."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hosts.excel import fakewin
from test_vectors import VECTORS, same, vectors

from xlsales.cells import call as shown
from xlsales.hosts.excel import log
from xlsales.hosts.excel.variants import NUMBERS
from xlsales.registry import FUNCTIONS, Function

MODULE = "xlsales.hosts.excel.functions"
CELL = "[Plan.xlsx]Sheet1!$A$1"
Call = Callable[..., Any]


@pytest.fixture(scope="module")
def server() -> Iterator[Any]:
    """xlwings' Python server as it is on Windows."""
    with fakewin.windows() as com_server:
        yield com_server.XLPython()


@pytest.fixture
def call(server: Any, log_here: Path) -> Call:
    """A call as the VBA wrapper makes it."""
    return lambda name, *args, date1904=False, cell=CELL: server.CallUDF(MODULE, name, (cell, date1904, *args))


def com(value: Any) -> Any:
    """Return a value as COM hands it over: numbers as floats, errors as codes, blocks as tuples."""
    if isinstance(value, list | tuple):
        return tuple(map(com, value))
    if isinstance(value, str) and value in NUMBERS:
        return -2146828288 + NUMBERS[value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def block(result: Any, like: Any) -> Any:
    """Return a result as rows where the expected one is rows: the server unwraps a single row and cell."""
    if not isinstance(like, list) or (isinstance(result, list) and isinstance(result[0], list)):
        return result
    return [result] if isinstance(result, list) else [[result]]


@pytest.mark.skipif(not VECTORS.exists(), reason="the specification is not beside the project")
def test_every_vector_holds_through_the_server(call: Call) -> None:
    """Each call of the specification gives through xlwings what it gives in Python."""
    rows = [(row["function"], json.loads(row["args_json"]), json.loads(row["expected_json"])) for row in vectors()]
    got = [(row, block(call(row[0], *com(row[1])), row[2])) for row in rows]
    assert len(got) > 50
    assert [(row, result) for row, result in got if not same(result, row[2])] == []


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_example_of_every_function(call: Call, function: Function) -> None:
    """The example of each function gives its result through xlwings' own decorators and converters."""
    assert same(block(call(function.name, *com(function.example)), function.result), function.result)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_an_error_in_the_first_argument_passes_on(call: Call, function: Function) -> None:
    """#N/A in a cell comes out as #N/A, whichever function takes it."""
    assert call(function.name, com("#N/A"), *com(function.example)[1:]) == "#N/A"


@pytest.mark.parametrize("text", NUMBERS)
def test_every_kind_of_cell_error_passes_on(call: Call, text: str) -> None:
    """Each kind of error, old or new, keeps its kind through a range."""
    assert call("FORECAST_TOTAL", ((1.0,), (com(text),)), 2.0) == text


def test_an_unheard_of_error_is_still_an_error(call: Call) -> None:
    """A code of a later Excel never counts as a number."""
    assert call("FORECAST_TOTAL", -2146828288 + 2299, 2.0) == "#UNKNOWN!"


@pytest.mark.parametrize(
    ("commit", "total"),
    [
        (10.0, 7.0),
        (((10.0,),), 7.0),
        (((4.0, 6.0),), 7.0),
        (((4.0,), (6.0,)), 7.0),
        (((1.0, 2.0), (3.0, 4.0)), 7.0),
        ((4.0, 6.0), 7.0),
        (((10.0,), (None,), ("",)), 7.0),
        (Decimal("10.0000"), 7.0),
        (((Decimal("4"), 6.0),), 7.0),
        (None, 0.0),
    ],
    ids=["value", "cell", "row", "column", "block", "constant", "blanks", "currency", "mixed", "blank"],
)
def test_every_shape_of_an_amount(call: Call, commit: Any, total: float) -> None:
    """A value, a cell, a row, a column, a block, an array constant, blanks and currency all add up."""
    assert call("FORECAST_TOTAL", commit, 0.0) == pytest.approx(total)


@pytest.mark.parametrize("wrong", ["10", True, ((1.0,), ("10",)), ((False,),)])
def test_text_and_truth_are_no_numbers(call: Call, wrong: Any) -> None:
    """Text and TRUE where a number belongs are #VALUE!, alone or in a range."""
    assert call("FORECAST_TOTAL", wrong, 1.0) == "#VALUE!"


def test_missing_optional_arguments_take_their_defaults(call: Call) -> None:
    """An argument left out, given blank, or passed as COM's own sign for missing means the default."""
    plain = call("FORECAST_TOTAL", 100.0, 100.0)
    assert plain == pytest.approx(95.0)
    assert call("FORECAST_TOTAL", 100.0, 100.0, None, None) == plain
    assert call("FORECAST_TOTAL", 100.0, 100.0, -2147352572, -2147352572) == plain


def test_not_a_number_is_an_error(call: Call) -> None:
    """A value that is not finite shows #NUM!, never an empty cell."""
    assert call("FORECAST_TOTAL", float("nan"), 1.0) == "#NUM!"


def test_dates_come_as_serials_of_either_system(call: Call) -> None:
    """Days are serial numbers in and out, counted from the workbook's own beginning; a date of VBA works too."""
    monday = dt.datetime(2026, 1, 5)
    serial = (monday - dt.datetime(1899, 12, 30)).days
    assert call("FOLLOW_UP_DATES", float(serial)) == [serial + 7, serial + 15, serial + 30]
    assert call("FOLLOW_UP_DATES", monday) == [serial + 7, serial + 15, serial + 30]
    assert call("FOLLOW_UP_DATES", float(serial - 1462), date1904=True) == [serial + d - 1462 for d in (7, 15, 30)]


def test_results_spill_in_their_shape(call: Call) -> None:
    """A block gives a block, a column a column, a row a row; numbers are floats."""
    assert call("SPLIT_QUOTA", 100.0, ((1.0, 1.0), (1.0, 1.0))) == [[25.0, 25.0], [25.0, 25.0]]
    assert call("STAGE_CONVERSION", ((10.0,), (5.0,), (1.0,))) == [[0.5], [0.2]]
    assert call("STAGE_CONVERSION", ((10.0, 5.0, 1.0),)) == [0.5, 0.2]
    assert all(type(cell) is float for row in call("SPLIT_QUOTA", 100.0, ((1.0, 1.0), (1.0, 1.0))) for cell in row)


def test_a_failure_is_explained_in_the_log(call: Call) -> None:
    """The log says for the cell which argument broke which rule; a later cell does not hide it."""
    call("FORECAST_TOTAL", ((1.0,), ("2",)), 3.0, cell="'[Plan 2.xlsx]Q4 deals'!$B$7")
    call("ATTAINMENT", 1.0, 0.0, cell=CELL)
    reason = log.last("'[Plan 2.xlsx]Q4 deals'!$B$7")
    assert reason is not None
    assert (reason.function, reason.argument, reason.code) == ("FORECAST_TOTAL", "commit", "#VALUE!")
    assert reason.reason == "commit, row 2, column 1: '2' is text where a number is expected"


def test_python_agrees_with_the_server(call: Call) -> None:
    """What a cell shows is what xlsales.call gives, for every example with one argument spoiled by text."""
    for function in FUNCTIONS:
        for place in range(len(function.example)):
            args = [*function.example[:place], "x", *function.example[place + 1 :]]
            expected = shown(function.name, *args)
            assert same(block(call(function.name, *com(args)), expected), expected), function.name


def test_functions_carry_their_help(server: Any, call: Call) -> None:
    """The decorators give xlwings the description, the category and the help of every argument."""
    import sys

    call("ROI", 1.0, 1.0)
    known = vars(sys.modules[MODULE])
    for function in FUNCTIONS:
        registered = known[function.name].__xlfunc__
        helps = [argument["doc"] for argument in registered["args"][2:]]
        assert registered["ret"]["doc"] == function.help_en
        assert (registered["category"], helps) == (function.category.en, [each.en for each in function.arguments])
