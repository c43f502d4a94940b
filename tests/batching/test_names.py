"""File names for workbooks: what every system takes, each name once."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from xlsales.batching.names import MOST_BYTES, MOST_UNITS, file_names, safe_stem, same_file

DEVICES = ["CON", "nul", "Com1", "LPT9", "aux.txt", "PRN .x", "COM¹", "con "]
texts = st.one_of(
    st.text(max_size=200),
    st.text(alphabet='aA.é /\\:*?"<>|\u0301\u202e长😀', max_size=200),
    st.sampled_from(DEVICES),
)


@given(texts)
@example("长" * 200)
@example("😀" * 200)
@example("a" * 114 + " .b")
def test_any_text_becomes_a_name_windows_takes(text: str) -> None:
    """No forbidden character, no edge dot or space, no device, not too long in units or bytes."""
    (name,) = file_names([text])
    stem = name.removesuffix(".xlsx")
    assert stem
    assert stem == stem.strip(" .")
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert len(name.encode("utf-16-le")) // 2 <= MOST_UNITS
    assert len(name.encode()) <= MOST_BYTES
    assert not re.fullmatch(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?", name)
    assert unicodedata.is_normalized("NFC", name)


@given(st.lists(texts, max_size=12))
def test_no_two_names_are_one_file_anywhere(wanted: list[str]) -> None:
    """Names differ even where case and the way accents are written do not count."""
    names = file_names(wanted)
    assert len({same_file(name) for name in names}) == len(wanted)
    assert len({unicodedata.normalize("NFD", name).lower() for name in names}) == len(wanted)
    assert names == file_names(wanted)


@given(st.text(alphabet="abcXYZ -'长é", min_size=1, max_size=60).map(lambda text: " ".join(text.split())))
def test_ordinary_names_stay_as_they_are(name: str) -> None:
    """Letters of any script, spaces inside, hyphens and apostrophes are kept."""
    wanted = f"review-{name}".strip()
    assert safe_stem(wanted) == unicodedata.normalize("NFC", wanted)


@pytest.mark.parametrize("device", DEVICES)
def test_device_names_are_marked(device: str) -> None:
    """What Windows keeps for a device is told apart by an underscore."""
    assert "_" in safe_stem(device)


def test_long_names_that_begin_alike_are_numbered() -> None:
    """What is cut to the same text still makes two files."""
    first, second = file_names(["x" * 300, "x" * 301])
    assert second.endswith(" (2).xlsx")
    assert len(first) == len(second) == MOST_UNITS
