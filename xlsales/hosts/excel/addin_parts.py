"""The parts of the add-in's package beside its VBA: sheets, ribbon and properties, put into a new .xlam."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from xlsales import __version__
from xlsales.hosts.excel import ribbon
from xlsales.hosts.excel.sheets import TIPS, Rows

_WORKSHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_WORKSHEET_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
_MOMENT = "2026-01-01T00:00:00Z"  # a file built twice is the same file
_STAMP = (2026, 1, 1, 0, 0, 0)
_TYPES, _WORKBOOK, _LINKS = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
_ROOT_LINKS, _APP, _CORE = "_rels/.rels", "docProps/app.xml", "docProps/core.xml"
_FIRST_SHEET = "xl/worksheets/sheet1.xml"

Parts = dict[str, bytes]


def furnished(package: bytes, sheets: Mapping[str, Rows]) -> bytes:
    """Return the package of an empty add-in with sheets, ribbon and properties; the first sheet is its own."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        parts: Parts = {name: archive.read(name) for name in archive.namelist()}
    _add_sheets(parts, sheets)
    _add_ribbon(parts)
    _describe(parts, list(sheets))
    return _packed(parts)


def _add_sheets(parts: Parts, sheets: Mapping[str, Rows]) -> None:
    names = list(sheets)
    first = parts[_FIRST_SHEET].decode()
    parts[_FIRST_SHEET] = _once(first, "<sheetData/>", sheet_data(sheets[names[0]])).encode()
    blank = _once(_once(first, re.search(r' xr:uid="[^"]*"', first)[0]), '<sheetPr codeName="Sheet1"/>')  # type: ignore[index]
    blank = _once(blank, ' tabSelected="1"')
    links = "".join(_link(number) for number in range(2, len(names) + 1))
    types = "".join(_content_type(number) for number in range(2, len(names) + 1))
    for number, name in enumerate(names[1:], start=2):
        parts[_sheet_part(number)] = _once(blank, "<sheetData/>", sheet_data(sheets[name])).encode()
    _change(parts, _LINKS, "</Relationships>", f"{links}</Relationships>")
    _change(parts, _TYPES, "</Types>", f"{types}</Types>")
    entries = "".join(_entry(number, name) for number, name in enumerate(names, start=1))
    _change(parts, _WORKBOOK, '<sheet name="Sheet1" sheetId="1" r:id="rId1"/>', entries)


def sheet_data(rows: Rows) -> str:
    """Return rows of text and numbers as the sheetData of a worksheet.

    >>> sheet_data([["a<b", 1]])
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve">a&lt;b</t></is></c>\
<c r="B1"><v>1</v></c></row></sheetData>'
    """
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(_cell(f"{_letters(column)}{number}", value) for column, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return f"<sheetData>{''.join(lines)}</sheetData>"


def _cell(place: str, value: str | int) -> str:
    if value == "":
        return ""
    if isinstance(value, int):
        return f'<c r="{place}"><v>{value}</v></c>'
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'


def _letters(column: int) -> str:
    return (chr(64 + column // 26) if column >= 26 else "") + chr(65 + column % 26)


def _add_ribbon(parts: Parts) -> None:
    parts[ribbon.PART] = ribbon.ribbon_xml().encode()
    link = f'<Relationship Id="rIdRibbon" Type="{ribbon.RELATIONSHIP}" Target="{ribbon.PART}"/>'
    _change(parts, _ROOT_LINKS, "</Relationships>", f"{link}</Relationships>")


def _describe(parts: Parts, names: list[str]) -> None:
    app = _once(parts[_APP].decode(), "<vt:i4>1</vt:i4>", f"<vt:i4>{len(names)}</vt:i4>")
    titles = "".join(f"<vt:lpstr>{escape(name)}</vt:lpstr>" for name in names)
    app = _once(app, '<vt:vector size="1" baseType="lpstr"><vt:lpstr>Sheet1</vt:lpstr>',
                f'<vt:vector size="{len(names)}" baseType="lpstr">{titles}')  # fmt: skip
    parts[_APP] = app.encode()
    core = parts[_CORE].decode()
    opening = core[: core.index("<dc:creator>")]
    parts[_CORE] = (
        f"{opening}<dc:title>xlsales</dc:title><dc:subject>Sales management in Excel</dc:subject>"
        f"<dc:creator>xlsales</dc:creator><cp:lastModifiedBy>xlsales</cp:lastModifiedBy>"
        f'<dcterms:created xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{_MOMENT}</dcterms:modified>'
        f"<cp:version>{__version__}</cp:version></cp:coreProperties>"
    ).encode()


def _packed(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name != _ROOT_LINKS)):
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return stream.getvalue()


def _sheet_part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _link(number: int) -> str:
    return f'<Relationship Id="{_link_id(number)}" Type="{_WORKSHEET_LINK}" Target="worksheets/sheet{number}.xml"/>'


def _content_type(number: int) -> str:
    return f'<Override PartName="/{_sheet_part(number)}" ContentType="{_WORKSHEET_TYPE}"/>'


def _entry(number: int, name: str) -> str:
    hidden = ' state="hidden"' if name == TIPS else ""
    return f'<sheet name="{escape(name)}" sheetId="{number}"{hidden} r:id="{_link_id(number)}"/>'


def _link_id(number: int) -> str:
    return "rId1" if number == 1 else f"rIdSheet{number}"


def _change(parts: Parts, part: str, find: str, replace: str) -> None:
    parts[part] = _once(parts[part].decode(), find, replace).encode()


def _once(text: str, find: str, replace: str = "") -> str:
    if text.count(find) != 1:
        raise ValueError(f"the empty add-in of pyOpenVBA has changed: {find!r} is there {text.count(find)} times")
    return text.replace(find, replace)
