"""The quota workbook: annual target to quarters, segments and people, against what is won."""

from __future__ import annotations

from xlsales.design.book import Book
from xlsales.design.quota.breakdown import draw_breakdown
from xlsales.design.quota.overview import draw_overview
from xlsales.design.quota.people import draw_people
from xlsales.design.quota.settings import draw_quota_settings
from xlsales.design.quota.workings import draw_workings
from xlsales.design.sheets.deals import draw_deals
from xlsales.design.sheets.imported import draw_imported
from xlsales.design.sheets.notes import draw_notes
from xlsales.design.sheets.team import draw_team
from xlsales.design.tables import Column

_TOPICS = ("annual", "season", "split", "ramp", "weight", "join", "pace", "won", "zero", "seed")
NOTES = (
    ("notes.section.quota", ""),
    *((f"notes.quota.{topic}", f"notes.quota.{topic}.text") for topic in _TOPICS),
)


def draw(language: str) -> Book:
    """Draw the quota template in a language."""
    book = Book(language)
    overview = book.sheet(book.words("sheet.quota"), widths={})
    draw_breakdown(book)
    draw_people(book)
    draw_deals(book)
    draw_team(book, (Column("annual", 14, "money", rule="number"),))
    draw_quota_settings(book)
    draw_workings(book)
    draw_imported(book)
    draw_notes(book, NOTES)
    draw_overview(book, overview)
    return book
