"""Real workbooks of other people, filled the way a user does: filled or refused, and nothing else touched."""

from __future__ import annotations

import zipfile
from collections import Counter
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from chart_readings import charts_over, formula_boxes
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook
from shared import corpus_files

from xlsales.errors import XlsalesError
from xlsales.filling import Filled, fill
from xlsales.workbook.book import Book, Sheet
from xlsales.workbook.charts import chart_parts
from xlsales.workbook.parts import rels_name
from xlsales.workbook.refs import MAX_COLUMNS, Area, cell_name, quote_title
from xlsales.workbook.tables import find_table

FILES = corpus_files()
SAVED_AS = {".xltx": ".xlsx", ".xltm": ".xlsm"}
COLUMN, TEXT = 30, "=text & <more>"
BIG = 500_000  # bytes of a workbook that openpyxl takes seconds to read
SLOW = 100_000  # bytes of a workbook whose recalculation is left to others, to keep the run short


@dataclass(frozen=True)
class Case:
    """One fill of one file: what was asked, and where it must stand afterwards."""

    mapping: dict[str, Any]
    sheet: Sheet
    area: Area
    expected: list[list[Any]]


def cell_case(book: Book) -> Case:
    """One cell below everything on the first sheet."""
    sheet = book.worksheets[0]
    row = max(book.map(sheet.part).rows, default=0) + 2
    address = f"{quote_title(sheet.title)}!{cell_name(COLUMN, row)}"
    return Case({"cells": {address: TEXT}}, sheet, Area(COLUMN, row, COLUMN, row), [[TEXT]])


def table_case(book: Book) -> Case | None:
    """All rows of the first table replaced by as many: its first column takes numbers."""
    table = find_table(book, book.tables[0].name) if book.tables else None
    sheet = book.sheet(table.part.sheet) if table else None
    if table is None or sheet is None:
        return None
    rows = [[float(number)] for number in range(table.body.height)]
    columns = [table.columns[0].name]
    area = table.body._replace(right=table.body.left)
    return Case({"tables": {table.name: {"columns": columns, "rows": rows}}}, sheet, area, rows)


def openpyxl_values(data: bytes, case: Case) -> list[list[Any]]:
    """The cells of the case as openpyxl reads them."""
    sheet = load_workbook(BytesIO(data), read_only=True, keep_links=False)[case.sheet.title]
    left, top, right, bottom = case.area
    rows = sheet.iter_rows(top, bottom, left, right, values_only=True)
    return [list(row) for row in rows]


def calamine_values(data: bytes, case: Case) -> list[list[Any]]:
    """The cells of the case as calamine reads them, or an error when it cannot."""
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    rows = book.get_sheet_by_name(case.sheet.title).to_python(skip_empty_area=False)
    area = case.area
    return [row[area.left - 1 : area.right] for row in rows[area.top - 1 : area.bottom]]


def numbers(rows: list[list[Any]]) -> list[list[Any]]:
    """Rows with what a number format makes of a number taken back: only whether a value stands there counts."""
    return [[value if isinstance(value, str) else value is not None for value in row] for row in rows]


def may_read(read: Any, data: bytes, case: Case) -> bool:
    """Tell whether a reader can read the original at all."""
    try:
        read(data, case)
    except Exception:
        return False
    return True


def assert_rest_is_kept(path: Path, book: Book, case: Case, done: Filled) -> None:
    """Every part that neither the fill nor the settling of results concerns is the same, packed bytes included."""
    chain = book.relation("calcChain")
    touched = {book.part, case.sheet.part, *(table.part for table in book.tables if case.mapping.get("tables"))}
    if path.suffix in SAVED_AS:
        touched.add("[Content_Types].xml")
    if chain:
        touched |= {chain.target, rels_name(book.part), "[Content_Types].xml"}
    if done.calculation in ("stored", "on opening"):
        touched |= {sheet.part for sheet in book.worksheets if any(book.map(sheet.part).formulas())}
    touched |= charts_over(path, {case.sheet.title.casefold(): [case.area._replace(right=MAX_COLUMNS)]})
    if done.calculation == "on opening":
        touched |= charts_over(path, formula_boxes(path, {sheet.title: sheet.part for sheet in book.worksheets}))
    if done.calculation == "stored":
        touched |= {part for sheet in book.sheets for part in chart_parts(book.package, sheet.part)}
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(done.path) as new:
        assert new.testzip() is None
        assert {i.filename for i in old.infolist()} - {i.filename for i in new.infolist()} == (
            {chain.target} if chain else set()
        )
        after = {i.filename: (i.CRC, i.compress_size) for i in new.infolist()}
        for info in old.infolist():
            if info.filename not in touched:
                assert after[info.filename] == (info.CRC, info.compress_size), info.filename


def run(path: Path, case: Case, folder: Path, **options: bool) -> None:
    """Fill one file and hold the outcome to the promise."""
    original, book = path.read_bytes(), Book.open(path)
    out = folder / f"{path.stem}{SAVED_AS.get(path.suffix, path.suffix)}"
    done = fill(path, case.mapping, out, **options)
    assert_rest_is_kept(path, book, case, done)
    filled = out.read_bytes()
    readers = (openpyxl_values, calamine_values) if len(original) < BIG else (calamine_values,)
    for read in readers:
        try:
            found = read(filled, case)
        except Exception:
            assert not may_read(read, original, case), read.__name__
        else:
            assert numbers(found) == numbers(case.expected), read.__name__


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
def test_every_file_is_filled_or_refused(tmp_path: Path) -> None:
    """One cell set, one table filled: each real workbook takes it and keeps the rest, or is refused in a sentence."""
    counts: Counter[str] = Counter()
    failed = []
    for path in FILES:
        for kind, make in (("cell", cell_case), ("table", table_case)):
            try:
                book = Book.open(path)
                case = make(book) if book.worksheets else None
                if case is not None:
                    run(path, case, tmp_path, keep_cached=kind == "table" or path.stat().st_size > SLOW)
                    counts[f"{kind} filled"] += 1
            except XlsalesError as refusal:
                failed += [] if str(refusal) else [f"{path.name}, {kind}: refused without a word"]
                counts[f"{kind} refused"] += 1
            except Exception as error:
                failed.append(f"{path.name}, {kind}: {error!r}")
    print(dict(counts), "failed:", len(failed))
    assert failed == []
    assert counts["cell filled"] > 0.8 * len(FILES)
    assert counts["table filled"] > counts["table refused"] - counts["cell refused"]
