"""Any workbook filled, from Python and from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table

import xlsales
from xlsales.errors import DataError, XlsalesError


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A workbook of someone else: a name, a table, a formula, an input of ours."""
    book = Workbook()
    sheet = book.active
    sheet.title = "My Plan"
    sheet.append(["ID", "Amount"])
    sheet.append(["x", 1])
    sheet.add_table(Table(displayName="tblDeals", ref="A1:B2"))
    sheet["D1"] = "=SUM(tblDeals[Amount])"
    sheet["D2"].number_format = "yyyy-mm-dd"
    book.defined_names["their_name"] = DefinedName("their_name", attr_text="'My Plan'!$D$3")
    book.defined_names["xs_as_of"] = DefinedName("xs_as_of", attr_text="'My Plan'!$D$2")
    path = tmp_path / "plan.xlsx"
    book.save(path)
    return path


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    command = [sys.executable, "-m", "xlsales", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_names_cells_and_tables_of_any_workbook_are_filled(plan: Path, tmp_path: Path) -> None:
    """Values go where they are asked to, formulas show new results, what was left is told."""
    out = tmp_path / "out.xlsx"
    done = xlsales.fill(
        plan,
        {
            "values": {"their_name": "=text"},
            "cells": {"'my plan'!E1": 7},
            "tables": {"tblDeals": {"columns": ["Amount"], "rows": [[10], [20.5], [0.5]]}},
        },
        out,
    )
    sheet = load_workbook(out, data_only=True)["My Plan"]
    assert [sheet[place].value for place in ("D3", "E1", "B4", "D1")] == ["=text", 7, 0.5, 31]
    assert (done.path, done.backup, done.values, done.tables) == (out, None, 2, {"tblDeals": 3})
    assert (done.unfilled, done.calculation) == (("xs_as_of",), "stored")


def test_all_problems_of_request_and_workbook_come_together(plan: Path, tmp_path: Path) -> None:
    """Wrong dates, names, cells, tables and headers are one error, and nothing is written."""
    with pytest.raises(XlsalesError) as caught:
        xlsales.fill(
            plan,
            {
                "values": {"none": 1, "their_name": {"date": "x"}},
                "cells": {"Nowhere!A1": 1, "'My Plan'!A1": "Id"},
                "tables": {"tblNone": {"columns": [], "rows": []}, "tblDeals": {"columns": ["Z"], "rows": []}},
            },
            tmp_path / "out.xlsx",
        )
    assert len(caught.value.problems) == 6
    for word in ("name none", "{'date': 'x'}", "Nowhere!A1", "header of table tblDeals", "tblNone", "no column Z"):
        assert word in str(caught.value)
    assert list(tmp_path.iterdir()) == [plan]


def test_rows_may_come_from_any_iterable(plan: Path, tmp_path: Path) -> None:
    """A generator of rows fills a table as a list does, and its rows are counted."""
    columns, out = ["ID", "Amount"], tmp_path / "out.xlsx"
    rows = ([f"deal {i}", i] for i in range(3_000))
    done = xlsales.fill(plan, {"tables": {"tblDeals": {"columns": columns, "rows": rows}}}, out)
    assert done.tables == {"tblDeals": 3_000}
    assert load_workbook(out)["My Plan"]["B3001"].value == 2_999


def test_in_place_keeps_the_original(plan: Path) -> None:
    """The backup is the old file, byte for byte."""
    original = plan.read_bytes()
    done = xlsales.fill(plan, {"values": {"xs_as_of": date(2026, 11, 22)}}, in_place=True)
    assert done.backup is not None
    assert done.backup.read_bytes() == original
    assert load_workbook(plan)["My Plan"]["D2"].value == datetime(2026, 11, 22)


def test_kept_results_are_kept(plan: Path, tmp_path: Path) -> None:
    """keep_cached writes no result."""
    done = xlsales.fill(plan, {"cells": {"'My Plan'!B2": 5}}, tmp_path / "out.xlsx", keep_cached=True)
    assert done.calculation == "kept"
    assert load_workbook(done.path, data_only=True)["My Plan"]["D1"].value is None


def test_a_signature_goes_only_on_request(plan: Path, tmp_path: Path) -> None:
    """A signed workbook is refused; with drop_signature it is filled and no longer claims to be signed."""
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    mark = f'<Relationship Id="s" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    signed, out = tmp_path / "signed.xlsx", tmp_path / "out.xlsx"
    with zipfile.ZipFile(plan) as old, zipfile.ZipFile(signed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(name, text.replace(b"</Relationships>", mark.encode()) if name == "_rels/.rels" else text)
        new.writestr("_xmlsignatures/origin.sigs", "")
    with pytest.raises(XlsalesError, match="digital signature"):
        xlsales.fill(signed, {"values": {"their_name": 1}}, out)
    xlsales.fill(signed, {"values": {"their_name": 1}}, out, drop_signature=True)
    assert load_workbook(out)["My Plan"]["D3"].value == 1
    assert not any("_xmlsignatures" in name for name in zipfile.ZipFile(out).namelist())


def test_the_command_line_fills_as_python_does(plan: Path, tmp_path: Path) -> None:
    """JSON and --set together; the result is JSON; both ways give the same bytes."""
    values, out, twin = tmp_path / "values.json", tmp_path / "out.xlsx", tmp_path / "twin.xlsx"
    mapping = {"cells": {"'My Plan'!E1": 1, "'My Plan'!E2": {"date": "2026-11-22"}}}
    values.write_text(json.dumps(mapping), encoding="utf-8")
    done = run(
        "fill", plan, "--values", values, "--set", "'My Plan'!E1=42", "--set", "their_name=Ann", "-o", out, "--json"
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert (said["status"], said["path"], said["values"], said["unfilled"]) == ("ok", str(out), 3, ["xs_as_of"])
    cells = {"'My Plan'!E1": 42, "'My Plan'!E2": date(2026, 11, 22)}
    xlsales.fill(plan, {"values": {"their_name": "Ann"}, "cells": cells}, twin)
    assert out.read_bytes() == twin.read_bytes()


def test_the_command_line_needs_something_to_do_and_a_place(plan: Path) -> None:
    """Nothing to fill is a wrong command line; no place to write is refused in a sentence."""
    assert run("fill", plan, "-o", "x.xlsx").returncode == 2
    done = run("fill", plan, "--set", "their_name=1")
    assert (done.returncode, "--in-place" in done.stderr, "Traceback" in done.stderr) == (1, True, False)


@pytest.mark.parametrize(("text", "said"), [("{", "is not JSON"), ("[1]", "one JSON object"), (None, "cannot be read")])
def test_a_values_file_that_is_none_is_named(plan: Path, tmp_path: Path, text: str | None, said: str) -> None:
    """The message says which file."""
    from xlsales.filling import read_json

    path = tmp_path / "values.json"
    if text is not None:
        path.write_text(text)
    with pytest.raises(DataError, match=said) as caught:
        read_json(path)
    assert "values.json" in str(caught.value)


def test_refusals_leave_no_file(tmp_path: Path) -> None:
    """A file that is no workbook is named, and nothing appears beside it."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(XlsalesError, match=r"book\.xlsx"):
        xlsales.fill(path, {"values": {"a": 1}}, tmp_path / "out.xlsx")
    assert os.listdir(tmp_path) == ["book.xlsx"]


def test_values_no_cell_holds_come_with_all_other_problems(plan: Path, tmp_path: Path) -> None:
    """Infinity, too long a text and an object are told in the same report as a wrong date and a missing name."""
    before = plan.read_bytes()
    with pytest.raises(XlsalesError) as caught:
        xlsales.fill(
            plan,
            {
                "values": {"nobody": 1, "their_name": float("inf"), "xs_as_of": {"date": "soon"}},
                "cells": {"'My Plan'!E1": "x" * 32_768, "'My Plan'!E2": object(), "'My Plan'!A1": 1},
                "tables": {"tblDeals": {"columns": ["Amount"], "rows": [[1], [float("-inf")], ["y" * 40_000]]}},
            },
            tmp_path / "out.xlsx",
        )
    told = caught.value.problems
    for word in (
        "name nobody is missing", "cell D3, name their_name: inf", "values, xs_as_of", "cell E1", "32,768 characters",
        "cannot hold a object", "header of table tblDeals", "column Amount, row 2: -inf", "column Amount, row 3",
    ):  # fmt: skip
        assert any(word in problem for problem in told), word
    assert len(told) == len(set(told)) == 8
    assert plan.read_bytes() == before
    assert not (tmp_path / "out.xlsx").exists()
