"""The small-project funnel tool, laid out as the method prints it."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts
from xlsales.design.book import Book
from xlsales.design.funnel import tool
from xlsales.design.funnel.grid import row_of_cells
from xlsales.design.funnel.tool import number, percent

_HEAD, _RATES, _DEALS, _TYPED, _USED, _TEXT = 6, 7, 8, 9, 10, 11
_HEAD2, _FORMULA2, _TYPED2, _USED2, _TEXT2 = 13, 14, 15, 16, 17
_INPUTS, _PRINT = 19, 36
_COLUMNS = ("small.interest", "small.proposal", "small.negotiation", "small.deals", "small.won", "small.yield")
_RESULTS = ("small.amount", "small.quota", "small.gap", "small.projects")
_SEGMENT = 'xsDeals[segment],"{segment.small}"'
_STEPS = (
    ("C", "step.意向", "=xs_entry_rate", ""),
    ("D", "step.方案", 0.35, "xs_small_rate_proposal"),
    ("E", "step.谈判", 0.70, "xs_small_rate_negotiation"),
)
_COUNT = (
    '=SUMPRODUCT((xsStages[small]="{{{step}}}")*'
    'COUNTIFS(xsDeals[stage],xsStages[stage],{segment},xsDeals[status],"{{status.open}}"))'
)
_WON = f'=SUMIFS(xsDeals[amount],{_SEGMENT},xsDeals[status],"{{status.won}}",xsDeals[in_period],1)'
_YIELD = (
    f'=IF(xs_yield_input<>"",xs_yield_input,IFERROR(AVERAGEIFS(xsDeals[amount],{_SEGMENT},'
    'xsDeals[status],"{status.won}"),xs_yield))'
)
_QUOTA = "=IF(N(xs_annual)=0,xs_quota*xs_small_share,xs_annual*xs_season_share*xs_small_share)"
_PROJECTS = (
    '=IF(xs_small_gap<=0,0,IF(xs_small_yield=0,"{funnel.yield_zero}",IF(xs_small_yield<0,"{funnel.yield_negative}",'
    'IF($C$7=0,"{funnel.rate_zero}",ROUNDUP(ROUND(xs_small_gap/xs_small_yield/$C$7,9),0)))))'
)


def draw_small(book: Book) -> Worksheet:
    """Draw the sheet: counts and rates, what they bring, what is missing, and the quota behind it."""
    sheet = book.sheet(book.words("small.sheet"), widths={"B": 20, **dict.fromkeys("CDEFGH", 21)})
    book.title(sheet, book.words("small.title"), book.words("small.subtitle"))
    tool.draw_remark(book, sheet, "H")
    _draw_counts(book, sheet)
    _draw_results(book, sheet)
    _draw_inputs(book, sheet)
    _draw_chart(book, sheet)
    tool.draw_paragraphs(book, sheet, _PRINT, ["small.print"], "H", 140)
    sheet.page_setup.fitToHeight = 1
    book.protect(sheet)
    return sheet


def _draw_counts(book: Book, sheet: Worksheet) -> None:
    tool.draw_header(book, sheet, _HEAD, ("", *_COLUMNS))
    rows = ((_RATES, "tool.rate"), (_DEALS, "tool.deals"), (_TYPED, "tool.typed"), (_USED, "tool.used"))
    for row, word in rows:
        tool.draw_row(book, sheet, row, word, "H", "xs total" if row == _USED else "xs cell")
    for letter, step, rate, name in _STEPS:
        book.input(sheet, f"{letter}{_RATES}", rate, "percent0", "rate", name=name or None)
        formula = _COUNT.format(step=step, segment=_SEGMENT)
        _three(book, sheet, letter, formula, "integer", "")
    _three(book, sheet, "G", _WON, "money2", "xs_small_won")
    _three(book, sheet, "H", _YIELD, "money2", "xs_small_yield")
    deals = f"=SUMPRODUCT(C{_USED}:E{_USED},C{_RATES}:E{_RATES})"
    book.figure(sheet, f"F{_USED}", deals, "money2", name="xs_small_expected_deals", style="xs total")
    book.name("xs_small_counts", sheet, f"C{_USED}:E{_USED}")
    tool.draw_row(book, sheet, _TEXT, "tool.formula", "H", "xs note")
    parts = '&" + "&'.join(f'{number(f"{x}{_USED}")}&"×"&{percent(f"{x}{_RATES}")}' for x in "CDE")
    tool.draw_text(book, sheet, f"F{_TEXT}", f'={parts}&" = "&{number(f"F{_USED}")}')
    sheet.row_dimensions[_TEXT].height = 40


def _three(book: Book, sheet: Worksheet, letter: str, formula: str, kind: str, name: str) -> None:
    book.put(sheet, f"{letter}{_DEALS}", formula, "xs cell", kind)
    book.input(sheet, f"{letter}{_TYPED}", None, kind, "number")
    used = f'=IF({letter}{_TYPED}="",{letter}{_DEALS},{letter}{_TYPED})'
    book.figure(sheet, f"{letter}{_USED}", used, kind, name=name or None, style="xs total")


def _draw_results(book: Book, sheet: Worksheet) -> None:
    tool.draw_header(book, sheet, _HEAD2, ("", *_RESULTS))
    rows = ((_FORMULA2, "tool.by_formula"), (_TYPED2, "tool.typed"), (_USED2, "tool.used"))
    for row, word in rows:
        tool.draw_row(book, sheet, row, word, "F", "xs total" if row == _USED2 else "xs cell")
    book.put(sheet, f"D{_FORMULA2}", _QUOTA, "xs cell", "money2")
    book.input(sheet, f"D{_TYPED2}", None, "money2", "number")
    used = (
        ("C", "=xs_small_expected_deals*xs_small_yield", "money2", "xs_small_expected_amount"),
        ("D", f'=IF(D{_TYPED2}="",D{_FORMULA2},D{_TYPED2})', "money2", "xs_small_quota"),
        ("E", "=xs_small_quota-xs_small_expected_amount-xs_small_won", "money2", "xs_small_gap"),
        ("F", _PROJECTS, "integer", "xs_small_project_gap"),
    )
    for letter, formula, kind, name in used:
        book.figure(sheet, f"{letter}{_USED2}", formula, kind, name=name, style="xs total")
    _draw_result_texts(book, sheet)


def _draw_result_texts(book: Book, sheet: Worksheet) -> None:
    tool.draw_row(book, sheet, _TEXT2, "tool.formula", "F", "xs note")
    sheet.row_dimensions[_TEXT2].height = 40
    quota, amount, gap = (number(name) for name in ("xs_small_quota", "xs_small_expected_amount", "xs_small_gap"))
    deals, yields, won = (number(name) for name in ("xs_small_expected_deals", "xs_small_yield", "xs_small_won"))
    shares = f'{number("xs_annual")}&"×"&{percent("xs_season_share")}&"×"&{percent("xs_small_share")}'
    whole = f'"{{tool.quota_rest}} "&{number("xs_quota")}&"×"&{percent("xs_small_share")}'
    texts = (
        ("C", f'={deals}&" × "&{yields}&" = "&{amount}'),
        ("D", f'=IF(N(xs_annual)=0,{whole},{shares})&" = "&{number(f"D{_FORMULA2}")}'),
        ("E", f'={quota}&" − "&{amount}&" − "&{won}&" = "&{gap}'),
        (
            "F",
            f'=IF(ISTEXT(xs_small_project_gap),"",IF(xs_small_gap<=0,"{{funnel.note.surplus}}",{gap}&" ÷ "&{yields}'
            f'&" ÷ "&{percent(f"C{_RATES}")}&" = "&{number("xs_small_project_gap")}))',
        ),
    )
    for letter, formula in texts:
        tool.draw_text(book, sheet, f"{letter}{_TEXT2}", formula)


def _draw_inputs(book: Book, sheet: Worksheet) -> None:
    row_of_cells(book, sheet, f"B{_INPUTS}:C{_INPUTS}", book.words("tool.inputs"), "xs section")
    inputs = (
        ("tool.annual", None, "money", "number", "xs_annual"),
        ("tool.season", 0.25, "percent", "rate", "xs_season_share"),
        ("small.share", 0.75, "percent", "rate", "xs_small_share"),
    )
    for row, (word, value, kind, rule, name) in enumerate(inputs, start=_INPUTS + 1):
        book.put(sheet, f"B{row}", book.words(word), "xs label")
        book.input(sheet, f"C{row}", value, kind, rule, name=name)
    row_of_cells(book, sheet, f"B{_INPUTS + 4}:C{_INPUTS + 4}", book.words("tool.annual_help"), "xs note", merge=True)
    sheet.row_dimensions[_INPUTS + 4].height = 28


def _draw_chart(book: Book, sheet: Worksheet) -> None:
    for offset, (letter, _, _, _) in enumerate(_STEPS):
        row = 26 + offset
        book.put(sheet, f"J{row}", f"={letter}{_HEAD}")
        book.put(sheet, f"K{row}", f"={letter}{_USED}", kind="integer")
        book.put(sheet, f"L{row}", f"={letter}{_USED}*{letter}{_RATES}", kind="money1")
    book.put(sheet, "K25", book.words("small.chart.count"))
    book.put(sheet, "L25", book.words("small.chart.expected"))
    lines = [
        charts.Line("K26:K28", "K25", "line", labels=True, label_format="#,##0"),
        charts.Line("L26:L28", "L25", "main", labels=True, label_format="#,##0.0"),
    ]
    title = book.words("small.chart")
    axes = ("", book.words("tool.count_of"))
    chart = charts.bars(sheet, title, "J26:J28", lines, axes=axes, gap=60)
    chart.visible_cells_only = False
    charts.place_over(sheet, chart, f"E{_INPUTS}:H{_PRINT - 2}")
    for letter in "JKL":
        sheet.column_dimensions[letter].hidden = True
