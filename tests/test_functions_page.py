"""The pages of every function, as they stand in docs/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from xlsales.functions_page import FILES, page, write
from xlsales.registry import FUNCTIONS

DOCS = Path(__file__).parents[1] / "docs"
REDRAW = "run  python -m xlsales.functions_page docs"


@pytest.mark.parametrize("language", FILES)
def test_the_page_in_the_repository_is_the_one_the_registry_gives(language: str) -> None:
    """A change of the registry redraws the page."""
    assert (DOCS / FILES[language]).read_text(encoding="utf-8") == page(language), REDRAW


@pytest.mark.parametrize("language", FILES)
def test_every_link_of_the_contents_leads_to_a_section(language: str) -> None:
    """Each function stands once in the contents and once as a section of that name."""
    text = page(language)
    links = re.findall(r"\]\(#([^)]+)\)", text)
    sections = [
        re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in re.findall(r"^### (.+)$", text, re.MULTILINE)
    ]
    assert links == sections
    assert len(links) == len(FUNCTIONS)


def test_the_chinese_page_speaks_chinese() -> None:
    """Help and headings are in the language of the page."""
    text = page("zh-CN")
    assert all(function.help_zh in text for function in FUNCTIONS)
    assert "## Forecast" not in text


def test_both_pages_are_written(tmp_path: Path) -> None:
    """One command draws them into any folder."""
    assert [path.name for path in write(tmp_path)] == ["functions.md", "functions.zh-CN.md"]
    assert all(path.stat().st_size > 10_000 for path in tmp_path.iterdir())
