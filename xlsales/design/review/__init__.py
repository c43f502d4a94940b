"""Draws the performance review workbook."""

from __future__ import annotations

from xlsales.design.book import Book
from xlsales.design.review import person_deals
from xlsales.design.review.performance import draw_performance
from xlsales.design.review.person import draw_person
from xlsales.design.review.plan import SEASONS, draw_plan
from xlsales.design.review.ranking import draw_ranking
from xlsales.design.review.scorecard import draw_scorecard
from xlsales.design.review.teams import draw_teams
from xlsales.design.sheets.deals import draw_deals
from xlsales.design.sheets.imported import draw_imported
from xlsales.design.sheets.notes import draw_notes
from xlsales.design.sheets.settings import draw_settings
from xlsales.design.sheets.team import draw_team

_NOTES = (
    ("review.notes.figures", ""),
    ("review.notes.forecast", "review.notes.forecast.text"),
    ("review.notes.beyond", "review.notes.beyond.text"),
    ("review.notes.completion", "review.notes.completion.text"),
    ("review.notes.firm", "review.notes.firm.text"),
    ("review.notes.total", "review.notes.total.text"),
    ("review.notes.teams", "review.notes.teams.text"),
    ("review.notes.scores", ""),
    ("review.notes.points", "review.notes.points.text"),
    ("review.notes.weighted", "review.notes.weighted.text"),
    ("review.notes.status", "review.notes.status.text"),
    ("review.notes.rank", "review.notes.rank.text"),
    ("review.notes.plan", ""),
    ("review.notes.months", "review.notes.months.text"),
)


def draw(language: str) -> Book:
    """Draw the review template in a language.

    >>> "xs_page_person" in draw("en").workbook.defined_names
    True
    """
    book = Book(language)
    draw_performance(book)
    draw_teams(book)
    draw_scorecard(book)
    draw_plan(book)
    draw_ranking(book)
    draw_person(book)
    draw_deals(book, person_deals.DEAL_KEYS)
    draw_team(book)
    draw_settings(book, (*SEASONS, *person_deals.SETTINGS))
    draw_imported(book)
    draw_notes(book, _NOTES)
    return book
