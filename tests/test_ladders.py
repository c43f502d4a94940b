"""Stage ladders."""

from __future__ import annotations

import pytest

from xlsales.ladders import BUILT_IN, LARGE_STEPS, SMALL_STEPS, Ladder, Stage, spelling


@pytest.mark.parametrize("key", BUILT_IN)
def test_a_built_in_ladder_is_well_formed(key: str) -> None:
    """Names are unique in both languages, rates are shares, and one stage each is won and lost."""
    ladder = BUILT_IN[key]
    for names in ([stage.zh for stage in ladder.stages], [stage.en for stage in ladder.stages]):
        assert len(set(map(spelling, names))) == len(names)
    assert all(0 < stage.rate < 1 for stage in ladder.open)
    assert [stage.status for stage in ladder.stages[-2:]] == ["won", "lost"]
    if key != "general":
        assert [stage.rate for stage in ladder.open] == sorted(stage.rate for stage in ladder.open)


def test_the_ladders_of_the_method_have_its_rates() -> None:
    """Small projects 20/35/70, large projects 10/20/30/50/70."""
    assert [stage.rate for stage in BUILT_IN["small"].open] == [0.20, 0.35, 0.70]
    assert [stage.rate for stage in BUILT_IN["large"].open] == [0.10, 0.20, 0.30, 0.50, 0.70]
    assert tuple(stage.small_step for stage in BUILT_IN["small"].open) == SMALL_STEPS
    assert tuple(stage.large_step for stage in BUILT_IN["large"].open) == LARGE_STEPS


@pytest.mark.parametrize("text", ["Closed Won", "CLOSED-WON", "closedwon", " closed_won", "赢单", "已成交", "Ｗｏｎ"])
def test_won_is_known_in_every_spelling(text: str) -> None:
    """Case, width and punctuation do not matter, on any ladder."""
    assert all(ladder.index()[spelling(text)].status == "won" for ladder in BUILT_IN.values())


def test_a_ladder_without_ends_is_completed() -> None:
    """Won and lost are added after the open stages."""
    ladder = Ladder("own", "自有", "Own", (Stage("丢", "Gone", 0, "lost"), Stage("试", "Trial", 0.4))).completed()
    assert [(stage.en, stage.status) for stage in ladder.stages] == [
        ("Trial", "open"),
        ("Closed Won", "won"),
        ("Gone", "lost"),
    ]


def test_a_stage_that_is_only_a_number_keeps_its_spelling() -> None:
    """Stage codes are not taken for numbering."""
    assert spelling("10") == "10"
    assert spelling("3. Proposal") == spelling("Proposal (50%)") == "proposal"
