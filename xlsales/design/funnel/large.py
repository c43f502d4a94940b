"""The large-project funnel tool, laid out as the method prints it."""

from __future__ import annotations

from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts
from xlsales.design.book import Book
from xlsales.design.funnel import tool
from xlsales.design.funnel.grid import align, row_of_cells
from xlsales.design.funnel.tool import number, percent

_HEAD, _RATES = 6, 7
_COUNT, _AMOUNT, _EXPECTED, _TEXT = (8, 9, 10), (11, 12, 13), (14, 15), 16
_ITEMS, _INPUTS, _CHART, _PRINT = 18, 24, 33, 50
_COLUMNS = (
    "large.prospect", "large.interest", "large.project", "large.approval", "large.negotiation",
    "large.won", "large.total",
)  # fmt: skip
_STEPS = (
    ("C", "潜在", 0.10),
    ("D", "意向", 0.20),
    ("E", "立项", 0.30),
    ("F", "初步认可", 0.50),
    ("G", "商务谈判", 0.70),
)
_SEGMENT = 'xsDeals[segment],"{segment.large}"'
_BY_STAGE = 'xsDeals[stage],xsStages[stage],{segment},xsDeals[status],"{{status.open}}"))'
_COUNT_OF = '=SUMPRODUCT((xsStages[large]="{{step.{step}}}")*COUNTIFS(' + _BY_STAGE
_AMOUNT_OF = '=SUMPRODUCT((xsStages[large]="{{step.{step}}}")*SUMIFS(xsDeals[amount],' + _BY_STAGE
_WON = f'{_SEGMENT},xsDeals[status],"{{status.won}}",xsDeals[in_period],1)'
_INPUT_ROWS = (
    ("large.annual", None, "money", "number", None),
    ("large.share", 0.25, "percent", "rate", "xs_large_share"),
    ("large.close_rate", 0.70, "percent", "rate", "xs_close_rate"),
    ("large.first_payment", 0.50, "percent", "rate", "xs_first_payment"),
    ("large.collection_rate", 0.75, "percent", "rate", "xs_collection_rate"),
)
_ANNUAL = f"IF(N($C${_INPUTS + 1})=0,N(xs_annual),$C${_INPUTS + 1})"


def draw_large(book: Book) -> Worksheet:
    """Draw the sheet: the ladder with counts, amounts and expected revenue, then receipts, quota and gap."""
    sheet = book.sheet(book.words("large.sheet"), widths={"B": 36, **dict.fromkeys("CDEFGHI", 15)})
    book.title(sheet, book.words("large.title"), book.words("large.subtitle"))
    tool.draw_remark(book, sheet, "I")
    _draw_ladder(book, sheet)
    _draw_expected(book, sheet)
    _draw_items(book, sheet)
    _draw_inputs(book, sheet)
    _draw_chart(book, sheet)
    prints = ("large.print.expected", "large.print.receipts", "large.print.quota")
    tool.draw_paragraphs(book, sheet, _PRINT, prints, "I", 142)
    sheet.row_breaks.append(Break(id=_CHART - 2))
    book.protect(sheet)
    return sheet


def _draw_ladder(book: Book, sheet: Worksheet) -> None:
    tool.draw_header(book, sheet, _HEAD, ("", *_COLUMNS))
    tool.draw_row(book, sheet, _RATES, "tool.rate", "I")
    for letter, _, rate in _STEPS:
        book.input(sheet, f"{letter}{_RATES}", rate, "percent0", "rate")
    book.name("xs_large_rates", sheet, f"C{_RATES}:G{_RATES}")
    counted = [_COUNT_OF.format(step=step, segment=_SEGMENT) for _, step, _ in _STEPS] + [f"=COUNTIFS({_WON}"]
    summed = [_AMOUNT_OF.format(step=step, segment=_SEGMENT) for _, step, _ in _STEPS]
    summed.append(f"=SUMIFS(xsDeals[amount],{_WON}")
    _draw_three(book, sheet, _COUNT, "large.count", counted, "integer")
    _draw_three(book, sheet, _AMOUNT, "large.amount", summed, "money2")
    book.name("xs_large_counts", sheet, f"C{_COUNT[2]}:H{_COUNT[2]}")
    book.name("xs_large_amounts", sheet, f"C{_AMOUNT[2]}:H{_AMOUNT[2]}")


def _draw_three(
    book: Book, sheet: Worksheet, rows: tuple[int, int, int], word: str, formulas: list[str], kind: str
) -> None:
    deals, typed, used = rows
    for row, source in zip(rows, ("tool.deals", "tool.typed", "tool.used"), strict=True):
        style = "xs total" if row == used else "xs cell"
        tool.draw_row(book, sheet, row, word, "I", style)
        book.put(sheet, f"B{row}", f"{book.words(word)} · {book.words(source)}", style)
        if row != typed:
            book.put(sheet, f"I{row}", f"=SUM(C{row}:H{row})", style, kind)
    for letter, formula in zip("CDEFGH", formulas, strict=True):
        book.put(sheet, f"{letter}{deals}", formula, "xs cell", kind)
        book.input(sheet, f"{letter}{typed}", None, kind, "number")
        book.put(sheet, f"{letter}{used}", f'=IF({letter}{typed}="",{letter}{deals},{letter}{typed})', "xs total", kind)


def _draw_expected(book: Book, sheet: Worksheet) -> None:
    typed, used = _EXPECTED
    for row, source, style in ((typed, "tool.typed", "xs cell"), (used, "tool.used", "xs total")):
        tool.draw_row(book, sheet, row, "large.expected", "I", style)
        book.put(sheet, f"B{row}", f"{book.words('large.expected')} · {book.words(source)}", style)
    for letter in "CDEFGHI":
        book.input(sheet, f"{letter}{typed}", None, "money2", "number")
    for letter, _, _ in _STEPS:
        rest = f"{letter}{_AMOUNT[2]}*{letter}{_RATES}"
        book.put(sheet, f"{letter}{used}", f'=IF({letter}{typed}="",{rest},{letter}{typed})', "xs total", "money2")
    book.figure(sheet, f"H{used}", f"=N(H{typed})", "money2", name="xs_large_won_due", style="xs total")
    total = f'=IF(I{typed}="",SUM(C{used}:H{used}),I{typed})'
    book.figure(sheet, f"I{used}", total, "money2", name="xs_large_expected_total", style="xs total")
    stages = f"SUM(C{used}:G{used})"
    text = (
        f'="{{large.from_stages}}"&{number(stages)}&"{{large.plus_due}}"&{number("xs_large_won_due")}&" = "'
        f'&{number(f"SUM(C{used}:H{used})")}&"  ({{large.due}})"'
    )
    row_of_cells(book, sheet, f"B{_TEXT}:I{_TEXT}", text, "xs note", merge=True)


def _draw_items(book: Book, sheet: Worksheet) -> None:
    tool.draw_header(book, sheet, _ITEMS, ("large.item", "tool.by_formula", "tool.typed", "tool.used", "tool.formula"))
    row_of_cells(book, sheet, f"F{_ITEMS}:I{_ITEMS}", book.words("tool.formula"), "xs head", merge=True)
    for row, (word, name, formula, text) in enumerate(_item_rows(), start=_ITEMS + 1):
        gap = name == "xs_large_gap"
        tool.draw_row(book, sheet, row, word, "E", "xs total" if gap else "xs cell")
        if not gap:
            book.put(sheet, f"C{row}", formula, "xs cell", "money2")
            book.input(sheet, f"D{row}", None, "money2", "number")
        used = formula if gap else f'=IF(D{row}="",C{row},D{row})'
        book.figure(sheet, f"E{row}", used, "money2", name=name, style="xs total")
        row_of_cells(book, sheet, f"F{row}:I{row}", text, "xs note", merge=True)
        align(sheet, f"F{row}", horizontal="left", vertical="center", indent=1)


def _item_rows() -> tuple[tuple[str, str, str, str], ...]:
    total, due = number("xs_large_expected_total"), number("xs_large_won_due")
    receipts = f"C{_ITEMS + 1}"
    quota = f"C{_ITEMS + 3}"
    parts = [number(name) for name in ("xs_large_quota", "xs_large_won", "xs_large_receipts", "xs_large_gap")]
    shares = f'{number(_ANNUAL)}&"×"&{percent("xs_season_share")}&"×"&{percent("xs_large_share")}'
    whole = f'"{{tool.quota_rest}} "&{number("xs_quota")}&"×"&{percent("xs_large_share")}'
    return (
        (
            "large.receipts",
            "xs_large_receipts",
            "=xs_large_expected_total*xs_close_rate*xs_first_payment+xs_large_won_due*xs_collection_rate",
            f'={total}&"×"&{percent("xs_close_rate")}&"×"&{percent("xs_first_payment")}&" + "&{due}&"×"'
            f'&{percent("xs_collection_rate")}&" = "&{number(receipts)}',
        ),
        ("large.realised", "xs_large_won", f"=SUMIFS(xsDeals[amount],{_WON}", '="{large.won_text}"'),
        (
            "large.quota",
            "xs_large_quota",
            f"=IF({_ANNUAL}=0,xs_quota*xs_large_share,{_ANNUAL}*xs_season_share*xs_large_share)",
            f'=IF({_ANNUAL}=0,{whole},{shares})&" = "&{number(quota)}',
        ),
        (
            "large.gap",
            "xs_large_gap",
            "=xs_large_quota-xs_large_receipts-xs_large_won",
            f'={parts[0]}&" − "&{parts[1]}&" − "&{parts[2]}&" = "&{parts[3]}',
        ),
    )


def _draw_inputs(book: Book, sheet: Worksheet) -> None:
    row_of_cells(book, sheet, f"B{_INPUTS}:I{_INPUTS}", book.words("tool.inputs"), "xs section")
    for row, (word, value, kind, rule, name) in enumerate(_INPUT_ROWS, start=_INPUTS + 1):
        book.put(sheet, f"B{row}", book.words(word), "xs label")
        book.input(sheet, f"C{row}", value, kind, rule, name=name)
    row = _INPUTS + len(_INPUT_ROWS) + 1
    book.put(sheet, f"B{row}", book.words("tool.season"), "xs label")
    book.put(sheet, f"C{row}", "=xs_season_share", "xs cell", "percent")


def _draw_chart(book: Book, sheet: Worksheet) -> None:
    for row, (letter, _, _) in enumerate(_STEPS, start=_CHART + 1):
        book.put(sheet, f"K{row}", f"={letter}{_HEAD}")
        book.put(sheet, f"L{row}", f"={letter}{_AMOUNT[2]}", kind="money")
        book.put(sheet, f"M{row}", f"={letter}{_EXPECTED[1]}", kind="money")
    book.put(sheet, f"L{_CHART}", book.words("large.amount"))
    book.put(sheet, f"M{_CHART}", book.words("large.expected"))
    first, last = _CHART + 1, _CHART + len(_STEPS)
    lines = [
        charts.Line(f"L{first}:L{last}", f"L{_CHART}", "line", labels=True, label_format="#,##0"),
        charts.Line(f"M{first}:M{last}", f"M{_CHART}", "main", labels=True, label_format="#,##0"),
    ]
    axes = ("", book.words("funnel.axis.money"))
    chart = charts.bars(sheet, book.words("large.chart"), f"K{first}:K{last}", lines, axes=axes, gap=60)
    chart.visible_cells_only = False
    charts.place_over(sheet, chart, f"B{_CHART}:I{_PRINT - 2}")
    for letter in "KLM":
        sheet.column_dimensions[letter].hidden = True
