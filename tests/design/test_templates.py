"""The committed templates are what the drawers draw, and hold what the reports need."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from openpyxl import load_workbook

from xlsales import resources
from xlsales.design.catalogue import DRAWERS, draw_one
from xlsales.settings import LANGUAGES

Draw = Callable[[str, str], Path]


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Draw:
    """Give a template drawn anew, each once."""
    folder = tmp_path_factory.mktemp("templates")
    return cache(lambda name, language: draw_one(folder, name, language)[0])


def members(path: Path) -> dict[str, bytes]:
    """Return the members of a package by name."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAWERS)
def test_committed_template_is_a_fresh_drawing(fresh: Draw, name: str, language: str) -> None:
    """Every member of a committed template equals the one drawn now: run `python -m xlsales.design` if not."""
    drawn, committed = members(fresh(name, language)), members(resources.template(name, language))
    assert list(committed) == list(drawn)
    assert [part for part in drawn if drawn[part] != committed[part]] == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAWERS)
def test_list_beside_the_template_names_all_it_has(name: str, language: str, fresh: Draw) -> None:
    """The list beside a template is current and holds every defined name and table."""
    path = resources.template(name, language)
    text = path.with_suffix(".md").read_text(encoding="utf-8")
    assert text == fresh(name, language).with_suffix(".md").read_text(encoding="utf-8")
    book = load_workbook(path)
    named = [*book.defined_names, *(table for sheet in book for table in sheet.tables)]
    assert named
    assert [item for item in named if f"`{item}`" not in text] == []


@pytest.mark.parametrize("name", DRAWERS)
def test_both_languages_have_the_same_names_and_tables(name: str, fresh: Draw) -> None:
    """What can be filled does not depend on the language."""
    books = [load_workbook(fresh(name, language)) for language in LANGUAGES]
    chinese, english = ((set(book.defined_names), {t for s in book for t in s.tables}) for book in books)
    assert chinese == english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", DRAWERS)
def test_headers_need_no_escape_in_a_structured_reference(name: str, language: str, fresh: Draw) -> None:
    """No table header holds a character that a structured reference must escape or double-bracket."""
    book = load_workbook(fresh(name, language))
    headers = [column.name for sheet in book for table in sheet.tables.values() for column in table.tableColumns]
    assert headers
    assert [header for header in headers if set(header) & set("[]#'@\",:{}\n\r\t")] == []
