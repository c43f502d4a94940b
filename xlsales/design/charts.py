"""Native charts in the house style: a title that names the subject, named axes, direct labels, no ornament."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.axis import ChartLines
from openpyxl.chart.data_source import StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import Title, title_maker
from openpyxl.drawing.colors import ColorChoice, SchemeColor
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RichTextProperties
from openpyxl.utils.cell import range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.theme import scheme

Chart: TypeAlias = BarChart | LineChart


@dataclass(frozen=True)
class Line:
    """One series: the cells of its values, the cell of its title, its colour (none: invisible), its labels.

    >>> Line("C5:C9", "C4", "main").labels
    False
    """

    values: str
    title: str
    colour: str | None = "main"
    labels: bool = False
    label_format: str | None = None


def bars(
    sheet: Worksheet,
    title: str,
    categories: str,
    lines: Sequence[Line],
    *,
    axes: tuple[str, str],
    horizontal: bool = False,
    stacked: bool = False,
    overlap: int | None = None,
    gap: int = 60,
    legend: bool | None = None,
    number: str = "#,##0",
) -> BarChart:
    """Return a bar chart; `axes` are the titles of the category and the value axis ('' for none)."""
    chart = BarChart()
    chart.type = "bar" if horizontal else "col"
    chart.grouping = "stacked" if stacked else "clustered"
    chart.overlap = 100 if stacked else (overlap if overlap is not None else 0)
    chart.gapWidth = gap
    _dress(chart, sheet, title, categories, lines, axes, number)
    if horizontal:
        chart.x_axis.scaling.orientation = "maxMin"
    _legend(chart, len(lines) > 1 if legend is None else legend)
    return chart


def columns_and_line(
    sheet: Worksheet,
    title: str,
    categories: str,
    columns: Sequence[Line],
    line: Line,
    *,
    axes: tuple[str, str],
    number: str = "#,##0",
    stacked: bool = False,
    dashes: bool = False,
) -> BarChart:
    """Return columns (what happened) with a line over them (what was planned).

    `dashes` marks the plan of each category by a dash instead of joining them by a line.
    """
    chart = bars(sheet, title, categories, columns, axes=axes, stacked=stacked, legend=True, number=number)
    over = LineChart()
    _add_lines(over, sheet, categories, [line])
    stroke = over.series[0].graphicalProperties
    stroke.line = LineProperties(solidFill=_choice(line.colour or "action"), w=28575)
    over.series[0].smooth = False
    if dashes:
        stroke.line = LineProperties(noFill=True)
        over.series[0].marker = _dash(line.colour or "action")
    chart += over
    return chart


def place(sheet: Worksheet, chart: Chart, at: str, width: float, height: float) -> None:
    """Anchor a chart at a cell with its size in centimetres."""
    chart.width, chart.height = width, height
    sheet.add_chart(chart, at)


def place_over(sheet: Worksheet, chart: Chart, ref: str) -> None:
    """Lay a chart over a block of cells, so that it keeps to the columns whatever the font."""
    left, top, right, bottom = range_boundaries(ref)
    chart.anchor = TwoCellAnchor(_from=AnchorMarker(col=left - 1, row=top - 1), to=AnchorMarker(col=right, row=bottom))
    sheet.add_chart(chart)


def _dress(
    chart: Chart,
    sheet: Worksheet,
    title: str,
    categories: str,
    lines: Sequence[Line],
    axes: tuple[str, str],
    number: str,
) -> None:
    chart.title = _title(title, 1200, bold=True)
    chart.style = 2
    chart.roundedCorners = False
    _add_lines(chart, sheet, categories, lines)
    for axis, text in ((chart.x_axis, axes[0]), (chart.y_axis, axes[1])):
        axis.delete = False
        axis.title = _title(text, 900) if text else None
        axis.txPr = _text(900)
        axis.majorGridlines = None
        axis.graphicalProperties = GraphicalProperties(ln=LineProperties(solidFill=_choice("line"), w=9525))
    chart.y_axis.number_format = number
    chart.y_axis.majorGridlines = ChartLines(
        spPr=GraphicalProperties(ln=LineProperties(solidFill=_choice("line"), w=6350))
    )
    chart.graphical_properties = GraphicalProperties(ln=LineProperties(noFill=True))


def _add_lines(chart: Chart, sheet: Worksheet, categories: str, lines: Sequence[Line]) -> None:
    for line in lines:
        series = Series(_reference(sheet, line.values), title=None)
        series.tx = _title_cell(sheet, line.title)
        series.graphicalProperties = _paint(line.colour)
        if line.labels:
            series.dLbls = _labels(line.label_format)
        chart.series.append(series)
    chart.set_categories(_reference(sheet, categories))


def _reference(sheet: Worksheet, ref: str) -> Reference:
    title, _, cells = ref.rpartition("!")
    target = sheet.parent[title.strip("'")] if title else sheet
    return Reference(target, range_string=f"'{target.title}'!{cells}")


def _title_cell(sheet: Worksheet, ref: str) -> SeriesLabel:
    title, _, cell = ref.rpartition("!")
    name = title.strip("'") or sheet.title
    column, row = "".join(filter(str.isalpha, cell)), "".join(filter(str.isdigit, cell))
    return SeriesLabel(strRef=StrRef(f"'{name}'!${column}${row}"))


def _paint(name: str | None) -> GraphicalProperties:
    if name is None:
        paint = GraphicalProperties(noFill=True)
        paint.line = LineProperties(noFill=True)
        return paint
    paint = GraphicalProperties(solidFill=_choice(name))
    paint.line = LineProperties(noFill=True)
    return paint


def _dash(name: str) -> Marker:
    paint = GraphicalProperties(solidFill=_choice(name))
    paint.line = LineProperties(solidFill=_choice(name))
    return Marker(symbol="dash", size=14, spPr=paint)


def _labels(number: str | None) -> DataLabelList:
    labels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False, showPercent=False)
    labels.txPr = _text(900)
    if number:
        labels.numFmt = number
    return labels


def _legend(chart: Chart, wanted: bool) -> None:
    if wanted and chart.legend is not None:
        chart.legend.position = "b"
        chart.legend.txPr = _text(900)
    else:
        chart.legend = None


def _choice(name: str) -> ColorChoice:
    return ColorChoice(schemeClr=SchemeColor(val=scheme(name)))


def _text(size: int, bold: bool = False) -> RichText:
    properties = CharacterProperties(sz=size, b=bold, solidFill=_choice("ink"))
    paragraph = Paragraph(pPr=ParagraphProperties(defRPr=properties), endParaRPr=properties)
    return RichText(bodyPr=RichTextProperties(), p=[paragraph])


def _title(text: str, size: int, bold: bool = False) -> Title:
    title = title_maker(text)
    properties = CharacterProperties(sz=size, b=bold, solidFill=_choice("ink"))
    for paragraph in title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=properties)
        for run in paragraph.r:
            run.rPr = properties
    title.overlay = False
    return title
