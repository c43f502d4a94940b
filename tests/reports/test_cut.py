"""Deals piled by kind: counts and exact sums as taken row by row."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from xlsales.ladders import BUILT_IN
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.read import read_deals
from xlsales.reports import funnel
from xlsales.reports.cut import Cut
from xlsales.reports.exact_sums import exact_sums, rounded
from xlsales.settings import Settings

SETTINGS = Settings(as_of=date(2026, 5, 5), period_text="2026Q2")
_AMOUNTS = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e290, max_value=1e290)
_DEALS = st.lists(
    st.tuples(
        st.sampled_from(["open", "won", "lost"]),
        st.sampled_from(["意向", "方案", ""]),
        st.sampled_from(["commit", "upside", "pipeline"]),
        st.sampled_from(["small", "large", ""]),
        st.one_of(st.just(math.nan), _AMOUNTS),
        st.sampled_from([None, "2026-03-31", "2026-04-01", "2026-06-30", "2026-07-01"]),
    ),
    max_size=30,
)


def framed(rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Return rows as the columns of the deal table that a cut needs."""
    frame = pd.DataFrame(rows, columns=["status", "stage", "category", "segment", "amount", "close"])
    frame["close"] = pd.to_datetime(frame["close"])
    frame["amount"] = frame["amount"].astype(float)
    return frame.astype(dict.fromkeys(["status", "stage", "category", "segment"], "str"))


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(_AMOUNTS, st.integers(0, 3)), max_size=40))
def test_exact_sums_are_those_of_fsum(pairs: list[tuple[float, int]]) -> None:
    """Each group, and all groups together, add up to what math.fsum gives."""
    values, groups = np.array([v for v, _ in pairs], dtype=float), np.array([g for _, g in pairs], dtype=np.intp)
    sums = exact_sums(values, groups, 4)
    assert [rounded(one) for one in sums] == [math.fsum(values[groups == group]) for group in range(4)]
    assert rounded(sum(sums)) == math.fsum(values)


@settings(max_examples=100, deadline=None)
@given(_DEALS)
def test_a_pile_counts_and_adds_the_deals_wanted(rows: list[tuple[object, ...]]) -> None:
    """Whatever is asked for, the pile is what filtering the table row by row gives."""
    frame = framed(rows)
    cut = Cut(Deals(frame, BUILT_IN["small"], "", len(frame)), SETTINGS)
    for status, stages, segment in (("open", {"意向", ""}, "small"), ("won", {"方案"}, "large"), ("lost", {""}, "")):
        chosen = frame[(frame["status"] == status) & frame["stage"].isin(stages) & (frame["segment"] == segment)]
        pile = cut.of(status=status, stage=stages, segment=segment)
        amounts = chosen["amount"].dropna()
        assert (pile.count, pile.valued, pile.amount) == (len(chosen), len(amounts), math.fsum(amounts))


@settings(max_examples=100, deadline=None)
@given(_DEALS)
def test_the_period_counts_open_deals_up_to_its_end_and_closed_ones_within_it(rows: list[tuple[object, ...]]) -> None:
    """Overdue and undated open deals count; a deal closed before or after does not."""
    frame = framed(rows)
    cut = Cut(Deals(frame, BUILT_IN["small"], "", len(frame)), SETTINGS)
    open_deals, won = frame[frame["status"] == "open"], frame[frame["status"] == "won"]
    due = open_deals["close"].isna() | (open_deals["close"] <= pd.Timestamp("2026-06-30"))
    within = won["close"].between(pd.Timestamp("2026-04-01"), pd.Timestamp("2026-06-30"))
    assert cut.of(status="open", in_period=True).count == int(due.sum())
    assert cut.of(status="won", in_period=True).count == int(within.sum())


def test_figures_follow_a_frame_that_was_changed_after_reading() -> None:
    """Codes kept from the reading are not used for a column that has changed since, or for other rows."""
    frame = pd.DataFrame({"Name": ["A", "B"], "Owner": "Ann", "Stage": ["Won", "Proposal"], "Amount": ["5", "7"]})
    deals = read_deals(frame, SETTINGS)
    assert funnel.figures(deals, SETTINGS, [])["xs_won_all"] == 5
    deals.frame.loc[1, "status"] = "won"
    assert funnel.figures(deals, SETTINGS, [])["xs_won_all"] == 12
    fewer = replace(deals, table=deals.frame[deals.frame["name"] == "B"])
    assert funnel.figures(fewer, SETTINGS, [])["xs_won_all"] == 7
