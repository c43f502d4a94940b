"""The funnel workbook: dashboard, the two project tools, and the sheets every workbook has."""

from __future__ import annotations

from xlsales.design.book import Book
from xlsales.design.funnel.dashboard import draw_dashboard
from xlsales.design.funnel.large import draw_large
from xlsales.design.funnel.small import draw_small
from xlsales.design.sheets.deals import draw_deals
from xlsales.design.sheets.imported import draw_imported
from xlsales.design.sheets.notes import draw_notes
from xlsales.design.sheets.settings import draw_settings
from xlsales.design.sheets.team import draw_team

_TERMS = ("forecast", "beyond", "landing", "gap", "projects", "coverage", "conversion", "win", "stalled", "tools")
NOTES = (
    ("funnel_note.section", ""),
    *((f"funnel_note.{term}", f"funnel_note.{term}.text") for term in _TERMS),
    ("tool.print", ""),
    ("small.quota", "small.print"),
    ("large.expected", "large.print.expected"),
    ("large.receipts", "large.print.receipts"),
    ("large.quota", "large.print.quota"),
)


def draw(language: str) -> Book:
    """Draw the funnel template in a language.

    >>> draw("en").workbook.sheetnames[:3]
    ['Dashboard', 'Small projects', 'Large projects']
    """
    book = Book(language)
    draw_dashboard(book)
    draw_small(book)
    draw_large(book)
    draw_deals(book)
    draw_team(book)
    draw_settings(book)
    draw_imported(book)
    draw_notes(book, NOTES)
    return book
