"""A sheet and its parts as they read in another workbook: style numbers, colours, table ids."""

from __future__ import annotations

import re

from xlsales.workbook.graft.colours import ThemeColours
from xlsales.workbook.graft.styles import StyleMap
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.xmlscan import Edits, Node, scan, set_attr

_STYLED = re.compile(rb'(<(?:c|row) [^>]*?\bs=")(\d+)"')


def moved_sheet(part: str, xml: bytes, styles: StyleMap, theme: ThemeColours) -> bytes:
    """Return a worksheet with the host's style numbers and plain colours, not selected."""
    sheet, edits = SheetMap(part, xml), Edits()

    def styled(found: re.Match[bytes]) -> bytes:
        return found[1] + str(styles.cells[int(found[2])]).encode() + b'"'

    for node in _below(sheet.root):
        if node.name == "sheetData":
            edits.replace(node.open_end, node.close_start, _STYLED.sub(styled, xml[node.open_end : node.close_start]))
            continue
        old = xml[node.start : node.open_end]
        new = _moved_tag(old, node, styles, theme)
        if new != old:
            edits.replace(node.start, node.open_end, new)
    return edits.apply(xml)


def moved_table(part: str, xml: bytes, number: int, styles: StyleMap) -> bytes:
    """Return a table part with its new id and the host's numbers of its formats."""
    root, edits = scan(part, xml), Edits()
    for node in _below(root):
        tag = _with_formats(xml[node.start : node.open_end], node, styles)
        edits.replace(node.start, node.open_end, set_attr(tag, "id", str(number)) if node is root else tag)
    return edits.apply(xml)


def _moved_tag(tag: bytes, node: Node, styles: StyleMap, theme: ThemeColours) -> bytes:
    if node.name == "col" and "style" in node.attrs:
        tag = set_attr(tag, "style", str(styles.cells[int(node.attrs["style"])]))
    if node.name == "sheetView":
        tag = set_attr(tag, "tabSelected", None)
    if "theme" in node.attrs:
        tag = theme.plain_tag(tag, node.attrs)
    return _with_formats(tag, node, styles)


def _with_formats(tag: bytes, node: Node, styles: StyleMap) -> bytes:
    for key, value in node.attrs.items():
        if key == "dxfId" or key.endswith("DxfId"):
            tag = set_attr(tag, key, str(styles.formats[int(value)]))
    return tag


def _below(node: Node) -> list[Node]:
    return [node, *(found for child in node.children for found in _below(child))]
