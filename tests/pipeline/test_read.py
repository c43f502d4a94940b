"""Reading deals from tables of every kind."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from xlsales.errors import DataError, SettingsError
from xlsales.ladders import BUILT_IN, Ladder, Stage
from xlsales.pipeline.deals import FIELDS, Deals
from xlsales.pipeline.read import read_deals
from xlsales.settings import Money, Settings

PLAIN = Settings(as_of=date(2026, 11, 22))


def deals_of(text: str, settings: Settings = PLAIN) -> Deals:
    """Read a table written as CSV text, through a DataFrame of texts."""
    header, *rows = csv.reader(io.StringIO(text))
    return read_deals(pd.DataFrame(rows, columns=header, dtype=object), settings)


def texts_of(deals: Deals, kind: str) -> list[tuple[int, str]]:
    """Return row and text of the remarks of one kind."""
    return [(remark.row, remark.text) for remark in deals.remarks if remark.kind == kind]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_any_common_csv_gives_the_same_deals(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Encoding and delimiter are found out."""
    lines = ["商机名称,负责人,阶段,金额", "甲,李雷,意向,1.5万", "乙,韩梅梅,赢单,3000"]
    path = tmp_path / "deals.csv"
    path.write_bytes("\r\n".join(lines).replace(",", delimiter).encode(encoding))
    deals = read_deals(path, PLAIN)
    assert deals.frame[["name", "owner", "stage", "status", "amount"]].values.tolist() == [
        ["甲", "李雷", "意向", "open", 15000.0],
        ["乙", "韩梅梅", "成交", "won", 3000.0],
    ]
    assert deals.ladder == BUILT_IN["small"]


def test_a_file_in_no_known_encoding_is_refused(tmp_path: Path) -> None:
    """Bytes that are no text say what to do."""
    path = tmp_path / "deals.csv"
    path.write_bytes(b"Name,Stage\n\xff\xff\xff,Won")
    with pytest.raises(DataError, match="neither UTF-8, UTF-16 with BOM nor GB18030"):
        read_deals(path, PLAIN)


def test_the_frame_has_exactly_the_contracted_columns() -> None:
    """Every field is there, in order and of its kind, whatever the source lacks."""
    frame = deals_of("Name,Stage\nA,Proposal\n").frame
    assert list(frame.columns) == list(FIELDS)
    kinds = {"text": "str", "number": ("float64", "int64"), "date": "datetime64[us]"}
    assert all(str(frame[name].dtype) in kinds[kind] for name, kind in FIELDS.items())


def test_headers_may_stand_below_a_title(tmp_path: Path) -> None:
    """Rows above the headers are no deals, and row numbers stay those of the file."""
    path = tmp_path / "deals.csv"
    path.write_text("Pipeline report,,\n,,\nDeal Name,Stage,Amount\nA,Proposal,5\n")
    deals = read_deals(path, PLAIN)
    assert (deals.read, deals.frame["row"].tolist()) == (1, [4])
    assert texts_of(deals, "repair")[0] == (0, "the headers are in row 3; the rows above are no deals")


def test_rows_that_are_no_deals_are_set_aside_each_with_its_reason() -> None:
    """Blank, repeated header, total, note, deleted and nameless rows are named; the sum adds up."""
    deals = deals_of(
        "Opportunity Name,Account,Stage,Amount,Is Deleted\nA,ACME,Proposal,5,false\n,,,,\n"
        "Opportunity Name,Account,Stage,Amount,Is Deleted\nTotal (2),,,10,\nB,ACME,Proposal,5,TRUE\n"
        ",,Proposal,,\nConfidential Information - Do Not Distribute,,,,\n合计：,,,10,\nC,,Won,1,no\n"
    )
    assert texts_of(deals, "set_aside") == [
        (3, "the row is blank"),
        (4, "the row repeats the headers"),
        (5, "the row is a total"),
        (6, "the deal is deleted in the source"),
        (7, "the row has no id, name, account or amount"),
        (8, "the row is a note below the table"),
        (9, "the row is a total"),
    ]
    assert deals.read == len(deals.frame) + deals.set_aside == 9
    assert deals.frame["name"].tolist() == ["A", "C"]


def test_a_deal_that_is_named_total_stays_a_deal() -> None:
    """A row with an owner and a stage is no total, whatever its name."""
    assert len(deals_of("Name,Owner,Stage,Amount\nTotal,Ann,Proposal,5\n").frame) == 1


def test_repeated_ids_are_kept_and_told() -> None:
    """No row is dropped for bearing an id again."""
    deals = deals_of("ID,Name,Owner,Stage,Amount\n1,A,x,Won,5\n2,B,x,Won,5\n1,C,x,Won,5\n")
    assert len(deals.frame) == 3
    assert texts_of(deals, "problem") == [(4, "the id stands in row 2 already; both rows are used")]


def test_only_the_latest_snapshot_of_a_deal_counts() -> None:
    """Weekly snapshots give one row per deal; the earlier ones are set aside by row."""
    deals = deals_of(
        "Deal ID,Snapshot Date,Stage,Amount\n1,2026-01-05,Qualified,5\n"
        "1,2026-01-12,Closed Won,6\n2,2026-01-05,Qualified,7\n"
    )
    assert deals.frame[["id", "status", "amount"]].values.tolist() == [["1", "won", 6.0], ["2", "open", 7.0]]
    assert texts_of(deals, "set_aside") == [(2, "a later snapshot of the same deal is in the table")]


def test_a_table_without_stage_or_name_is_refused_with_the_way_out() -> None:
    """All missing columns are told together, with the headers and the mapping to write."""
    with pytest.raises(DataError) as caught:
        deals_of("colour,size\nred,5\n")
    assert len(caught.value.problems) == 2
    assert "'colour', 'size'" in caught.value.problems[0]
    assert '[columns]  stage = "their header"' in caught.value.problems[1]


def test_a_mapping_outranks_the_aliases() -> None:
    """A header nobody could know is taken from the settings."""
    settings = Settings(columns={"amount": "Auftragswert", "name": "Vorgang"})
    deals = deals_of("Vorgang,Stage,Auftragswert,Amount\nA,Proposal,5,9\n", settings)
    assert deals.frame["amount"].tolist() == [5.0]
    assert deals.columns["amount"] == "Auftragswert"


def test_a_mapping_to_a_header_that_is_not_there_is_refused() -> None:
    """The missing header is named with those that exist."""
    with pytest.raises(DataError, match=r"the column 'Umsatz' named in \[columns\].*'Name', 'Stage'"):
        deals_of("Name,Stage\nA,Won\n", Settings(columns={"amount": "Umsatz"}))


def test_a_mapping_for_an_unknown_field_names_the_nearest() -> None:
    """A slip in a field's name is a settings error with a suggestion."""
    with pytest.raises(SettingsError, match=r"amont .* write amount"):
        deals_of("Name,Stage\nA,Won\n", Settings(columns={"amont": "Name"}))


def test_amounts_are_in_the_unit_of_the_workbook() -> None:
    """The unit in the header multiplies, the divisor of the settings divides."""
    settings = Settings(money=Money("万元", 10_000))
    assert deals_of("名称,阶段,金额\nA,意向,25000\n", settings).frame["amount"].tolist() == [2.5]
    assert deals_of("名称,阶段,金额（万元）\nA,意向,2.57\n", settings).frame["amount"].tolist() == [2.57]
    assert deals_of("名称,阶段,金额（万元）\nA,意向,2.5\n").frame["amount"].tolist() == [25000.0]


def test_won_deals_take_the_actual_amount_where_there_is_one() -> None:
    """Estimated value stands for open deals, actual value for won ones."""
    text = "Topic,Est. Revenue,Actual Revenue,Status\nA,5,,Open\nB,5,4,Won\nC,5,,Won\n"
    assert deals_of(text).frame["amount"].tolist() == [5.0, 4.0, 5.0]


def test_a_column_that_may_be_weighted_already_is_taken_aloud() -> None:
    """Expected revenue is the amount in one CRM and amount times probability in another."""
    deals = deals_of("Opportunity,Salesperson,Stage,Expected Revenue\nA,x,New,5\n")
    assert deals.frame["amount"].tolist() == [5.0]
    text = "amounts are taken from this column: if it is weighted already, name another under [columns]"
    assert texts_of(deals, "problem") == [(0, text)]


def test_a_snapshot_without_a_date_does_not_hide_a_dated_one() -> None:
    """The undated row is kept beside the latest dated one, and the repeated id is told."""
    deals = deals_of("Deal ID,Snapshot Date,Stage,Amount\n1,2026-01-12,Won,6\n1,,Qualified,5\n1,2026-01-05,Won,4\n")
    assert deals.frame["amount"].tolist() == [6.0, 5.0]


def test_open_deals_without_amount_are_told_and_not_zero() -> None:
    """A missing amount stays missing and is counted aloud."""
    deals = deals_of("Name,Owner,Stage,Amount\nA,x,Proposal,\nB,x,Proposal,soon\nC,x,Proposal,5\n")
    assert deals.frame["amount"].isna().tolist() == [True, True, False]
    assert (0, "2 of 3 open deals have no amount; they add nothing to any sum") in texts_of(deals, "problem")
    assert (3, "not a number; left blank") in texts_of(deals, "problem")


@pytest.mark.parametrize(
    ("cells", "shares"),
    [
        (["10", "75", "1"], [0.1, 0.75, 0.01]),
        (["0.1", "0.75", "1"], [0.1, 0.75, 1.0]),
        (["10%", "75 %", "0.3"], [0.1, 0.75, 0.3]),
    ],
)
def test_probabilities_in_percent_or_shares_are_told_apart_by_column(cells: list[str], shares: list[float]) -> None:
    """1 means 1% among 10 and 75, and 100% among 0.1 and 0.75."""
    rows = "".join(f"A{n},Proposal,{cell}\n" for n, cell in enumerate(cells))
    assert deals_of(f"Name,Stage,Probability\n{rows}").frame["probability"].tolist() == shares


def test_a_probability_out_of_range_is_left_blank_and_told() -> None:
    """1000% is a mistake to show; the stage's rate stands in."""
    deals = deals_of("Name,Stage,Probability (%)\nA,Proposal,1000\nB,Proposal,20\n")
    assert deals.frame["probability"].tolist() == [0.5, 0.2]
    assert (2, "not a probability between 0 and 100%; left blank") in texts_of(deals, "problem")


def test_the_own_forecast_category_outranks_the_stage() -> None:
    """The category column is read in both languages; an unknown word falls back to the stage."""
    text = (
        "Name,Stage,Forecast Category\nA,Prospecting,Commit\nB,Negotiation,Best Case\nC,Negotiation,储备\n"
        "D,Prospecting,不预测\nE,Negotiation,maybe\nF,Negotiation,\nG,Won,Pipeline\nH,Prospecting,Closed\n"
    )
    deals = deals_of(text)
    expected = ["commit", "upside", "pipeline", "omitted", "commit", "commit", "closed", "pipeline"]
    assert deals.frame["category"].tolist() == expected
    assert (6, "not a known forecast category; ignored") in texts_of(deals, "problem")
    assert (9, "the forecast category says closed, the deal is open; the stage counts") in texts_of(deals, "problem")


def test_segments_come_from_the_column_then_the_amount_then_are_small() -> None:
    """A column that tells small from large counts; one that tells something else is not taken for it."""
    text = "名称,阶段,金额,项目类型\nA,意向,5,大项目\nB,意向,500,小项目\nC,意向,500,\n"
    assert deals_of(text, Settings(large_from=100)).frame["segment"].tolist() == ["large", "small", "large"]
    plain = deals_of("Name,Stage,Amount,Type\nA,Won,500,New Customer\n")
    assert plain.frame["segment"].tolist() == ["small"]
    assert "segment" not in plain.columns


def test_closed_deals_close_when_they_closed_and_open_ones_when_expected() -> None:
    """Actual and expected dates are joined; a closed deal without an actual date is told."""
    deals = deals_of(
        "Name,Stage,Expected Close Date,Actual Close Date\nA,Won,2026-01-01,2026-01-09\nB,Lost,2026-02-01,\n"
        "C,Proposal,2026-03-01,2026-03-09\n"
    )
    assert deals.frame["close"].dt.strftime("%m-%d").tolist() == ["01-09", "02-01", "03-01"]
    assert (0, "1 closed deals have no actual close date; the expected one is used") in texts_of(deals, "problem")


def test_a_date_column_without_evidence_is_refused_with_both_readings() -> None:
    """Nothing is guessed: the example, its row, both readings and the setting are named."""
    with pytest.raises(DataError) as caught:
        deals_of("Name,Stage,Close Date\nA,Won,\nB,Won,05/03/2026\n")
    message = str(caught.value)
    for part in (
        "'Close Date'",
        "'05/03/2026' in row 3",
        "5 March 2026 (day first)",
        "May 3, 2026",
        "day_first = true",
    ):
        assert part in message


@pytest.mark.parametrize(("day_first", "day"), [(True, "2026-03-05"), (False, "2026-05-03")])
def test_the_setting_settles_the_order(day_first: bool, day: str) -> None:
    """day_first decides where the data does not."""
    deals = deals_of("Name,Stage,Close Date\nB,Won,05/03/2026\n", Settings(day_first=day_first))
    assert deals.frame["close"].dt.strftime("%Y-%m-%d").tolist() == [day]


def test_another_date_column_may_vouch_for_the_order_aloud() -> None:
    """Evidence from a neighbour counts, and is remarked."""
    deals = deals_of("Name,Stage,Close Date,Created Date\nB,Won,05/03/2026,25/01/2026\n")
    assert deals.frame["close"].tolist() == [pd.Timestamp("2026-03-05")]
    assert (0, "dates are read day first, as the column 'Created Date' shows; this one does not") in texts_of(
        deals, "repair"
    )


def test_a_single_unreadable_date_is_blank_and_told() -> None:
    """The row, column and value of the date are named."""
    deals = deals_of("Name,Stage,Close Date\nA,Won,soon\nB,Won,2026-01-01\n")
    assert deals.frame["close"].isna().tolist() == [True, False]
    told = [remark for remark in deals.remarks if remark.row == 2]
    assert [(r.kind, r.column, r.value, r.text) for r in told] == [
        ("problem", "Close Date", "soon", "not a date; left blank")
    ]


def test_every_row_of_a_repeated_repair_is_named() -> None:
    """Repairs are listed by row also when they are the same."""
    deals = deals_of("Name,Stage,Amount\n" + "A,Won,¥5\n" * 3)
    assert [row for row, text in texts_of(deals, "repair") if text == "read as 5"] == [2, 3, 4]


def test_amounts_in_several_currencies_are_told() -> None:
    """Adding across currencies is never silent."""
    deals = deals_of("Name,Owner,Stage,Amount,Currency\nA,x,Won,5,CNY\nB,x,Won,5,USD\n")
    assert texts_of(deals, "problem") == [(0, "amounts in 2 currencies (CNY, USD) are added as they stand")]


def test_an_empty_table_gives_no_deals() -> None:
    """Headers without rows are an empty deal table."""
    deals = deals_of("Name,Stage,Amount\n")
    assert (deals.read, len(deals.frame), deals.set_aside) == (0, 0, 0)


def test_a_missing_file_and_an_empty_one_are_refused(tmp_path: Path) -> None:
    """The path is named."""
    with pytest.raises(DataError, match=r"none\.csv is not there"):
        read_deals(tmp_path / "none.csv", PLAIN)
    (tmp_path / "empty.csv").write_text("")
    with pytest.raises(DataError, match=r"empty\.csv is empty"):
        read_deals(tmp_path / "empty.csv", PLAIN)


def test_excel_errors_in_text_are_blank_and_told() -> None:
    """#REF! is no customer."""
    deals = deals_of("Name,Account,Stage\nA,#REF!,Won\n")
    assert deals.frame["account"].tolist() == [""]
    assert (2, "an Excel error stands here; left blank") in texts_of(deals, "problem")


_CELLS = st.one_of(
    st.sampled_from(
        ["", "Won", "Proposal", "Total", "合计", "Name", "Stage", "Amount", "2026-01-01", "13/05/2026", "5万", "true"]
    ),
    st.text(max_size=8),
    st.none(),
    st.integers(-(10**12), 10**12),
    st.floats(),
    st.booleans(),
    st.dates(),
)
_STAGES = st.sampled_from(["", "Won", " closed LOST", "Proposal", "方案", "赢单", None])
_HEADERS = (
    "Stage",
    "ID",
    "Name",
    "Amount",
    "Close Date",
    "Probability",
    "Is Won",
    "Is Deleted",
    "Snapshot Date",
    "Type",
)


@hypothesis_settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(_STAGES, *[_CELLS] * 9), max_size=12))
def test_read_is_always_used_plus_set_aside(rows: list[tuple[Any, ...]]) -> None:
    """Whatever stands in a table, every row is used once or set aside once with a reason."""
    frame = pd.DataFrame(rows, columns=list(_HEADERS), dtype=object)
    ladder = Ladder("any", "任意", "Any", (Stage("方案", "Proposal", 0.5),))
    deals = read_deals(frame, Settings(ladder=ladder, day_first=True))
    aside = [remark.row for remark in deals.remarks if remark.kind == "set_aside"]
    assert sorted([*aside, *deals.frame["row"].tolist()]) == list(range(2, 2 + len(rows)))
    assert deals.set_aside == len(aside)
    named = {stage.zh: stage.status for stage in deals.ladder.stages} | {"": "open"}
    assert [named[stage] for stage in deals.frame["stage"]] == deals.frame["status"].tolist()
