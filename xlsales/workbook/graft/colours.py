"""Theme colours written out, so that sheets keep their look under another workbook's theme."""

from __future__ import annotations

from collections.abc import Mapping

from xlsales.workbook.xmlscan import Edits, scan, set_attr

_BY_INDEX = ("lt1", "dk1", "lt2", "dk2", *(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")
_IN_CHARTS = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


class ThemeColours:
    """The twelve colours of a theme as red-green-blue."""

    def __init__(self, part: str, xml: bytes) -> None:
        scheme = next(scan(part, xml).walk("clrScheme"))
        colours = ((slot.name, slot.children[0].attrs) for slot in scheme.children)
        self._rgb = {name: attrs.get("lastClr") or attrs["val"] for name, attrs in colours}

    def plain(self, attrs: Mapping[str, str]) -> dict[str, str]:
        """Return the attributes of a colour with its theme index as a colour; others as they are."""
        if "theme" not in attrs:
            return dict(attrs)
        rgb = self._rgb[_BY_INDEX[int(attrs["theme"])]]
        return {"rgb": "FF" + rgb, **{key: value for key, value in attrs.items() if key != "theme"}}

    def plain_tag(self, tag: bytes, attrs: Mapping[str, str]) -> bytes:
        """Return a colour's start tag with its theme index as a colour."""
        return set_attr(set_attr(tag, "theme", None), "rgb", self.plain(attrs)["rgb"])

    def plain_chart(self, part: str, xml: bytes) -> bytes:
        """Return a drawing or chart part with its scheme colours as colours."""
        edits = Edits()
        for node in scan(part, xml).walk("schemeClr"):
            slot = node.attrs["val"]
            rgb = self._rgb.get(_IN_CHARTS.get(slot, slot))
            if rgb is not None:
                tag = set_attr(xml[node.start : node.open_end], "val", rgb).replace(b"schemeClr", b"srgbClr", 1)
                edits.replace(node.start, node.open_end, tag)
                close = xml[node.close_start : node.end].replace(b"schemeClr", b"srgbClr")
                edits.replace(node.close_start, node.end, close)
        return edits.apply(xml)
