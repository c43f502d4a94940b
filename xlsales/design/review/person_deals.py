"""The person's largest open deals and longest stalled ones, found without array formulas."""

from __future__ import annotations

from dataclasses import dataclass

from openpyxl.styles import Alignment
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.review.blocks import head, merged
from xlsales.design.review.native import count
from xlsales.design.sheets.settings import Setting
from xlsales.design.tables import Column

LINES = 5
KEY_BASE = 2_000_000


@dataclass(frozen=True)
class _List:
    """One list of deals: the deal column it sorts by, its hidden helper columns, the blocks it shows."""

    key: str
    helpers: str
    cells: tuple[tuple[str, str, str], ...]


_LARGEST = _List(
    "open_key",
    "QR",
    (("BD", "name", "general"), ("EF", "stage", "general"), ("GG", "amount", "money"), ("HH", "close", "date")),
)
_STALLED = _List("stall_key", "ST", (("JM", "name", "general"), ("NN", "amount", "money"), ("OO", "stalled", "days")))
# An export may bear ids and no names.
_NAMED = 'IF(INDEX(xsDeals[name],{line})="",INDEX(xsDeals[id],{line}),INDEX(xsDeals[name],{line}))'
DEAL_KEYS = (
    Column("line", 8, "integer", "=ROW()"),
    Column(
        "open_key",
        12,
        "integer",
        '=IF([@status]<>"{status.open}",0,IF(N([@amount])<=0,0,'
        f"ROUND([@amount]/xs_largest_deal*100000000,0)*{KEY_BASE}+[@line]))",
    ),
    Column("stall_key", 12, "integer", f'=IF([@stalled]="",0,[@stalled]*{KEY_BASE}+[@line])'),
)
SETTINGS = (
    (
        "review.lists",
        (
            Setting("review.largest_deal", "xs_largest_deal", "=MAX(xsDeals[amount])", "money"),
            Setting("review.first_line", "xs_first_line", "=MIN(xsDeals[line])", "integer"),
        ),
    ),
)


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
        _listed(book, sheet, top + 1 + number, number, _LARGEST)
        _listed(book, sheet, top + 1 + number, number, _STALLED)
    for letter in "QRST":
        sheet.column_dimensions[letter].hidden = True


def _head(book: Book, sheet: Worksheet, row: int, ends: tuple[str, str], word: str, counted: str) -> None:
    ref = f"{ends[0]}{row}:{ends[1]}{row}"
    text = f'="{{{word}}}"&IF($B$2="",""," ({{person.count}}"&{counted}&"{{person.count_end}})")'
    for cell in sheet[ref][0]:
        book.put(sheet, cell.coordinate, None, "xs section")
    book.put(sheet, ends[0] + str(row), text, "xs section")


def _listed(book: Book, sheet: Worksheet, row: int, number: int, source: _List) -> None:
    """Write the deal with the n-th largest key of the person; the key ends in the deal's sheet row."""
    key, line = f"{source.helpers[0]}{row}", f"{source.helpers[1]}{row}"
    above = f"{source.helpers[0]}{row - 1}"
    largest = f"IFERROR(SUMPRODUCT(LARGE((xsDeals[owner]=$B$2)*xsDeals[{source.key}],{number})),0)"
    none_left = '$B$2=""' if number == 1 else f"{above}=0"
    book.put(sheet, key, f"=IF({none_left},0,{largest})", "xs note")
    book.put(sheet, line, f'=IF({key}=0,"",MOD({key},{KEY_BASE})-xs_first_line+1)', "xs note")
    for ends, field, kind in source.cells:
        value = _NAMED.format(line=line) if field == "name" else f"INDEX(xsDeals[{field}],{line})"
        _cell(book, sheet, f"{ends[0]}{row}:{ends[1]}{row}", value, kind, line)


def _cell(book: Book, sheet: Worksheet, ref: str, value: str, kind: str, line: str) -> None:
    merged(book, sheet, ref, f'=IF({line}="","",IF({value}="","",{value}))', "xs cell", kind)
    side = None if kind == "general" else "right"
    sheet[ref.partition(":")[0]].alignment = Alignment(vertical="center", shrink_to_fit=True, horizontal=side)
