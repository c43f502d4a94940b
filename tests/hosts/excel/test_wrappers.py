"""The VBA wrappers, run by an interpreter against xlwings' own Python server: ranges in, cell errors and spills out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hosts.excel import fakewin, vba
from pyopenvba.interpreter import VBAErrorValue

from xlsales.hosts.excel import addin, log, wrappers
from xlsales.hosts.excel.variants import NUMBERS
from xlsales.registry import FUNCTIONS, Function

NEEDED = (wrappers.FUNCTIONS_MODULE, wrappers.ERRORS_MODULE, "XlsCells", "XlsLogFile")


@pytest.fixture(scope="module")
def com_server() -> Iterator[Any]:
    """xlwings' Python server as it is on Windows."""
    with fakewin.windows() as found:
        yield found.XLPython()


def opened(server: Any) -> vba.Excel:
    """Return an Excel with an empty workbook and our worksheet functions; what VBA logs goes to its console."""
    modules = addin.standard_modules()
    excel = vba.Excel(server)
    excel.add_workbook()
    excel.load({name: vba.without_disk(modules[name]) for name in NEEDED})
    return excel


@pytest.fixture
def excel(com_server: Any, log_here: Path) -> vba.Excel:
    """An Excel whose functions are answered by xlwings' Python server."""
    return opened(vba.Server(com_server.CallUDF))


def fill(excel: vba.Excel, cells: dict[str, object]) -> None:
    """Write values and formulas into cells."""
    for place, value in cells.items():
        excel.sheet(1).set_value(place, value)


def run(excel: vba.Excel, name: str, *args: object) -> Any:
    """Call a wrapper with VBA values and return its VBA result."""
    return excel.interpreter.run(name, list(args))


def cell(excel: vba.Excel, address: str) -> Any:
    """Return a Range."""
    return excel.sheet(1).sheet.vba_get("Range", [address])


def is_error(value: Any, text: str) -> bool:
    """Tell whether a value is the real cell error of a text."""
    return isinstance(value, VBAErrorValue) and value.number == NUMBERS[text]


def test_ranges_go_in_and_a_number_comes_out(excel: vba.Excel) -> None:
    """A function takes ranges, with blanks among them, and gives a number."""
    fill(excel, {"A1": 75.8, "A2": None, "B1": 100, "B2": 56.6})
    assert run(excel, "FORECAST_TOTAL", cell(excel, "A1:A2"), cell(excel, "B1:B2")) == pytest.approx(92.21)


def test_missing_optional_arguments_are_defaults(excel: vba.Excel) -> None:
    """Arguments left out at the end or between commas take their defaults."""
    assert run(excel, "FORECAST_TOTAL", 100.0, 100.0, vba.MISSING, 0.5) == pytest.approx(120)
    assert run(excel, "FORECAST_TOTAL", 100.0, 100.0, 1.0) == pytest.approx(125)


@pytest.mark.parametrize("text", ["#N/A", "#DIV/0!", "#VALUE!", "#NUM!", "#REF!", "#NAME?", "#NULL!"])
def test_errors_in_cells_come_out_as_the_same_error(excel: vba.Excel, text: str) -> None:
    """A cell error goes through Python and comes back as the real error, which IFERROR sees."""
    formulas = {"#N/A": "=NA()", "#DIV/0!": "=1/0", "#VALUE!": '="a"+1', "#NUM!": "=SQRT(-1)"}
    formulas |= {"#NAME?": "=NOSUCH()", "#REF!": "=#REF!", "#NULL!": "=#NULL!"}
    excel.sheet(1).set_value("A1", 5)
    excel.add_module(f'Sub Spoil\nRange("A2").Formula = "{formulas[text].replace(chr(34), chr(34) * 2)}"\nEnd Sub\n')
    excel.run("Spoil")
    assert is_error(run(excel, "FORECAST_TOTAL", cell(excel, "A1:A2"), 1.0), text)


def test_wrong_input_is_a_real_error(excel: vba.Excel) -> None:
    """Text for a number, a rate of 70 and a base of 0 give real errors, not text."""
    assert is_error(run(excel, "FORECAST_TOTAL", "75.8", 1.0), "#VALUE!")
    assert is_error(run(excel, "FORECAST_TOTAL", 1.0, 2.0, 70.0), "#NUM!")
    assert is_error(run(excel, "ATTAINMENT", 1.0, 0.0), "#DIV/0!")


def test_blocks_rows_and_columns_spill(excel: vba.Excel) -> None:
    """A block, a row and a column come out in their shape."""
    fill(excel, {"A1": 1, "B1": 1, "A2": 1, "B2": 1})
    block = vba.to_python(run(excel, "SPLIT_QUOTA", 100.0, cell(excel, "A1:B2")))
    assert block == ((25, 25), (25, 25))
    fill(excel, {"D1": 10, "D2": 5, "D3": 1, "E1": 5, "F1": 1})
    assert vba.to_python(run(excel, "STAGE_CONVERSION", cell(excel, "D1:D3"))) == ((0.5,), (0.2,))
    assert vba.to_python(run(excel, "STAGE_CONVERSION", cell(excel, "D1:F1"))) == (0.5, 0.2)


def test_errors_within_a_spill_are_real_errors(excel: vba.Excel) -> None:
    """A cell of a block or row that has no result is an error, its neighbours stay numbers."""
    fill(excel, {"A1": 10, "A2": 0, "A3": 5, "B1": 0, "C1": 5})
    column = run(excel, "STAGE_CONVERSION", cell(excel, "A1:A3"))
    row = run(excel, "STAGE_CONVERSION", cell(excel, "A1:C1"))
    assert (column.get([0, 0]), row.get([0])) == (0, 0)
    assert is_error(column.get([1, 0]), "#DIV/0!")
    assert is_error(row.get([1]), "#DIV/0!")


def test_a_whole_column_is_read_as_far_as_it_is_used(com_server: Any, log_here: Path) -> None:
    """D:D hands over the rows in use, not a million."""
    sizes: list[int] = []

    def counting(module: str, name: str, args: Any) -> Any:
        sizes.extend(len(arg) for arg in args if isinstance(arg, tuple))
        return com_server.CallUDF(module, name, args)

    excel = opened(vba.Server(counting))
    fill(excel, {"A1": 10, "A2": 20, "B1": 0.5, "B2": 0.1, "C7": 1})
    assert run(excel, "EXPECTED_REVENUE", cell(excel, "A:A"), cell(excel, "B:B")) == pytest.approx(7)
    assert sizes == [7, 7]


def test_several_areas_are_refused(excel: vba.Excel) -> None:
    """A reference of several areas is an error with its reason, never the sum of its first area."""
    result = run(excel, "FORECAST_TOTAL", cell(excel, "A1:A2,C1:C2"), 1.0)
    assert is_error(result, "#VALUE!")
    assert "has several areas" in json.loads(excel.console[-1])["reason"]


def test_the_workbook_says_how_it_counts_days(excel: vba.Excel) -> None:
    """In a workbook of 1904 the same serial is another day, and dates come back in its count."""
    serial = (date(2026, 1, 5) - date(1899, 12, 30)).days
    assert vba.to_python(run(excel, "FOLLOW_UP_DATES", float(serial)))[0] == serial + 7
    vars(excel.workbooks()[0])["old_days"] = True
    assert vba.to_python(run(excel, "FOLLOW_UP_DATES", float(serial - 1462)))[0] == serial - 1462 + 7


def test_the_log_names_the_cell_that_asked(excel: vba.Excel) -> None:
    """The reason of an error is found under the address of the formula's cell."""
    excel.application.caller = cell(excel, "D4")
    run(excel, "ATTAINMENT", 1.0, 0.0)
    reason = log.last("Sheet1!D4")
    assert reason is not None
    assert (reason.sheet, reason.cell, reason.code) == ("Sheet1", "D4", "#DIV/0!")
    assert reason.workbook


def test_an_exception_in_python_is_a_value_error_and_logged(log_here: Path) -> None:
    """What Python raises never becomes text in a cell: #VALUE!, and a line in the log."""

    def broken(*_: Any) -> Any:
        raise RuntimeError('no "quotes" \\ 或中文')

    excel = opened(vba.Server(broken))
    excel.application.caller = cell(excel, "B2")
    assert is_error(run(excel, "ROI", 2.0, 1.0), "#VALUE!")
    line = json.loads(excel.console[-1])
    assert (line["cell"], line["function"], line["code"]) == ("B2", "ROI", "#VALUE!")
    assert line["reason"] == 'Unexpected Python Error: RuntimeError: no "quotes" \\ 或中文'
    assert all(ord(character) < 128 for character in excel.console[-1])


def test_python_that_does_not_start_is_not_waited_for_twice(log_here: Path) -> None:
    """When the server cannot start, each cell shows #VALUE! at once and the reason is logged once."""
    excel = opened("Could not activate Python COM server")
    assert all(is_error(run(excel, "ROI", 2.0, 1.0), "#VALUE!") for _ in range(3))
    assert len(excel.console) == 1
    assert run(excel, "XlsFailure") == "Could not activate Python COM server"
    excel.interpreter.host.server = vba.Server(lambda *_: 7.0)
    assert is_error(run(excel, "ROI", 2.0, 1.0), "#VALUE!")
    run(excel, "XlsForgetFailure")
    assert run(excel, "ROI", 2.0, 1.0) == 7.0


@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_every_wrapper_answers_its_example(excel: vba.Excel, function: Function) -> None:
    """Each generated wrapper takes the example of its function and gives the result, cell by cell."""
    result = vba.to_python(run(excel, function.name, *map(vba.to_vba, map(as_com, function.example))))
    assert flat(result) == pytest.approx(flat(function.result))


def as_com(value: Any) -> Any:
    """Return a value with floats for whole numbers."""
    if isinstance(value, list | tuple):
        return [as_com(each) for each in value]
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def flat(value: Any) -> list[Any]:
    """Return the cells of a value in reading order."""
    return [cell for each in value for cell in flat(each)] if isinstance(value, list | tuple) else [value]


def test_lines_fit_the_editor() -> None:
    """No line is longer, and no statement has more continuations, than VBA takes."""
    for name, source in addin.standard_modules().items():
        lines = source.replace("\r\n", "\n").split("\n")
        runs = "".join("x" if line.endswith(" _") else " " for line in lines).split()
        assert max(map(len, lines)) <= wrappers.LINE, name
        assert max(map(len, runs), default=0) <= wrappers.CONTINUATIONS, name


def test_optional_arguments_of_the_wrappers_are_those_of_the_registry() -> None:
    """A wrapper declares exactly the arguments of its function, optional where they have a default."""
    source = wrappers.functions_module().replace(" _\r\n       ", "")
    for function in FUNCTIONS:
        declared = source.split(f"Public Function {function.name}(")[1].split(") As Variant")[0].split(", ")
        assert [text.startswith("Optional ") for text in declared] == [not each.required for each in function.arguments]
        assert [text.split(" As ")[0].split()[-1].rstrip("_") for text in declared] == [
            each.name for each in function.arguments
        ]
