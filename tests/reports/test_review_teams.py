"""The teams of the review: each team's row is what the metrics give, and all teams make up the total."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hosts.libreoffice import LibreOffice
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from xlsales.design.review import draw
from xlsales.ladders import Ladder, Stage
from xlsales.pipeline.deals import FIELDS, Deals
from xlsales.pipeline.people import Member, Quota
from xlsales.reports.review import report, team_figures
from xlsales.reports.review_sums import Sums
from xlsales.reports.review_teams import total_of
from xlsales.settings import LANGUAGES, Settings
from xlsales.words import Words
from xlsales.words.headers import header
from xlsales.workbook.fill import build_workbook

LADDER = Ladder(
    "demo",
    "演示",
    "Demo",
    (
        Stage("方案", "Proposal", 0.35),
        Stage("谈判", "Negotiation", 0.7),
        Stage("成交", "Won", 1, "won"),
    ),
)
CATEGORIES = {"方案": "upside", "谈判": "commit", "成交": "closed"}
LONG = "华东区战略客户与重点行业解决方案销售及交付第二十一团队"
KEYS = (
    "quota", "won", "forecast", "commit", "upside", "beyond", "completion", "firm", "attainment", "gap", "open",
    "people", "rank",
)  # fmt: skip
CHECKED = ("quota", "forecast", "won", "commit", "upside", "beyond", "open", "people")
TEAMS = {
    "several": ("North", "", "South*", "South", "NORTH", "Empty handed"),
    "one": ("North",),
    "none": ("",),
    "twenty": tuple(f"{LONG}{n}" for n in range(20)),
}
Build = Callable[[str, tuple[str, ...]], tuple[Workbook, dict[str, dict[str, Any]]]]


def settings(language: str) -> Settings:
    """Return the settings of a quarter with eight weeks left."""
    return Settings(as_of=date(2026, 11, 5), period_text="2026Q4", language=language)


def roll(teams: tuple[str, ...]) -> tuple[list[Member], tuple[Quota, ...]]:
    """Return two people per team; the first team's second has quota 0 and those of the last team have none."""
    members = [Member(str(n), f"P{n}", team=teams[n % len(teams)]) for n in range(2 * len(teams))]
    last = len(teams) - 1
    quotas = [
        Quota(m.name, 0.0 if n == len(teams) else 20.0 + n) for n, m in enumerate(members) if n % len(teams) < last
    ]
    return members, tuple(quotas)


def deals(people: int) -> Deals:
    """Return three deals for each person and two that nobody owns."""
    owners = [f"P{n % people}" for n in range(3 * people)] + ["", ""]
    rows = []
    for number, owner in enumerate(owners, start=1):
        stage = tuple(CATEGORIES)[number % 3 if owner else 2 - number % 2]
        row: dict[str, Any] = dict.fromkeys(FIELDS, "")
        row |= {"id": f"D{number}", "name": f"Deal {number}", "owner": owner, "stage": stage, "row": number + 1}
        row |= {"amount": 1.1 * number, "category": CATEGORIES[stage], "probability": None}
        row |= {"status": "won" if stage == "成交" else "open", "created": date(2026, 10, 5)}
        rows.append(row | {"close": date(2026, 11, 2), "stage_since": None, "last_activity": None})
    frame = pd.DataFrame(rows, columns=list(FIELDS))
    for name, kind in FIELDS.items():
        if kind in {"date", "number"}:
            frame[name] = pd.to_datetime(frame[name]) if kind == "date" else frame[name].astype("float64")
    return Deals(frame, LADDER, "test", len(frame))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for the templates and built workbooks."""
    return tmp_path_factory.mktemp("teams")


@pytest.fixture(scope="module")
def build(folder: Path) -> Build:
    """Give a function that builds the review for some teams, saves it, and gives it with the wanted figures."""

    @cache
    def built(language: str, teams: tuple[str, ...]) -> tuple[Workbook, dict[str, dict[str, Any]]]:
        template = folder / f"template-{language}.xlsx"
        if not template.exists():
            draw(language).save(template)
        members, quotas = roll(teams)
        given_deals, chosen = deals(len(members)), settings(language)
        data = build_workbook(template, report(given_deals, chosen, members, quotas).fill)
        workbook_path(folder, language, teams).write_bytes(data)
        return load_workbook(io.BytesIO(data), data_only=True), team_figures(given_deals, chosen, members, quotas)

    return built


def workbook_path(folder: Path, language: str, teams: tuple[str, ...]) -> Path:
    """Return where the workbook of some teams is saved."""
    return folder / f"{language}-{len(teams)}-{len(teams[0])}.xlsx"


def rows_of(book: Workbook, language: str) -> dict[str, dict[str, Any]]:
    """Return the rows of the teams table by team, keyed as its columns."""
    words = Words(language)
    sheet = book[words("sheet.teams")]
    head, *rows = [[cell.value for cell in row] for row in sheet[sheet.tables["xsTeams"].ref]]
    found = [dict(zip(head, row, strict=True)) for row in rows]
    return {row[header("xsTeams", "name", words)]: {k: row[header("xsTeams", k, words)] for k in KEYS} for row in found}


def line(book: Workbook, language: str, word: str) -> dict[str, Any]:
    """Return a line above the teams table, keyed as the table's columns."""
    words = Words(language)
    sheet = book[words("sheet.teams")]
    heads = {cell.value: cell.column for cell in sheet[sheet.tables["xsTeams"].ref][0]}
    row = next(cell.row for cell in sheet["B"] if cell.value == words(word))
    return {key: sheet.cell(row, heads[header("xsTeams", key, words)]).value for key in KEYS}


def shown_as(value: Any, wanted: Any, words: Words) -> bool:
    """Tell whether a cell shows the number wanted, or in words why there is none."""
    if isinstance(wanted, (int, float)):
        return isinstance(value, (int, float)) and value == pytest.approx(wanted, rel=1e-9, abs=1e-9)
    reasons = {words(f"review.{key}") for key in ("no_quota", "quota_zero", "no_rank")}
    return value in (reasons | {"", None} if wanted is None else reasons)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("teams", TEAMS.values(), ids=TEAMS)
def test_every_team_row_is_what_the_metrics_give(build: Build, language: str, teams: tuple[str, ...]) -> None:
    """Each cell of each team holds the metric's figure, or says in words why there is none."""
    book, wanted = build(language, teams)
    found, words = rows_of(book, language), Words(language)
    assert sorted(found) == sorted(wanted)
    pairs = [(team, key, row[key], wanted[team][key]) for team, row in found.items() for key in KEYS]
    assert [pair for pair in pairs if not shown_as(pair[2], pair[3], words)] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("teams", TEAMS.values(), ids=TEAMS)
def test_teams_and_the_unowned_make_up_the_total(build: Build, language: str, teams: tuple[str, ...]) -> None:
    """The total line shows the performance sheet's figures; all teams plus no owner come to it."""
    book, _ = build(language, teams)
    rows, total = rows_of(book, language).values(), line(book, language, "teams.total")
    unowned, check = line(book, language, "teams.unowned"), line(book, language, "teams.check")
    title, ref = next(iter(book.defined_names["xs_won"].destinations))
    assert total["won"] == book[title][ref.replace("$", "")].value
    assert unowned["won"] > 0
    for key in CHECKED:
        parts = [row[key] for row in rows if isinstance(row[key], (int, float))]
        assert sum(parts) + (unowned[key] or 0) == pytest.approx(total[key]), key
    assert {check[key] for key in CHECKED} == {Words(language)("teams.ties")}


@pytest.mark.parametrize(
    ("language", "case"),
    [("zh-CN", "several"), ("en", "several"), ("zh-CN", "one"), ("en", "none"), ("zh-CN", "twenty")],
)
def test_libreoffice_comes_to_the_same_figures(
    calc: LibreOffice, build: Build, folder: Path, language: str, case: str
) -> None:
    """A hard recalculation changes no cell of the workbook and shows no error."""
    build(language, TEAMS[case])
    assert calc.compare(workbook_path(folder, language, TEAMS[case])) == []


def test_people_without_a_team_stand_last_in_one_row(build: Build) -> None:
    """Teams that differ in capitals only are one, a star is a plain letter, and no team comes last."""
    book, _ = build("en", TEAMS["several"])
    rows = rows_of(book, "en")
    assert list(rows) == ["North", "South*", "South", "Empty handed", "No team"]
    assert [row["people"] for row in rows.values()] == [4, 2, 2, 2, 2]


def test_zero_quota_and_no_quota_are_told_apart_in_words(folder: Path, build: Build) -> None:
    """A team whose quotas come to 0 says so, a team without quotas says that, and neither has a rank."""
    build("en", TEAMS["one"])
    members = [Member("1", "P0", team="Zero"), Member("2", "P1", team="Blank")]
    data = build_workbook(
        folder / "template-en.xlsx", report(deals(2), settings("en"), members, (Quota("P0", 0.0),)).fill
    )
    rows = rows_of(load_workbook(io.BytesIO(data), data_only=True), "en")
    assert (rows["Zero"]["completion"], rows["Zero"]["rank"]) == ("Quota is 0", "–")
    assert (rows["Blank"]["quota"], rows["Blank"]["attainment"]) == ("No quota", "No quota")


def test_set_total_quota_that_teams_do_not_make_up_shows_the_difference(folder: Path, build: Build) -> None:
    """Where a total quota is set by hand, the check says by how much the teams differ from it."""
    build("en", TEAMS["one"])
    members = [Member("1", "P0", team="North"), Member("2", "P1", team="South")]
    fill = report(deals(2), settings("en"), members, (Quota("P0", 30.0), Quota("P1", 20.0))).fill
    data = build_workbook(
        folder / "template-en.xlsx", type(fill)({**fill.values, "xs_quota_input": 62.5}, fill.tables, fill.pages)
    )
    check = line(load_workbook(io.BytesIO(data), data_only=True), "en", "teams.check")
    assert (check["quota"], check["won"]) == ("Off by -12.5", "Adds up ✓")


def test_equal_attainments_share_a_rank() -> None:
    """Teams that reach the same share of their quota have the same place, behind the one that reached more."""
    members = [Member(str(n), f"P{n}", team=f"T{n}") for n in range(3)]
    found = team_figures(deals(3), settings("en"), members, tuple(Quota(f"P{n}", 10.0) for n in range(3)))
    assert [row["rank"] for row in found.values()] == [2, 1, 2]


@given(st.lists(st.tuples(st.none() | st.integers(0, 100), st.integers(0, 100)), min_size=1, max_size=6))
def test_sums_of_a_team_add_up_its_people(parts: list[tuple[int | None, int]]) -> None:
    """A team's amounts are the sums of its people's; its quota is missing only where everybody's is."""
    whole = total_of([Sums(quota=quota, won=won, open_deals=won) for quota, won in parts])
    known = [quota for quota, _ in parts if quota is not None]
    assert (whole.won, whole.open_deals) == (sum(won for _, won in parts), sum(won for _, won in parts))
    assert whole.quota == (sum(known) if known else None)
