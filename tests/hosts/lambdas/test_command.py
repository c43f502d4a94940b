"""`xlsales embed` and `xlsales functions --lambda`, as people type them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from typer.testing import CliRunner, Result

from xlsales.cli import app
from xlsales.errors import XlsalesError
from xlsales.hosts import lambdas


def run(*arguments: str | Path) -> Result:
    """Run the command line within this process."""
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A workbook with one formula that calls a function of ours."""
    book = Workbook()
    book.active["A1"] = "=ROI(3,1)"
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def test_embedding_and_removing_tell_what_they_did(plan: Path) -> None:
    """One line says how many functions came or went, another which formulas still need one."""
    out, back = plan.with_name("out.xlsx"), plan.with_name("back.xlsx")
    came, went = run("embed", plan, "-o", out), run("embed", out, "-o", back, "--remove")
    assert came.stdout.splitlines() == [f"{out}: {len(lambdas.names())} functions added"]
    assert went.stdout.splitlines()[0] == f"{back}: {len(lambdas.names())} functions removed"
    assert "still call ROI: they show #NAME?" in went.stdout
    assert "nothing to change" in run("embed", out, "-o", plan.with_name("again.xlsx")).stdout


def test_json_holds_the_same(plan: Path) -> None:
    """Machines read names and paths."""
    out = plan.with_name("out.xlsx")
    said = json.loads(run("embed", plan, "-o", out, "--skip", "TCO", "--lang", "zh-CN", "--json").stdout)
    assert (said["status"], said["path"], said["backup"]) == ("ok", str(out), None)
    assert "ROI" in said["added"]
    assert "TCO" not in said["added"]
    assert load_workbook(out).defined_names["ROI"].comment.startswith("xlsales: 每一元投入")


def test_the_list_tells_what_is_there(plan: Path) -> None:
    """Nothing is written by looking."""
    book = load_workbook(plan)
    book.defined_names["PACE"] = DefinedName("PACE", attr_text="Sheet!$A$1")
    book.save(plan)
    before = plan.read_bytes()
    assert "taken     PACE" in run("embed", plan, "--list").stdout.splitlines()
    assert json.loads(run("embed", plan, "--list", "--json").stdout)["ROI"] == "absent"
    assert plan.read_bytes() == before


def test_in_place_says_where_the_original_is(plan: Path) -> None:
    """The backup's name is printed, and the file is there."""
    before = plan.read_bytes()
    said = run("embed", plan, "--in-place").stdout.splitlines()
    backup = Path(said[1].partition("kept as ")[2])
    assert backup.parent == plan.parent
    assert backup.read_bytes() == before


@pytest.mark.parametrize("wrong", [("--remove", "--list"), ("--remove", "--skip", "ROI"), ("--lang", "fr")])
def test_options_that_do_not_go_together_end_with_2(plan: Path, wrong: tuple[str, ...]) -> None:
    """The command line itself is wrong: nothing is read or written."""
    done = run("embed", plan, "-o", plan.with_name("out.xlsx"), *wrong)
    assert done.exit_code == 2
    assert not plan.with_name("out.xlsx").exists()


def test_one_formula_is_printed_for_the_name_manager() -> None:
    """English or Chinese name, in any case; one that does not exist gets the nearest; none is asked for."""
    assert run("functions", "roi", "--lambda").stdout.strip() == lambdas.names()["ROI"]
    assert run("functions", "投资回报率", "--lambda").stdout.strip() == lambdas.names()["ROI"]
    assert isinstance(run("functions", "RIO", "--lambda").exception, XlsalesError)
    assert run("functions", "--lambda").exit_code == 2
