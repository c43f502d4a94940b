"""The dashboard's charts: the stage funnel, the way from won to quota, and the people."""

from __future__ import annotations

from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts
from xlsales.design.book import Book
from xlsales.design.charts import Line

# step: label, figure, where its bar starts, its column
_GAP_LABEL = 'IF(xs_landing_gap<0,"{funnel.land.surplus}","{funnel.land.gap}")'
_STEPS = (
    ('"{funnel.land.won}"', "xs_won", "0", "V"),
    ('"{funnel.land.forecast}"', "xs_forecast_total", "xs_won", "W"),
    ('"{funnel.land.beyond}"', "xs_beyond", "xs_won+xs_forecast_total", "X"),
    (_GAP_LABEL, "xs_landing_gap", "MIN(xs_quota,xs_quota-xs_landing_gap)", "Y"),
    ('"{funnel.land.quota}"', "xs_quota", "0", "AA"),
)
_SERIES = (
    ("V", "won", "main"),
    ("W", "forecast", "grey"),
    ("X", "beyond", "line"),
    ("Y", "gap", "action"),
    ("Z", "surplus", "good"),
    ("AA", "quota", "deep"),
)


def draw_landing(book: Book, sheet: Worksheet, over: str, top: int) -> None:
    """Draw the waterfall over a block; its helper cells stand in hidden columns from row `top`."""
    book.put(sheet, f"U{top}", book.words("funnel.land.base"))
    for letter, word, _ in _SERIES:
        book.put(sheet, f"{letter}{top}", book.words(f"funnel.land.{word}"))
    for row, (label, value, base, letter) in enumerate(_STEPS, start=top + 1):
        book.put(sheet, f"T{row}", f'={label}&CHAR(10)&TEXT({value},"#,##0")')
        book.put(sheet, f"U{row}", f"={base}", kind="money1")
        book.put(sheet, f"{letter}{row}", f"=MAX(0,{value})", kind="money1")
        if letter == "Y":
            book.put(sheet, f"Z{row}", f"=MAX(0,-{value})", kind="money1")
    first, last = top + 1, top + len(_STEPS)
    lines = [Line(f"U{first}:U{last}", f"U{top}", None)]
    lines += [Line(f"{letter}{first}:{letter}{last}", f"{letter}{top}", paint) for letter, _, paint in _SERIES]
    axes = ("", book.words("funnel.axis.money"))
    title = book.words("funnel.chart.landing")
    chart = charts.bars(sheet, title, f"T{first}:T{last}", lines, axes=axes, stacked=True, gap=40, legend=False)
    chart.visible_cells_only = False
    charts.place_over(sheet, chart, over)


def draw_stage_funnel(book: Book, sheet: Worksheet, over: str, head: int) -> None:
    """Draw the centred bars of `xsFunnel`, whose header stands in row `head`."""
    body = head + 1
    lines = [Line(f"R{body}:R{body}", f"R{head}", None), Line(f"M{body}:M{body}", f"M{head}", "main")]
    title = book.words("funnel.chart.stages")
    chart = charts.bars(
        sheet, title, f"Q{body}:Q{body}", lines, axes=("", ""), horizontal=True, stacked=True, gap=25, legend=False
    )
    chart.layout = Layout(ManualLayout("inner", "edge", "edge", x=0.27, y=0.15, w=0.70, h=0.82))
    chart.y_axis.delete = True
    chart.y_axis.majorGridlines = None
    chart.visible_cells_only = False
    charts.place_over(sheet, chart, over)


def draw_people(book: Book, sheet: Worksheet, over: str, head: int) -> None:
    """Draw quota, won and weighted forecast of everyone in `xsOwners`, whose header stands in row `head`."""
    body = head + 1
    pairs = (("C", "line"), ("D", "main"), ("H", "grey"))
    lines = [Line(f"{letter}{body}:{letter}{body}", f"{letter}{head}", paint) for letter, paint in pairs]
    axes = ("", book.words("funnel.axis.money"))
    title = book.words("funnel.chart.owners")
    charts.place_over(sheet, charts.bars(sheet, title, f"B{body}:B{body}", lines, axes=axes, gap=60), over)
