"""The command line: what it prints, writes and how it ends."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

from xlsales.cli import app

REPO = Path(__file__).parents[1]
DEALS = """id,name,account,owner,stage,amount,created,close date
1,Alpha,Acme,Ann Lee,Negotiation,1000,2026-08-01,2026-11-30
2,Beta,Bolt,Ann Lee,Closed Won,2500,2026-07-01,2026-10-15
3,Gamma,Crux,Bo Chan,Closed Lost,800,2026-07-01,2026-10-20
4,=cmd|' /C calc'!A0,Dorn,Bo Chan,Proposal,"4,000",2026-09-01,2026-12-15
"""


def run(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    command = [sys.executable, "-m", "xlsales", *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


@pytest.fixture
def deals(tmp_path: Path) -> Path:
    """A small deal export."""
    path = tmp_path / "deals.csv"
    path.write_text(DEALS, encoding="utf-8")
    return path


def test_calc_prints_what_the_cell_would_show() -> None:
    """A formula in, its result out."""
    done = run("calc", "=FUNNEL_GAP(372, 164.9, 119.1)")
    assert (done.returncode, float(done.stdout)) == (0, 88)


def test_calc_prints_error_values_as_the_cell_would() -> None:
    """An error value is a result, not a failure of the command."""
    done = run("calc", "=ATTAINMENT(1, 0)")
    assert (done.returncode, done.stdout.strip()) == (0, "#DIV/0!")


def test_functions_are_listed_and_explained() -> None:
    """The list names every function; one name gives its formula and an example."""
    listed, one = run("functions"), run("functions", "PROJECT_GAP")
    assert "PROJECT_GAP" in listed.stdout
    assert "项目缺口" in listed.stdout
    assert "220" in one.stdout
    assert isinstance(json.loads(run("functions", "--json").stdout), list | dict)


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk"])
def test_any_encoding_of_the_output_will_do(encoding: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Redirected into a file, Windows writes in its own code page: what it lacks becomes escapes, JSON stays whole."""
    expected = json.loads(run("functions", "ROI", "--json").stdout)
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    command = [sys.executable, "-m", "xlsales", "functions", "ROI", "--json"]
    done = subprocess.run(command, capture_output=True, check=False)
    assert (done.returncode, json.loads(done.stdout.decode(encoding))) == (0, expected)


def test_functions_as_markdown_speak_the_language_asked_for() -> None:
    """The headings of the categories are Chinese for zh-CN."""
    done = run("functions", "--markdown", "--lang", "zh-CN")
    assert "## 预测\n" in done.stdout
    assert "## Forecast\n" not in done.stdout


def test_import_tells_what_it_did(deals: Path) -> None:
    """The JSON has the promised keys and its rows add up."""
    said = json.loads(run("import", str(deals), "--json").stdout)
    assert {"read", "used", "set_aside", "columns", "repairs", "problems"} <= set(said)
    assert said["read"] == said["used"] + said["set_aside"] == 4


def test_import_writes_clean_deals_that_read_the_same(deals: Path, tmp_path: Path) -> None:
    """The cleaned file reads back without a repair."""
    clean = tmp_path / "clean.csv"
    assert run("import", str(deals), "--to", str(clean)).returncode == 0
    said = json.loads(run("import", str(clean), "--json").stdout)
    assert (said["used"], said["repairs"]) == (4, [])


def test_build_all_writes_three_workbooks(deals: Path, tmp_path: Path) -> None:
    """`build all` fills a folder and prints the figures as JSON."""
    out = tmp_path / "out"
    done = run(
        "build", "all", "--deals", str(deals), "--period", "2026Q4", "--as-of", "2026-11-22", "--lang", "en",
        "-o", str(out), "--json",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert [one["report"] for one in said["workbooks"]] == ["funnel", "quota", "review"]
    assert said["workbooks"][0]["figures"]["xs_won"] == 2500
    assert all(Path(one["path"]).exists() for one in said["workbooks"])


def test_a_formula_in_a_name_stays_text(deals: Path, tmp_path: Path) -> None:
    """A deal named like a formula is text in the workbook, never a formula."""
    out = tmp_path / "funnel.xlsx"
    assert run("build", "funnel", "--deals", str(deals), "-o", str(out), "--lang", "en").returncode == 0
    cells = [cell for row in load_workbook(out)["Deals"].iter_rows() for cell in row]
    found = [cell for cell in cells if isinstance(cell.value, str) and "cmd|" in cell.value]
    assert [cell.data_type for cell in found] == ["s"]


def test_a_missing_file_ends_with_one_sentence(tmp_path: Path) -> None:
    """Nothing is written, the message names the file, the exit code is not 0."""
    done = run("build", "funnel", "--deals", str(tmp_path / "none.csv"), "-o", str(tmp_path / "x.xlsx"))
    assert done.returncode == 1
    assert "none.csv" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "x.xlsx").exists()


def test_errors_are_json_when_json_was_asked_for(tmp_path: Path) -> None:
    """A machine reads failures the same way as results."""
    done = run("import", str(tmp_path / "none.csv"), "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["status"]) == (1, "error")
    assert said["problems"]


def test_a_wrong_option_ends_with_exit_code_2(deals: Path) -> None:
    """The command line itself being wrong is told apart from wrong input."""
    assert run("build", "nonsense", "--deals", str(deals), "-o", "x.xlsx").returncode == 2
    assert run("build", "funnel", "--deals", str(deals), "-o", "x.xlsx", "--as-of", "soon").returncode == 2


def test_an_unknown_owner_is_answered_with_the_nearest_names(deals: Path, tmp_path: Path) -> None:
    """A misspelt name gives the names that exist."""
    done = run("build", "funnel", "--deals", str(deals), "--owner", "Ann Le", "-o", str(tmp_path / "x.xlsx"))
    assert done.returncode == 1
    assert "Ann Lee" in done.stderr


def test_every_command_has_help_with_an_example_and_stands_in_the_readme() -> None:
    """No command is undocumented."""
    readme = (REPO / "README.md").read_text(encoding="utf-8")
    for command in app.registered_commands:
        assert command.callback is not None
        assert "Example:" in (command.callback.__doc__ or ""), command.name
        assert re.search(rf"`xlsales {command.name}\b", readme), command.name
