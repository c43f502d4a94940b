"""Settings from xlsales.toml and from options."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from pathlib import Path

import pytest

from xlsales import settings_file
from xlsales.errors import SettingsError
from xlsales.ladders import BUILT_IN
from xlsales.settings import Kpi, Money, Settings
from xlsales.settings_file import load_settings


def written(folder: Path, text: str) -> Path:
    """Write a settings file and return its path."""
    path = folder / "xlsales.toml"
    path.write_text(textwrap.dedent(text), encoding="utf-8")
    return path


def problems_of(folder: Path, text: str) -> tuple[str, ...]:
    """Return what is wrong with a settings file."""
    with pytest.raises(SettingsError) as caught:
        load_settings(written(folder, text))
    return caught.value.problems


def test_no_file_and_no_options_give_the_defaults() -> None:
    """The defaults are those of the method."""
    assert load_settings(None, {}) == Settings()


def test_the_documented_file_is_read_whole(tmp_path: Path) -> None:
    """The example in the module's own page holds every key and is right."""
    example = textwrap.dedent((settings_file.__doc__ or "").split("\n\n", 1)[1])
    settings = load_settings(written(tmp_path, re.sub(r"(?m)^ladder = .*$", "", example)))
    assert (settings.period.text, settings.as_of, settings.owner) == ("2026Q4", date(2026, 11, 22), "华东团队")
    assert settings.money == Money("万元", 10_000)
    assert settings.kpis == (Kpi("attainment", 0.5, 1.0, True),)
    assert settings.columns == {"amount": "Umsatz"}
    assert settings.stage_map == {"Discovery Call": "意向"}
    assert (settings.day_first, settings.large_from, settings.revenue_per_deal) == (True, 100_000, 2)
    assert settings.season_shares == (0.22, 0.25, 0.27, 0.26)
    assert settings.ladder is not None
    assert [(stage.zh, stage.rate, stage.status) for stage in settings.ladder.stages] == [
        ("试用", 0.4, "open"),
        ("赢单", 1.0, "won"),
        ("输单", 0.0, "lost"),
    ]


def test_a_built_in_ladder_is_chosen_by_its_key(tmp_path: Path) -> None:
    """ladder = "zoho" needs no entries."""
    assert load_settings(written(tmp_path, 'ladder = "zoho"')).ladder == BUILT_IN["zoho"]
    assert "ladder is 'zohoo': write small or" in problems_of(tmp_path, 'ladder = "zohoo"')[0]


def test_options_outrank_the_file(tmp_path: Path) -> None:
    """An option that is not given changes nothing."""
    path = written(tmp_path, 'period = "2026Q3"\n[rates]\ncommit = 0.6\nupside = 0.2\n')
    settings = load_settings(path, {"period": "2026Q4", "rates.commit": 0.5, "owner": None, "as_of": "2026-11-22"})
    assert (settings.period_text, settings.commit_rate, settings.upside_rate) == ("2026Q4", 0.5, 0.2)
    assert settings.as_of == date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("languge = 'en'", "xlsales.toml: languge is not known: did you mean language?"),
        ("language = 'fr'", "xlsales.toml: language is 'fr': write zh-CN or en"),
        ("[rates]\ncommit = 70", "xlsales.toml: rates.commit is 70: write a share from 0 to 1, as 0.7 for 70%"),
        ("[rates]\ncomit = 0.7", "xlsales.toml: rates.comit is not known: did you mean rates.commit?"),
        (
            "[rates]\nsmall = [0.2, 0.3]",
            "xlsales.toml: rates.small is [0.2, 0.3]: write 3 shares from 0 to 1 in brackets",
        ),
        ("rates = 3", "xlsales.toml: rates is a section: write [rates] above its keys"),
        (
            "period = '2026Q9'",
            "xlsales.toml: period is wrong: period '2026Q9' is not understood: a year has 4 parts of this kind",
        ),
        ("period = 2026", "xlsales.toml: period is 2026: write 2026, 2026H2, 2026Q4 or 2026-11 in quotes"),
        ("as_of = 'soon'", "xlsales.toml: as_of is 'soon': write a day as 2026-11-22"),
        ("fiscal_year_start = 13", "xlsales.toml: fiscal_year_start is 13: write a whole number from 1 to 12"),
        ("fiscal_year_start = true", "xlsales.toml: fiscal_year_start is true: write a whole number from 1 to 12"),
        ("[money]\ndivisor = 0", "xlsales.toml: money.divisor is 0: write a number above 0"),
        ("[deals]\nday_first = 'yes'", "xlsales.toml: deals.day_first is 'yes': write true or false"),
        (
            "[quota]\nseasons = [0.2, 0.2, 0.2, 0.2]",
            "xlsales.toml: quota.seasons adds to 0.8: the four shares must add to 1",
        ),
        ("[quota]\nsmall = 0.5", "xlsales.toml: quota.small and quota.large add to 0.75: they must add to 1"),
        ("[columns]\namount = 3", "xlsales.toml: columns.amount is 3: write a text in quotes"),
        ("[[ladder]]\nname = 'x'", "xlsales.toml: ladder[1].rate is missing: an open stage has a rate from 0 to 1"),
        ("[[kpi]]\nweight = 1", "xlsales.toml: kpi[1].measure is missing"),
        (
            "[[kpi]]\nmeasure = 'a'\nweight = 1\nwieght = 2",
            "xlsales.toml: kpi[1].wieght is not known: did you mean kpi[1].weight?",
        ),
    ],
)  # fmt: skip
def test_each_mistake_has_its_sentence(tmp_path: Path, text: str, problem: str) -> None:
    """File, key, value and what to write instead."""
    assert problems_of(tmp_path, text) == (problem,)


def test_all_mistakes_are_told_together(tmp_path: Path) -> None:
    """Those of the file and those of the command line."""
    path = written(tmp_path, "languge = 'en'\n[rates]\ncommit = 70\n")
    with pytest.raises(SettingsError) as caught:
        load_settings(path, {"money.divisor": -1})
    assert [problem.split(" ")[0] for problem in caught.value.problems] == ["xlsales.toml:", "xlsales.toml:", "command"]


def test_a_file_that_is_no_toml_or_not_there_is_refused(tmp_path: Path) -> None:
    """The file is named, with the line where TOML ends."""
    with pytest.raises(SettingsError, match=r"is not TOML in UTF-8: .*line 1"):
        load_settings(written(tmp_path, "period = \nowner = 'x'"))
    with pytest.raises(SettingsError, match=r"none\.toml cannot be read"):
        load_settings(tmp_path / "none.toml")


def test_a_file_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    """Windows editors add one."""
    (tmp_path / "xlsales.toml").write_bytes("\ufefflanguage = 'en'".encode())
    assert load_settings(tmp_path / "xlsales.toml").language == "en"


def test_shares_that_do_not_add_up_are_told_with_every_other_problem(tmp_path: Path) -> None:
    """A wrong sum is not held back until the other keys are right."""
    path = tmp_path / "xlsales.toml"
    path.write_text("[quota]\nseasons = [0.5, 0.5, 0.5, 0.5]\n[money]\ndivisor = 0\n", encoding="utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(path)
    assert len(caught.value.problems) == 2
    assert "adds to 2" in str(caught.value)
