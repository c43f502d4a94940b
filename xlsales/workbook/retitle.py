"""A sheet under a new title: what refers to it in sheets, charts and pivot caches follows."""

from __future__ import annotations

from xlsales.workbook.charts import change_references
from xlsales.workbook.refs import retitle, same_title
from xlsales.workbook.sheets import SheetMap
from xlsales.workbook.xmlscan import Edits, Node, scan, set_attr

_FORMULA_NODES = ("formula", "formula1", "formula2", "f")


def retitle_chart(part: str, xml: bytes, old: str, new: str) -> bytes:
    """Return a chart part whose references to one sheet point at its new title."""
    return change_references(part, xml, lambda formula: retitle(formula, old, new))


def retitle_source(part: str, xml: bytes, old: str, new: str) -> bytes:
    """Return a pivot cache whose source sheet has its new title."""
    edits = Edits()
    for node in scan(part, xml).walk("worksheetSource"):
        if same_title(node.attrs.get("sheet", ""), old):
            edits.replace(node.start, node.open_end, set_attr(xml[node.start : node.open_end], "sheet", new))
    return edits.apply(xml)


def retitle_sheet(part: str, xml: bytes, old: str, new: str) -> bytes:
    """Return a worksheet with every reference to one sheet pointing at its new title."""
    sheet, edits = SheetMap(part, xml), Edits()
    nodes: list[Node] = [node for _row, _cell, node in sheet.formulas()]
    nodes += [node for node in sheet.root.walk(*_FORMULA_NODES) if not node.children]
    for node in nodes:
        text = retitle(node.text, old, new)
        if text != node.text:
            edits.replace(node.open_end, node.close_start, _escaped(text))
    for node in sheet.root.walk("hyperlink"):
        link = node.attrs.get("location", "")
        if (text := retitle(link, old, new)) != link:
            edits.replace(node.start, node.open_end, set_attr(xml[node.start : node.open_end], "location", text))
    return edits.apply(xml)


def _escaped(text: str) -> bytes:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()
