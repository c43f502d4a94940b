"""The sample team: the same everywhere, plausible, and as untidy as a real export."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from xlsales import sample
from xlsales.errors import SettingsError

LANGUAGES = ("zh-CN", "en")


def rows(language: str) -> list[dict[str, str]]:
    """Read the shipped deals of a language."""
    with (sample.folder(language) / "deals.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("language", LANGUAGES)
def test_shipped_files_are_what_the_generator_draws(language: str, tmp_path: Path) -> None:
    """Drawing the sample again gives the shipped files byte for byte."""
    written = sample.write(tmp_path, language)
    assert {path.name for path in written} == {"deals.csv", "team.csv", "xlsales.toml"}
    for path in written:
        assert path.read_bytes() == (sample.folder(language) / path.name).read_bytes()


def test_another_seed_gives_another_team() -> None:
    """The seed decides the deals, so a test may draw its own."""
    assert sample.texts("en", 1)["deals.csv"] != sample.texts("en", 2)["deals.csv"]


def test_unknown_language_is_refused_with_those_there_are() -> None:
    """A language without a sample is an error that names the languages."""
    with pytest.raises(SettingsError, match="zh-CN or en"):
        sample.texts("de")


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_is_some_four_hundred_deals_of_twelve_people(language: str) -> None:
    """The sample is large enough for charts and small enough to read."""
    found = rows(language)
    owner = "负责人" if language == "zh-CN" else "Owner"
    assert 380 <= len(found) <= 480
    assert len({row[owner] for row in found}) == 12
    assert len({next(iter(row.values())) for row in found}) == len(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sample_has_the_gaps_and_shapes_of_a_real_export(language: str) -> None:
    """Some deals lack an amount or a stage, and some values are written the way people type them."""
    amount, stage = ("金额", "阶段") if language == "zh-CN" else ("Amount", "Stage")
    close = "成交日期" if language == "zh-CN" else "Close Date"
    found = rows(language)
    assert sum(not row[amount] for row in found) == 3
    assert sum(not row[stage].strip() for row in found) == 1
    assert sum(not row[amount].isdigit() for row in found if row[amount]) == 12
    assert sum(row[close].count("-") != 2 for row in found) >= 4


def test_clean_dates_of_the_sample_stand_in_order() -> None:
    """No deal is closed or touched before it was created, and nothing happened after the as-of date."""
    for row in rows("en"):
        days = [row[column] for column in ("Created Date", "Close Date", "Last Activity")]
        if all(day.count("-") == 2 for day in days):
            created, close, touched = map(date.fromisoformat, days)
            assert date(2025, 1, 1) <= created <= close
            assert created <= touched <= sample.AS_OF
