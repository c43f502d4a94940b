"""The person's largest open deals and longest stalled ones, found without array formulas."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.review.blocks import head, merged
from xlsales.design.review.native import count

LINES = 5
_MINE = "(xsDeals[owner]=$B$2)"
_OPEN = '(xsDeals[status]="{status.open}")'
_FIRST = "MIN(xsDeals[line])"
_STALL = 10_000_000


def draw(book: Book, sheet: Worksheet, top: int) -> None:
    """Draw both lists side by side from a row; the line numbers they work with stand right of the page."""
    open_count = count('xsDeals[status],"{status.open}"', "$B$2")
    stalled_count = count('xsDeals[status],"{status.open}",xsDeals[stall_key],">0"', "$B$2")
    _head(book, sheet, top, ("B", "H"), "person.deals", open_count)
    _head(book, sheet, top, ("I", "O"), "person.stalled", stalled_count)
    for letters, word in (
        (("B", "E"), "deal.name"), (("F", "F"), "deal.stage"), (("G", "G"), "deal.amount"), (("H", "H"), "person.close"),
        (("I", "L"), "deal.name"), (("M", "M"), "deal.stage"), (("N", "N"), "deal.amount"), (("O", "O"), "person.days"),
    ):  # fmt: skip
        head(book, sheet, f"{letters[0]}{top + 1}:{letters[1]}{top + 1}", word)
    for number in range(1, LINES + 1):
        _largest(book, sheet, top + 1 + number, number)
        _stalled(book, sheet, top + 1 + number, number)


def _head(book: Book, sheet: Worksheet, row: int, ends: tuple[str, str], word: str, counted: str) -> None:
    ref = f"{ends[0]}{row}:{ends[1]}{row}"
    text = f'="{{{word}}}"&IF($B$2="",""," ({{person.count}}"&{counted}&"{{person.count_end}})")'
    for cell in sheet[ref][0]:
        book.put(sheet, cell.coordinate, None, "xs section")
    book.put(sheet, ends[0] + str(row), text, "xs section")


def _largest(book: Book, sheet: Worksheet, row: int, number: int) -> None:
    amount = f'IFERROR(SUMPRODUCT(LARGE({_MINE}*{_OPEN}*xsDeals[amount],{number})),0)'
    same = f"{_MINE}*{_OPEN}*(xsDeals[amount]=Q{row})"
    below = f"*(xsDeals[line]<IF(Q{row}=Q{row - 1},R{row - 1}+{_FIRST}-1,1E+9))" if number > 1 else ""
    line = f'IF(Q{row}<=0,"",SUMPRODUCT(MAX({same}{below}*xsDeals[line]))-{_FIRST}+1)'
    book.put(sheet, f"Q{row}", f'=IF($B$2="",0,{amount})', "xs note")
    book.put(sheet, f"R{row}", f"={line}", "xs note")
    _line(book, sheet, row, f"R{row}", ("B", "E", "F", "G", "H"), ("close", "date"))


def _stalled(book: Book, sheet: Worksheet, row: int, number: int) -> None:
    longest = f"IFERROR(SUMPRODUCT(LARGE({_MINE}*xsDeals[stall_key],{number})),0)"
    book.put(sheet, f"S{row}", f'=IF($B$2="",0,{longest})', "xs note")
    book.put(sheet, f"T{row}", f'=IF(S{row}<=0,"",MOD(S{row},{_STALL})-{_FIRST}+1)', "xs note")
    _line(book, sheet, row, f"T{row}", ("I", "L", "M", "N", "O"), ("stalled", "days"))


def _line(
    book: Book, sheet: Worksheet, row: int, line: str, letters: tuple[str, ...], last: tuple[str, str]
) -> None:
    first, end, stage, amount, what = letters

    def cell(key: str) -> str:
        return f'=IF({line}="","",INDEX(xsDeals[{key}],{line}))'

    merged(book, sheet, f"{first}{row}:{end}{row}", cell("name"))
    book.put(sheet, f"{stage}{row}", cell("stage"), "xs cell")
    book.put(sheet, f"{amount}{row}", cell("amount"), "xs cell", "money")
    empty_date = f'=IF({line}="","",IF(INDEX(xsDeals[{last[0]}],{line})="","",INDEX(xsDeals[{last[0]}],{line})))'
    book.put(sheet, f"{what}{row}", empty_date, "xs cell", last[1])
    for letter in (first, stage, amount, what):
        sheet[f"{letter}{row}"].alignment = sheet["B2"].alignment.copy(
            shrink_to_fit=letter != first, wrap_text=letter == first, horizontal="right" if letter in (amount, what) else None
        )
