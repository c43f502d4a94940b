"""The cleaned table and the import report."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlsales.errors import DataError
from xlsales.pipeline.clean import to_csv
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.read import read_deals
from xlsales.pipeline.report import import_report
from xlsales.settings import Settings

PLAIN = Settings()


def sample() -> Deals:
    """Read a few dirty deals."""
    frame = pd.DataFrame(
        {
            "Name": ["=1+1", 'B, "x"', "C", "", "D"],
            "Account": ["-甲", "@乙", "", "", "d"],
            "Owner": ["Ann", "Bob", "Ann", "", ""],
            "Stage": ["Proposal", "closed WON", "", "", "Lost"],
            "Amount": ["¥1,200.10", "0.1", "7", "", "3"],
            "Probability": ["33", "", "12.5", "", "2"],
            "Created Date": ["2026/1/5", "2026-01-01", "", "", ""],
            "Close Date": ["2026-12-01", "2026-02-01", "", "", "soon"],
            "Forecast Category": ["Commit", "", "", "", ""],
            "Type": ["large", "", "", "", ""],
        }
    )
    return read_deals(frame, PLAIN)


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_clean_table_reads_back_as_the_same_deals(tmp_path: Path, language: str) -> None:
    """Every value survives, to the last digit, in either language."""
    deals, path = sample(), tmp_path / "clean.csv"
    to_csv(deals, path, language)
    again = read_deals(path, PLAIN)
    pd.testing.assert_frame_equal(again.frame.drop(columns="row"), deals.frame.drop(columns="row"))
    assert again.ladder == deals.ladder
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.text(max_size=12),
            st.floats(-1e12, 1e12) | st.none(),
            st.floats(0, 1),
            st.sampled_from(["方案", "意向", "丢单", ""]),
        ),
        max_size=6,
    )
)
def test_any_deals_read_back_as_they_were_written(
    tmp_path: Path, rows: list[tuple[str, float | None, float, str]]
) -> None:
    """Odd text and odd numbers survive the file."""
    frame = pd.DataFrame(rows, columns=["客户名称", "金额", "赢率", "阶段"], dtype=object)
    frame.insert(0, "编号", [f"N{n}" for n in range(len(rows))])
    deals = read_deals(frame, PLAIN)
    to_csv(deals, tmp_path / "clean.csv", "zh-CN")
    again = read_deals(tmp_path / "clean.csv", PLAIN)
    pd.testing.assert_frame_equal(again.frame.drop(columns="row"), deals.frame.drop(columns="row"))


def test_a_failed_write_leaves_the_old_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The target is only ever replaced whole."""
    target = tmp_path / "clean.csv"
    target.write_text("old")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(DataError, match="is it open elsewhere"):
        to_csv(sample(), target, "en")
    assert target.read_text() == "old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(DataError, match="cannot be written"):
        to_csv(sample(), tmp_path / "none" / "clean.csv", "en")


def test_the_report_adds_up_and_goes_into_json() -> None:
    """Read is used and set aside; columns, repairs and problems are listed with their rows."""
    report = json.loads(json.dumps(import_report(sample())))
    assert report["read"] == report["used"] + report["set_aside"] == 5
    assert report["columns"]["amount"] == "Amount"
    assert {"row": 2, "column": "Amount", "value": "¥1,200.10", "text": "read as 1200.1"} in report["repairs"]
    assert {"row": 6, "column": "Close Date", "value": "soon", "text": "not a date; left blank"} in report["problems"]
    assert [row["row"] for row in report["set_aside_rows"]] == [5]


def test_the_figures_are_those_of_the_deals() -> None:
    """Counts, exact sums, win rate and cycle."""
    figures = import_report(sample())["figures"]
    assert (figures["open"], figures["won"], figures["lost"]) == (2, 1, 1)
    assert (figures["won_amount"], figures["open_amount"], figures["open_amount_without_stage"]) == (0.1, 1200.1, 7.0)
    assert (figures["win_rate"], figures["mean_cycle_days"], figures["open_without_stage"]) == (0.5, 31.0, 1)


def test_sums_are_exact() -> None:
    """Ten times 0.1 is 1."""
    frame = pd.DataFrame({"Name": "A", "Stage": "Won", "Amount": ["0.1"] * 10})
    assert import_report(read_deals(frame, PLAIN))["figures"]["won_amount"] == 1.0
    assert math.fsum([0.1] * 10) == 1.0


def test_what_there_is_nothing_of_has_no_figure() -> None:
    """No closed deals give no win rate, no amounts no sum."""
    frame = pd.DataFrame({"Name": ["A"], "Stage": ["Proposal"], "Amount": [""]})
    figures = import_report(read_deals(frame, PLAIN))["figures"]
    assert (figures["win_rate"], figures["mean_cycle_days"], figures["open_amount"]) == (None, None, None)
    assert figures["open_without_amount"] == 1
