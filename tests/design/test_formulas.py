"""One drawing, two languages: keys and words of a formula are filled in when a template is drawn."""

from __future__ import annotations

import pytest

from xlsales.design.formulas import written
from xlsales.words import Words


@pytest.mark.parametrize(
    ("drawing", "english"),
    [
        ("=SUM(xsDeals[amount])", "=SUM(xsDeals[Amount])"),
        ("=xs_quota*2", "=xs_quota*2"),
        ('=IF(A1="{status.lost}",1,0)', '=IF(A1="Lost",1,0)'),
        ('="{settings.scope.period}"&A1', '="Due in period"&A1'),
        ("=SUM(xsDeals[amount])/SUM(xsTeam[quota])", "=SUM(xsDeals[Amount])/SUM(xsTeam[Quota])"),
    ],
)
def test_keys_become_words(drawing: str, english: str) -> None:
    """Column keys become headers and braces become words; everything else stays."""
    assert written(drawing, Words("en")) == english


def test_this_row_belongs_to_the_table_it_stands_in() -> None:
    """A cell of the same row is written the long way, which every spreadsheet program reads."""
    assert written("=[@rate]", Words("en"), "xsDeals") == "=xsDeals[[#This Row],[Rate]]"
    assert written("=[@rate]", Words("en"), "xsStages") == "=xsStages[[#This Row],[Rate]]"


@pytest.mark.parametrize("drawing", ["=SUM(xsDeals[nonsense])", '="{no.such_word}"', "=SUM(xsNowhere[amount])"])
def test_unknown_key_stops_the_drawing(drawing: str) -> None:
    """A misspelt column, word or table is found when the template is drawn, not by its reader."""
    with pytest.raises(KeyError):
        written(drawing, Words("en"))
