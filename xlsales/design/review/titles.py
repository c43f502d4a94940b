"""The line under a sheet's title: what it answers, for which period, up to which day, in which unit."""

from __future__ import annotations

from xlsales.design.book import Book


def period_line(book: Book, subtitle: str) -> str:
    """Return the formula of the line; it follows the settings sheet."""
    day = book.words.pick("yyyy/m/d", "d mmm yyyy")
    return (
        f'="{{{subtitle}}}{book.words.pick("。", ". ")}'
        "{review.note.period}"
        f'"&xs_period&"{{review.note.as_of}}"&TEXT(xs_as_of,"{day}")'
        '&"{review.note.scope}"&xs_owner&"{review.note.unit_of}"&xs_unit'
    )
