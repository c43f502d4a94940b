"""The functions in real cells of LibreOffice Calc: they give what Python gives, and live with the sheet."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hosts.calc import calls
from hosts.calc.office import Calc

import xlsales
from xlsales.hosts.calc.signature import SERVICE
from xlsales.registry import FUNCTIONS

ROWS = 10_000


def same(theirs: Any, ours: Any) -> bool:
    """Tell whether two results agree; numbers to 12 places."""
    if isinstance(ours, list):
        return len(theirs) == len(ours) and all(
            len(a) == len(b) and all(map(same, a, b)) for a, b in zip(theirs, ours, strict=True)
        )
    if isinstance(ours, (int, float)) and isinstance(theirs, (int, float)):
        return math.isclose(theirs, ours, rel_tol=1e-12, abs_tol=1e-12)
    return bool(theirs == ours)


def disagreements(sheet: Calc, tested: list[calls.Call], typed_in: bool) -> list[str]:
    """Return the calls whose cells do not show what Python gives."""
    wrong = []
    for name, args in tested:
        formula, cells = (calls.in_formula(name, args), {}) if typed_in else calls.in_cells(name, args)
        ours = calls.meant(xlsales.call(name, *calls.as_calc_sees(args)))
        if isinstance(ours, list):
            place = f"AA1:{calls.address(25 + len(ours[0]), len(ours) - 1)}"
            theirs = sheet.spills(place, formula, **cells)
        else:
            theirs = sheet.shows(formula, **cells)
        if not typed_in and calls.error_in_range(args):
            ours = {"error": "Err:504"}
        if not same(theirs, ours):
            wrong.append(f"{formula} over {cells}: Calc {theirs}, Python {ours}")
    return wrong


def test_examples_in_cells_give_what_python_gives(sheet: Calc) -> None:
    """The example of every function, its arguments in cells, shows Python's result, spills included."""
    assert disagreements(sheet, calls.examples(), typed_in=False) == []


def test_examples_typed_into_formulas_give_what_python_gives(sheet: Calc) -> None:
    """Numbers, texts and array constants in the formula itself are read the same."""
    tested = [call for call in calls.examples() if None not in calls.flat(call[1])]
    assert disagreements(sheet, tested, typed_in=True) == []


def test_vectors_of_the_specification_give_what_python_gives(sheet: Calc) -> None:
    """Every call of the specification shows Python's result."""
    if not calls.vectors():
        pytest.skip("the specification is not here")
    assert disagreements(sheet, calls.vectors(), typed_in=False) == []


def test_result_follows_its_inputs(sheet: Calc) -> None:
    """A change of one input cell recalculates the formula, and what hangs on it."""
    assert sheet.shows("=2*FUNNEL_GAP(A1;A2;0)", A1=500, A2=120) == 760
    sheet.ask("put", cells={"A1": 700})
    assert sheet.ask("read", place="Z1") == [[1160]]


def test_spill_follows_its_inputs(sheet: Calc) -> None:
    """An array formula recalculates with every cell it shows."""
    assert sheet.spills("C1:C2", "=STAGE_CONVERSION(A1:A3)", A1=100, A2=50, A3=20) == [[0.5], [0.4]]
    sheet.ask("put", cells={"A3": 25})
    assert sheet.ask("read", place="C1:C2") == [[0.5], [0.5]]


@pytest.mark.parametrize(
    ("formula", "error"),
    [
        ("ATTAINMENT(1;0)", "#DIV/0!"),
        ("COVERAGE(1;2;3)", "#N/A"),
        ("FORECAST_TOTAL(1;2;70)", "#NUM!"),
        ('FORECAST_TOTAL("75";2)', "#VALUE!"),
    ],
)
def test_errors_are_real_errors(sheet: Calc, formula: str, error: str) -> None:
    """Each kind of failure is the error of its kind, and IFERROR catches it."""
    assert sheet.shows(f"={formula}") == {"error": error}
    assert sheet.shows(f'=IFERROR({formula};"caught")') == "caught"


@pytest.mark.parametrize("error", sorted(calls.IN_CALC))
def test_error_of_an_input_cell_comes_through(sheet: Calc, error: str) -> None:
    """A single cell with an error gives that error."""
    assert sheet.shows("=ROI(A1;2)", A1={"formula": calls.IN_CALC[error]}) == {"error": error}


def test_error_inside_a_range_is_an_error_of_the_result(sheet: Calc) -> None:
    """Calc hands no range with an error to an add-in: it shows Err:504, which IFERROR catches."""
    cells = {"A1": 1, "A2": {"formula": "=1/0"}}
    assert sheet.shows("=ROI(A1:A2;2)", **cells) == {"error": "Err:504"}
    assert sheet.shows('=IFERROR(ROI(A1:A2;2);"caught")', **cells) == "caught"


def test_error_inside_a_computed_array_comes_through(sheet: Calc) -> None:
    """In an array formula that calculates with the range, the error keeps its kind."""
    cells = {"A1": 1, "A2": {"formula": "=1/0"}}
    assert sheet.spills("C1:C1", "=ROI(A1:A2*1;2)", **cells) == [[{"error": "#DIV/0!"}]]


def test_errors_inside_a_spill_stay_in_their_cell(sheet: Calc) -> None:
    """One step of a conversion without a base is an error; its neighbours are numbers."""
    shown = sheet.spills("C1:C3", "=STAGE_CONVERSION(A1:A4)", A1=10, A2=0, A3=4, A4=1)
    assert shown == [[0], [{"error": "#DIV/0!"}], [0.25]]


def test_spill_that_fails_is_an_error_in_all_its_cells(sheet: Calc) -> None:
    """A function that spills shows its one error wherever it was entered."""
    shown = sheet.spills("C1:D1", "=SPLIT_QUOTA(10;A1:B1)", A1=0, B1=0)
    assert shown == [[{"error": "#DIV/0!"}, {"error": "#DIV/0!"}]]


def test_optional_arguments_left_out_take_their_defaults(sheet: Calc) -> None:
    """At the end or empty between two others, an optional argument is its default."""
    assert sheet.shows("=FORECAST_TOTAL(100;100)") == 95
    assert sheet.shows("=FORECAST_TOTAL(100;100;;0.5)") == 120
    assert sheet.shows("=EXPECTED_DEALS(A1:A3)", A1=10, A2=10, A3=10) == 12.5


def test_required_argument_left_out_is_an_error(sheet: Calc) -> None:
    """A call that lacks an argument, or leaves a required one empty, shows an error and never a number."""
    assert "error" in sheet.shows("=FORECAST_TOTAL(100)")
    assert "error" in sheet.shows("=FORECAST_TOTAL(;100)")
    assert "error" in sheet.shows("=ROI(1;2;3)")


def test_blank_and_empty_text_count_nothing(sheet: Calc) -> None:
    """Blank cells and formulas that show nothing add 0 to a sum; text is an error."""
    assert sheet.shows("=FUNNEL_GAP(A1:A4;0;0)", A1=5, A3={"formula": '=""'}, A4=7) == 12
    assert sheet.shows("=FUNNEL_GAP(A1:A2;0;0)", A1=5, A2="7") == {"error": "#VALUE!"}


def test_date_left_blank_is_blank(sheet: Calc) -> None:
    """An optional date in an empty cell is no date, and a required one an error."""
    dates = {"A1": {"formula": "=DATE(2026;1;5)"}, "A2": {"formula": "=DATE(2026;1;6)"}}
    assert sheet.shows("=MILESTONE_STATUS(A1;A3;A2)", **dates) == "overdue"
    assert sheet.shows("=MILESTONE_STATUS(A3;A1;A2)", **dates) == {"error": "#VALUE!"}


def test_dates_follow_where_the_days_of_the_document_begin(sheet: Calc) -> None:
    """In a document that counts from 1904 the same days give the same answers."""
    formula = "=MILESTONE_STATUS(DATE(2026;1;5);DATE(2026;1;5);DATE(2026;2;1))"
    moved = "=FOLLOW_UP_DATES(DATE(2026;1;5))-DATE(2026;1;5)"
    for year in (1899, 1904):
        sheet.ask("new", year=year)
        assert sheet.shows(formula) == "done"
        assert sheet.spills("C1:E1", moved) == [[7, 15, 30]]
        assert sheet.shows("=TENURE_BAND(1;DATE(2026;1;5))") == "senior"
    assert sheet.shows("=TENURE_BAND(DATE(2024;7;5);DATE(2026;1;4))") == xlsales.call("TENURE_BAND", 45478, 46026)
    sheet.ask("new")


def test_wizard_knows_every_function(sheet: Calc) -> None:
    """Names, help, argument names and which may be left out are there for each function."""
    for function in FUNCTIONS:
        known = sheet.ask("wizard", name=function.name)
        assert known["description"] == function.help_en
        assert [argument[0] for argument in known["arguments"]] == [argument.name for argument in function.arguments]
        assert [argument[2] for argument in known["arguments"]] == [not a.required for a in function.arguments]
        assert all(
            argument.en in given[1] for argument, given in zip(function.arguments, known["arguments"], strict=True)
        )


@pytest.mark.parametrize(
    ("language", "begins"), [("zh-CN", "金额缺口："), ("en-US", "The amount"), ("de", "The amount")]
)
def test_office_in_another_language_reads_its_texts(sheet: Calc, language: str, begins: str) -> None:
    """A Chinese office describes the functions in Chinese, any other in English; the names stay."""
    path = f"/org.openoffice.Office.CalcAddIns/AddInInfo/{SERVICE}/AddInFunctions/funnelGap"
    assert sheet.ask("configured", path=path, prop="Description", language=language).startswith(begins)
    assert sheet.ask("configured", path=path, prop="DisplayName", language=language) == "FUNNEL_GAP"


def test_ten_thousand_formula_cells_calculate(sheet: Calc, capsys: pytest.CaptureFixture[str]) -> None:
    """10,000 cells with a function of ours all show their result; the time is printed."""
    sheet.ask("clear")
    sheet.ask("put", cells={"A1": 500, "A2": 120})
    seconds = sheet.ask("many", column="C", formulas=[f"=FUNNEL_GAP(A$1;A$2;{row})" for row in range(ROWS)])
    with capsys.disabled():
        print(f"\nCalc: {ROWS:,} formula cells typed and calculated in {seconds:.2f} s")
    assert sheet.ask("read", place=f"C{ROWS}") == [[380 - (ROWS - 1)]]
