"""Filled workbooks against the published schema."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree  # type: ignore[import-untyped]

from xlsales.fills import Fill, Page, TableFill
from xlsales.workbook.fill import build_workbook

SCHEMAS = Path(__file__).parents[3] / "shared" / "schemas" / "transitional"


@pytest.mark.skipif(not SCHEMAS.exists(), reason="the schemas are not here")
def test_filled_parts_are_valid(template: bytes) -> None:
    """Workbook, sheet, table and chart parts of a filled workbook follow the schema."""
    deals = TableFill(("公司", "金额", "概率"), [["a", 1, 0.5], ["b", None, 0.1], ["c", 3, None]])
    pages = {"xs_person": [Page("a", "a"), Page("b", "b")]}
    data = build_workbook(template, Fill({"xs_quota": "文本"}, {"xsDeals": deals}, pages))
    sheets = etree.XMLSchema(etree.parse(SCHEMAS / "sml.xsd"))
    charts = etree.XMLSchema(etree.parse(SCHEMAS / "dml-chart.xsd"))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            kind = name.split("/")[1] if name.startswith("xl/") else ""
            if kind in ("workbook.xml", "worksheets", "tables", "charts") and name.endswith(".xml"):
                schema = charts if kind == "charts" else sheets
                assert schema.validate(etree.fromstring(archive.read(name))), f"{name}: {schema.error_log}"
