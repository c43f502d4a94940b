"""The XML of LibreOffice's configuration: nodes, properties and their texts by language."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as ET

_OOR = "{http://openoffice.org/2001/registry}"


def component_data(name: str) -> ET.Element:
    """Return the root of a layer over one part of the office's configuration."""
    return ET.Element(f"{_OOR}component-data", {f"{_OOR}name": name, f"{_OOR}package": "org.openoffice.Office"})


def node(parent: ET.Element, name: str, op: str = "") -> ET.Element:
    """Add a node and return it.

    `replace` is for an entry of ours, `fuse` for an entry that others may have made; a fixed node needs neither.
    """
    added = ET.SubElement(parent, "node", {f"{_OOR}name": name})
    if op:
        added.set(f"{_OOR}op", op)
    return added


def text(parent: ET.Element, name: str, texts: Mapping[str, str]) -> None:
    """Add a property with a text per language; the language "" is for one that is the same in all."""
    entry = ET.SubElement(parent, "prop", {f"{_OOR}name": name})
    for language, content in texts.items():
        ET.SubElement(entry, "value", {"xml:lang": language} if language else {}).text = content


def written(root: ET.Element) -> bytes:
    """Return the document as it stands in a file."""
    ET.register_namespace("oor", _OOR.strip("{}"))
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
