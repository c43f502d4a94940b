"""From the year to quarters, segments, months and people, with a check beside every sum."""

from __future__ import annotations

from openpyxl.styles import Alignment
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.quota.months import draw_months
from xlsales.design.quota.settings import mark_unless_ok
from xlsales.design.tables import Column, draw_table

QUARTERS = "DEFG"
HEAD = 6
LINES = (
    "season", "small", "large", "quota", "segments", "people", "people_check",
    "won_small", "won_large", "won_other", "won", "attainment", "gap", "months",
)  # fmt: skip
ROW = {line: row for row, line in enumerate(LINES, start=HEAD + 1)}
MONTHS_AT, PEOPLE_AT = 22, 38
_KINDS = {"season": "percent", "attainment": "percent", "months": "integer"}
_TOTALS = {"quota", "won"}


def won_between(start: str, end: str, more: str = "") -> str:
    """Return the formula text for what is won from one day to another.

    >>> won_between("B1", "C1")[:37]
    'SUMIFS(xsDeals[amount],xsDeals[status'
    """
    days = f'xsDeals[close],">="&{start},xsDeals[close],"<="&{end}'
    return f'SUMIFS(xsDeals[amount],xsDeals[status],"{{status.won}}",{days}{more})'


def agreement(difference: str) -> str:
    """Return the formula that says in words whether a difference is nothing."""
    return f'=IF(ROUND({difference},5)=0,"{{quota.check.ok}}","{{quota.check.off}}"&TEXT({difference},"#,##0.00"))'


PEOPLE_COLUMNS = (
    Column("name", 28, "text"),
    Column("team", 12, "general", '=IFERROR(INDEX(xsTeam[team],MATCH([@name],xsTeam[name],0))&"","")'),
    *(
        Column(f"q{n}", 13, "money1", f"=IFERROR(INDEX(xsSplit[q{n}_quota],MATCH([@name],xsSplit[name],0)),0)")
        for n in (1, 2, 3, 4)
    ),
    Column("year", 13, "money1", "=[@q1]+[@q2]+[@q3]+[@q4]"),
    Column("won", 18, "money1", f"={won_between('xs_year_start', 'xs_year_end', ',xsDeals[owner],[@name]')}"),
    Column("attainment", 12, "percent", '=IF([@year]=0,"{quota.zero}",[@won]/[@year])'),
)


def draw_breakdown(book: Book) -> Worksheet:
    """Draw the matrix, the plan by month and the table `xsPeopleYear`."""
    sheet = book.sheet(book.words("sheet.breakdown"), widths={"B": 28, "C": 12})
    book.title(
        sheet, book.words("breakdown.title"), '="{breakdown.subtitle}{quota.next}{quota.unit}{quota.is}"&xs_unit'
    )
    draw_section(book, sheet, HEAD - 1, "breakdown.matrix", "BCDEFGHI")
    draw_heads(book, sheet, HEAD, ("line", "share", "Q1", "Q2", "Q3", "Q4", "year", "check"))
    for line in LINES:
        _draw_line(book, sheet, line)
    _name_cells(book, sheet)
    draw_months(book, sheet, MONTHS_AT)
    draw_section(book, sheet, PEOPLE_AT, "breakdown.people_year", "BCDEFGHIJ")
    sheet.row_breaks.append(Break(id=MONTHS_AT - 1))
    draw_table(book, sheet, "xsPeopleYear", f"B{PEOPLE_AT + 1}", PEOPLE_COLUMNS)
    sheet[f"J{PEOPLE_AT + 2}"].alignment = Alignment(horizontal="right", vertical="center")
    return sheet


def draw_section(book: Book, sheet: Worksheet, row: int, word: str, letters: str) -> None:
    """Draw a section heading with its line over some columns, the first of which bears the word."""
    for letter in letters:
        book.put(sheet, f"{letter}{row}", None, "xs section")
    book.put(sheet, f"{letters[0]}{row}", book.words(word), "xs section")


def draw_heads(book: Book, sheet: Worksheet, row: int, heads: tuple[str, ...]) -> None:
    """Draw column heads; a head that is no quarter is the word `breakdown.<head>`."""
    for letter, head in zip("BCDEFGHI", heads, strict=False):
        text = head if head.startswith("Q") else book.words("quota.check" if head == "check" else f"breakdown.{head}")
        book.put(sheet, f"{letter}{row}", text, "xs head")


def _draw_line(book: Book, sheet: Worksheet, line: str) -> None:
    row, kind = ROW[line], _KINDS.get(line, "money1")
    style = "xs total" if line in _TOTALS else "xs cell"
    book.put(sheet, f"B{row}", book.words(f"breakdown.{line}"), "xs total" if line in _TOTALS else "xs label")
    book.put(sheet, f"C{row}", _SHARE.get(line), style, "percent")
    for number, letter in enumerate(QUARTERS, start=1):
        book.put(sheet, f"{letter}{row}", _quarter(line, number, letter), style, kind)
    book.put(sheet, f"H{row}", _year(line), style, kind)
    book.put(sheet, f"I{row}", _CHECK.get(line), style)
    checks = f"D{row}:I{row}" if line in {"segments", "people_check"} else f"I{row}:I{row}"
    mark_unless_ok(book, sheet, checks)
    for cell in sheet[checks][0]:
        cell.alignment = Alignment(horizontal="center", vertical="center")


_SHARE = {
    "small": "=xs_small_share",
    "large": "=xs_large_share",
    "quota": "=xs_small_share+xs_large_share",
}
_CHECK = {
    "season": "=xs_season_check",
    "small": "",
    "quota": agreement(f"H{ROW['quota']}-xs_annual"),
    "people": agreement(f"H{ROW['people']}-H{ROW['quota']}"),
}


def _quarter(line: str, number: int, letter: str) -> str:
    start = f"DATE(YEAR(xs_year_start),MONTH(xs_year_start)+{3 * (number - 1)},1)"
    end = f"DATE(YEAR(xs_year_start),MONTH(xs_year_start)+{3 * number},1)-1"
    segment = ',xsDeals[segment],"{{segment.{0}}}"'
    return {
        "season": f"=xs_season_{number}",
        "small": f"=xs_annual*{letter}{ROW['season']}*$C{ROW['small']}",
        "large": f"=xs_annual*{letter}{ROW['season']}*$C{ROW['large']}",
        "quota": f"=xs_annual*{letter}{ROW['season']}",
        "segments": agreement(f"{letter}{ROW['small']}+{letter}{ROW['large']}-{letter}{ROW['quota']}"),
        "people": f"=SUM(xsPeopleYear[q{number}])",
        "people_check": agreement(f"{letter}{ROW['people']}-{letter}{ROW['quota']}"),
        "won_small": f"={won_between(start, end, segment.format('small'))}",
        "won_large": f"={won_between(start, end, segment.format('large'))}",
        "won_other": f"=ROUND({letter}{ROW['won']}-{letter}{ROW['won_small']}-{letter}{ROW['won_large']},6)",
        "won": f"={won_between(start, end)}",
        "attainment": _attainment(letter),
        "gap": f"={letter}{ROW['quota']}-{letter}{ROW['won']}",
        "months": f"=MAX(0,MIN(xs_first_month+xs_months-1,{3 * number})-MAX(xs_first_month,{3 * number - 2})+1)",
    }[line]


def _year(line: str) -> str:
    own = {
        "segments": agreement(f"H{ROW['small']}+H{ROW['large']}-H{ROW['quota']}"),
        "people_check": agreement(f"H{ROW['people']}-H{ROW['quota']}"),
        "attainment": _attainment("H"),
    }
    return own.get(line, f"=SUM(D{ROW[line]}:G{ROW[line]})")


def _attainment(letter: str) -> str:
    quota = f"{letter}{ROW['quota']}"
    return f'=IF({quota}=0,"{{quota.zero}}",{letter}{ROW["won"]}/{quota})'


def _name_cells(book: Book, sheet: Worksheet) -> None:
    book.name("xs_seasons", sheet, f"D{ROW['season']}:G{ROW['season']}")
    book.name("xs_quarter_months", sheet, f"D{ROW['months']}:G{ROW['months']}")
    for line in ("small", "large", "quota", "won"):
        for number, letter in enumerate(QUARTERS, start=1):
            book.name(f"xs_{line}_q{number}", sheet, f"{letter}{ROW[line]}")
