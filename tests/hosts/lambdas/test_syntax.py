"""How a formula is written in a file: prefixes for every name, and nothing that Excel would not know."""

from __future__ import annotations

import re

import pytest
from openpyxl.utils import FORMULAE

from xlsales.hosts.lambdas import names
from xlsales.hosts.lambdas.bodies import BODIES
from xlsales.hosts.lambdas.definitions import definitions
from xlsales.hosts.lambdas.reading import HELPERS
from xlsales.hosts.lambdas.syntax import LIMIT, stored, typed
from xlsales.registry import FUNCTIONS

DECLARED = re.compile(r"_xl(?:pm|op)\.(\w+)")


@pytest.mark.parametrize(
    ("formula", "in_file"),
    [
        ("LAMBDA(won, won*2)", "_xlfn.LAMBDA(_xlpm.won,_xlpm.won*2)"),
        ("LAMBDA([won], won)", "_xlfn.LAMBDA(_xlop.won,_xlpm.won)"),
        (
            "LET(twice, LAMBDA(x, x*2), twice(4))",
            "_xlfn.LET(_xlpm.twice,_xlfn.LAMBDA(_xlpm.x,_xlpm.x*2),_xlpm.twice(4))",
        ),
        ("FILTER({1,2;3,4}, TRUE)", "_xlfn._xlws.FILTER({1,2;3,4},TRUE)"),
        ('IF(1E-14>0, "won, (lost)", #DIV/0!)', 'IF(1E-14>0,"won, (lost)",#DIV/0!)'),
        ('"say ""hi"", 意向"', '"say ""hi"", 意向"'),
        ("NA()", "NA()"),
    ],
)
def test_every_name_gets_its_prefix(formula: str, in_file: str) -> None:
    """Functions newer than Excel 2007, parameters, and optional parameters are marked as files mark them."""
    assert stored(formula) == in_file


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("LAMBDA(won, wno*2)", "nothing declares the name wno"),
        ("LET(won, 1, 2)", "nothing uses won"),
        ("LET(won, 1, won, 2, won)", "declared twice"),
        ("LAMBDA(q1, q1)", "takes the name q1 for a cell"),
        ("LAMBDA(r, r)", "takes the name r for a cell"),
        ("XLOOKUP(1, 2, 3)", "XLOOKUP is not in the table"),
        ("SUM((1)", "not closed"),
        ("+".join(["1"] * 5000), "Excel takes 8,192"),
    ],
)
def test_what_excel_would_not_take_is_refused(formula: str, reason: str) -> None:
    """A slip in a formula is found when it is written, not when a sales manager opens the file."""
    with pytest.raises(ValueError, match=reason):
        stored(formula)


def test_text_keeps_its_spaces() -> None:
    """Only what lies between tokens goes."""
    assert typed('IF(a = 1,\n  "two  words", "")') == 'IF(a=1,"two  words","")'


def test_every_function_has_a_lambda_that_fits() -> None:
    """None is missing, none is longer than a defined name may be, each help fits into a comment."""
    assert set(names()) == set(definitions()) == {function.name for function in FUNCTIONS}
    for language in ("en", "zh-CN"):
        for one in definitions(language).values():
            assert len(one.text) <= LIMIT / 2
            assert one.comment.startswith("xlsales: ")
            assert len(one.comment) < 255


def test_names_of_arguments_are_those_people_know() -> None:
    """Autocomplete shows the registry's argument names, the optional ones in brackets."""
    assert names()["FORECAST_TOTAL"].startswith("=LAMBDA(commit,upside,[commit_rate],[upside_rate],LET(")
    assert names()["SALES_VELOCITY"].startswith("=LAMBDA(deals,deal_size,win_rate_value,cycle_days,LET(")


def test_inner_names_clash_with_no_function() -> None:
    """No helper or step is called like an argument, a function of Excel or a function of ours."""
    arguments = {argument.name for function in FUNCTIONS for argument in function.arguments}
    own = {function.name for function in FUNCTIONS}
    for one in definitions().values():
        inner = set(DECLARED.findall(one.text)) - arguments
        assert not {name for name in inner if name.upper() in FORMULAE or name.upper() in own}, one.name
    assert not arguments & set(HELPERS)


def test_no_body_is_left_over() -> None:
    """The tables of formulas hold functions of the registry and nothing else."""
    assert set(BODIES) == {function.name for function in FUNCTIONS}
