"""What LibreOffice's extension manager reads: the list of parts, and who made which version for which office."""

from __future__ import annotations

from xml.etree import ElementTree as ET

IDENTIFIER = "org.xlsales.calc"
MINIMUM_OFFICE = "7.4"
PUBLISHER = "The xlsales founders"
_TITLES = {"en": "xlsales: sales-management functions", "zh-CN": "xlsales：销售管理函数"}
_TEXTS = {
    "en": "Forecast, funnel, quota, review and account functions for Calc, the same as in Excel and Python.\n",
    "zh-CN": "预测、漏斗、定额、考核与客户函数，与 Excel、Python 中的结果一致。\n",
}
PARTS = (
    ("XFunctions.idl", "application/vnd.sun.star.uno-typelibrary;type=RDB"),
    ("component.py", "application/vnd.sun.star.uno-component;type=Python"),
    ("CalcAddIns.xcu", "application/vnd.sun.star.configuration-data"),
    ("Jobs.xcu", "application/vnd.sun.star.configuration-data"),
)
_MANIFEST = "http://openoffice.org/2001/manifest"
_DESCRIPTION = "http://openoffice.org/extensions/description/2006"
_OFFICE = "http://libreoffice.org/extensions/description/2011"
_LINK = "http://www.w3.org/1999/xlink"
_PREFIXES = {"manifest": _MANIFEST, "": _DESCRIPTION, "lo": _OFFICE, "xlink": _LINK}


def manifest() -> bytes:
    """Return the list of the parts that the office registers, in the order it must do so."""
    root = ET.Element(f"{{{_MANIFEST}}}manifest")
    for name, kind in PARTS:
        entry = {f"{{{_MANIFEST}}}media-type": kind, f"{{{_MANIFEST}}}full-path": name}
        ET.SubElement(root, f"{{{_MANIFEST}}}file-entry", entry)
    return _written(root)


def description(version: str) -> bytes:
    """Return what the extension is called, who publishes it and which office it needs."""
    root = ET.Element(f"{{{_DESCRIPTION}}}description")
    _child(root, "identifier", value=IDENTIFIER)
    _child(root, "version", value=version)
    needs = _child(root, "dependencies")
    ET.SubElement(needs, f"{{{_OFFICE}}}LibreOffice-minimal-version", {"value": MINIMUM_OFFICE, "name": "LibreOffice"})
    names, publisher, texts = (_child(root, name) for name in ("display-name", "publisher", "extension-description"))
    _child(publisher, "name", lang="en", **{f"{{{_LINK}}}href": ""}).text = PUBLISHER
    for language, title in _TITLES.items():
        _child(names, "name", lang=language).text = title
        _child(texts, "src", lang=language, **{f"{{{_LINK}}}href": text_path(language)})
    return _written(root)


def texts() -> dict[str, bytes]:
    """Return the description people read, one file per language."""
    return {text_path(language): content.encode() for language, content in _TEXTS.items()}


def text_path(language: str) -> str:
    """Return where the description of a language lies in the extension."""
    return f"description/{language}.txt"


def _child(parent: ET.Element, name: str, **attributes: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{_DESCRIPTION}}}{name}", attributes)


def _written(root: ET.Element) -> bytes:
    for prefix, uri in _PREFIXES.items():
        ET.register_namespace(prefix, uri)
    ET.indent(root)
    content: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return content + b"\n"
