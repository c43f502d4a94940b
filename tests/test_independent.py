"""The figures of built workbooks against plain pandas group-bys over the raw exports, written on their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.workbook import Workbook

import xlsales
from xlsales.settings import Settings

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def raw(*parts: str) -> pd.DataFrame:
    """Read an export as it is, or skip the test where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.is_file():
        pytest.skip(f"{'/'.join(parts)} is not here")
    return pd.read_csv(path)


def built(folder: Path, parts: tuple[str, str], period: str, as_of: date) -> Workbook:
    """Build the English funnel workbook of an export and read its cached results."""
    raw(*parts)
    settings = Settings(language="en", period_text=period, as_of=as_of)
    xlsales.build("funnel", SHARED.joinpath(*parts), settings, out=folder / "funnel.xlsx")
    return load_workbook(folder / "funnel.xlsx", data_only=True)


def named(book: Workbook, name: str) -> Any:
    """Return the value of a defined name's cell."""
    ((title, cell),) = book.defined_names[name].destinations
    return book[title][cell].value


def table(book: Workbook, name: str) -> pd.DataFrame:
    """Return a table of the workbook by its headers."""
    sheet = next(sheet for sheet in book if name in sheet.tables)
    left, top, right, bottom = range_boundaries(sheet.tables[name].ref)
    head, *rows = sheet.iter_rows(top, bottom, left, right, values_only=True)
    return pd.DataFrame(rows, columns=head)


@pytest.fixture(scope="module")
def maven(tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, Workbook]:
    """Nearly nine thousand deals with ISO dates; open ones bear neither amount nor close date."""
    parts = ("maven_iso_dates", "sales_pipeline.csv")
    deals = raw(*parts)
    return deals, built(tmp_path_factory.mktemp("maven"), parts, "2017Q4", date(2017, 12, 31))


@pytest.fixture(scope="module")
def stenjac(tmp_path_factory: pytest.TempPathFactory) -> tuple[pd.DataFrame, Workbook]:
    """A hundred deals whose open ones have amounts and expected dates in two quarters."""
    parts = ("stenjac_forecast", "opportunities.csv")
    deals = raw(*parts)
    return deals, built(tmp_path_factory.mktemp("stenjac"), parts, "2025Q4", date(2025, 12, 22))


def test_closed_deals_of_a_large_export(maven: tuple[pd.DataFrame, Workbook]) -> None:
    """Counts, sums and the win rate equal plain group-bys."""
    deals, book = maven
    won, lost = deals[deals.deal_stage == "Won"], deals[deals.deal_stage == "Lost"]
    recent = won[(won.close_date >= "2017-10-01") & (won.close_date <= "2017-12-31")]
    assert named(book, "xs_won_count") == len(won)
    assert named(book, "xs_lost_count") == len(lost)
    assert named(book, "xs_won_all") == pytest.approx(won.close_value.sum(), rel=1e-12)
    assert named(book, "xs_win_rate") == pytest.approx(len(won) / (len(won) + len(lost)), rel=1e-12)
    assert named(book, "xs_won_period_count") == len(recent)
    assert named(book, "xs_won") == pytest.approx(recent.close_value.sum(), rel=1e-12)
    assert named(book, "xs_yield") == pytest.approx(won.close_value.mean(), rel=1e-12)


def test_open_deals_of_a_large_export(maven: tuple[pd.DataFrame, Workbook]) -> None:
    """Open deals are counted although they have no amount, and each stands on its stage."""
    deals, book = maven
    running = deals[deals.deal_stage.isin(["Engaging", "Prospecting"])]
    stages = table(book, "xsFunnel").set_index("Stage")["Deals"].to_dict()
    assert named(book, "xs_open_count") == len(running)
    assert named(book, "xs_open_no_amount") == running.close_value.isna().sum()
    assert named(book, "xs_open_amount") == running.close_value.sum() == 0
    assert {stage: count for stage, count in stages.items() if count} == (running.deal_stage.value_counts().to_dict())


def test_people_of_a_large_export(maven: tuple[pd.DataFrame, Workbook]) -> None:
    """What each of thirty people won in the period and has open equals a group-by."""
    deals, book = maven
    people = table(book, "xsOwners").set_index("Name")
    recent = deals[(deals.deal_stage == "Won") & (deals.close_date >= "2017-10-01")]
    won = recent.groupby("sales_agent").close_value.sum()
    running = deals[deals.close_date.isna()].groupby("sales_agent").size()
    names = deals.sales_agent.unique()
    assert set(people.index) == set(names)
    for name in names:
        assert people.loc[name, "Won"] == pytest.approx(won.get(name, 0), rel=1e-12)
        assert people.loc[name, "Open deals"] == running.get(name, 0)


def test_deal_table_holds_every_row_of_the_export(maven: tuple[pd.DataFrame, Workbook]) -> None:
    """No row disappears: the deal table has each id once, with its amount."""
    deals, book = maven
    found = table(book, "xsDeals").set_index("ID")["Amount"].astype(float)
    expected = deals.set_index("opportunity_id")["close_value"]
    assert named(book, "xs_rows_read") == named(book, "xs_rows_used") == len(deals)
    pd.testing.assert_series_equal(found.sort_index(), expected.sort_index(), check_names=False, check_index_type=False)


def test_open_value_by_stage(stenjac: tuple[pd.DataFrame, Workbook]) -> None:
    """Number and amount of open deals on each stage equal a group-by on the raw stage."""
    deals, book = stenjac
    running = deals[deals.status == "Open"].groupby("stage").amount.agg(["size", "sum"])
    stages = table(book, "xsFunnel").set_index("Stage")
    busy = stages[stages["Deals"] > 0]
    assert set(busy.index) == set(running.index)
    assert busy["Deals"].to_dict() == running["size"].to_dict()
    assert busy["Amount"].to_dict() == pytest.approx(running["sum"].to_dict(), rel=1e-12)


def test_open_value_of_the_period(stenjac: tuple[pd.DataFrame, Workbook]) -> None:
    """Open value in all and due by the end of the period equal plain sums."""
    deals, book = stenjac
    running = deals[deals.status == "Open"]
    due = running[running.close_date <= "2025-12-31"]
    assert named(book, "xs_open_count") == len(running)
    assert named(book, "xs_open_amount") == pytest.approx(running.amount.sum(), rel=1e-12)
    assert named(book, "xs_open_in_period") == pytest.approx(due.amount.sum(), rel=1e-12)


def test_won_value_by_person(stenjac: tuple[pd.DataFrame, Workbook]) -> None:
    """What each person won in the quarter equals a group-by; so do the totals."""
    deals, book = stenjac
    won = deals[(deals.status == "Won") & deals.close_date.between("2025-10-01", "2025-12-31")]
    people = table(book, "xsOwners").set_index("Name")["Won"]
    expected = won.groupby("owner").amount.sum().reindex(people.index, fill_value=0)
    assert people.to_dict() == pytest.approx(expected.to_dict(), rel=1e-12)
    assert named(book, "xs_won") == pytest.approx(won.amount.sum(), rel=1e-12)
    assert named(book, "xs_win_rate") == pytest.approx(
        (deals.status == "Won").sum() / (deals.status != "Open").sum(), rel=1e-12
    )


def test_messy_stages_and_numbers(tmp_path: Path) -> None:
    """Free spellings of won and lost and numbers with a stray letter come to what plain text tools find."""
    parts = ("camilo_messy_crm", "opportunities.csv")
    deals = raw(*parts)
    book = built(tmp_path, parts, "2024Q4", date(2024, 11, 22))
    stage = deals.stage.fillna("").str.lower().str.replace("-", " ")
    amount = deals.estimated_value.astype(str).str.extract(r"(-?\d+(?:\.\d+)?)")[0].astype(float)
    assert named(book, "xs_won_count") == (stage == "closed won").sum()
    assert named(book, "xs_lost_count") == (stage == "closed lost").sum()
    assert named(book, "xs_rows_read") == len(deals)
    assert named(book, "xs_won_all") == pytest.approx(amount[stage == "closed won"].sum(), rel=1e-12)
    assert named(book, "xs_open_amount") == pytest.approx(amount[~stage.str.startswith("closed")].sum(), rel=1e-12)
