"""The person's largest open deals and longest stalled ones, found without array formulas."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.review.blocks import head, merged
from xlsales.design.review.native import count

LINES = 5
_MINE = "(xsDeals[owner]=$B$2)"
_OPEN = '(xsDeals[status]="{status.open}")'
_FIRST = "MIN(xsDeals[line])"
_STALL = 10_000_000
_LARGEST = (("BD", "name", "general"), ("EF", "stage", "general"), ("GG", "amount", "money"), ("HH", "close", "date"))
_STALLED = (("JM", "name", "general"), ("NN", "amount", "money"), ("OO", "stalled", "days"))


def draw(book: Book, sheet: Worksheet, top: int) -> None:
    """Draw both lists side by side from a row; the line numbers they work with stand in hidden columns."""
    open_count = count('xsDeals[status],"{status.open}"', "$B$2")
    stalled_count = count('xsDeals[status],"{status.open}",xsDeals[stall_key],">0"', "$B$2")
    _head(book, sheet, top, ("B", "H"), "person.deals", open_count)
    _head(book, sheet, top, ("J", "O"), "person.stalled", stalled_count)
    for letters, word in (
        ("BD", "deal.name"), ("EF", "deal.stage"), ("GG", "deal.amount"), ("HH", "person.close"),
        ("JM", "deal.name"), ("NN", "deal.amount"), ("OO", "person.days"),
    ):  # fmt: skip
        head(book, sheet, f"{letters[0]}{top + 1}:{letters[1]}{top + 1}", word)
    for number in range(1, LINES + 1):
        _largest(book, sheet, top + 1 + number, number)
        _stalled(book, sheet, top + 1 + number, number)
    for letter in "QRST":
        sheet.column_dimensions[letter].hidden = True


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
    _line(book, sheet, row, f"R{row}", _LARGEST)


def _stalled(book: Book, sheet: Worksheet, row: int, number: int) -> None:
    longest = f"IFERROR(SUMPRODUCT(LARGE({_MINE}*xsDeals[stall_key],{number})),0)"
    book.put(sheet, f"S{row}", f'=IF($B$2="",0,{longest})', "xs note")
    book.put(sheet, f"T{row}", f'=IF(S{row}<=0,"",MOD(S{row},{_STALL})-{_FIRST}+1)', "xs note")
    _line(book, sheet, row, f"T{row}", _STALLED)


def _line(book: Book, sheet: Worksheet, row: int, line: str, cells: Sequence[tuple[str, str, str]]) -> None:
    """Write one deal: for each block of columns the field it shows and its kind."""
    for ends, key, kind in cells:
        value = f"INDEX(xsDeals[{key}],{line})"
        ref = f"{ends[0]}{row}:{ends[1]}{row}"
        merged(book, sheet, ref, f'=IF({line}="","",IF({value}="","",{value}))', "xs cell", kind)
        side = None if kind == "general" else "right"
        sheet[f"{ends[0]}{row}"].alignment = sheet["B2"].alignment.copy(shrink_to_fit=True, horizontal=side)
