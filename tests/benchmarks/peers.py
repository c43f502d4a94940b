"""The same fill done by each peer: what `Template.fill` does, with openpyxl and with XlsxWriter."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from importlib.util import find_spec
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from xlsales import Template

from . import drawing as d

Job = Callable[[dict[str, Any]], bytes]
BASE = "xlsales, zlib 6"


def peers(template: bytes) -> dict[str, Job]:
    """Return each way to fill the template by its name; XlsxWriter only where it is installed."""
    compiled = Template(template)
    jobs: dict[str, Job] = {
        "xlsales, fast": lambda what: compiled.fill(what).data,
        BASE: lambda what: compiled.fill(what, compression=6).data,
        "xlsales, zlib 6, template opened each time": lambda what: Template(template).fill(what, compression=6).data,
        "openpyxl load, fill, save": lambda what: with_openpyxl(template, what),
    }
    if find_spec("xlsxwriter"):
        jobs["XlsxWriter from scratch"] = with_xlsxwriter
    return jobs


def with_openpyxl(template: bytes, what: dict[str, Any]) -> bytes:
    """Load the template, fill it, grow the table and style its rows, save it."""
    book = load_workbook(BytesIO(template))
    for name, value in what["values"].items():
        ((title, address),) = book.defined_names[name].destinations
        book[title][address.replace("$", "")] = value
    for place, value in what["cells"].items():
        title, address = place.split("!")
        book[title][address] = value
    _openpyxl_rows(book["Deals"], what["tables"]["tblDeals"])
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _openpyxl_rows(sheet: Any, table: dict[str, Any]) -> None:
    styles = [copy(sheet.cell(d.FIRST_ROW, column)._style) for column in range(1, len(d.COLUMNS) + 1)]
    for number, row in enumerate(table["rows"], d.FIRST_ROW):
        values = dict(zip(table["columns"], row, strict=True))
        for column, name in enumerate(d.COLUMNS, 1):
            cell = sheet.cell(number, column, "=" + d.CALCULATED[name] if name in d.CALCULATED else values[name])
            cell._style = copy(styles[column - 1])
    sheet.tables["tblDeals"].ref = f"A{d.FIRST_ROW - 1}:O{d.FIRST_ROW + len(table['rows']) - 1}"


def with_xlsxwriter(what: dict[str, Any]) -> bytes:
    """Draw the whole workbook anew with its values in it."""
    import xlsxwriter

    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheets = {title: book.add_worksheet(title) for title in ("Dashboard", "Deals", "Quota", "Review")}
    last = _xlsxwriter_deals(book, sheets["Deals"], what["tables"]["tblDeals"])
    _xlsxwriter_inputs(book, sheets, what)
    sources = (("Deals", "I", d.FIRST_ROW, last), ("Deals", "K", d.FIRST_ROW, last), ("Quota", "V", 5, 16))
    for place, (title, column, top, bottom) in enumerate((*sources, ("Dashboard", "D", 4, 9))):
        chart = book.add_chart({"type": "line" if title == "Quota" else "column"})
        chart.add_series({"values": f"={title}!${column}${top}:${column}${bottom}"})
        sheets["Dashboard"].insert_chart(f"{'GO'[place % 2]}{4 + 16 * (place // 2)}", chart)
    book.close()
    return stream.getvalue()


def _xlsxwriter_inputs(book: Any, sheets: dict[str, Any], what: dict[str, Any]) -> None:
    box = book.add_format({"border": 1, "num_format": "#,##0.0"})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    for number, (name, value) in enumerate(what["values"].items()):
        cell = d.name_cell(number)
        sheets["Dashboard"].write(cell, value, box) if number else sheets["Dashboard"].write_datetime(cell, value, day)
        book.define_name(name, f"=Dashboard!$B${4 + number}")
    for row in range(4, 58):
        stage = d.STAGES[row % len(d.STAGES)]
        sheets["Dashboard"].write_formula(f"D{row}", f'=SUMIFS(tblDeals[Amount],tblDeals[Stage],"{stage}")')
        sheets["Dashboard"].write_formula(f"E{row}", f'=COUNTIFS(tblDeals[Stage],"{stage}")')
    yellow = book.add_format({"border": 1, "bg_color": "#FFF9DB"})
    for place, value in what["cells"].items():
        title, cell = place.split("!")
        sheets[title].write(cell, value, yellow)
    for row in range(5, 17):
        sheets["Quota"].write_formula(f"V{row}", f"=SUM(B{row}:U{row})")
    for row in range(5, 29):
        sheets["Review"].write_formula(f"D{row}", f"=C{row}*2")


def _xlsxwriter_deals(book: Any, sheet: Any, table: dict[str, Any]) -> int:
    formats = [book.add_format({"border": 1, "num_format": code}) for _name, code in d.FIELDS]
    last = d.FIRST_ROW + len(table["rows"]) - 1
    columns = [
        {"header": name, "format": style} | ({"formula": "=" + d.CALCULATED[name]} if name in d.CALCULATED else {})
        for name, style in zip(d.COLUMNS, formats, strict=True)
    ]
    sheet.add_table(f"A{d.FIRST_ROW - 1}:O{last}", {"name": "tblDeals", "columns": columns})
    places = [d.COLUMNS.index(name) for name in table["columns"]]
    for number, row in enumerate(table["rows"], d.FIRST_ROW - 1):
        for column, value in zip(places, row, strict=True):
            if d.FIELDS[column][1] == "yyyy-mm-dd":
                sheet.write_datetime(number, column, value, formats[column])
            else:
                sheet.write(number, column, value, formats[column])
    for letter, bound in (("I", 0), ("J", 0.2), ("L", 90)):
        rule = {"type": "cell", "criteria": ">", "value": bound, "format": book.add_format({"font_color": "#D9480F"})}
        sheet.conditional_format(f"{letter}{d.FIRST_ROW}:{letter}{last}", rule)
    sheet.data_validation(f"E{d.FIRST_ROW}:E{last}", {"validate": "list", "source": list(d.STAGES)})
    return last
