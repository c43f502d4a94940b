"""Team lists and quotas."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from xlsales.errors import DataError
from xlsales.pipeline.people import (
    Member,
    Quota,
    apply_team,
    missing_quotas,
    name_quotas,
    read_quotas,
    read_team,
)
from xlsales.pipeline.read import read_deals
from xlsales.settings import Settings

PLAIN = Settings()


def written(folder: Path, text: str) -> Path:
    """Write a list and return its path."""
    path = folder / "people.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_one_file_is_team_and_quotas(tmp_path: Path) -> None:
    """Names, ids, teams, hire dates and annual quotas come from one list."""
    path = written(
        tmp_path, 'rep_id,full_name,team,region,annual_quota,hire_date,level\nV1,Ann,East,N,"80,000",23/02/2022,Mid\n'
    )
    assert read_team(path, PLAIN) == (Member("V1", "Ann", "East", "N", date(2022, 2, 23), "Mid", 2, 80000.0),)
    assert read_quotas(path, PLAIN) == (Quota("Ann", 80000.0, "annual", "", "East", 2),)


def test_a_period_quota_outranks_the_annual_one(tmp_path: Path) -> None:
    """Where the period's own quota is missing the annual one stands."""
    path = written(tmp_path, "负责人,年度定额（万元）,本期定额,期间\n甲,100,20,2026Q4\n乙,100,,\n")
    assert [(q.owner, q.quota, q.kind, q.period) for q in read_quotas(path, PLAIN)] == [
        ("甲", 20.0, "period", "2026Q4"),
        ("乙", 1_000_000.0, "annual", ""),
    ]


def test_one_column_per_quarter_is_one_quota_each(tmp_path: Path) -> None:
    """Q1 to Q4 are quotas of the year looked at; a blank quarter is missing only where it is the period."""
    settings = Settings(as_of=date(2026, 11, 22))
    path = written(tmp_path, "Name,Q1 (k),Q2 (k),Q3 (k),Q4 (k)\nAnn,10,20,30,40\nBob,,,5,\n")
    assert [(q.owner, q.quota, q.period) for q in read_quotas(path, settings)] == [
        ("Ann", 10_000.0, "2026Q1"),
        ("Ann", 20_000.0, "2026Q2"),
        ("Ann", 30_000.0, "2026Q3"),
        ("Ann", 40_000.0, "2026Q4"),
        ("Bob", 5_000.0, "2026Q3"),
        ("Bob", None, "2026Q4"),
    ]


def test_months_quarters_and_the_year_stand_beside_each_other(tmp_path: Path) -> None:
    """Chinese headers name periods too, and the whole year's column is the annual quota."""
    settings = Settings(as_of=date(2026, 11, 22), period_text="2026-11")
    path = written(tmp_path, "姓名,2026年（万元）,第四季度（万元）,11月（万元）\n甲,100,40,12\n")
    assert [(q.quota, q.kind, q.period) for q in read_quotas(path, settings)] == [
        (1_000_000.0, "annual", ""),
        (400_000.0, "period", "2026Q4"),
        (120_000.0, "period", "2026-11"),
    ]


def test_two_columns_for_one_period_are_refused(tmp_path: Path) -> None:
    """Which of two columns counts is not guessed."""
    with pytest.raises(DataError, match="'Q1' and '2026Q1' both mean 2026Q1: keep one"):
        read_quotas(written(tmp_path, "Name,Q1,2026Q1\nAnn,1,2\n"), Settings(as_of=date(2026, 11, 22)))


def test_missing_quotas_are_named(tmp_path: Path) -> None:
    """Somebody without a quota is reported by name and row."""
    quotas = read_quotas(written(tmp_path, "Name,Annual Quota\nAnn,5\nBob,\n"), PLAIN)
    assert [(r.row, r.text) for r in missing_quotas(quotas)] == [(3, "Bob has no quota; left out of every attainment")]


def test_money_and_dates_that_cannot_be_read_are_refused_together(tmp_path: Path) -> None:
    """A quota is never guessed."""
    path = written(tmp_path, "Name,Annual Quota,Hire Date\nAnn,lots,2022-01-01\nBob,5,soon\n")
    with pytest.raises(DataError) as caught:
        read_team(path, PLAIN)
    assert caught.value.problems == (
        "people.csv, row 2, column 'Annual Quota': 'lots' is not a number",
        "people.csv, row 3, column 'Hire Date': 'soon' is not a date",
    )


def test_a_list_without_people_or_quotas_is_refused(tmp_path: Path) -> None:
    """Both missing columns are told."""
    with pytest.raises(DataError) as caught:
        read_quotas(written(tmp_path, "colour,size\nred,5\n"), PLAIN)
    assert len(caught.value.problems) == 2


def test_somebody_listed_twice_is_refused(tmp_path: Path) -> None:
    """One id is one person."""
    with pytest.raises(DataError, match="'V1' stands 2 times on the team list"):
        read_team(written(tmp_path, "Rep ID,Name\nV1,Ann\nV1,Bob\n"), PLAIN)


def test_owner_ids_become_names_and_blanks_are_filled_from_the_list() -> None:
    """A deal's own team stays; strangers are kept and reported once."""
    frame = pd.DataFrame(
        {"Name": list("ABCD"), "Stage": "Won", "Owner": ["V1", "ann", "X9", "X9"], "Team": ["", "Own", "", ""]}
    )
    deals = apply_team(read_deals(frame, PLAIN), [Member("V1", "Ann", "East", "North")])
    assert deals.frame["owner"].tolist() == ["Ann", "Ann", "X9", "X9"]
    assert deals.frame["team"].tolist() == ["East", "Own", "", ""]
    assert deals.frame["region"].tolist() == ["North", "North", "", ""]
    told = [remark.text for remark in deals.remarks if remark.kind == "problem" and remark.value == "X9"]
    assert told == ["X9 owns 2 deals and is not on the team list"]


def test_quotas_by_id_take_the_names_of_the_list() -> None:
    """Deals, team and quotas then speak of the same people."""
    named = name_quotas([Quota("v1", 5.0), Quota("Bob", 6.0)], [Member("V1", "Ann", "East")])
    assert [(quota.owner, quota.team) for quota in named] == [("Ann", "East"), ("Bob", "")]
