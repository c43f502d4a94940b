"""From deals to a finished workbook, through the Python call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

import xlsales
from xlsales import DataError, Settings, SettingsError, TemplateError, WorkbookError, resources, sample
from xlsales.fills import Fill, TableFill
from xlsales.workbook.fill import fill

SETTINGS = Settings(as_of=date(2026, 11, 22), period_text="2026Q4", language="en")
LONG_NAME = "Alexandria Featherstonehaugh-Cholmondeley the Third"


def deals(**columns: object) -> pd.DataFrame:
    """Three deals of one quarter, with columns replaced at will."""
    return pd.DataFrame(
        {
            "id": ["1", "2", "3"],
            "name": ["Alpha", "Beta", "Gamma"],
            "owner": ["Ann Lee", "Ann Lee", "Bo Chan"],
            "stage": ["Negotiation", "Closed Won", "Proposal"],
            "amount": [1000.0, 2500.0, 400.0],
            "created": ["2026-08-01", "2026-07-01", "2026-09-01"],
            "close date": ["2026-11-30", "2026-10-15", "2026-12-20"],
            **columns,
        }
    )


def named(path: Path, name: str) -> object:
    """Return the cached value of a defined name's cell."""
    book = load_workbook(path, data_only=True)
    ((title, ref),) = book.defined_names[name].destinations
    return book[title][ref.replace("$", "")].value


@pytest.mark.parametrize("report", ["funnel", "quota", "review"])
def test_figures_given_are_the_figures_in_the_file(report: str, tmp_path: Path) -> None:
    """What the call returns is what a reader of the file sees."""
    out = tmp_path / "book.xlsx"
    built = xlsales.build(report, deals(), SETTINGS, out=out)
    assert built.figures["xs_won"] == named(out, "xs_won") == 2500


def test_deals_already_read_build_the_same_bytes_as_the_file_they_came_from() -> None:
    """A path, a table already read and a second run all give the same workbook."""
    folder = sample.folder("en")
    settings = xlsales.load_settings(folder / "xlsales.toml", {})
    from_path = xlsales.build("quota", folder / "deals.csv", folder / "xlsales.toml", team=folder / "team.csv")
    table = xlsales.read_deals(folder / "deals.csv", settings)
    assert xlsales.build("quota", table, settings, team=folder / "team.csv").data == from_path.data


def test_one_owner_gets_a_workbook_of_their_own(tmp_path: Path) -> None:
    """With an owner named, only that person's deals count."""
    settings = Settings(as_of=SETTINGS.as_of, period_text="2026Q4", language="en", owner="Bo Chan")
    built = xlsales.build("funnel", deals(), settings, out=tmp_path / "bo.xlsx")
    assert (built.figures["xs_won"], built.figures["xs_open_amount"]) == (0, 400)
    assert named(tmp_path / "bo.xlsx", "xs_owner") == "Bo Chan"


def test_one_owner_is_measured_by_their_own_quota(tmp_path: Path) -> None:
    """The team's annual target is in no figure of one person's funnel, in the call and in the file."""
    settings = replace(SETTINGS, owner="Ann Lee", annual_quota=90_000, small_share=0.5, large_share=0.5)
    (tmp_path / "quotas.csv").write_text("Name,Quota\nAnn Lee,4000\n", encoding="utf-8")
    out = tmp_path / "ann.xlsx"
    built = xlsales.build("funnel", deals(), settings, quotas=tmp_path / "quotas.csv", out=out)
    for name in ("xs_small_quota", "xs_large_quota"):
        assert built.figures[name] == named(out, name) == 2000


def test_people_pages_have_titles_excel_accepts(tmp_path: Path) -> None:
    """A long name and a name with forbidden characters become legal, distinct sheet titles."""
    out = tmp_path / "review.xlsx"
    xlsales.build("review", deals(owner=[LONG_NAME, LONG_NAME + " Jr", "a/b:c*?[d]"]), SETTINGS, out=out)
    titles = load_workbook(out).sheetnames
    assert len({title.casefold() for title in titles}) == len(titles)
    assert all(len(title) <= 31 and not set(title) & set("[]:*?/\\") for title in titles)
    assert sum(title.startswith("Alexandria") for title in titles) == 2


def test_text_of_any_kind_survives(tmp_path: Path) -> None:
    """Control characters, formula starts, edge spaces and 32,767 characters come back as they went in."""
    names = ["a\x01b\rc", "=1+1", " x " + "长" * 32_000]
    out = tmp_path / "funnel.xlsx"
    xlsales.build("funnel", deals(name=names), SETTINGS, out=out)
    cells = {str(cell.value) for cell in load_workbook(out)["Deals"]["C"]}
    assert "=1+1" in cells
    assert any("长" * 32_000 in cell for cell in cells)


def test_a_cell_too_long_for_excel_is_refused_and_the_old_file_stays(tmp_path: Path) -> None:
    """Nothing is cut off in silence: the message names the limit, the file that was there is whole."""
    out = tmp_path / "funnel.xlsx"
    out.write_bytes(b"the old file")
    with pytest.raises(WorkbookError, match="32,767"):
        xlsales.build("funnel", deals(name=["x" * 32_768, "b", "c"]), SETTINGS, out=out)
    assert out.read_bytes() == b"the old file"
    assert [path.name for path in tmp_path.iterdir()] == ["funnel.xlsx"]


def test_unknown_reports_and_owners_are_refused() -> None:
    """The message says what there is."""
    with pytest.raises(SettingsError, match="funnel, quota, review"):
        xlsales.build("forecast", deals(), SETTINGS)
    with pytest.raises(DataError, match="Ann Lee"):
        xlsales.build("funnel", deals(), Settings(owner="Anne Lee"))


@pytest.mark.parametrize("report", ["funnel", "quota", "review"])
@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_no_deal_at_all_still_builds(report: str, language: str, tmp_path: Path) -> None:
    """An export with headers and no rows gives a workbook that says so instead of failing."""
    settings = Settings(as_of=SETTINGS.as_of, language=language)
    built = xlsales.build(report, deals().iloc[:0], settings, out=tmp_path / "empty.xlsx")
    assert built.figures["xs_won"] == 0


def test_a_period_without_any_deal_is_remarked() -> None:
    """Whoever asks for the wrong quarter is told which dates the deals have."""
    built = xlsales.build("funnel", deals(), Settings(as_of=date(2030, 1, 15), language="en"))
    assert built.problems[0].startswith("no deal closes in 2030Q1: close dates run from 2026-10-15 to 2026-12-20")


def test_more_rows_than_a_sheet_holds_are_refused() -> None:
    """1,048,576 rows is all a sheet has: the message says how many fit and what to do."""
    rows = TableFill(("ID",), [("x",)] * 1_048_577)
    with pytest.raises(TemplateError, match=r"room for 1,048,571 rows, but 1,048,577 were given; filter"):
        fill(resources.template("funnel", "en"), Fill(tables={"xsDeals": rows}))
