"""Formula cells of a worksheet in the plain form most writers use, found without reading the XML tag by tag."""

from __future__ import annotations

import re
from html import unescape
from typing import NamedTuple

from xlsales.workbook.refs import column_number
from xlsales.workbook.xmlscan import MAIN_SPACES

_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"([^<>"]*(?:"[^<>"]*"[^<>"]*)*)>'
    rb'(<f(?: t="array" ref="[A-Z]{1,3}[0-9]{1,7}")?>[^<]*</f>)(?:<v>[^<]*</v>)?</c>'
)
_FORMULA = re.compile(rb"<f[\s/>]")
_NOT_PLAIN = (b"<!--", b"<![CDATA[", b"<?", b"xmlns")
_MAIN = tuple(f'xmlns="{space}"'.encode() for space in MAIN_SPACES)


class FormulaCell(NamedTuple):
    """A formula cell: its place, its span, the end of its formula, its attributes after the address, its formula."""

    row: int
    column: int
    start: int
    end: int
    formula_end: int
    attributes: bytes
    formula: bytes

    @property
    def text(self) -> str:
        """The formula as it is typed."""
        body = self.formula[self.formula.index(b">") + 1 : -len(b"</f>")]
        return unescape(body.decode())


def plain_formulas(xml: bytes) -> list[FormulaCell] | None:
    """Return the formula cells of a sheet; None when its XML is not plain enough to be sure to find all.

    >>> main = sorted(MAIN_SPACES)[1]
    >>> data = f'<worksheet xmlns="{main}"><sheetData><row r="1"><c r="B1"><f>1+1</f></c></row></sheetData>'
    >>> [(cell.row, cell.column, cell.text) for cell in plain_formulas(data.encode())]
    [(1, 2, '1+1')]
    >>> plain_formulas(data.replace("<f>", '<f t="shared" si="0">').encode()) is None
    True
    """
    start, end = xml.find(b"<sheetData>"), xml.rfind(b"</sheetData>")
    if start < 0 or end < 0 or not any(main in xml[:start] for main in _MAIN) or b"<!--" in xml[:start]:
        return None
    if any(xml.find(mark, start, end) >= 0 for mark in _NOT_PLAIN):
        return None
    cells = [
        FormulaCell(int(found[2]), column_number(found[1].decode()), *found.span(), found.end(4), found[3], found[4])
        for found in _CELL.finditer(xml, start, end)
    ]
    return cells if len(cells) == sum(1 for _ in _FORMULA.finditer(xml, start, end)) else None
