"""The pictures of the ribbon and of functions in the documents."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from xlsales.hosts.excel.buttons import BUTTONS
from xlsales.settings import LANGUAGES

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_shows_the_ribbon_as_it_is(language: str) -> None:
    """The committed picture is the one drawn from the table of buttons, and each button has its icon."""
    if not DOCS.exists():
        pytest.skip("the documents are not here")
    drawing = runpy.run_path(str(DOCS / "draw_ribbon.py"))
    assert drawing["draw"](language) == (DOCS / "pictures" / f"ribbon-{language}.svg").read_text("utf-8")
    assert set(drawing["ICONS"]) == {button.id for button in BUTTONS}


@pytest.mark.parametrize("language", LANGUAGES)
def test_picture_shows_what_the_functions_give(language: str) -> None:
    """The committed worksheet is the one drawn with today's results."""
    if not DOCS.exists():
        pytest.skip("the documents are not here")
    drawn = runpy.run_path(str(DOCS / "draw_functions.py"))["draw"](language)
    assert drawn == (DOCS / "pictures" / f"functions-{language}.svg").read_text("utf-8")
    assert "#N/A" not in drawn
    assert "#VALUE!" not in drawn
