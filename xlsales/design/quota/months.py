"""The year month by month: planned and won, each month and to date."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book

HEADS = ("month", "quarter", "plan", "plan_cumulated", "won_month", "won_cumulated", "ahead")


def draw_months(book: Book, sheet: Worksheet, at: int) -> None:
    """Draw a heading at a row, column heads below it and the twelve months below them."""
    sheet.row_dimensions[at + 1].height = 30
    for letter in "BCDEFGH":
        book.put(sheet, f"{letter}{at}", None, "xs section")
    book.put(sheet, f"B{at}", book.words("breakdown.month_plan"), "xs section")
    for letter, head in zip("BCDEFGH", HEADS, strict=True):
        book.put(sheet, f"{letter}{at + 1}", book.words(f"breakdown.{head}"), "xs head")
    for month in range(1, 13):
        _draw_month(book, sheet, at + 1, month)


def _draw_month(book: Book, sheet: Worksheet, head: int, month: int) -> None:
    row, first = head + month, head + 1
    start = f"DATE(YEAR(xs_year_start),MONTH(xs_year_start)+{month - 1},1)"
    end = f"DATE(YEAR(xs_year_start),MONTH(xs_year_start)+{month},1)-1"
    quarter = (month + 2) // 3
    days = f'xsDeals[close],">="&{start},xsDeals[close],"<="&{end}'
    cells = (
        ("B", f'=TEXT({start},"yy-mm")', "general"),
        ("C", f"Q{quarter}", "general"),
        ("D", f"=xs_quota_q{quarter}/3", "money1"),
        ("E", f"=SUM(D${first}:D{row})", "money1"),
        ("F", f'=SUMIFS(xsDeals[amount],xsDeals[status],"{{status.won}}",{days})', "money1"),
        ("G", f'=IF({start}>xs_as_of,"",SUM(F${first}:F{row}))', "money1"),
        ("H", f'=IF({end}>xs_as_of,"",SUM(F${first}:F{row})-E{row})', "money1"),
    )
    for letter, formula, kind in cells:
        book.put(sheet, f"{letter}{row}", formula, "xs cell", kind)
