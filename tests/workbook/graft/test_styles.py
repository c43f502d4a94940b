"""Style parts merged."""

from __future__ import annotations

import pytest
from lxml import etree  # type: ignore[import-untyped]

from xlsales.errors import WorkbookError
from xlsales.workbook.graft.colours import ThemeColours
from xlsales.workbook.graft.styles import BARE_STYLES, merge_styles

SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SLOTS = [
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
]
THEME = ThemeColours(
    "theme.xml",
    (
        f'<a:theme xmlns:a="{DRAWING}"><a:clrScheme>'
        + "".join(f'<a:{slot}><a:srgbClr val="{place:06X}"/></a:{slot}>' for place, slot in enumerate(SLOTS))
        + "</a:clrScheme></a:theme>"
    ).encode(),
)
OURS = f"""<styleSheet xmlns="{SPACE}"><numFmts count="1"><numFmt numFmtId="170" formatCode="0.0%"/></numFmts>
<fonts count="2"><font><sz val="11"/></font><font><color theme="4"/></font></fonts>
<fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>
<cellStyleXfs count="2"><xf/><xf fontId="1"/></cellStyleXfs>
<cellXfs count="2"><xf xfId="0"/><xf numFmtId="170" fontId="1" xfId="1"/></cellXfs>
<cellStyles count="2"><cellStyle name="Normal" xfId="0" builtinId="0"/><cellStyle name="xs head" xfId="1"/></cellStyles>
<dxfs count="1"><dxf><font><color theme="5"/></font></dxf></dxfs></styleSheet>""".encode()


def merged(theirs: bytes = BARE_STYLES) -> tuple[bytes, etree._Element]:
    """Merge our styles into theirs."""
    data, _styles = merge_styles("xl/styles.xml", theirs, OURS, THEME)
    return data, etree.fromstring(data)


def found(root: etree._Element, path: str) -> list[etree._Element]:
    """Find elements by a path of local names."""
    return root.findall("/".join(f"{{{SPACE}}}{name}" for name in path.split("/")))


def test_their_styles_keep_their_numbers() -> None:
    """Ours follow theirs, and each refers to the parts that came with it."""
    _data, styles = merge_styles("xl/styles.xml", BARE_STYLES, OURS, THEME)
    _, root = merged()
    ours = found(root, "cellXfs/xf")[styles.cells[1]]
    assert styles.cells == (1, 2)
    assert found(root, "fonts/font")[int(ours.attrib["fontId"])][0].attrib == {"rgb": "FF000004"}
    assert etree.tostring(found(root, "cellXfs/xf")[0]) == etree.tostring(
        found(etree.fromstring(BARE_STYLES), "cellXfs/xf")[0]
    )


def test_counts_follow() -> None:
    """Each list says how many items it holds."""
    _, root = merged()
    lists = [node for node in root if "count" in node.attrib]
    assert len(lists) == 8
    assert [int(node.attrib["count"]) for node in lists] == [len(node) for node in lists]


def test_missing_lists_stand_where_the_schema_wants_them() -> None:
    """Number formats come first, formats of conditions after the named styles."""
    _, root = merged()
    names = [etree.QName(node).localname for node in root]
    assert (names[0], names[-2:]) == ("numFmts", ["cellStyles", "dxfs"])


def test_a_number_format_they_have_is_used() -> None:
    """The same format code gets no second number."""
    with_format = BARE_STYLES.replace(
        b"<fonts", b'<numFmts><numFmt numFmtId="180" formatCode="0.0%"/></numFmts><fonts', 1
    )
    _, root = merged(with_format)
    assert [node.attrib["numFmtId"] for node in found(root, "numFmts/numFmt")] == ["180"]
    assert found(root, "cellXfs/xf")[-1].attrib["numFmtId"] == "180"


def test_a_named_style_they_have_stays_theirs() -> None:
    """Style names stand once, whatever their case."""
    named = BARE_STYLES.replace(b"</cellStyles>", b'<cellStyle name="XS Head" xfId="0"/></cellStyles>')
    _, root = merged(named)
    assert [node.attrib["name"] for node in found(root, "cellStyles/cellStyle")] == ["Normal", "XS Head"]
    assert found(root, "cellXfs/xf")[-1].attrib["xfId"] == "0"


def test_a_prefix_is_kept() -> None:
    """Elements are added under the prefix the part uses."""
    prefixed = BARE_STYLES.replace(b"</", b"</x:").replace(b"<", b"<x:").replace(b"<x:/x:", b"</x:")
    data, root = merged(prefixed.replace(b"xmlns=", b"xmlns:x="))
    assert b"<font" not in data
    assert len(found(root, "fonts/font")) == 3


def test_a_broken_style_part_is_refused() -> None:
    """A part without fonts cannot be added to."""
    with pytest.raises(WorkbookError, match="lacks its fonts"):
        merged(f'<styleSheet xmlns="{SPACE}"/>'.encode())
