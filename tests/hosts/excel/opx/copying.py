"""A sheet copied to another workbook, as Excel does it: what it refers to elsewhere stays with the old one."""

from __future__ import annotations

import re
from copy import copy, deepcopy
from typing import Any

from openpyxl.workbook.defined_name import DefinedName

_TITLE = re.compile(r"'((?:[^']|'')+)'!|([^\W\d][\w.]*)!")


def copy_sheet(source: Any, origin: Any, target: Any, place: int) -> Any:
    """Return the copy; references to other sheets and names of the source workbook become external."""
    made = target.content.create_sheet(_free(source.title, target.content.sheetnames), place)
    _copy_cells(source, made, origin)
    _copy_layout(source, made)
    _copy_tables(source, made, target)
    _copy_names(source, made, origin, target)
    for chart in source._charts:
        made.add_chart(_retitled(deepcopy(chart), source.title, made.title))
    return made


def _free(title: str, taken: list[str]) -> str:
    number, found = 2, title
    while found.casefold() in {other.casefold() for other in taken}:
        found = f"{title} ({number})"
        number += 1
    return found


def _copy_cells(source: Any, made: Any, origin: Any) -> None:
    looks: dict[int, Any] = {}
    for row in source.iter_rows():
        for cell in row:
            new = made.cell(cell.row, cell.column)
            text = cell.data_type == "s"
            new.value = _external(cell.value, source, origin) if cell.data_type == "f" else cell.value
            if text:
                new.data_type = "s"
            if cell.has_style and cell.style_id in looks:
                new._style = copy(looks[cell.style_id])
            elif cell.has_style:
                _copy_look(cell, new)
                looks[cell.style_id] = new._style


def _copy_look(cell: Any, new: Any) -> None:
    for part in ("font", "border", "fill", "alignment", "protection"):
        setattr(new, part, copy(getattr(cell, part)))
    new.number_format = cell.number_format


def _external(formula: Any, source: Any, origin: Any) -> Any:
    def mark(found: re.Match[str]) -> str:
        title = (found[1] or found[2]).replace("''", "'")
        return found[0] if title == source.title else f"'[{origin.name}]{title}'!"

    return _TITLE.sub(mark, formula) if isinstance(formula, str) else formula


def _copy_layout(source: Any, made: Any) -> None:
    for name, dimension in source.column_dimensions.items():
        made.column_dimensions[name].width = dimension.width
        made.column_dimensions[name].hidden = dimension.hidden
    for area in source.merged_cells.ranges:
        made.merged_cells.add(str(area))
    made.conditional_formatting = deepcopy(source.conditional_formatting)
    made.data_validations = deepcopy(source.data_validations)
    made.protection = copy(source.protection)
    made.sheet_view.showGridLines = source.sheet_view.showGridLines


def _copy_tables(source: Any, made: Any, target: Any) -> None:
    taken = {name.casefold() for sheet in target.content for name in sheet.tables}
    for table in source.tables.values():
        new = deepcopy(table)
        while new.displayName.casefold() in taken:
            new.displayName = new.name = new.displayName + "1"
        made.add_table(new)


def _copy_names(source: Any, made: Any, origin: Any, target: Any) -> None:
    used = " ".join(str(cell.value) for row in source.iter_rows() for cell in row if cell.data_type == "f")
    for name, defined in origin.content.defined_names.items():
        title, _, area = defined.attr_text.rpartition("!")
        here = title.strip("'") == source.title
        text = f"'{made.title}'!{area}" if here else f"'[{origin.name}]{title.strip(chr(39))}'!{area}"
        if here and name in target.content.defined_names:
            made.defined_names[name] = DefinedName(name, attr_text=text)
        elif here or re.search(rf"\b{re.escape(name)}\b", used):
            target.content.defined_names.setdefault(name, DefinedName(name, attr_text=text))


def _retitled(chart: Any, old: str, new: str) -> Any:
    for part in getattr(chart, "_charts", [chart]):
        for series in part.series:
            for reference in _references(series):
                reference.f = reference.f.replace(f"'{old}'!", f"'{new}'!")
    return chart


def _references(series: Any) -> list[Any]:
    title = series.tx.strRef if series.tx is not None else None
    values = series.val.numRef if series.val is not None else None
    labels = [series.cat.numRef, series.cat.strRef] if series.cat is not None else []
    return [found for found in (title, values, *labels) if found is not None]
