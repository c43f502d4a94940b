"""Splitting one job into one per group: deals, people and quotas."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from xlsales import DataError, Settings, sample
from xlsales.batching.groups import Split, split
from xlsales.building import REPORTS, Job, prepare
from xlsales.reports.report import Report
from xlsales.settings_file import load_settings

SETTINGS = Settings(as_of=date(2026, 11, 22), period_text="2026Q4", language="en")
DEALS = pd.DataFrame(
    {
        "id": ["1", "2", "3", "4"],
        "name": ["Alpha", "Beta", "Gamma", "Delta"],
        "owner": ["Ann Lee", "Ann Lee", "Bo Chan", ""],
        "team": ["North", "North", "South", "South"],
        "region": ["", "Asia", "Europe", ""],
        "stage": ["Negotiation", "Closed Won", "Proposal", "Closed Won"],
        "amount": [1000.0, 2500.0, 400.0, 30.0],
        "created": ["2026-08-01", "2026-07-01", "2026-09-01", "2026-09-01"],
        "close date": ["2026-11-30", "2026-10-15", "2026-12-20", "2026-10-01"],
        "Industry": ["Steel", "Food", "Food", None],
    }
)
TEAM = "Name,Team,Region,Annual Quota\nAnn Lee,North,{},4000\nBo Chan,South,{},2000\nCy Dov,West,{},1000\n"


def made(name: str, job: Job) -> Report:
    """Return a report of a job."""
    return REPORTS[name](job.deals, job.settings, job.team, job.quotas)


@pytest.fixture
def team(tmp_path: Path) -> Path:
    """Three people with quotas in three teams, without regions."""
    path = tmp_path / "team.csv"
    path.write_text(TEAM.format("", "", ""), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def example() -> Job:
    """The sample team's job."""
    folder = sample.folder("zh-CN")
    return prepare(
        folder / "deals.csv",
        load_settings(folder / "xlsales.toml", {"as_of": SETTINGS.as_of}),
        team=folder / "team.csv",
    )


@pytest.mark.parametrize("by", ["owner", "team"])
def test_the_figures_of_the_groups_add_up_to_the_whole(by: str, example: Job) -> None:
    """Won, open, commit and quota of the group workbooks are the team's, the amounts and the counts."""
    whole = made("funnel", example).figures
    parts = split(example, by)
    of_groups = [made("funnel", parts.job_of(name)).figures for name in parts.names]
    for figure in ("xs_won", "xs_won_all", "xs_open_amount", "xs_open_count", "xs_commit", "xs_quota"):
        total = math.fsum(float(str(figures[figure])) for figures in of_groups)
        assert total == pytest.approx(float(str(whole[figure]))), figure
        assert total > 0


@pytest.mark.parametrize("by", ["product", "stage", "segment", "account", "close", "amount", "金额", "产品"])
def test_every_deal_is_in_exactly_one_group(by: str, example: Job) -> None:
    """Whatever column splits the deals, the groups hold each deal once and none is without a name."""
    parts = split(example, by)
    ids = [deal for name in parts.names for deal in parts.of_deal.index[parts.of_deal == name]]
    assert sorted(ids) == list(range(len(example.deals.frame)))
    assert all(parts.names)


def test_an_owner_has_their_deals_their_line_and_their_quota(team: Path) -> None:
    """The workbook of one person knows nobody else; its scope is their name."""
    parts = split(prepare(DEALS, SETTINGS, team=team), "owner")
    assert parts.names == ("Ann Lee", "Bo Chan", "Cy Dov", "(blank)")
    report = made("funnel", parts.job_of("Ann Lee"))
    assert (report.figures["xs_won"], report.figures["xs_open_amount"], report.figures["xs_quota"]) == (
        2500,
        1000,
        1000,
    )
    assert report.fill.values["xs_owner"] == "Ann Lee"
    assert [row[0] for row in report.fill.tables["xsOwners"].rows] == ["Ann Lee"]


def test_deals_without_an_owner_have_a_workbook_of_their_own(team: Path) -> None:
    """Nothing that nobody owns is lost; no person is made up for it."""
    report = made("funnel", split(prepare(DEALS, SETTINGS, team=team), "owner").job_of("(blank)"))
    assert report.figures["xs_won"] == 30
    assert report.fill.values["xs_owner"] == "(blank)"
    assert list(report.fill.tables["xsOwners"].rows) == []


def test_a_person_without_a_deal_has_a_workbook_too(team: Path) -> None:
    """Who is on the list with a quota and no deals is shown with nothing won."""
    figures = made("quota", split(prepare(DEALS, SETTINGS, team=team), "owner").job_of("Cy Dov")).figures
    assert (figures["xs_annual"], figures["xs_won"]) == (1000, 0)


def test_a_team_has_the_quotas_of_its_people(team: Path) -> None:
    """A team's workbook adds its people's quotas; the whole team's target is not taken for it."""
    settings = Settings(as_of=SETTINGS.as_of, period_text="2026Q4", language="en", annual_quota=9000)
    parts = split(prepare(DEALS, settings, team=team), "team")
    report = made("quota", parts.job_of("North"))
    assert (report.figures["xs_annual"], report.figures["xs_won"]) == (4000, 2500)
    assert report.fill.values["xs_owner"] == "North"
    assert "9,000" in parts.problems[0]


def test_a_quota_that_would_be_in_two_regions_is_in_none_and_that_is_said(team: Path) -> None:
    """Who sells in two regions and is listed in none is named; the lists decide where they say so."""
    unlisted = split(prepare(DEALS, SETTINGS, team=team), "region")
    assert "Ann Lee" not in unlisted.of_person
    assert "Ann Lee has deals in (blank), Asia" in unlisted.problems[0]
    team.write_text(TEAM.format("Asia", "Asia", "Africa"), encoding="utf-8")
    listed = split(prepare(DEALS, SETTINGS, team=team), "region")
    assert dict(listed.of_person) == {"Ann Lee": "Asia", "Bo Chan": "Asia", "Cy Dov": "Africa"}
    assert listed.problems == ()


def test_a_column_the_deal_table_does_not_keep_is_read_from_the_export(tmp_path: Path) -> None:
    """Any header splits deals, also below a title row; people have no quota there."""
    path = tmp_path / "export.csv"
    path.write_text("Pipeline of November\n" + DEALS.to_csv(index=False), encoding="utf-8")
    quotas = tmp_path / "quotas.csv"
    quotas.write_text("Name,Quota\nAnn Lee,500\n", encoding="utf-8")
    parts = split(prepare(path, SETTINGS, quotas=quotas), "industry", path)
    assert parts.names == ("Food", "Steel", "(blank)")
    report = made("funnel", parts.job_of("Food"))
    assert (report.figures["xs_won"], report.figures["xs_open_amount"], report.figures["xs_quota"]) == (2500, 400, 0)


def test_stages_are_called_as_the_workbook_calls_them() -> None:
    """Stages and states are groups by their names in the language of the workbook."""
    job = prepare(DEALS, SETTINGS)
    assert set(split(job, "status").names) == {"Open", "Won"}
    assert "Negotiation" in split(job, "Stage").names


def test_a_column_that_is_not_there_is_refused_with_those_that_are() -> None:
    """The message names the columns of the export."""
    with pytest.raises(DataError, match=r"'colour'.*owner, team, region.*'Industry'"):
        split(prepare(DEALS, SETTINGS), "colour", DEALS)


def test_a_column_without_any_value_is_refused() -> None:
    """One workbook for everybody is not a split."""
    with pytest.raises(DataError, match="region"):
        split(prepare(DEALS.assign(region=""), SETTINGS), "region")


def test_a_split_carries_nothing_of_other_groups(team: Path) -> None:
    """What is handed on for a group holds no other name."""
    parts: Split = split(prepare(DEALS, SETTINGS, team=team), "owner")
    told = repr(parts.job_of("Bo Chan"))
    assert "Bo Chan" in told
    assert "Ann Lee" not in told
