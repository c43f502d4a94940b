"""Two style parts made one: the host's stay where they are, the source's follow with new numbers."""

from __future__ import annotations

from dataclasses import dataclass

from xlsales.errors import WorkbookError
from xlsales.workbook.graft.colours import ThemeColours
from xlsales.workbook.graft.splice import PartEdit, element
from xlsales.workbook.xmlscan import Node, scan

_ORDER = (
    "numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs",
    "tableStyles", "colors", "extLst",
)  # fmt: skip
_PLAIN_XF = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
BARE_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders>'
    f'<cellStyleXfs count="1">{_PLAIN_XF}</cellStyleXfs><cellXfs count="1">{_PLAIN_XF}</cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()
_NEEDED = ("fonts", "fills", "borders", "cellXfs")
_FIRST_OWN_FORMAT = 164
_MAX_STYLES = 64_000
_PARTS_OF_STYLE = (("fontId", "fonts"), ("fillId", "fills"), ("borderId", "borders"))


@dataclass(frozen=True)
class StyleMap:
    """Which style numbers of the source stand for which in the host: of cells, and of conditional formats."""

    cells: tuple[int, ...]
    formats: tuple[int, ...]


def merge_styles(part: str, theirs: bytes, ours: bytes, theme: ThemeColours) -> tuple[bytes, StyleMap]:
    """Return the host's style part with the source's styles added, and the source's new numbers."""
    root = scan(part, theirs)
    missing = [name for name in _NEEDED if not _items(root, name)]
    if missing:
        raise WorkbookError(f"{part} inside the workbook lacks its {missing[0]}; open it in Excel and save it again")
    merge = _Merge(PartEdit(theirs, root), scan("xl/styles.xml", ours), theme)
    return merge.to_xml(), merge.map


class _Merge:
    """Adds each kind of style in turn; what refers to another is added after it."""

    def __init__(self, edit: PartEdit, source: Node, theme: ThemeColours) -> None:
        self._edit, self._source, self._theme = edit, source, theme
        self._new: dict[str, list[str]] = {name: [] for name in _ORDER}
        self._number_formats = self._merge_number_formats()
        self._places = {name: self._add_all(name) for name in ("fonts", "fills", "borders")}
        styles = self._merge_cell_styles()
        cells = [
            self._add_xf("cellXfs", xf, xfId=str(styles[int(xf.attrs.get("xfId", 0))])) for xf in self._ours("cellXfs")
        ]
        self.map = StyleMap(tuple(cells), tuple(self._add_all("dxfs")))
        if max(cells, default=0) > _MAX_STYLES:
            raise WorkbookError("the workbook has nearly as many cell styles as Excel allows; remove unused ones first")

    def to_xml(self) -> bytes:
        """Return the host's style part with everything added."""
        for place, name in enumerate(_ORDER):
            self._edit.extend(name, self._new[name], _ORDER[place + 1 :], counted=True)
        return self._edit.to_xml()

    def _ours(self, name: str) -> list[Node]:
        return _items(self._source, name)

    def _theirs(self, name: str) -> list[Node]:
        return _items(self._edit.root, name)

    def _add(self, name: str, node: Node, **changes: str) -> int:
        self._new[name].append(self._render(node, **changes))
        return len(self._theirs(name)) + len(self._new[name]) - 1

    def _add_all(self, name: str) -> list[int]:
        return [self._add(name, node) for node in self._ours(name)]

    def _add_xf(self, name: str, xf: Node, **changes: str) -> int:
        number_format = int(xf.attrs.get("numFmtId", 0))
        changes["numFmtId"] = str(self._number_formats.get(number_format, number_format))
        for attr, kind in _PARTS_OF_STYLE:
            changes[attr] = str(self._places[kind][int(xf.attrs.get(attr, 0))])
        return self._add(name, xf, **changes)

    def _render(self, node: Node, **changes: str) -> str:
        attrs = self._theme.plain({**node.attrs, **changes})
        body = "".join(self._render(child) for child in node.children)
        return element(self._edit.prefix, node.name, attrs, body)

    def _merge_number_formats(self) -> dict[int, int]:
        """Return new numbers of number formats; a format the host has already is used as it is."""
        known = {node.attrs.get("formatCode"): int(node.attrs.get("numFmtId", 0)) for node in self._theirs("numFmts")}
        following = max([_FIRST_OWN_FORMAT - 1, *known.values()]) + 1
        places = {}
        for node in self._ours("numFmts"):
            code = node.attrs["formatCode"]
            if code not in known:
                known[code] = following
                self._add("numFmts", node, numFmtId=str(following))
                following += 1
            places[int(node.attrs["numFmtId"])] = known[code]
        return places

    def _merge_cell_styles(self) -> dict[int, int]:
        """Return new numbers of named styles; a style whose name the host has already is the host's."""
        named = {
            node.attrs.get("name", "").casefold(): int(node.attrs.get("xfId", 0)) for node in self._theirs("cellStyles")
        }
        normal = next(
            (int(n.attrs.get("xfId", 0)) for n in self._theirs("cellStyles") if n.attrs.get("builtinId") == "0"), 0
        )
        xfs, places = self._ours("cellStyleXfs"), {0: normal}
        for node in self._ours("cellStyles"):
            old, name = int(node.attrs["xfId"]), node.attrs["name"].casefold()
            if old and name in named:
                places[old] = named[name]
            elif old:
                places[old] = self._add_xf("cellStyleXfs", xfs[old])
                self._add("cellStyles", node, xfId=str(places[old]))
        return places


def _items(root: Node, name: str) -> list[Node]:
    node = root.find(name)
    return node.children if node else []
