"""What people and machines read about the functions."""

from __future__ import annotations

import json

import pytest

from xlsales import functions_help
from xlsales.errors import DataError
from xlsales.registry import FUNCTIONS, Function


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("function", FUNCTIONS, ids=lambda function: function.name)
def test_description_tells_everything(function: Function, language: str) -> None:
    """Name, help, each argument, the formula, the native formula or why there is none, and the source stand in it."""
    text = functions_help.describe(function.name, language)
    wanted = [function.name, function.zh, function.help(language), function.formula, *function.sources]
    wanted += [argument.help(language) for argument in function.arguments]
    wanted.append(f"={function.native}" if function.native else function.native_gap)
    assert [part for part in wanted if part not in text] == []


def test_signature_shows_defaults_as_people_type_them() -> None:
    """Optional arguments stand in brackets, rates in percent."""
    assert functions_help.describe("EXPECTED_DEALS").startswith("EXPECTED_DEALS(counts, [rates {20%,35%,70%}])")
    assert functions_help.describe("预警").startswith(
        "KPI_STATUS(actual, target, [amber 90%], [higher_is_better TRUE])"
    )


def test_listing_has_a_row_for_each_function() -> None:
    """The list speaks the language asked for."""
    assert len(functions_help.listing("en")) == len(FUNCTIONS)
    assert ("ROI", "投资回报率", "机会与客户") in [row[:3] for row in functions_help.listing("zh-CN")]


def test_json_holds_every_function_and_its_defaults() -> None:
    """Machines get the same table, with shares as numbers."""
    found = {record["name"]: record for record in json.loads(functions_help.as_json())}
    assert list(found) == [function.name for function in FUNCTIONS]
    assert found["EXPECTED_DEALS"]["arguments"][1]["default"] == [0.2, 0.35, 0.7]
    assert found["CHANCE_TO_HIT"]["native"] is None


def test_markdown_groups_by_category() -> None:
    """The document has a heading per category and per function."""
    lines = functions_help.as_markdown().splitlines()
    assert next(line for line in lines if line.startswith("## ")) == "## Forecast"
    assert sum(line.startswith("### ") for line in lines) == len(FUNCTIONS)


@pytest.mark.parametrize("show", [functions_help.describe, functions_help.as_json, functions_help.as_markdown])
def test_unknown_names_are_answered_with_the_nearest(show: object) -> None:
    """A slip of the keys is met with the name that was meant."""
    with pytest.raises(DataError, match="there is no function WINRATE: did you mean WIN_RATE"):
        show("WINRATE")  # type: ignore[operator]
