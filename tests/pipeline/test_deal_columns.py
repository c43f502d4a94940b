"""Columns as they were read: the frame comes when asked for, and what is changed in it counts from then on."""

from __future__ import annotations

import pickle

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales import read_deals
from xlsales.pipeline.coded import Coded
from xlsales.pipeline.deals import FIELDS, Deals
from xlsales.settings import Settings

copies_on_write = pytest.mark.skipif(int(pd.__version__.split(".")[0]) < 3, reason="pandas 2 changes columns in place")


@pytest.fixture
def deals() -> Deals:
    """Three deals without team, region and next step."""
    rows = {
        "Name": ["A", "B", "C"],
        "Owner": ["Li", "Wang", "Li"],
        "Stage": ["Closed Won", "Proposal", "Closed Won"],
        "Amount": [10, 20, 30],
    }
    return read_deals(pd.DataFrame(rows), Settings())


@given(st.data())
def test_a_column_of_texts_is_what_its_codes_say(data: st.DataObject) -> None:
    """The series of coded texts holds row by row what each row's code stands for, in whatever order they stand."""
    texts = data.draw(st.lists(st.text(max_size=5), min_size=1, max_size=6))
    codes = data.draw(st.one_of(st.permutations(range(len(texts))), st.lists(st.integers(0, len(texts) - 1))))
    column = Coded.of(tuple(texts), np.array(codes, dtype=np.intp))
    assert column.series().tolist() == [texts[code] for code in codes] == column.each().tolist()


def test_counting_makes_no_frame(deals: Deals) -> None:
    """How many deals there are, their codes and amounts are known without the frame."""
    assert (deals.used, deals.set_aside) == (3, 0)
    assert deals.codes("owner").each().tolist() == ["Li", "Wang", "Li"]
    assert deals.values("amount").tolist() == [10, 20, 30]
    assert "frame" not in vars(deals.table)
    assert list(deals.frame) == list(FIELDS)


def test_a_change_in_the_frame_counts(deals: Deals) -> None:
    """Codes and values follow what is written into the frame; columns not written to stay as they were read."""
    deals.frame.loc[1, "owner"] = "Zhao"
    deals.frame.loc[2, "amount"] = 31.5
    deals.frame["stage"] = ["x", "y", "x"]
    assert deals.codes("owner").each().tolist() == ["Li", "Zhao", "Li"]
    assert deals.values("amount").tolist() == [10, 20, 31.5]
    assert deals.codes("stage").used() == ["x", "y"]
    assert deals.codes("status").each().tolist() == ["won", "open", "won"]


@copies_on_write
def test_codes_stay_those_of_the_reading_beside_a_frame(deals: Deals) -> None:
    """A frame that was asked for, and columns changed in it, do not make other columns be coded anew."""
    owners, stages = deals.codes("owner"), deals.codes("stage")
    deals.frame.loc[0, "stage"] = "x"
    assert deals.codes("owner") is owners
    assert deals.codes("stage") is not stages


@copies_on_write
def test_columns_without_a_source_share_their_memory(deals: Deals) -> None:
    """A million rows without team, region and next step hold one column of empty texts, not three."""
    team, region = (deals.frame[name].array for name in ("team", "region"))
    assert np.shares_memory(np.asarray(team), np.asarray(region))


def test_columns_without_a_source_do_not_hang_together(deals: Deals) -> None:
    """A text written into one column that nothing was read for leaves the others empty."""
    deals.frame.loc[0, "team"] = "North"
    assert deals.frame["team"].tolist() == ["North", "", ""]
    assert deals.frame["region"].tolist() == deals.frame["next_step"].tolist() == ["", "", ""]
    assert deals.codes("team").each().tolist() == ["North", "", ""]
    assert deals.codes("region").used() == [""]


def test_another_process_gets_the_frame(deals: Deals) -> None:
    """Deals come out of a pickle with the same rows and codes."""
    again = pickle.loads(pickle.dumps(deals))
    pd.testing.assert_frame_equal(again.frame, deals.frame)
    assert again.codes("owner").each().tolist() == ["Li", "Wang", "Li"]
    assert again.values("amount").tolist() == [10, 20, 30]
