"""Sheet titles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xlsales.workbook.titles import legal_title


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=40), max_size=8))
def test_titles_are_legal_and_unlike(wanted: list[str]) -> None:
    """Whatever the names of the people, their sheets get titles that Excel takes, all different."""
    titles: list[str] = []
    for name in wanted:
        titles.append(legal_title(name, titles))
    for title in titles:
        assert title.strip()
        assert not set(title) & set("[]:*?/\\")
        assert len(title.encode("utf-16-le")) <= 62
        assert title[0] != "'" != title[-1]
        assert title.casefold() != "history"
    assert len({title.casefold() for title in titles}) == len(titles)


def test_legal_title_stays() -> None:
    """A legal title is not touched."""
    assert legal_title("李四 (华东)") == "李四 (华东)"
