"""Real workbooks of other people take our sheets, or are refused with a sentence."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from lxml import etree  # type: ignore[import-untyped]
from openpyxl import load_workbook
from shared import SHARED, corpus_files

from xlsales.errors import XlsalesError
from xlsales.resources import template
from xlsales.workbook.book import Book
from xlsales.workbook.graft.graft import graft
from xlsales.workbook.package import Package

FILES = corpus_files()
SCHEMAS = SHARED / "schemas" / "transitional"
SMALL = 25_000


@pytest.fixture(scope="module")
def results() -> dict[Path, tuple[Book, bytes] | XlsalesError]:
    """What became of each file: the workbook before and after, or why it was refused."""
    return {path: _grafted(path) for path in FILES}


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
def test_real_workbooks_take_our_sheets_or_say_why_not(results: dict[Path, Any]) -> None:
    """No file fails: what is not meant to change stays byte for byte, and openpyxl reads on."""
    problems: list[str] = []
    read = 0
    for path, result in results.items():
        if isinstance(result, XlsalesError):
            problems += [f"{path.name}: no sentence: {text}" for text in result.problems if text.count(" ") < 5]
            continue
        host, data = result
        problems += [f"{path.name}: {part} changed" for part in _changed(host, Package.open(data))]
        if path.stat().st_size < SMALL and _reads(path.read_bytes()):
            read += 1
            problems += [] if _reads(data) else [f"{path.name}: openpyxl no longer reads it"]
    refused = sum(isinstance(result, XlsalesError) for result in results.values())
    failed = len({problem.partition(":")[0] for problem in problems})
    grafted = len(FILES) - refused
    print(f"{len(FILES)} workbooks: {grafted} grafted, {refused} refused, {failed} failed; {read} read by openpyxl")
    assert problems == []
    assert grafted > len(FILES) / 2


@pytest.mark.skipif(not FILES or not SCHEMAS.exists(), reason="the corpus or the schemas are not here")
def test_parts_that_change_follow_the_schema_as_before(results: dict[Path, Any]) -> None:
    """Workbook and styles parts of real files gain no violation of the published schema."""
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "sml.xsd"))
    problems = []
    for path, result in results.items():
        if isinstance(result, XlsalesError):
            continue
        host, new = result[0], Package.open(result[1])
        for part in (host.part, *(found.target for found in host.relations if found.kind == "styles")):
            worse = _violations(schema, new.read(part)) - _violations(schema, host.package.read(part))
            problems += [f"{path.name}: {part}: {message}" for message in worse]
    assert problems == []


@pytest.mark.skipif(not FILES or not SCHEMAS.exists(), reason="the corpus or the schemas are not here")
@pytest.mark.parametrize("report", ["funnel", "quota", "review"])
def test_our_sheets_follow_the_schema(report: str) -> None:
    """Sheets, tables and charts that came in are valid."""
    sheets = etree.XMLSchema(etree.parse(SCHEMAS / "sml.xsd"))
    charts = etree.XMLSchema(etree.parse(SCHEMAS / "dml-chart.xsd"))
    found = (_grafted(path, report) for path in FILES)
    host, data = next(result for result in found if not isinstance(result, XlsalesError))
    new = Package.open(data)
    added = [part for part in new.members if part not in host.package.members and part.endswith(".xml")]
    for part in added:
        kind = part.split("/")[1]
        if kind in ("worksheets", "tables", "charts"):
            (charts if kind == "charts" else sheets).assertValid(etree.fromstring(new.read(part)))
    assert len(added) > 20


def _grafted(path: Path, report: str = "funnel") -> tuple[Book, bytes] | XlsalesError:
    try:
        host = Book.open(path)
        return host, graft(host, template(report, "en")).data
    except XlsalesError as error:
        return error


def _changed(host: Book, new: Package) -> list[str]:
    """Return the parts that changed or left though they should not have."""
    meant = ("[content_types].xml", "workbook.xml", "workbook.xml.rels", "styles.xml", "docprops/app.xml")
    chain = host.relation("calcChain")
    gone = [chain.target] if chain else []
    return [
        name
        for name, member in host.package.members.items()
        if not name.casefold().endswith(meant) and new.members.get(name) != member and name not in gone
    ]


def _reads(data: bytes) -> bool:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            load_workbook(BytesIO(data))
        except Exception:
            return False
    return True


def _violations(schema: etree.XMLSchema, xml: bytes) -> set[str]:
    schema.validate(etree.fromstring(xml))
    return {error.message for error in schema.error_log}
