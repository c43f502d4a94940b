"""The same fill done by each peer: what `Template.fill` does, with openpyxl and with XlsxWriter.

openpyxl loads the template, fills it, grows the table and styles its rows; it has no way to store the result of a
formula. XlsxWriter draws the workbook of `layout` anew with the data in it: every label, formula, style, rule, name
and chart that the template has, and the results of the calculated columns. Its tables write these columns'
formulas themselves, without results, so that each is written once more with its own.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import partial
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from . import layout as d

Job = Callable[[dict[str, Any], Path], object]
Peer = tuple[Job, bool]
_CHARTS = {
    "bar": {"type": "column"},
    "stacked": {"type": "column", "subtype": "stacked"},
    "scatter": {"type": "scatter"},
    "line": {"type": "line"},
}


def peers(template: bytes) -> dict[str, Peer]:
    """Return by its name each peer's way to fill the template, and whether it stores results.

    XlsxWriter is there only where it is installed.
    """
    found: dict[str, Peer] = {"openpyxl load, fill, save": (partial(with_openpyxl, template), False)}
    if find_spec("xlsxwriter"):
        found["XlsxWriter from scratch"] = with_xlsxwriter, True
    return found


def with_openpyxl(template: bytes, what: dict[str, Any], out: Path) -> None:
    """Load the template, fill it, grow the table and style its rows, save it."""
    book = load_workbook(BytesIO(template))
    for name, value in what["values"].items():
        ((title, address),) = book.defined_names[name].destinations
        book[title][address.replace("$", "")] = value
    for place, value in what["cells"].items():
        title, address = place.split("!")
        book[title][address] = value
    _openpyxl_rows(book["Deals"], what["tables"]["tblDeals"])
    book.save(out)


def _openpyxl_rows(sheet: Any, table: dict[str, Any]) -> None:
    styles = [copy(sheet.cell(d.FIRST_ROW, column)._style) for column in range(1, len(d.COLUMNS) + 1)]
    for number, row in enumerate(table["rows"], d.FIRST_ROW):
        values = dict(zip(table["columns"], row, strict=True))
        for column, name in enumerate(d.COLUMNS, 1):
            cell = sheet.cell(number, column, "=" + d.CALCULATED[name] if name in d.CALCULATED else values[name])
            cell._style = copy(styles[column - 1])
    sheet.tables["tblDeals"].ref = f"A{d.FIRST_ROW - 1}:O{d.FIRST_ROW + len(table['rows']) - 1}"


def with_xlsxwriter(what: dict[str, Any], out: Path) -> None:
    """Draw the whole workbook anew with its values in it."""
    import xlsxwriter

    book = xlsxwriter.Workbook(out)
    sheets = {title: book.add_worksheet(title) for title in d.SHEETS}
    formats = _Formats(book)
    for (title, place), (value, style) in d.labels().items():
        sheets[title].write(place, value, formats[style])
    for (title, place), (formula, style) in d.formulas().items():
        sheets[title].write_formula(place, "=" + formula, formats[style])
    _xlsxwriter_inputs(book, sheets, formats, what)
    last = _xlsxwriter_deals(sheets["Deals"], formats, what["tables"]["tblDeals"])
    _xlsxwriter_rules(sheets, last, book.add_format({"font_color": "#D9480F"}))
    for wanted in d.charts(last):
        chart = book.add_chart(_CHARTS[wanted.kind])
        for categories, values in wanted.series:
            chart.add_series({"categories": "=" + categories, "values": "=" + values})
        sheets["Dashboard"].insert_chart(wanted.place, chart)
    book.close()


class _Formats(dict[d.Style, Any]):
    """XlsxWriter's formats by style, each added once."""

    def __init__(self, book: Any) -> None:
        super().__init__()
        self._book = book

    def __missing__(self, style: d.Style) -> Any:
        look = {"num_format": style.code, "border": 1, "border_color": "#CED4DA"}
        if style.ground:
            look["bg_color"] = "#" + style.ground
        if style.bold:
            look |= {"bold": True} | ({"font_color": "#FFFFFF"} if style.ground else {})
        self[style] = self._book.add_format(look)
        return self[style]


def _xlsxwriter_inputs(book: Any, sheets: dict[str, Any], formats: _Formats, what: dict[str, Any]) -> None:
    for number, (name, value) in enumerate(what["values"].items()):
        place = d.name_cell(number)
        if number:
            sheets["Dashboard"].write(place, value, formats[d.SCORE])
        else:
            sheets["Dashboard"].write_datetime(place, value, formats[d.DAY])
        book.define_name(name, f"=Dashboard!$B${4 + number}")
    for place, value in what["cells"].items():
        title, cell = place.split("!")
        sheets[title].write(cell, value, formats[d.INPUT])


def _xlsxwriter_deals(sheet: Any, formats: _Formats, table: dict[str, Any]) -> int:
    styles = [formats[d.Style(code)] for _name, code in d.FIELDS]
    last = d.FIRST_ROW + len(table["rows"]) - 1
    columns = [
        {"header": name, "header_format": formats[d.HEAD], "format": style}
        | ({"formula": "=" + d.CALCULATED[name]} if name in d.CALCULATED else {})
        for name, style in zip(d.COLUMNS, styles, strict=True)
    ]
    sheet.add_table(f"A{d.FIRST_ROW - 1}:O{last}", {"name": "tblDeals", "columns": columns})
    places = [d.COLUMNS.index(name) for name in table["columns"]]
    formulas = {d.COLUMNS.index(name): "=" + formula for name, formula in d.CALCULATED.items()}
    for number, row in enumerate(table["rows"], d.FIRST_ROW - 1):
        for column, value in zip(places, row, strict=True):
            if column in formulas:
                sheet.write_formula(number, column, formulas[column], styles[column], value)
            elif d.FIELDS[column][1] == "yyyy-mm-dd":
                sheet.write_datetime(number, column, value, styles[column])
            else:
                sheet.write(number, column, value, styles[column])
    sheet.freeze_panes(d.FIRST_ROW - 1, 2)
    sheet.repeat_rows(d.FIRST_ROW - 2)
    return last


def _xlsxwriter_rules(sheets: dict[str, Any], last: int, red: Any) -> None:
    dashboard, deals, first = sheets["Dashboard"], sheets["Deals"], d.FIRST_ROW
    dashboard.conditional_format("B4:B24", {"type": "data_bar", "bar_color": "#0F4C5C"})
    dashboard.conditional_format("B25:B44", {"type": "3_color_scale"})
    dashboard.conditional_format("B45:B64", {"type": "icon_set", "icon_style": "3_traffic_lights"})
    dashboard.conditional_format("D4:D57", {"type": "cell", "criteria": ">", "value": 50_000, "format": red})
    sheets["Quota"].conditional_format("V5:AE16", {"type": "3_color_scale"})
    for letter, bound in (("I", 0), ("L", 90)):
        above = {"type": "cell", "criteria": ">", "value": bound, "format": red}
        deals.conditional_format(f"{letter}{first}:{letter}{last}", above)
    late = {"type": "formula", "criteria": f"=$L{first}>180", "format": red}
    deals.conditional_format(f"A{first}:O{last}", late)
    deals.data_validation(f"E{first}:E{last}", {"validate": "list", "source": list(d.STAGES)})
    chance = {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": 1}
    deals.data_validation(f"J{first}:J{last}", chance)
    for cells in ("B5", "B6", "B7:B64"):
        dashboard.data_validation(cells, {"validate": "decimal", "criteria": ">=", "value": 0})
    score = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": 5}
    sheets["Review"].data_validation("C5:C28", score)
    sheets["Review"].protect()
