"""Long tables: rows from an iterator go into the file one by one, to the same workbook as from a list."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.table import Table, TableFormula

from xlsales import Template, TemplateError, WorkbookError
from xlsales.fills import Fill, TableFill

COLUMNS = ["公司", "阶段", "金额", "概率"]
DEALS = "商机 表"


def deals(count: int) -> Iterator[list[Any]]:
    """Yield rows, some with marks to be escaped, blanks and dates among them."""
    for i in range(count):
        yield [f"甲 & {i}", None if i % 3 else "a<b", i / 4, date(2026, 1, 1 + i % 28) if i % 50 == 0 else 0.5]


def asking(rows: Any, table: str = "xsDeals", columns: list[str] = COLUMNS) -> dict[str, Any]:
    """Return a mapping that fills one table."""
    return {"tables": {table: {"columns": columns, "rows": rows}}}


def parts(data: bytes) -> dict[str, bytes]:
    """Return the content of every part by its name."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def compiled(template: bytes) -> Template:
    """The template, scanned once."""
    return Template(template)


@pytest.fixture(scope="module")
def ledger() -> bytes:
    """A workbook of two sheets, each with a table and, above it, a sum of its rows."""
    book = Workbook()
    book.remove(book.active)
    for name in ("One", "Two"):
        sheet = book.create_sheet(name)
        sheet.append(["=SUM(A3:A4)"])
        sheet.append(["n"])
        sheet.append([1])
        sheet.append([2])
        sheet.add_table(Table(displayName=f"tbl{name}", ref="A2:A4"))
    return saved(book)


def saved(book: Workbook) -> bytes:
    """Return a workbook as a file."""
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("compression", ["fast", 0, 6])
@pytest.mark.parametrize("count", [0, 1, 2, 2_047, 2_048, 2_049, 9_000])
def test_a_stream_gives_the_workbook_of_a_list(
    compiled: Template, tmp_path: Path, count: int, compression: Any
) -> None:
    """However many rows come, every part is the same as when they are all there from the start."""
    out = tmp_path / "out.xlsx"
    result = compiled.fill(asking(deals(count)), out, compression=compression)
    listed = compiled.fill(asking(list(deals(count))), compression=compression)
    assert parts(out.read_bytes()) == parts(listed.data)
    assert result.data == out.read_bytes()
    assert result.unfilled == listed.unfilled


def test_a_stream_reads_back(compiled: Template, tmp_path: Path, calamine: Any) -> None:
    """openpyxl, row by row, and calamine read every row of a streamed table."""
    out = tmp_path / "out.xlsx"
    compiled.fill(asking(deals(6_000)), out)
    sheet = load_workbook(BytesIO(out.read_bytes()), read_only=True)[DEALS]
    read = [row[2] for row in sheet.iter_rows(min_row=3, values_only=True)]
    assert read == [i / 4 for i in range(6_000)]
    assert [row[0] for row in calamine(out.read_bytes(), DEALS)[2:]] == [f"甲 & {i}" for i in range(6_000)]


def test_sums_above_long_tables_reach_their_last_rows(ledger: bytes, tmp_path: Path) -> None:
    """What stands before the rows and ends on the last of them is right, in two long tables of one fill."""
    out = tmp_path / "out.xlsx"
    counts = {"tblOne": 5_000, "tblTwo": 12_345}
    tables = {name: {"columns": ["n"], "rows": ([i] for i in range(count))} for name, count in counts.items()}
    Template(ledger).fill({"tables": tables}, out)
    book = load_workbook(BytesIO(out.read_bytes()))
    assert [book[name]["A1"].value for name in ("One", "Two")] == ["=SUM(A3:A5002)", "=SUM(A3:A12347)"]
    assert [book[name].dimensions for name in ("One", "Two")] == ["A1:A5002", "A1:A12347"]
    assert book["Two"].tables["tblTwo"].ref == "A2:A12347"


def test_memory_does_not_grow_with_the_rows(compiled: Template, tmp_path: Path) -> None:
    """Five times the rows take hardly more memory."""
    peaks = []
    for count in (8_000, 40_000):
        tracemalloc.start()
        compiled.fill(asking(deals(count)), tmp_path / "out.xlsx")
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.3 * peaks[0]


def test_rows_that_fail_midway_leave_the_old_file(compiled: Template, tmp_path: Path) -> None:
    """An error of the iterator reaches the caller as it is, and nothing is left beside the old file."""
    out = tmp_path / "out.xlsx"
    out.write_bytes(b"old")

    def failing() -> Iterator[list[Any]]:
        yield from deals(5_000)
        raise ConnectionError("the database went away")

    with pytest.raises(ConnectionError, match="went away"):
        compiled.fill(asking(failing()), out)
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]
    assert out.read_bytes() == b"old"


def test_wrong_rows_are_reported_together_with_their_numbers(compiled: Template, tmp_path: Path) -> None:
    """Every wrong value and row of a long table is named, and no file is written."""
    rows: list[Any] = list(deals(9_000))
    rows[3_999] = ["甲", "a", float("nan"), 0.5]
    rows[7_000] = ["甲"]
    rows[8_500] = "text"
    with pytest.raises(WorkbookError) as caught:
        compiled.fill(asking(iter(rows)), tmp_path / "out.xlsx")
    assert "table xsDeals, column 金额, row 4000: " in caught.value.problems[0]
    assert caught.value.problems[1:] == (
        f"table xsDeals on sheet {DEALS}: row 7001 does not have 4 values",
        f"table xsDeals on sheet {DEALS}: row 8501 is no list of values",
    )
    assert not list(tmp_path.iterdir())
    with pytest.raises(WorkbookError, match="table xsDeals: row 2 does not have 4 values"):
        compiled.fill(asking(iter([["甲", "a", 1, 2], [1]])))


def test_a_list_or_mapping_in_a_long_table_is_told_with_its_row(compiled: Template, tmp_path: Path) -> None:
    """What no cell holds is a problem with its row, of any type and in any chunk."""
    rows: list[Any] = list(deals(9_000))
    rows[2], rows[6_000] = ["甲", ["a", "b"], 1.0, 0.5], ["甲", "a", {"sum": 1}, 0.5]
    with pytest.raises(WorkbookError) as caught:
        compiled.fill(asking(iter(rows)), tmp_path / "out.xlsx")
    assert [problem.split(", ", 1)[1] for problem in caught.value.problems] == [
        "column 阶段, row 3: a cell cannot hold a list",
        "column 金额, row 6001: a cell cannot hold a dict",
    ]
    assert not list(tmp_path.iterdir())


def test_a_missing_column_is_said_before_the_rows_are_read(compiled: Template, tmp_path: Path) -> None:
    """A template that does not fit is refused without reading all of a long table."""
    rows = deals(50_000)
    with pytest.raises(TemplateError, match="has no column Owner"):
        compiled.fill(asking(rows, columns=["公司", "阶段", "金额", "Owner"]), tmp_path / "out.xlsx")
    assert sum(1 for _ in rows) > 40_000


def test_more_rows_than_a_sheet_holds_are_refused(tmp_path: Path) -> None:
    """A stream that goes on beyond the last row of the sheet is stopped there."""
    book = Workbook()
    book.active.title = "S"
    book.active["A1040001"], book.active["A1040002"] = "n", 1
    book.active.add_table(Table(displayName="tbl", ref="A1040001:A1040002"))
    compiled, out = Template(saved(book)), tmp_path / "out.xlsx"
    room = 1_048_576 - 1_040_001
    compiled.fill(asking(([i] for i in range(room)), "tbl", ["n"]), out)
    assert f'ref="A1040001:A{1_048_576}"'.encode() in parts(out.read_bytes())["xl/tables/table1.xml"]
    out.unlink()
    with pytest.raises(WorkbookError, match=f"table tbl on sheet S has room for {room:,} rows, but more were given"):
        compiled.fill(asking(([i] for i in range(10**9)), "tbl", ["n"]), out)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("why", ["notes beside the table", "a share of the whole column", "no file to write to"])
def test_rows_that_cannot_be_streamed_are_collected(why: str, tmp_path: Path) -> None:
    """Where each row must know how many follow, or rows share their line, the workbook is the same all the same."""
    book = Workbook()
    book.active.append(["n", "share", None, "note"])
    book.active.append([1, 0])
    table = Table(displayName="tbl", ref="A1:B2")
    table._initialise_columns()
    for column, name in zip(table.tableColumns, ("n", "share"), strict=True):
        column.name = name
    if why == "a share of the whole column":
        table.tableColumns[1].calculatedColumnFormula = TableFormula(attr_text="A2/SUM(A$2:A$2)")
        book.active["B2"] = "=A2/SUM(A$2:A$2)"
    elif why == "notes beside the table":
        book.active["D2"] = "kept"
    book.active.add_table(table)
    compiled, out = Template(saved(book)), tmp_path / "out.xlsx"
    result = compiled.fill(
        asking(([i] for i in range(3_000)), "tbl", ["n"]), None if why == "no file to write to" else out
    )
    assert parts(result.data) == parts(compiled.fill(asking([[i] for i in range(3_000)], "tbl", ["n"])).data)


def test_a_fill_may_stream_beside_other_values(compiled: Template, tmp_path: Path) -> None:
    """A Fill takes an iterator too, and its names are written as ever; a wrong value is said at once."""
    out = tmp_path / "out.xlsx"

    def what(quota: Any) -> Fill:
        return Fill(values={"xs_quota": quota}, tables={"xsDeals": TableFill(tuple(COLUMNS), deals(3_000))})  # type: ignore[arg-type]

    compiled.fill(what(186.5), out)
    assert load_workbook(BytesIO(out.read_bytes()))["面板"]["B3"].value == 186.5
    with pytest.raises(WorkbookError, match="name xs_quota"):
        compiled.fill(what(float("inf")), out)
