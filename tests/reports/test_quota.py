"""The quota report: its figures come from the metrics, and the workbook's own formulas come to the same."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from xlsales.design.quota import draw
from xlsales.fills import Fill, TableFill
from xlsales.ladders import Ladder, Stage
from xlsales.pipeline.deals import FIELDS, Deals
from xlsales.pipeline.people import Member, Quota
from xlsales.reports.people import roll
from xlsales.reports.quota import report
from xlsales.reports.quota_split import Carrier, carriers, ramp_share, split_of_period, split_quarters
from xlsales.settings import Money, Settings
from xlsales.workbook.calculate import with_results
from xlsales.workbook.fill import Template

AS_OF = date(2026, 11, 22)
LADDER = Ladder("t", "测", "Test", (Stage("谈判", "Negotiation", 0.7), Stage("赢单", "Won", 1, "won")))
RAMP = (0.0, 0.25, 0.5, 0.75)
TEAM = (
    Member("1", "陈思远", "华东", annual_quota=400.0, hire_date=date(2021, 3, 1)),
    Member("2", "林嘉怡", "华东", annual_quota=300.0),
    Member("3", "梁文博", "华南", annual_quota=300.0, hire_date=date(2026, 9, 14)),
)
WON = (
    ("陈思远", 60.5, "2026-02-03", "small"),
    ("陈思远", 30.0, "2026-10-01", "small"),
    ("林嘉怡", 45.0, "2026-11-20", "large"),
    ("林嘉怡", 20.0, "2025-12-31", "large"),
    ("", 7.25, "2026-12-31", ""),
)


def deals(rows: tuple[tuple[str, float, str | None, str], ...] = WON) -> Deals:
    """Return won deals given as owner, amount, close date and segment."""
    columns: dict[str, list[Any]] = {key: [""] * len(rows) for key in FIELDS}
    columns |= {"owner": [row[0] for row in rows], "amount": [row[1] for row in rows]}
    columns |= {"segment": [row[3] for row in rows], "stage": ["赢单"] * len(rows), "status": ["won"] * len(rows)}
    columns |= {"category": ["closed"] * len(rows), "row": list(range(2, len(rows) + 2))}
    columns |= {key: pd.to_datetime([None] * len(rows)) for key in ("created", "stage_since", "last_activity")}
    columns["close"] = pd.to_datetime([row[2] for row in rows])
    frame = pd.DataFrame(columns)[list(FIELDS)]
    frame["amount"] = frame["amount"].astype(float)
    return Deals(frame, LADDER, "test", len(rows))


@cache
def template(language: str) -> Template:
    """Return the template, drawn once for all tests."""
    out = io.BytesIO()
    draw(language).workbook.save(out)
    return Template(out.getvalue())


class Built:
    """A filled workbook with its cached results, read by names and table columns."""

    def __init__(self, fill: Fill, language: str = "zh-CN") -> None:
        data = with_results(template(language).fill(fill).data)
        self.book = load_workbook(io.BytesIO(data), data_only=True)

    def __getitem__(self, name: str) -> Any:
        sheet, cell = next(iter(self.book.defined_names[name].destinations))
        return self.book[sheet][cell].value

    def column(self, table: str, header: str) -> list[Any]:
        """Return the body of a table's column."""
        sheet = next(sheet for sheet in self.book.worksheets if table in sheet.tables)
        head, *body = sheet[sheet.tables[table].ref]
        at = [cell.value for cell in head].index(header)
        return [row[at].value for row in body]


def same(cell: Any, figure: Any) -> bool:
    """Tell whether a cell shows a figure; in place of an error it shows a reason in words."""
    if isinstance(figure, str) and figure.startswith("#"):
        return isinstance(cell, str) and not cell.startswith("#") and cell != ""
    return isinstance(cell, (int, float)) and math.isclose(cell, figure, rel_tol=1e-9, abs_tol=1e-9)


def differences(built: Built, figures: Mapping[str, Any]) -> list[str]:
    """Return the names whose cell and figure differ."""
    return [f"{name}: {built[name]} != {figure}" for name, figure in figures.items() if not same(built[name], figure)]


CASES = {
    "quarter": Settings(as_of=AS_OF, annual_quota=1100, season_shares=(0.2, 0.24, 0.3, 0.26)),
    "team sum": Settings(as_of=AS_OF, language="en"),
    "month": Settings(as_of=AS_OF, period_text="2026-11", annual_quota=997.77, quota_step=5),
    "half, fiscal April": Settings(as_of=AS_OF, period_text="2026H2", fiscal_year_start=4, annual_quota=1000),
    "year over": Settings(as_of=date(2027, 3, 1), period_text="2026", annual_quota=1000),
    "not begun": Settings(as_of=date(2026, 9, 30), period_text="2026Q4", annual_quota=1000),
    "no season": Settings(as_of=AS_OF, annual_quota=1000, season_shares=(0.5, 0.5, 0, 0)),
}


@pytest.mark.parametrize("case", CASES)
def test_workbook_comes_to_the_figures_of_the_metrics(case: str) -> None:
    """Every figure of the report stands in the built workbook, errors as reasons in words."""
    made = report(deals(), CASES[case], TEAM)
    assert differences(Built(made.fill, CASES[case].language), made.figures) == []


def test_workbook_without_people_or_deals_says_why() -> None:
    """Without target, people and deals the ratios have no value and the overview says what to do."""
    made = report(deals(()), Settings(as_of=AS_OF))
    built = Built(made.fill)
    assert differences(built, made.figures) == []
    assert made.figures["xs_attainment"] == "#DIV/0!"
    assert built["xs_attainment"] == "定额为 0"
    assert built["xs_alert"].startswith("没有年度目标")
    assert "no annual target" in made.problems[0]


@pytest.mark.parametrize(
    ("annual", "season", "small", "name", "quota"),
    [(1100, 0.26, 0.75, "xs_small_q4", 214.5), (1120, 0.26, 0.75, "xs_large_q4", 72.8)],
)
def test_worked_examples_of_the_method(annual: float, season: float, small: float, name: str, quota: float) -> None:
    """The two worked examples give what their formula gives."""
    rest = (1 - season) / 3
    set_so = Settings(as_of=AS_OF, annual_quota=annual, season_shares=(rest, rest, rest, season), small_share=small)
    made = report(deals(), set_so, TEAM)
    assert made.figures[name] == pytest.approx(quota)
    assert Built(made.fill)[name] == pytest.approx(quota)


def test_new_hires_carry_less_and_the_others_make_it_up() -> None:
    """A new hire's part is lowered by the ramp while the parts still add up to the quota."""
    people = [Carrier("a", 1.0), Carrier("b", 1.0), Carrier("new", 1.0, hired=date(2026, 10, 9))]
    parts = split_of_period(3600, people, Settings(as_of=AS_OF))
    assert parts == (400.0, 400.0, 100.0)


@pytest.mark.parametrize(
    ("hired", "share"),
    [(None, 1), (date(2026, 10, 31), 0.25), (date(2026, 12, 1), 0), (date(2027, 1, 1), 0), (date(2026, 8, 1), 0.75)],
)
def test_ramp_share_is_the_mean_over_the_months(hired: date | None, share: float) -> None:
    """Months before the hire count nothing, months after the ramp count whole."""
    assert ramp_share(hired, date(2026, 10, 1), 3, RAMP) == share


def test_annual_target_falls_back_to_the_team_and_says_so() -> None:
    """Without a set target the annual quotas add up to it, in the workbook's unit."""
    made = report(deals(), Settings(as_of=AS_OF, language="en", money=Money("k", 10)), TEAM)
    assert made.figures["xs_annual"] == 100
    assert Built(made.fill, "en")["xs_annual_basis"] == "Annual target: sum of the team's annual quotas"


def test_quotas_of_the_period_scale_to_the_year() -> None:
    """With period quotas alone the annual target is their sum over the season share, and each keeps theirs."""
    quotas = (Quota("陈思远", 60.0, period="2026Q4"), Quota("林嘉怡", 40.0, period="2026Q4"))
    made = report(deals(), Settings(as_of=AS_OF, season_shares=(0.2, 0.2, 0.2, 0.4)), quotas=quotas)
    built = Built(made.fill)
    assert made.figures["xs_annual"] == pytest.approx(250)
    assert built["xs_annual_basis"].endswith("由本期定额合计按季节比例折算")
    assert built.column("xsPeopleQuota", "本期定额") == [60, 40]
    assert built.column("xsPeopleQuota", "与指定之差") == [0, 0]


def test_strangers_carry_nothing() -> None:
    """Somebody who owns deals but stands on no list gets weight 0 and no part of the target."""
    rows = (*WON, ("路人", 5.0, "2026-11-01", "small"))
    built = Built(report(deals(rows), Settings(as_of=AS_OF, annual_quota=1000), TEAM).fill)
    assert built.column("xsPeopleQuota", "权重") == [1, 1, 1, 0]
    assert built.column("xsPeopleQuota", "本期定额")[3] == 0
    assert built.column("xsPeopleQuota", "状态")[3] == "无定额"
    assert built["xs_split_check"] == "合计相符 ✓"


def test_one_owner_takes_their_own_quota() -> None:
    """A workbook of one owner leaves the team's target aside and says so."""
    made = report(deals(WON[:2]), Settings(as_of=AS_OF, annual_quota=9999, owner="陈思远"), TEAM)
    assert made.figures["xs_annual"] == 400
    assert any("the team's target and not used" in problem for problem in made.problems)


def test_equal_remainders_are_equal_whatever_the_multiplication_leaves() -> None:
    """Loads of 180, 460 and 20 leave two equal remainders: the earlier person gets the cent."""
    people = [Carrier("a", 200.0, 0.9), Carrier("b", 200.0, 2.3), Carrier("c", 50.0, 0.4), Carrier("d", 350.0, 0.0)]
    set_so = Settings(as_of=AS_OF, period_text="2026Q1", quota_step=0.01)
    assert split_of_period(5559.0, people, set_so) == pytest.approx((379.02, 968.62, 42.11, 0))


def test_shares_off_one_hundred_are_flagged() -> None:
    """Season shares that add up to 98% show so instead of being repaired."""
    set_so = Settings(as_of=AS_OF, annual_quota=1000, season_shares=(0.23, 0.25, 0.25, 0.25))
    built = Built(report(deals(), set_so).fill)
    assert built["xs_season_check"] == "≠ 100%：合计 98.0%"
    assert built["xs_alert"].startswith("季节比例合计不是 100%")


def test_won_deals_without_a_date_are_reported() -> None:
    """A won deal without a close date counts nowhere, and the report says so."""
    made = report(deals((("陈思远", 5.0, None, ""),)), Settings(as_of=AS_OF, annual_quota=100))
    assert made.figures["xs_won_year"] == 0
    assert any("no close date" in problem for problem in made.problems)


days = st.none() | st.dates(date(2025, 6, 1), date(2027, 1, 31))
members = st.lists(
    st.tuples(days, st.none() | st.integers(0, 40).map(lambda tens: tens * 10.0), st.integers(0, 30)),
    min_size=1,
    max_size=7,
)


@settings(max_examples=12, deadline=None)
@given(
    people=members,
    cents=st.integers(0, 10**8),
    step=st.sampled_from([0.01, 0.5, 1, 7, 1000]),
    period=st.sampled_from(["2026Q1", "2026Q3", "2026-05", "2026H2", "2026"]),
    seasons=st.sampled_from([(0.25, 0.25, 0.25, 0.25), (0.18, 0.24, 0.26, 0.32), (0, 0.5, 0.5, 0)]),
)
def test_native_split_is_the_split_of_the_metric(
    people: list[tuple[date | None, float | None, int]],
    cents: int,
    step: float,
    period: str,
    seasons: tuple[float, float, float, float],
) -> None:
    """For odd totals, steps, weights, ties and new hires the formulas give everyone the metric's part, to the total."""
    team = [Member("", f"p{n}", hire_date=hired, annual_quota=quota) for n, (hired, quota, _) in enumerate(people)]
    weights = [weight / 10 for *_, weight in people]
    set_so = Settings(as_of=AS_OF, period_text=period, annual_quota=cents / 100, quota_step=step, season_shares=seasons)
    made = report(deals(()), set_so, team)
    rows = [(member.name, weight) for member, weight in zip(team, weights, strict=True)]
    columns = made.fill.tables["xsPeopleQuota"].columns
    built = Built(made.fill.joined(Fill(tables={"xsPeopleQuota": TableFill(columns, rows)})))
    found = carriers(roll(deals(()), set_so, team), set_so, team, ())
    bearers = [replace(bearer, weight=weight) for bearer, weight in zip(found, weights, strict=True)]
    native = built.column("xsPeopleQuota", "本期定额")
    assert native == pytest.approx(split_of_period(cents / 100, bearers, set_so), abs=1e-6)
    for number, parts in enumerate(split_quarters(cents / 100, bearers, set_so), start=1):
        assert built.column("xsPeopleYear", f"Q{number}") == pytest.approx(parts, abs=1e-6)
        assert not any(parts) or math.fsum(parts) == pytest.approx(made.figures[f"xs_quota_q{number}"], abs=1e-6)
    adds_up = math.isclose(sum(native), made.figures["xs_quota"], abs_tol=4e-6)
    assert (built["xs_split_check"] == "合计相符 ✓") == adds_up


def test_recalculates_alike(calc: Any, tmp_path: Path) -> None:
    """LibreOffice comes to the cached results in every cell, for a month with new hires and an odd step."""
    set_so = Settings(as_of=AS_OF, period_text="2026-11", annual_quota=997.77, quota_step=5)
    path = tmp_path / "quota.xlsx"
    path.write_bytes(with_results(template("zh-CN").fill(report(deals(), set_so, TEAM).fill).data))
    assert calc.compare(path) == []


@pytest.mark.parametrize(
    ("hired", "status"),
    [(date(2027, 1, 4), "Not yet hired"), (date(2026, 11, 2), "In ramp, no quota"), (date(2024, 5, 6), "Behind")],
)
def test_status_says_why_somebody_has_no_quota(hired: date, status: str) -> None:
    """Somebody who comes later or is in a ramp month of 0% reads so, not as behind."""
    set_so = Settings(as_of=AS_OF, period_text="2026-11", language="en", annual_quota=1200)
    made = report(deals(()), set_so, (Member("1", "Ann"), Member("2", "Ben", hire_date=hired)))
    assert Built(made.fill, "en").column("xsPeopleQuota", "Status")[1] == status
