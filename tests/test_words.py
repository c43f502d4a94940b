"""The catalogue of words: complete in both languages, and safe where a word becomes part of a formula."""

from __future__ import annotations

import re
from string import Formatter

import pytest

from xlsales import words
from xlsales.errors import SettingsError
from xlsales.words import Words
from xlsales.words.headers import TABLE_WORDS

KEYS = words.keys()
CHINESE = re.compile(r"[\u4e00-\u9fff]")


def test_no_word_is_missing() -> None:
    """Every key has a text in both languages; only the ends of a sentence may be needed in one of them alone."""
    both = {key: (Words("zh-CN")(key), Words("en")(key)) for key in KEYS}
    lonely = {key: max(texts, key=len) for key, texts in both.items() if not all(text.strip() for text in texts)}
    assert {key: text for key, text in lonely.items() if text == text.strip() and not key.endswith("_end")} == {}


def test_english_words_hold_no_chinese() -> None:
    """Nothing was left untranslated."""
    assert [key for key in KEYS if CHINESE.search(Words("en")(key))] == []


def test_placeholders_agree_between_languages() -> None:
    """A text that takes values takes the same ones in both languages."""
    differing = [key for key in KEYS if _fields(Words("zh-CN")(key)) != _fields(Words("en")(key))]
    assert differing == []


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_sheet_titles_fit_a_tab(language: str) -> None:
    """A sheet's title has at most 31 characters and none that Excel refuses in a tab."""
    titles = [Words(language)(key) for key in KEYS if key.startswith("sheet.")]
    assert titles
    assert [title for title in titles if len(title) > 31 or set(title) & set("\\/?*[]:")] == []


@pytest.mark.parametrize("table", TABLE_WORDS)
def test_every_table_has_words_for_its_columns(table: str) -> None:
    """Each table in the list of headers has words for its columns."""
    assert any(key.startswith(f"{TABLE_WORDS[table]}.") for key in KEYS)


def test_words_of_cells_differ_where_formulas_compare_them() -> None:
    """Statuses, categories and segments can be told apart in each language."""
    for language in ("zh-CN", "en"):
        for prefix in ("status.", "category.", "segment."):
            texts = [Words(language)(key).casefold() for key in KEYS if key.startswith(prefix)]
            assert len(set(texts)) == len(texts)


def test_values_fill_the_placeholders() -> None:
    """A text with placeholders takes its values; pick chooses between two texts."""
    assert Words("en").pick("中", "en") == "en"
    assert Words("zh-CN").pick("中", "en") == "中"


def test_unknown_language_is_refused() -> None:
    """A language without words is an error that names those there are."""
    with pytest.raises(SettingsError, match="zh-CN or en"):
        Words("de")


def _fields(text: str) -> set[str]:
    try:
        return {name for _, name, _, _ in Formatter().parse(text) if name is not None}
    except ValueError:  # a single brace: not a text that takes values
        return {text.count("{") * "{"}
