"""What users ask to be written, read from JSON and the command line."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from xlsales.fills import Fill, TableFill
from xlsales.mapping import read_request, typed, with_settings


def test_a_mapping_becomes_values_cells_and_tables() -> None:
    """All three groups arrive as they are written."""
    request = read_request(
        {
            "values": {"quota": 186, "block": [[1, "a"], [None, True]]},
            "cells": {"Plan!B2": "text"},
            "tables": {"tblDeals": {"columns": ["ID"], "rows": [[1], [2]]}},
        }
    )
    assert request.problems == []
    assert request.fill.values == {"quota": 186, "block": [[1, "a"], [None, True]]}
    assert request.cells == {"Plan!B2": "text"}
    assert request.fill.tables == {"tblDeals": TableFill(("ID",), [[1], [2]])}


def test_dates_are_dates_only_when_they_say_so() -> None:
    """A string that looks like a day is text; {"date": …} is a day or a time."""
    cells = {"S!A1": "2026-11-22", "S!A2": {"date": "2026-11-22"}, "S!A3": {"date": "2026-11-22T09:30"}}
    assert list(read_request({"cells": cells}).cells.values()) == [
        "2026-11-22",
        date(2026, 11, 22),
        datetime(2026, 11, 22, 9, 30),
    ]


@pytest.mark.parametrize(
    ("mapping", "said"),
    [
        ({"cell": {}}, "'cell' is not known"),
        ({"cells": [1]}, "'cells' must map"),
        ({"values": {"a": [1, 2]}}, "values, a: give a list of rows"),
        ({"values": {"a": {"date": "soon"}}}, "values, a: {'date': 'soon'} is no value"),
        ({"values": {"a": {"date": "2026-02-30"}}}, "is no value"),
        ({"values": {"a": {"day": 1}}}, "is no value"),
        ({"tables": {"t": [[1]]}}, "tables, t: give 'columns'"),
        ({"tables": {"t": {"columns": ["a"], "rows": [[{}]]}}}, "tables, t, row 1"),
        ({"cells": {"S!A1": object()}}, "cannot hold a object"),
    ],
)
def test_a_wrong_shape_is_told_with_its_place(mapping: dict[str, object], said: str) -> None:
    """One problem per mistake, none raised before the others are found."""
    problems = read_request(mapping).problems
    assert len(problems) == 1
    assert said in problems[0]


def test_all_mistakes_are_collected() -> None:
    """Three mistakes give three problems."""
    mapping = {"x": 1, "values": {"a": {"date": "x"}}, "tables": {"t": 1}}
    assert len(read_request(mapping).problems) == 3


def test_a_fill_is_taken_as_it_is() -> None:
    """Reports hand over a Fill."""
    fill = Fill(values={"a": 1})
    assert read_request(fill).fill is fill


@pytest.mark.parametrize(
    ("text", "target", "value"),
    [
        ("Sheet1!B2=42", "Sheet1!B2", 42),
        ("'a=b!c'!B2=x=y", "'a=b!c'!B2", "x=y"),
        ("'O''Neil'!B2=-1.5e3", "'O''Neil'!B2", -1500.0),
        ("Sheet1!A1=", "Sheet1!A1", None),
    ],
)
def test_a_setting_with_a_sheet_goes_to_a_cell(text: str, target: str, value: object) -> None:
    """The target ends at the first equals sign outside a quoted title."""
    assert with_settings(read_request({}), [text]).cells == {target: value}


def test_a_setting_without_a_sheet_goes_to_a_name() -> None:
    """A later setting of the same name, and one over the JSON file, wins."""
    request = with_settings(read_request({"values": {"name": "a", "other": 1}}), ["name=b", "name=c"])
    assert request.fill.values == {"name": "c", "other": 1}


def test_a_setting_without_a_value_is_a_problem() -> None:
    """It says how to write it."""
    assert "write it like" in with_settings(read_request({}), ["Plan!B2"]).problems[0]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.5", 0.5), ("FALSE", False), ("true", True), ("2026-11-22 09:30", datetime(2026, 11, 22, 9, 30)),
        ("2026-13-01", "2026-13-01"), ("1234567890123456", "1234567890123456"), ("1,000", "1,000"),
        ("'TRUE", "TRUE"), ("=A1", "=A1"), ("nan", "nan"), ("inf", "inf"), ("１２", "１２"),
    ],
)  # fmt: skip
def test_values_of_the_command_line_are_typed_without_loss(text: str, value: object) -> None:
    """What is not plainly a number, truth value or day stays text."""
    assert typed(text) == value
    assert type(typed(text)) is type(value)
