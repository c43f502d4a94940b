"""The calls of the specification, with the results it gives."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest
from shared import SHARED

from xlsales.cells import call

VECTORS = SHARED / "spec" / "vectors.csv"


def vectors() -> list[dict[str, str]]:
    """Read the calls; none where the specification does not lie beside the project."""
    return list(csv.DictReader(VECTORS.read_text(encoding="utf-8").splitlines())) if VECTORS.exists() else []


def same(got: Any, expected: Any) -> bool:
    """Compare cell values: blocks cell by cell, numbers to ten digits, the rest as it is."""
    if isinstance(expected, list):
        return isinstance(got, list) and len(got) == len(expected) and all(map(same, got, expected))
    if isinstance(expected, bool | str) or isinstance(got, bool | str | list):
        return got == expected
    return got == pytest.approx(expected, rel=1e-10, abs=1e-12)


@pytest.mark.skipif(not VECTORS.exists(), reason="the specification is not beside the project")
def test_every_vector_holds() -> None:
    """Each call of the specification gives the result written there."""
    wrong = [
        (row, got)
        for row in vectors()
        if not same(got := call(row["function"], *json.loads(row["args_json"])), json.loads(row["expected_json"]))
    ]
    assert not wrong
