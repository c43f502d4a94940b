"""Large CSV files read by columns: the same deals as the csv module gives, whatever stands in them."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from xlsales.errors import XlsalesError
from xlsales.ladders import Ladder, Stage
from xlsales.pipeline import large_text, pandas_text, polars_text, text_files
from xlsales.pipeline.deals import Deals
from xlsales.pipeline.raw import FrameColumns
from xlsales.pipeline.read import read_deals
from xlsales.settings import Settings

LADDER = Ladder("any", "任意", "Any", (Stage("方案", "Proposal", 0.5),))
SETTINGS = Settings(as_of=date(2026, 11, 22), ladder=LADDER, day_first=True)
HEADERS = ("ID", "Name", "Owner", "Stage", "Amount", "Close Date", "Created Date", "Is Deleted", "Remark")
ENGINES = {"pandas": pandas_text.read} | ({"polars": polars_text.read} if find_spec("polars") else {})


@contextmanager
def reading(engine: str | None) -> Iterator[None]:
    """Read every CSV file by columns with one engine; none reads it with the csv module."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(text_files, "LARGE", 0 if engine else 10**12)
        patch.setattr(large_text, "ENGINES", (ENGINES[engine],) if engine else ())
        yield


def outcome(path: Path, engine: str | None, settings: Settings = SETTINGS) -> Deals | str:
    """Return the deals of a file, or the message of the refusal."""
    with reading(engine):
        try:
            return read_deals(path, settings)
        except XlsalesError as error:
            return str(error)


def assert_same(one: Deals | str, other: Deals | str) -> None:
    """Compare frame, remarks and every other part of two readings."""
    if isinstance(one, str) or isinstance(other, str):
        assert one == other
        return
    assert_frame_equal(one.frame, other.frame)
    assert [(r.kind, r.row, r.column, r.value, r.text) for r in one.remarks] == [
        (r.kind, r.row, r.column, r.value, r.text) for r in other.remarks
    ]
    assert (one.ladder, one.read, one.columns, one.source) == (other.ladder, other.read, other.columns, other.source)


def columns_of(path: Path, engine: str) -> object:
    """Return what holds the cells of a file when it is opened."""
    with reading(engine):
        return text_files.open_text(path).cells


def row(number: int, **cells: str) -> list[str]:
    """Return the cells of an ordinary deal, some of them replaced."""
    plain = (f"D{number}", f"Deal {number}", "Ann", "Proposal", "1200.50", "2026-03-05", "2026-01-02", "false", "")
    return [cells.get(name.split()[0].lower(), cell) for name, cell in zip(HEADERS, plain, strict=True)]


def text_of(rows: list[list[str]], end: str = "\n") -> str:
    """Write rows as CSV text."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator=end).writerows(rows)
    return stream.getvalue()


_TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)
_DIRT = st.sampled_from(
    [
        "",
        " ",
        "  a  b ",
        "\u200b",
        "#REF!",
        "Total",
        "合计",
        'say "hi"',
        "a,b",
        "two\nlines",
        "a|b",
        " | ",
        "D1",
        "\xa0x",
    ]
)
_AMOUNT = st.one_of(
    st.sampled_from(["", "¥1,200", "1.2万", "5.", ".5", "-0", "1e5", "--5", "(35k)", "12,50", "1.234", "soon", "N/A"]),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**12), max_value=10**12).map(str),
    st.integers(-(10**30), 10**30).map(str),
)
_DAY = st.one_of(
    st.dates(date(1850, 1, 1), date(2250, 1, 1)).map(str),
    st.datetimes().map(lambda moment: moment.isoformat(" ", "seconds")),
    st.sampled_from(
        ["", "5 Mar 2026", "05/03/2026", "2026-02-31", "2026-02-31 10:00", "soon", "46086", "2026年3月5日"]
    ),
)
_NAME = st.one_of(_TEXT, _DIRT)
_ROW = st.tuples(
    _NAME, _NAME, _NAME, st.sampled_from(["", "Won", " closed LOST", "Proposal", "方案", "Stage"]), _AMOUNT, _DAY, _DAY,
    st.sampled_from(["", "false", "TRUE"]), _NAME,
).map(list)  # fmt: skip
_SHORT = st.tuples(_ROW, st.integers(0, 9)).map(lambda pair: pair[0][: pair[1]])
_ROWS = st.lists(st.one_of(_ROW, _SHORT, st.just(list(HEADERS)), st.just([])), max_size=14)


@pytest.mark.parametrize("engine", ENGINES)
@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=_ROWS, end=st.sampled_from(["\n", "\r\n"]), title=st.booleans(), cut=st.booleans())
def test_a_dirty_file_gives_the_same_deals_by_columns(
    engine: str, rows: list[list[str]], end: str, title: bool, cut: bool, tmp_path: Path
) -> None:
    """Cell by cell, remark by remark, and refusal by refusal, reading by columns agrees with the csv module."""
    text = text_of([*([["Report"], []] if title else []), list(HEADERS), row(1), *rows], end)
    path = tmp_path / "deals.csv"
    path.write_bytes((text.removesuffix(end) if cut else text).encode())
    assert_same(outcome(path, engine), outcome(path, None))


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "，"])
def test_every_encoding_and_delimiter_gives_the_same_deals(
    engine: str, encoding: str, delimiter: str, tmp_path: Path
) -> None:
    """What is told about the encoding is the same, too."""
    text = text_of([list(HEADERS), *(row(n, name="甲方", owner="李雷") for n in range(50))])
    path = tmp_path / "deals.csv"
    path.write_bytes(text.replace(",", delimiter).encode(encoding))
    assert_same(outcome(path, engine), outcome(path, None))
    assert len(read_deals(path, SETTINGS).frame) == 50


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "extra",
    ['D9,"a\nb",Ann,Won,5,,,,\n', '"D9","x ""y""",Ann,Won,"5",,,,\n', "D9,A,Ann,Won,5,,,,,more\n", ",,,,,,,,\n\n"],
)
def test_unusual_lines_give_the_same_deals(engine: str, extra: str, tmp_path: Path) -> None:
    """Line breaks and quotes in cells, a row that is too long, and blank lines at the end change nothing."""
    path = tmp_path / "deals.csv"
    path.write_text(text_of([list(HEADERS), *map(row, range(9))]) + extra, newline="")
    found = outcome(path, engine)
    assert_same(found, outcome(path, None))
    assert isinstance(found, Deals)
    assert len(found.frame) >= 9


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    "line", ['D9,5" pipe,Ann,Won,5,,,,\n', "D9,A,Ann,Won\rD10,B,Ann,Won\n", '"a"b,A,Ann,Won,5,,,,\n']
)
def test_text_that_readers_cut_differently_is_left_to_the_csv_module(engine: str, line: str, tmp_path: Path) -> None:
    """A quote inside a cell and a lone carriage return are read as ever."""
    path = tmp_path / "deals.csv"
    path.write_text(text_of([list(HEADERS), *map(row, range(9))]) + line, newline="")
    assert isinstance(columns_of(path, engine), FrameColumns)
    assert_same(outcome(path, engine), outcome(path, None))


@pytest.mark.parametrize("engine", ENGINES)
def test_many_different_cells_are_read_in_bulk_to_the_same_deals(engine: str, tmp_path: Path) -> None:
    """Ids, amounts and timestamps that differ from row to row, with some dirt among them."""
    rows = [
        row(n, amount=f"{n}.{n % 97:02}", created=f"2026-01-{n % 28 + 1:02} 10:{n // 60 % 60:02}:{n % 60:02}")
        for n in range(9_000)
    ]
    rows[17] = row(17, id=" D17 ", amount="$1,200", created="2026-02-31 10:00:00")
    rows[4_000] = row(16, name="#N/A", amount="")
    rows[5_000] = ["Total", "", "", "", "99", "", "", "", ""]
    path = tmp_path / "deals.csv"
    path.write_text(text_of([list(HEADERS), *rows]), newline="")
    found = outcome(path, engine)
    assert_same(found, outcome(path, None))
    assert isinstance(found, Deals)
    assert (found.read, found.set_aside, len(found.frame)) == (9_000, 1, 8_999)
    told = {(remark.row, remark.text.split(";")[0]) for remark in found.remarks}
    assert {(19, "read as 1200"), (19, "spaces removed"), (19, "not a date"), (5_002, "the row is a total")} <= told
    assert not isinstance(columns_of(path, engine), FrameColumns)


def test_a_title_above_the_headers_is_told(tmp_path: Path) -> None:
    """Row numbers stay those of the file when it is read by columns."""
    path = tmp_path / "deals.csv"
    path.write_text("Pipeline report\n\n" + text_of([list(HEADERS), *map(row, range(3))]))
    found = outcome(path, "pandas")
    assert isinstance(found, Deals)
    assert found.frame["row"].tolist() == [4, 5, 6]
    assert found.remarks[0].text == "the headers are in row 3; the rows above are no deals"


def test_a_large_file_needs_memory_in_proportion(tmp_path: Path) -> None:
    """Reading 200,000 deals takes less than twenty times the size of the file beside what the imports take."""
    path = tmp_path / "deals.csv"
    path.write_text(text_of([list(HEADERS), *(row(n, amount=f"{n}.25") for n in range(200_000))]))
    code = (
        "import resource, sys; from xlsales.pipeline.read import read_deals; from xlsales.settings import Settings\n"
        "def most(): return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024\n"
        "before = most(); deals = read_deals(sys.argv[1], Settings()); print(len(deals.frame), most() - before)"
    )
    if sys.platform != "linux":
        pytest.skip("memory is counted in other units there")
    done = subprocess.run([sys.executable, "-c", code, path], capture_output=True, text=True, timeout=120, check=True)
    used, grown = map(int, done.stdout.split())
    assert used == 200_000
    assert grown < 20 * path.stat().st_size


def test_a_frame_of_the_same_cells_gives_the_same_deals(tmp_path: Path) -> None:
    """A CSV file read by columns and a DataFrame of its texts agree."""
    rows: list[Any] = [row(n, amount="¥5" if n % 7 == 0 else str(n)) for n in range(500)]
    path = tmp_path / "deals.csv"
    path.write_text(text_of([list(HEADERS), *rows]))
    found = outcome(path, "pandas")
    assert isinstance(found, Deals)
    framed = read_deals(pd.DataFrame(rows, columns=list(HEADERS), dtype=object), SETTINGS)
    assert_frame_equal(found.frame, framed.frame)
