"""The person page, one A4 sheet: tiles, the performance row, the scorecard, months, deals, and room to write."""

from __future__ import annotations

from openpyxl.styles import Alignment, Border, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts, theme
from xlsales.design.book import Book
from xlsales.design.charts import Line
from xlsales.design.review import native, person_deals, signs
from xlsales.design.review.blocks import head, merged, section
from xlsales.design.tiles import Tile, draw_tiles

COLUMNS = "BCDEFGHIJKLMNO"
_ROW, _KPIS, _DEALS, _NOTES = 9, 14, 28, 36
_MONTHS = _KPIS + 9
WHO = "xs_page_person"
_SHOWN = (
    ("quota", "D"),
    ("forecast", "E"),
    ("won", "F"),
    ("commit", "G"),
    ("upside", "H"),
    ("beyond", "I"),
    ("completion", "J"),
    ("firm", "K"),
    ("attainment", "L"),
    ("gap", "M"),
    ("open", "N"),
    ("rank", "O"),
)
_KINDS = {"completion": "percent", "firm": "percent", "attainment": "percent", "rank": "integer"}


def of_person(table: str, key: str) -> str:
    """Return the formula part that looks up a figure of the page's person.

    >>> of_person("xsScores", "score")
    'INDEX(xsScores[score],MATCH($B$2,xsScores[name],0))'
    """
    return f"INDEX({table}[{key}],MATCH($B$2,{table}[name],0))"


def shown(formula: str) -> str:
    """Return a formula that stays blank while the page has no person.

    >>> shown("1")
    '=IF($B$2="","",IFERROR(1,"–"))'
    """
    return f'=IF($B$2="","",IFERROR({formula},"–"))'


def draw_person(book: Book) -> Worksheet:
    """Draw the page that a fill repeats per person; its key is the name in the title."""
    sheet = book.sheet(book.words("sheet.person"), widths=dict.fromkeys(COLUMNS, 13.0))
    sheet.page_setup.fitToHeight = 1
    book.title(sheet, "", _subtitle(book))
    book.name(WHO, sheet, "B2")
    sheet["B2"].protection = Protection(locked=False)
    draw_tiles(book, sheet, "B5", _tiles(book), span=2)
    _performance(book, sheet)
    _kpis(book, sheet)
    _months(book, sheet)
    person_deals.draw(book, sheet, _DEALS)
    _notes(book, sheet)
    book.protect(sheet)
    return sheet


def _subtitle(book: Book) -> str:
    day = book.words.pick("yyyy/m/d", "d mmm yyyy")
    team = 'IFERROR(INDEX(xsTeam[team],MATCH($B$2,xsTeam[name],0))&"","")'
    return (
        f'=IF({team}="","","{{person.team}}"&{team}&" · ")&"{{review.note.period}}"&xs_period'
        f'&"{{review.note.as_of}}"&TEXT(xs_as_of,"{day}")&"{{review.note.unit_of}}"&xs_unit'
    )


def _tiles(book: Book) -> list[Tile]:
    words, row = book.words, _ROW + 2
    left = f'=IF(ISNUMBER($D${row}),"{{review.note.left}}"&TEXT(MAX(0,$D${row}-$F${row}),"#,##0"),"")'
    added = (
        f'=IF(ISNUMBER($J${row}),"{{review.note.beyond}}"&TEXT(($J${row}-$K${row})*100,"0.0")'
        '&"{review.note.points}","")'
    )
    week = (
        f'=IF($B$2="","",IF(NOT(ISNUMBER($D${row})),$D${row},'
        f'IF(xs_weeks_left=0,"{{review.over}}",MAX(0,$D${row}-$F${row})/xs_weeks_left)))'
    )
    return [
        Tile(words("review.tile.quota"), f"=$D${row}", "money", '="{review.note.unit}"&xs_unit'),
        Tile(words("review.tile.won"), f"=$F${row}", "money", left),
        Tile(
            words("review.tile.attainment"), f"=$L${row}", "percent", '="{review.note.gone}"&TEXT(xs_share_gone,"0.0%")'
        ),
        Tile(words("review.tile.landing"), f"=$J${row}", "percent", added),
        Tile(
            words("review.tile.firm"),
            f"=$K${row}",
            "percent",
            f'="{{review.tile.forecast}} "&TEXT($E${row},"#,##0")',
            accent="action",
        ),
        Tile(
            words("review.tile.week"),
            week,
            "money1",
            '="{review.note.weeks_before}"&xs_weeks_left&"{review.note.weeks}"',
        ),
        Tile(
            words("review.tile.score"),
            shown(of_person("xsScores", "score")),
            "money1",
            shown(of_person("xsScores", "status")),
        ),
    ]


def _performance(book: Book, sheet: Worksheet) -> None:
    section(book, sheet, f"B{_ROW}:O{_ROW}", "person.performance")
    head(book, sheet, f"B{_ROW + 1}:C{_ROW + 1}", "performance.name")
    merged(book, sheet, f"B{_ROW + 2}:C{_ROW + 2}", '=$B$2&""')
    sheet[f"B{_ROW + 2}"].alignment = Alignment(vertical="center", shrink_to_fit=True)
    sheet.row_dimensions[_ROW + 1].height = 30
    for key, letter in _SHOWN:
        head(book, sheet, f"{letter}{_ROW + 1}", f"performance.{key}")
        formula = shown(of_person("xsPerformance", key))
        book.put(sheet, f"{letter}{_ROW + 2}", formula, "xs cell", _KINDS.get(key, "money"))
        sheet[f"{letter}{_ROW + 2}"].alignment = Alignment(vertical="center", horizontal="right", shrink_to_fit=True)


def _kpis(book: Book, sheet: Worksheet) -> None:
    section(book, sheet, f"B{_KPIS - 1}:I{_KPIS - 1}", "person.kpis")
    for letters, word in (
        ("B:D", "review_kpi.measure"),
        ("E", "review_kpi.weight"),
        ("F", "review_kpi.target"),
        ("G", "person.actual"),
        ("H", "person.points"),
        ("I", "person.status"),
    ):
        first, _, last = letters.partition(":")
        head(book, sheet, f"{first}{_KPIS}:{last or first}{_KPIS}", word)
    for row, key in enumerate(native.MEASURES, start=_KPIS + 1):
        _kpi(book, sheet, row, key)
    row = _KPIS + 1 + len(native.MEASURES)
    for letter in COLUMNS[:8]:
        book.put(sheet, f"{letter}{row}", None, "xs total")
    book.put(sheet, f"B{row}", book.words("review.tile.score"), "xs total")
    book.put(sheet, f"E{row}", shown(of_person("xsScores", "counted")), "xs total", "percent0")
    book.put(sheet, f"H{row}", shown(of_person("xsScores", "score")), "xs total", "money1")
    book.put(sheet, f"I{row}", shown(of_person("xsScores", "status")), "xs total")
    sheet[f"I{row}"].alignment = Alignment(vertical="center", horizontal="center")
    signs.colour(sheet, f"I{_KPIS + 1}:I{row}", book)


def _kpi(book: Book, sheet: Worksheet, row: int, key: str) -> None:
    kind = native.MEASURE_KINDS[key]
    found = f'MATCH("{{measure.{key}}}",xsKpis[measure],0)'
    target = f'IF(INDEX(xsKpis[target],{found})="","{{review.no_target}}",INDEX(xsKpis[target],{found}))'
    merged(book, sheet, f"B{row}:D{row}", book.words(f"measure.{key}"))
    for letter, formula, number in (
        ("E", f"INDEX(xsKpis[weight],{found})", "percent0"),
        ("F", target, kind),
        ("G", of_person("xsScores", key), kind),
        ("H", of_person("xsScores", f"{key}_points"), "money1"),
        ("I", of_person("xsScores", f"{key}_status"), "general"),
    ):
        book.put(sheet, f"{letter}{row}", shown(formula), "xs cell", number)
        side = "center" if letter == "I" else "right"
        sheet[f"{letter}{row}"].alignment = Alignment(vertical="center", horizontal=side, shrink_to_fit=True)


def _months(book: Book, sheet: Worksheet) -> None:
    """Write the twelve months, and the chart that stands beside the scorecard."""
    top = _MONTHS + 1
    quota = f"$D${_ROW + 2}"
    for row, word in enumerate(("month.axis", "person.plan", "person.won"), start=top):
        style = "xs head" if row == top else "xs cell"
        merged(book, sheet, f"B{row}:C{row}", book.words(word), style)
        for index, letter in enumerate(COLUMNS[2:], start=1):
            month = f"INDEX(xsMonths[month],{index})"
            start = f"{letter}${top}"
            won = f'xsDeals[status],"{{status.won}}",xsDeals[close],">="&{start},xsDeals[close],"<"&EDATE({start},1)'
            formula, kind = {
                top: (f"={month}", "month"),
                top + 1: (f"=IF(ISNUMBER({quota}),{quota}*INDEX(xsMonths[share],{index}),0)", "money"),
                top + 2: (f'=IF($B$2="",0,{native.amount(won, "$B$2")})', "money"),
            }[row]
            book.put(sheet, f"{letter}{row}", formula, style, kind)
    cells = f"D{top}:O{top}", f"D{top + 1}:O{top + 1}", f"D{top + 2}:O{top + 2}"
    chart = charts.columns_and_line(
        sheet,
        book.words("person.chart"),
        cells[0],
        [Line(cells[2], f"B{top + 2}", "main")],
        Line(cells[1], f"B{top + 1}", "action"),
        axes=("", ""),
    )
    charts.place_over(sheet, chart, f"K{_KPIS - 1}:O{_KPIS + 8}")


def _notes(book: Book, sheet: Worksheet) -> None:
    words, row = book.words, _NOTES
    section(book, sheet, f"B{row}:H{row}", "person.notes")
    section(book, sheet, f"J{row}:O{row}", "person.actions")
    merged(book, sheet, f"B{row + 1}:H{row + 5}", None, "xs input")
    sheet[f"B{row + 1}"].alignment = Alignment(vertical="top", wrap_text=True)
    head(book, sheet, f"J{row + 1}:L{row + 1}", "person.actions")
    head(book, sheet, f"M{row + 1}", "person.who")
    head(book, sheet, f"N{row + 1}:O{row + 1}", "person.until")
    for line in range(row + 2, row + 6):
        sheet.row_dimensions[line].height = 18
        for block in (f"J{line}:L{line}", f"M{line}", f"N{line}:O{line}"):
            merged(book, sheet, block, None, "xs input")
    signed = row + 7
    sheet.row_dimensions[signed].height = 24
    under = Border(bottom=Side("thin", theme.colour("grey")))
    for start, end, word in (("B", "F", "signed_person"), ("G", "K", "signed_manager"), ("L", "O", "signed_date")):
        book.put(sheet, f"{start}{signed}", words(f"person.{word}"), "xs body")
        for letter in COLUMNS[COLUMNS.index(start) + 1 : COLUMNS.index(end)]:
            sheet[f"{letter}{signed}"].border = under
