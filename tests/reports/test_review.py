"""The review report: what it fills, and that the built workbook's own formulas come to what the metrics give."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from xlsales.design.review import draw, native
from xlsales.errors import SettingsError
from xlsales.ladders import Ladder, Stage
from xlsales.pipeline.deals import FIELDS, Deals
from xlsales.pipeline.people import Member, Quota
from xlsales.reports.review import MEASURES, person_figures, report
from xlsales.reports.review_figures import CAP, points, score_figures
from xlsales.reports.review_measures import goals
from xlsales.reports.review_sums import Sums
from xlsales.settings import Kpi, Settings
from xlsales.words import Words
from xlsales.words.headers import header
from xlsales.workbook.fill import build_workbook

SETTINGS = Settings(as_of=date(2026, 11, 5), period_text="2026Q4", language="en")
LADDER = Ladder(
    "demo",
    "演示",
    "Demo",
    (
        Stage("意向", "Interest", 0.2),
        Stage("方案", "Proposal", 0.35, stall_days=14),
        Stage("谈判", "Negotiation", 0.7),
        Stage("成交", "Won", 1, "won"),
        Stage("丢单", "Lost", 0, "lost"),
    ),
)
CATEGORIES = {"意向": "pipeline", "方案": "upside", "谈判": "commit", "成交": "closed", "丢单": "closed"}
STATUS = {"成交": "won", "丢单": "lost"}
SEED_ROWS = [("Li", "成交", 30.92), ("Li", "谈判", 75.8), ("Li", "方案", 156.6)]
REASONS = {
    "No quota",
    "Quota is 0",
    "Quota met",
    "No closed deals",
    "No won deals",
    "No open deals",
    "Nothing to score",
}
Build = Callable[[Deals, Settings, tuple[Quota, ...]], Workbook]


def deal(number: int, owner: str, stage: str, amount: float | None, **more: Any) -> dict[str, Any]:
    """Return one row of the deal table; closed and due within the period unless told otherwise."""
    row: dict[str, Any] = dict.fromkeys(FIELDS, "")
    row |= {"id": f"D{number}", "name": f"Deal {number}", "owner": owner, "stage": stage, "amount": amount}
    row |= {"status": STATUS.get(stage, "open"), "category": CATEGORIES[stage], "probability": None, "row": number + 1}
    row |= {"created": date(2026, 10, 5), "close": date(2026, 11, 2), "stage_since": None, "last_activity": None}
    return row | more


def table(rows: list[dict[str, Any]]) -> Deals:
    """Return the deal table of some rows."""
    frame = pd.DataFrame(rows, columns=list(FIELDS))
    for name, kind in FIELDS.items():
        if kind == "date":
            frame[name] = pd.to_datetime(frame[name])
        elif kind == "number":
            frame[name] = frame[name].astype("float64")
    return Deals(frame, LADDER, "test", len(frame))


def seed_deals() -> Deals:
    """Return the deals of the method's own example."""
    return table([deal(n, owner, stage, amount) for n, (owner, stage, amount) in enumerate(SEED_ROWS, start=1)])


def random_deals(seed: int, owners: tuple[str, ...]) -> Deals:
    """Return deals with everything that occurs: no owner, no amount, no date, old, new, stalled, equal amounts."""
    draw_from = Random(seed)

    def day() -> date | None:
        return draw_from.choice([None, date(2026, draw_from.randint(1, 12), draw_from.randint(1, 28))])

    rows = []
    for number in range(1, 90):
        stage = draw_from.choice(list(CATEGORIES))
        amount = draw_from.choice([None, 10.0, 12.5, round(draw_from.uniform(1, 90), 2)])
        dates = {"created": day(), "close": day(), "last_activity": day()}
        rows.append(deal(number, draw_from.choice(owners), stage, amount, **dates))
    return table(rows)


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """Give a function that builds the review workbook and reads its cached results."""
    folder = tmp_path_factory.mktemp("review")

    @cache
    def template(language: str) -> Path:
        path = folder / f"{language}.xlsx"
        draw(language).save(path)
        return path

    def built(deals: Deals, settings: Settings, quotas: tuple[Quota, ...]) -> Workbook:
        data = build_workbook(template(settings.language), report(deals, settings, (), quotas).fill)
        return load_workbook(io.BytesIO(data), data_only=True)

    return built


def named(book: Workbook, name: str) -> Any:
    """Return the value of a named cell."""
    title, ref = next(iter(book.defined_names[name].destinations))
    return book[title][ref.replace("$", "")].value


def rows_of(book: Workbook, table_name: str, language: str = "en") -> list[dict[str, Any]]:
    """Return the rows of a table by header."""
    sheet = next(sheet for sheet in book if table_name in sheet.tables)
    cells = [[cell.value for cell in row] for row in sheet[sheet.tables[table_name].ref]]
    return [dict(zip(cells[0], row, strict=True)) for row in cells[1:]]


def agrees(shown: Any, wanted: Any) -> bool:
    """Tell whether a cell shows what a metric gave: the number, or in words why there is none."""
    if isinstance(wanted, str):
        return shown in REASONS
    if wanted is None:
        return shown in {None, "", "–", "No quota"}
    return isinstance(shown, (int, float)) and shown == pytest.approx(wanted, rel=1e-9, abs=1e-9)


def test_method_example_gives_the_printed_row(build: Build) -> None:
    """Quota 186, won 30.92, commit 75.8, upside 156.6 with 8 weeks left land at 98.2%, 66.2% without 预测外."""
    book = build(seed_deals(), SETTINGS, (Quota("Li", 186.0),))
    row = rows_of(book, "xsPerformance")[0]
    assert row["Forecast total"] == pytest.approx(92.21)
    assert row["Beyond forecast"] == pytest.approx(59.52)
    assert round(row["Forecast completion"], 3) == 0.982
    assert round(row["Without beyond"], 3) == 0.662
    assert (round(named(book, "xs_landing"), 3), round(named(book, "xs_landing_firm"), 3)) == (0.982, 0.662)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_performance_columns_stand_in_the_order_of_the_method(language: str) -> None:
    """The table begins with the eight columns of the method's form."""
    keys = ("name", "quota", "forecast", "won", "commit", "upside", "beyond", "completion")
    drawn = draw(language).workbook.worksheets[0].tables["xsPerformance"]
    words = Words(language)
    assert [c.name for c in drawn.tableColumns][:8] == [header("xsPerformance", key, words) for key in keys]


@pytest.mark.parametrize("seed", [1, 2])
def test_workbook_agrees_with_the_metrics_for_every_person(build: Build, seed: int) -> None:
    """Each performance and scorecard cell, and each named figure, is what the metrics give or says why not."""
    deals = random_deals(seed, ("Ann", "Bo", "", "Chen", "Dee"))
    quotas = (Quota("Ann", 300.0), Quota("Bo", 0.0), Quota("Dee", 1.0), Quota("Eve", 50.0))
    kpis = (
        *(Kpi(key, 0.1, 40.0) for key in ("deal_size", "created")),
        Kpi("attainment", 0.5),
        Kpi("cycle", 0.2, 60.0, False),
    )
    settings = Settings(as_of=SETTINGS.as_of, period_text="2026Q4", language="en", kpis=kpis)
    book, words = build(deals, settings, quotas), Words("en")
    wanted = person_figures(deals, settings, (), quotas)
    wrong, compared = [], 0
    for name in ("xsPerformance", "xsScores"):
        for row in rows_of(book, name):
            for key, value in wanted[row["Name"]].items():
                label = _label(name, key, words)
                compared += label in row
                if label in row and not _same(key, row[label], value, words):
                    wrong.append((row["Name"], key, row[label], value))
    assert wrong == []
    assert compared == 5 * (10 + 23)
    figures = report(deals, settings, (), quotas).figures
    assert [(n, v, named(book, n)) for n, v in figures.items() if not agrees(named(book, n), v)] == []


def _label(name: str, key: str, words: Words) -> str:
    try:
        return header(name, key, words)
    except KeyError:
        return ""


def _same(key: str, shown: Any, value: Any, words: Words) -> bool:
    if key.endswith("status"):
        return bool(shown == words(f"kpi.{value or 'none'}"))
    return agrees(shown, value)


def test_people_and_the_unowned_make_up_the_total(build: Build) -> None:
    """Won of all people plus won of deals without owner equals the total."""
    deals = table([deal(1, "Ann", "成交", 10.0), deal(2, "", "成交", 7.0)])
    book = build(deals, SETTINGS, ())
    sheet = book["Performance"]
    line = next(row for row in sheet.iter_rows(min_col=2, max_col=5) if row[0].value == "of which no owner")
    assert named(book, "xs_won") == 17
    assert line[3].value == 7
    assert rows_of(book, "xsPerformance")[0]["Won to date"] == 10


def test_measure_without_a_base_leaves_the_score_with_its_weight(build: Build) -> None:
    """A person who closed nothing is scored by the other measures alone, and the sheet says how much counted."""
    deals = table([deal(1, "Ann", "谈判", 50.0, last_activity=date(2026, 11, 4))])
    settings = Settings(
        as_of=SETTINGS.as_of, period_text="2026Q4", language="en", kpis=(Kpi("win_rate", 0.6), Kpi("moving", 0.4, 1.0))
    )
    row = rows_of(build(deals, settings, ()), "xsScores")[0]
    assert row["Win rate"] == "No closed deals"
    assert (row["Weighted score"], row["Overall"]) == (100, "● Green")
    assert row["Weight counted"] == pytest.approx(0.4)


def test_ranking_sorts_and_ties_share_a_rank(build: Build) -> None:
    """People stand in order of attainment, equals share a rank, and those without a quota come last without one."""
    won = {"Ann": 10.0, "Bo": 30.0, "Chen": 30.0, "Dee": 99.0}
    deals = table([deal(n, owner, "成交", amount) for n, (owner, amount) in enumerate(won.items(), start=1)])
    quotas = tuple(Quota(name, 100.0) for name in ("Ann", "Bo", "Chen"))
    found = rows_of(build(deals, SETTINGS, quotas), "xsRankQuota")
    assert [(row["Rank"], row["Name"]) for row in found] == [(1, "Bo"), (1, "Chen"), (3, "Ann"), ("–", "Dee")]
    assert found[-1]["Attainment"] == "No quota"


def test_months_of_the_period_add_up_to_the_quota(build: Build) -> None:
    """The plan of the period's months is its quota, spread by the season shares over twelve fiscal months."""
    settings = Settings(
        as_of=date(2026, 11, 5),
        period_text="2026H2",
        language="en",
        fiscal_year_start=4,
        season_shares=(0.1, 0.2, 0.3, 0.4),
    )
    rows = rows_of(build(seed_deals(), settings, (Quota("Li", 210.0),)), "xsMonths")
    assert [row["Month"].month for row in rows] == [4, 5, 6, 7, 8, 9, 10, 11, 12, 1, 2, 3]
    assert sum(row["Plan"] for row in rows if row["In period"]) == pytest.approx(210)
    assert rows[6]["Plan"] == pytest.approx(30)
    assert [row["Won"] for row in rows][7] == pytest.approx(30.92)
    assert rows[11]["Variance"] in {None, ""}


def test_each_person_has_a_page_with_the_largest_and_the_stalled_deals(build: Build) -> None:
    """A page shows its person's five largest open deals, equal amounts too, and those stalled the longest first."""
    touched = {1: date(2026, 8, 1), 2: date(2026, 7, 1)}
    rows = [
        deal(n, "Ann", "谈判", amount, created=None, last_activity=touched.get(n, date(2026, 11, 4)))
        for n, amount in enumerate([5.0, 8.0, 8.0, 90.5, 1.0, 7.0, None], start=1)
    ]
    rows.append(deal(9, "Bo", "谈判", 1000.0, last_activity=date(2026, 11, 4)))
    book = build(table(rows), SETTINGS, (Quota("Ann", 100.0),))
    page = book["Ann"]
    top = next(cell.row for cell in page["B"] if str(cell.value).startswith("Largest open deals"))
    assert page.cell(top, 2).value == "Largest open deals (7 in all)"
    assert [page[f"G{row}"].value for row in range(top + 2, top + 7)] == [90.5, 8, 8, 7, 5]
    assert {page[f"B{row}"].value for row in (top + 3, top + 4)} == {"Deal 2", "Deal 3"}
    assert [page[f"J{row}"].value for row in range(top + 2, top + 5)] == ["Deal 2", "Deal 1", None]
    assert book["Bo"]["D11"].value == "No quota"


def test_no_deals_and_no_people_still_make_a_workbook(build: Build) -> None:
    """An empty export gives one blank page and figures that say why they are missing."""
    book = build(table([]), SETTINGS, ())
    assert "Person" in book.sheetnames
    assert named(book, "xs_attainment") == "Quota is 0"
    errors = [c.coordinate for s in book for row in s.iter_rows() for c in row if str(c.value).startswith("#")]
    assert errors == []


def test_problems_name_those_without_quota_and_deals_without_owner() -> None:
    """What a manager must know before trusting the sheet is listed."""
    deals = table([deal(1, "Ann", "成交", 10.0), deal(2, "", "成交", 7.0)])
    found = report(deals, SETTINGS).problems
    assert found[0] == "no quota for 2026Q4: Ann"
    assert found[1].startswith("1 deals have no owner")
    assert found[2].startswith("no deal was closed before 2026-10-01")


def test_settings_choose_weights_and_targets_and_leave_the_rest_at_zero() -> None:
    """Measures that the settings do not name weigh nothing; a name that is no measure is refused with those known."""
    chosen = {goal.measure.key: (goal.weight, goal.target) for goal in goals((Kpi("cycle", 1.0, 30.0, False),))}
    assert chosen["cycle"] == (1.0, 30.0)
    assert chosen["attainment"] == (0, 1.0)
    with pytest.raises(SettingsError, match="kpi measure 'calls' is not known: use attainment"):
        goals((Kpi("calls", 1.0),))


def test_default_weights_add_up_to_one() -> None:
    """The scorecard is in balance before anyone changes it, and the drawing knows the same measures."""
    assert sum(measure.weight for measure in MEASURES.values()) == pytest.approx(1)
    assert tuple(MEASURES) == native.MEASURES


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.booleans())
def test_points_stay_within_nought_and_the_cap(actual: float, target: float, higher: bool) -> None:
    """No result, however far off, scores below 0 or above the cap."""
    score = points(actual, target, higher)
    assert score is None or 0 <= score <= CAP


@given(st.floats(0.01, 1e6), st.booleans())
def test_on_target_scores_a_hundred(target: float, higher: bool) -> None:
    """Reaching the target exactly is 100 points whichever way is better."""
    assert points(target, target, higher) == pytest.approx(100)


@given(st.floats(0, 500), st.floats(1, 500))
def test_score_of_attainment_alone_is_attainment(won: float, quota: float) -> None:
    """With one measure the weighted score is that measure's score, whatever its weight."""
    figures = score_figures(Sums(quota, won), goals((Kpi("attainment", 0.3),)))
    assert figures["score"] == pytest.approx(min(CAP, 100 * won / quota))


def test_member_without_deals_has_a_row_and_a_page() -> None:
    """Somebody on the team list who owns nothing yet is reviewed all the same."""
    fill = report(seed_deals(), SETTINGS, (Member("7", "Newcomer"),)).fill
    assert [page.title for page in fill.pages["xs_page_person"]] == ["Newcomer", "Li"]
