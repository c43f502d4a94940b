"""The funnel report: its figures are what the filled workbook computes, and its remarks are honest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from xlsales.fills import Cell
from xlsales.ladders import BUILT_IN
from xlsales.pipeline.deals import FIELDS, Deals
from xlsales.pipeline.people import Quota
from xlsales.reports.funnel import report
from xlsales.reports.report import Report
from xlsales.resources import template
from xlsales.settings import Settings
from xlsales.words import Words
from xlsales.workbook.fill import build_workbook

LADDER = BUILT_IN["large"]
SETTINGS = Settings(as_of=date(2026, 11, 5))
QUOTAS = (Quota("李伟", 186), Quota("王芳", 0))
DAY = pd.Timestamp(2026, 11, 20)


def deal(stage: str, amount: float | None, **more: object) -> dict[str, object]:
    """Return one row of the deal table; what is not given is blank."""
    rung = next((rung for rung in LADDER.stages if rung.zh == stage), None)
    known = {
        "id": "D1", "name": "商机", "account": "客户", "owner": "李伟", "segment": "large", "stage": stage,
        "status": rung.status if rung else "open", "category": rung.category if rung else "pipeline",
        "amount": amount, "close": DAY, "created": pd.Timestamp(2026, 9, 1),
    }  # fmt: skip
    return {**known, **more}


def deals(*rows: dict[str, object]) -> Deals:
    """Return a deal table of such rows."""
    frame = pd.DataFrame(list(rows), columns=list(FIELDS))
    for name, kind in FIELDS.items():
        if kind == "text":
            frame[name] = frame[name].astype(object).where(frame[name].notna(), "").astype(str)
        else:
            frame[name] = pd.to_datetime(frame[name]) if kind == "date" else frame[name].astype(float)
    return Deals(frame, LADDER, "deals.csv", len(frame))


def built(made: Report, language: str = "zh-CN") -> Workbook:
    """Return the filled workbook with its computed results."""
    return load_workbook(BytesIO(build_workbook(read(template("funnel", language)), made.fill)), data_only=True)


@cache
def read(path: Path) -> bytes:
    """Return a template's bytes, read once."""
    return path.read_bytes()


def named(book: Workbook, name: str) -> Cell:
    """Return the value that a defined name stands for."""
    title, ref = next(iter(book.defined_names[name].destinations))
    return book[title][ref].value  # type: ignore[no-any-return]


def assert_same(made: Report, book: Workbook) -> None:
    """Hold every figure of a report against the workbook; where the metric fails, the workbook says why."""
    for name, meant in made.figures.items():
        found = named(book, name)
        if isinstance(meant, str) and meant.startswith("#"):
            assert isinstance(found, str), name
            assert not found.startswith("#"), name
        else:
            assert found == (meant if isinstance(meant, str) else pytest.approx(meant)), name


_rows = st.builds(
    deal,
    stage=st.sampled_from(["", *(stage.zh for stage in LADDER.stages)]),
    amount=st.none() | st.integers(0, 90_000).map(lambda tenths: tenths / 10),
    owner=st.sampled_from(["李伟", "王芳", ""]),
    segment=st.sampled_from(["small", "large", ""]),
    close=st.none() | st.dates(date(2026, 9, 1), date(2027, 2, 1)).map(pd.Timestamp),
)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(_rows, max_size=12))
def test_workbook_computes_what_the_metrics_give(rows: list[dict[str, object]]) -> None:
    """Whatever the deals, each named figure of the workbook equals the metric's."""
    made = report(deals(*rows), SETTINGS, quotas=QUOTAS)
    assert_same(made, built(made))


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_seeds_performance_row_lands_at_66_and_98_percent(language: str) -> None:
    """Quota 186, won 30.92, commit 75.8, upside 156.6 and 8 weeks left give the method's printed row."""
    table = deals(deal("成交", 30.92), deal("商务谈判", 75.8), deal("立项", 156.6))
    made = report(table, replace(SETTINGS, language=language), quotas=(Quota("李伟", 186),))
    book = built(made, language)
    assert_same(made, book)
    assert named(book, "xs_forecast_total") == pytest.approx(92.21)
    assert named(book, "xs_beyond") == pytest.approx(59.52)
    assert named(book, "xs_landing_firm") == pytest.approx(0.66199, abs=1e-5)
    assert named(book, "xs_landing") == pytest.approx(0.98199, abs=1e-5)


def test_open_deals_without_an_amount_are_counted_and_remarked() -> None:
    """The dashboard says how many open deals have no amount, and the report says so too."""
    made = report(deals(deal("意向", None), deal("意向", None), deal("立项", 5)), SETTINGS, quotas=QUOTAS)
    assert made.figures["xs_open_no_amount"] == 2
    assert "open deals without an amount, not in the totals: 2" in made.problems
    assert "2 个在谈商机没有金额，未计入合计。" in built(made)["总览"]["B4"].value


def test_open_deals_without_a_stage_are_remarked_with_their_amount() -> None:
    """Deals that stand on no stage stay in the totals and are named with their amount."""
    made = report(deals(deal("", 7), deal("意向", 3)), SETTINGS, quotas=QUOTAS)
    assert made.figures["xs_open_amount"] == 10
    assert made.figures["xs_open_no_stage_amount"] == 7
    assert "1 个在谈商机没有阶段（金额 7）" in built(made)["总览"]["B4"].value


def test_a_set_category_of_a_deal_without_stage_reaches_the_workbook() -> None:
    """A commit deal without a stage counts as commit in the workbook as it does in the figures."""
    made = report(deals(deal("", 40, category="commit")), SETTINGS, quotas=QUOTAS)
    assert made.figures["xs_commit"] == 40
    assert_same(made, built(made))


def test_met_quota_is_said_instead_of_a_coverage() -> None:
    """Once the quota is met, coverage is no number but says so, and the gap shows the surplus."""
    made = report(deals(deal("成交", 200), deal("立项", 50)), SETTINGS, quotas=QUOTAS)
    book = built(made)
    assert made.figures["xs_coverage"] == "#N/A"
    assert named(book, "xs_coverage") == Words("zh-CN")("funnel.quota_met")
    assert named(book, "xs_funnel_gap") == pytest.approx(186 - 200 - 12.5)


def test_ten_largest_lists_equal_amounts_each_once() -> None:
    """Deals of the same amount all appear, largest first, deals without an amount not at all."""
    rows = [deal("意向", amount, name=name) for name, amount in (("甲", 5), ("乙", 9), ("丙", 5), ("丁", None))]
    sheet = built(report(deals(*rows), SETTINGS, quotas=QUOTAS))["总览"]
    top = next(cell.row for cell in sheet["B"] if cell.value == Words("zh-CN")("funnel.list.largest"))
    assert [sheet.cell(row, 2).value for row in range(top + 2, top + 6)] == ["乙", "甲", "丙", None]


def test_every_person_and_every_open_stage_has_a_row() -> None:
    """The tables by person and by stage grow with the team and the ladder; a missing quota is said."""
    quotas = tuple(Quota(f"销售{number}", 10.0) for number in range(30))
    made = report(deals(deal("意向", 5)), SETTINGS, quotas=quotas)
    sheet = built(made)["总览"]
    tables = {name: sheet[ref] for name, ref in sheet.tables.items()}
    assert [row[0].value for row in tables["xsFunnel"][1:]] == [stage.zh for stage in LADDER.open]
    people = {row[0].value: row[1].value for row in tables["xsOwners"][1:]}
    assert len(people) == 31
    assert people["李伟"] == Words("zh-CN")("funnel.no_quota")
    assert made.problems == ("no quota for 2026Q4: 李伟",)
