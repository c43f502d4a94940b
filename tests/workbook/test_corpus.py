"""Real workbooks of other people: one cell set, all else as it was."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from chart_readings import charts_over
from shared import corpus_files

from xlsales.errors import XlsalesError
from xlsales.fills import Fill
from xlsales.workbook.fill import Template
from xlsales.workbook.refs import quote_title

FILES = corpus_files()
ALWAYS = {"[Content_Types].xml"}


@pytest.mark.skipif(not FILES, reason="the corpus is not here")
def test_one_cell_set_leaves_the_rest() -> None:
    """Setting one cell keeps every other part byte for byte, or is refused with a sentence."""
    filled = 0
    for path in FILES:
        try:
            template = Template(path, keep_cached=True)
            sheet = template.book.worksheets[0]
            data = template.fill(Fill(), cells={f"{quote_title(sheet.title)}!B2": "=text"}).data
        except (XlsalesError, IndexError):
            continue
        charts = charts_over(path, {sheet.title.casefold(): [(2, 2, 2, 2)]})
        changed = {sheet.part, template.book.part, *ALWAYS, *charts}
        _assert_kept(path, data, changed, template.book.relation("calcChain"))
        filled += 1
    assert filled > 0.8 * len(FILES)


def _assert_kept(path: Path, data: bytes, changed: set[str], chain: object) -> None:
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(BytesIO(data)) as new:
        lost = set(old.namelist()) - set(new.namelist())
        assert len(lost) == (chain is not None), path.name
        same_bytes = {i.filename: (i.CRC, i.compress_size) for i in new.infolist()}
        for info in old.infolist():
            if info.filename not in changed | lost and not info.filename.endswith("workbook.xml.rels"):
                assert same_bytes[info.filename] == (info.CRC, info.compress_size), f"{path.name}: {info.filename}"
