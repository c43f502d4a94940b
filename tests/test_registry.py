"""The registry agrees with the metrics, with itself and with Excel's own functions."""

from __future__ import annotations

import inspect
import io
import json
from dataclasses import dataclass
from typing import Any

import cellrune
import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula
from openpyxl.worksheet.worksheet import Worksheet
from test_vectors import same, vectors

from xlsales.cells import ERRORS, call
from xlsales.registry import CATEGORIES, FUNCTIONS, Function, find

NORMAL: tuple[tuple[str, tuple[Any, ...]], ...] = (
    ("FORECAST_TOTAL", ([[10], [20]], [[5, 5]], 0.5, 0.1)),
    ("BEYOND_FORECAST", (200, -1, 0.1)),
    ("FORECAST_COMPLETION", (0, 1, 2)),
    ("BRIER_SCORE", ([[0.5, 0.2]], [[True, False]])),
    ("EXPECTED_DEALS", ([[10, 10]], [[0.5, 0.1]])),
    ("PROJECT_GAP", (2.1, 1.2, 0.25)),
    ("PROJECT_GAP", (-3, 0)),
    ("COVERAGE", (5, 100, 100)),
    ("COVERAGE", (5, 0)),
    ("STAGE_CONVERSION", ([[10], [5], [4]],)),
    ("BOTTLENECK", ([["lead"], ["offer"], ["won"]], [[10], [9], [1]])),
    ("RAMP_QUOTA", (1000, 4.9)),
    ("RAMP_QUOTA", (1000, 5)),
    ("RAMP_QUOTA", (1000, 0)),
    ("REQUIRED_PER_WEEK", (1, 0, -2)),
    ("KPI_STATUS", (50, 45, 0.9, False)),
    ("KPI_STATUS", (44, 45, 0.9, False)),
    ("KPI_STATUS", (50, 100)),
    ("COMMISSION", (110000, [[0], [100000], [125000]], [[0.05], [0.06], [0.07]])),
    ("COMMISSION", (-5, [[0, 10]], [[0.05, 0.06]])),
    ("OPPORTUNITY_SCORE", ([[mark] for mark in "+-" * 9 + "+"],)),
    ("RELATIONSHIP_TYPE", (False, True)),
    ("FOLLOW_UP_DATES", (46027.5, 10)),
    ("LEVER_IMPACT", (100, 0.8, 0.5, 0, 3, 0.5)),
    ("TENURE_BAND", (45535, 46080)),
    ("TENURE_BAND", (45535, 46081)),
    ("MILESTONE_STATUS", (46027, 46028, 46030)),
    ("MILESTONE_STATUS", (46027, 46027, 46030)),
    ("MILESTONE_STATUS", (46027, None, 46027)),
    ("ABC_TIER", (100, 0.1, 20, 10)),
    ("KEY_PERSON_SHARE", ([["ann"], ["Bo"], ["ANN"]], [[30], [40], [30]])),
)


def test_names_are_unique_in_both_languages() -> None:
    """Every English and every Chinese name leads to one function."""
    names = [name for function in FUNCTIONS for name in (function.name, function.zh)]
    assert len(set(names)) == len(names)
    assert all(find(name) for name in names)


def test_every_category_has_functions() -> None:
    """No group of the function wizard is empty, and none is unknown."""
    assert {function.category for function in FUNCTIONS} == set(CATEGORIES)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_record_matches_its_metric(function: Function) -> None:
    """Arguments have the names, order and defaults of the plain function, which bears the same name."""
    metric = inspect.signature(function.metric).parameters
    assert function.metric.__name__ == function.name.lower()
    assert [argument.name for argument in function.arguments] == list(metric)
    for argument in function.arguments:
        plain = metric[argument.name].default
        assert (plain is inspect.Parameter.empty) if argument.required else plain == argument.default


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_record_is_complete(function: Function) -> None:
    """Both languages have help, each source is a row of the method, and a missing native formula has its reason."""
    texts = [function.help_en, function.help_zh, function.formula, *function.sources]
    texts += [text for argument in function.arguments for text in (argument.en, argument.zh)]
    assert all(texts)
    assert bool(function.native) != bool(function.native_gap)
    assert all(source in (inspect.getdoc(function.metric) or "") for source in function.sources)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_example_gives_its_result(function: Function) -> None:
    """The example of the help is true."""
    assert same(call(function.name, *function.example), function.result)


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_optional_arguments_come_last(function: Function) -> None:
    """Excel cannot skip an argument in the middle that has a default."""
    required = [argument.required for argument in function.arguments]
    assert required == sorted(required, reverse=True)


def flat(result: Any) -> list[Any]:
    """Return the cells of a result in reading order."""
    return [cell for row in result for cell in row] if isinstance(result, list) else [result]


@dataclass
class Bench:
    """A sheet on which native formulas are laid out below each other with their inputs."""

    sheet: Worksheet
    row: int = 1

    def lay(self, function: Function, args: tuple[Any, ...], size: tuple[int, int]) -> list[str]:
        """Write one call with its inputs, and return the cells that hold its result."""
        given = list(args) + [argument.default for argument in function.arguments[len(args) :]]
        cells, height, column = {}, size[0], size[1] + 1
        for argument, value in zip(function.arguments, given, strict=True):
            block = value if isinstance(value, list) else [value] if isinstance(value, tuple) else [[value]]
            cells[argument.name] = self.put(block, column)
            height, column = max(height, len(block)), column + len(block[0])
        formula = function.native_formula(cells)
        target = self.reference(1, size[0], size[1])
        self.sheet.cell(self.row, 1).value = (
            ArrayFormula(target.replace("$", ""), formula) if function.array else formula
        )
        found = [f"{get_column_letter(c + 1)}{self.row + r}" for r in range(size[0]) for c in range(size[1])]
        self.row += height
        return found

    def put(self, block: list[Any], column: int) -> str:
        """Write a block of inputs and return its reference."""
        for down, row in enumerate(block):
            for right, cell in enumerate(row):
                self.sheet.cell(self.row + down, column + right, cell)
        return self.reference(column, len(block), len(block[0]))

    def reference(self, column: int, rows: int, columns: int) -> str:
        """Return the absolute reference of a rectangle that begins in the current row."""
        first, last = get_column_letter(column), get_column_letter(column + columns - 1)
        return f"${first}${self.row}:${last}${self.row + rows - 1}" if rows * columns > 1 else f"${first}${self.row}"


def fits_natively(name: str, args: list[Any]) -> bool:
    """Tell whether a call holds only clean cells, its pairs in the same shape."""
    function = find(name)
    cells = [cell for value in args for cell in flat(value)]
    if not function or not function.native or any(cell is None or isinstance(cell, str) for cell in cells):
        return False
    shown = call(name, *args)
    given = args + [[list(a.default)] for a in function.arguments[len(args) :] if isinstance(a.default, tuple)]
    shapes = [
        (len(value), len(value[0])) if isinstance(value, list) else (1, 1)
        for argument, value in zip(function.arguments, given, strict=False)
        if argument.paired
    ]
    return len(set(shapes)) <= 1 and shown not in ("#VALUE!", "#NUM!")


def test_native_formulas_agree_with_ours() -> None:
    """Where Excel's own functions can say the same, a spreadsheet engine gives the same result or error."""
    cases = [(function.name, list(function.example)) for function in FUNCTIONS if function.native]
    cases += [(name, list(args)) for name, args in NORMAL]
    drawn = [(row["function"], json.loads(row["args_json"])) for row in vectors()]
    cases += [case for case in drawn if fits_natively(*case)]
    book = Workbook()
    bench = Bench(book.worksheets[0])
    expected = [flat(call(name, *args)) for name, args in cases]
    laid = [bench.lay(known(name), tuple(args), size_of(call(name, *args))) for name, args in cases]
    shown = calculated(book, {address for cells in laid for address in cells})
    wrong = [
        (case, ours, native)
        for case, ours, cells in zip(cases, expected, laid, strict=True)
        if not agrees(ours, native := [shown[address] for address in cells])
    ]
    assert not wrong


def known(name: str) -> Function:
    """Return a function that is sure to exist."""
    function = find(name)
    assert function is not None
    return function


def size_of(result: Any) -> tuple[int, int]:
    """Return the rows and columns of a result."""
    return (len(result), len(result[0])) if isinstance(result, list) else (1, 1)


def calculated(book: Workbook, addresses: set[str]) -> dict[str, Any]:
    """Recalculate a workbook and return what the given cells show."""
    stream = io.BytesIO()
    book.save(stream)
    with cellrune.Workbook.from_bytes(stream.getvalue()) as engine:
        engine.calculate()
        sheet = book.worksheets[0]
        last = f"{get_column_letter(sheet.max_column)}{sheet.max_row}"
        found: dict[str, Any] = {}
        offset: int | None = 0
        while offset is not None:
            page = engine.read_range(sheet.title, "A1", last, offset=offset, omit_empty=True)
            found |= {cell["address"]: value_of(cell) for cell in page["cells"] if cell["address"] in addresses}
            offset = page["next_offset"]
    return found


def value_of(cell: Any) -> Any:
    """Return the calculated value of one cell."""
    return cell["calculated"]["value"]["value"] if cell["calculated"] else None


def agrees(ours: list[Any], native: list[Any]) -> bool:
    """Compare two results: numbers to nine digits, text and error values as they are."""
    return all(
        mine == theirs if isinstance(mine, str) else theirs not in ERRORS and theirs == pytest.approx(mine, abs=1e-9)
        for mine, theirs in zip(ours, native, strict=True)
    )
