"""Stages, ladders and status."""

from __future__ import annotations

import pandas as pd
import pytest

from xlsales.errors import DataError
from xlsales.ladders import BUILT_IN, Ladder, Stage
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.read import read_deals
from xlsales.settings import Settings


def deals_of(stages: list[str], settings: Settings | None = None, **columns: list[object]) -> Deals:
    """Read deals that have these stages and further columns."""
    frame = pd.DataFrame({"Name": [f"D{n}" for n in range(len(stages))], "Stage": stages, **columns}, dtype=object)
    return read_deals(frame, settings or Settings())


def problems_of(deals: Deals) -> list[tuple[int, str]]:
    """Return row and text of the problems with single rows."""
    return [(remark.row, remark.text) for remark in deals.remarks if remark.kind == "problem" and remark.row]


@pytest.mark.parametrize("key", [key for key in BUILT_IN if key != "general"])
def test_each_built_in_ladder_is_known_by_its_own_stages(key: str) -> None:
    """A table in the stages of a ladder, in either language and any case, is placed on it."""
    ladder = BUILT_IN[key]
    for names in ([stage.zh for stage in ladder.stages], [f" {stage.en.upper()}" for stage in ladder.stages]):
        deals = deals_of(names)
        assert deals.frame["stage"].tolist() == [stage.zh for stage in deals.ladder.stages]
        assert [stage.rate for stage in deals.ladder.stages] == [stage.rate for stage in ladder.stages]


def test_the_general_ladder_shows_only_the_rungs_in_use() -> None:
    """Stages no CRM has together are placed on a ladder of just these."""
    deals = deals_of(["LEAD", "Demo Scheduled", "negotiating", "closedwon"])
    assert [stage.en for stage in deals.ladder.stages] == ["Lead", "Demo", "Negotiation", "Closed Won", "Closed Lost"]


def test_numbered_and_percented_stages_are_known() -> None:
    """1-Qualify and Propose (50%) are the stages they name."""
    deals = deals_of(["1-Qualify", "2-Develop", "3-Propose (50%)", "4-Close"])
    assert deals.ladder.key == "dynamics"


def test_unknown_stages_are_refused_all_together_with_the_way_out() -> None:
    """Each is listed with its count and first row, and how to map it."""
    with pytest.raises(DataError) as caught:
        deals_of(["Zephyr", "Proposal", "Zephyr", "Mistral"])
    first, second, hint = caught.value.problems
    assert "the stage 'Zephyr' (2 deals, first in row 2) is not known" in first
    assert "the stage 'Mistral' (1 deals, first in row 5) is not known" in second
    assert '[stages]  "Zephyr" =' in hint


def test_mapped_stages_are_placed_where_the_mapping_says() -> None:
    """The mapping ignores case, and may name any spelling of a stage."""
    settings = Settings(ladder=BUILT_IN["small"], stage_map={"zephyr": "Negotiation", "Gone": "输单"})
    deals = deals_of(["ZEPHYR", "gone"], settings)
    assert deals.frame[["stage", "status"]].values.tolist() == [["谈判", "open"], ["输单", "lost"]]


def test_an_own_ladder_replaces_the_built_in_ones() -> None:
    """Only the ladder of the settings counts then, completed with won and lost."""
    own = Ladder("custom", "自定义", "Custom", (Stage("试用", "Trial", 0.4, aliases=("POC",)),))
    deals = deals_of(["poc", "Closed Won"], Settings(ladder=own))
    assert deals.frame["stage"].tolist() == ["试用", "赢单"]
    with pytest.raises(DataError, match="'Proposal'"):
        deals_of(["Proposal"], Settings(ladder=own))


def test_an_unknown_stage_with_probabilities_gets_a_rung_at_their_median() -> None:
    """Evidence in the data places a stage no ladder knows."""
    deals = deals_of(["q7=", "q7=", "q7=", "r9="], Probability=["60", "65", "90", "20"])
    assert [(stage.zh, stage.rate) for stage in deals.ladder.open] == [("r9=", 0.2), ("q7=", 0.65)]
    assert deals.ladder.key == "own"
    assert deals.frame["category"].tolist() == ["upside", "upside", "upside", "pipeline"]


def test_a_closed_deal_needs_no_known_stage() -> None:
    """Flags place won and lost deals whatever their stage is called."""
    columns = {"IsWon": ["true", "false", "false"], "IsClosed": ["true", "true", "false"]}
    deals = deals_of(["x1", "x2", "Prospecting"], **columns)
    assert deals.frame["status"].tolist() == ["won", "lost", "open"]


def test_the_status_column_outranks_the_stage_and_contradictions_are_told() -> None:
    """Status won on an open stage is normal; a closed stage that says otherwise is a problem."""
    deals = deals_of(["Proposal", "Closed Lost", "Closed Won", ""], Status=["Won", "won", "Open", "lost"])
    assert deals.frame["status"].tolist() == ["won", "won", "open", "lost"]
    assert deals.frame["stage"].tolist() == [deals.ladder.won.zh, deals.ladder.won.zh, "", deals.ladder.lost.zh]
    assert problems_of(deals) == [
        (3, "the stage says lost, the status says won; the status counts"),
        (4, "the stage says won, the status says open; the status counts"),
    ]


def test_a_status_nobody_knows_leaves_the_word_to_the_stage() -> None:
    """The unknown word is told."""
    deals = deals_of(["Closed Won"], Status=["purple"])
    assert deals.frame["status"].tolist() == ["won"]
    assert problems_of(deals) == [(2, "not a known status; the stage counts")]


def test_flags_that_contradict_the_status_are_told() -> None:
    """The status column counts."""
    deals = deals_of(["Proposal"], Status=["Lost"], **{"Is Won": ["true"]})
    assert deals.frame["status"].tolist() == ["lost"]
    assert problems_of(deals) == [(2, "the won and closed flags say won; the status counts")]


def test_a_blank_stage_is_an_open_deal_and_told() -> None:
    """It is kept, without stage and without rate."""
    deals = deals_of(["Proposal", ""])
    row = deals.frame.iloc[1]
    assert (row["stage"], row["status"], row["category"]) == ("", "open", "pipeline")
    assert pd.isna(row["probability"])
    assert problems_of(deals) == [(3, "the stage is blank; kept as an open deal without a stage")]
