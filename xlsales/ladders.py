"""What a stage ladder is: the ordered stages of one sales process, with the rate of each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

from xlsales import ladder_data

Status = Literal["open", "won", "lost"]
Category = Literal["commit", "upside", "pipeline", "omitted", "closed"]

SMALL_STEPS = ("意向", "方案", "谈判")
LARGE_STEPS = ("潜在", "意向", "立项", "初步认可", "商务谈判")
_LARGE_RATES = (0.10, 0.20, 0.30, 0.50, 0.70)


@dataclass(frozen=True)
class Stage:
    """One rung: its name in both languages, the rate at which deals on it are won, its forecast category.

    >>> Stage("谈判", "Negotiation", 0.7).category
    'commit'
    """

    zh: str
    en: str
    rate: float
    status: Status = "open"
    stall_days: int = 30
    aliases: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return the name people read in a language."""
        return self.zh if language == "zh-CN" else self.en

    @property
    def category(self) -> Category:
        """The forecast category a deal on this stage has when it bears none of its own."""
        if self.status != "open":
            return "closed"
        return "commit" if self.rate >= 0.7 else "upside" if self.rate >= 0.3 else "pipeline"

    @property
    def small_step(self) -> str:
        """The column of the small-project tool (A21) that counts this stage; empty for closed ones."""
        if self.status != "open":
            return ""
        return SMALL_STEPS[(self.rate >= 0.275) + (self.rate >= 0.525)]

    @property
    def large_step(self) -> str:
        """The column of the large-project tool (A27) that counts this stage; empty for closed ones."""
        if self.status != "open":
            return ""
        return min(zip(LARGE_STEPS, _LARGE_RATES, strict=True), key=lambda step: abs(step[1] - self.rate))[0]


@dataclass(frozen=True)
class Ladder:
    """An ordered list of stages, open ones first, then won and lost.

    >>> ladder = Ladder("demo", "演示", "Demo", (Stage("谈判", "Negotiation", 0.7), Stage("赢单", "Won", 1, "won")))
    >>> [stage.en for stage in ladder.open]
    ['Negotiation']
    """

    key: str
    zh: str
    en: str
    stages: tuple[Stage, ...] = field(default=())

    @property
    def open(self) -> tuple[Stage, ...]:
        """The stages of deals still in play, in order."""
        return tuple(stage for stage in self.stages if stage.status == "open")

    @property
    def won(self) -> Stage:
        """The stage of won deals; the standard one where the ladder has none."""
        return self._closed("won") or Stage(*ladder_data.WON, 1.0, "won")

    @property
    def lost(self) -> Stage:
        """The stage of lost deals; the standard one where the ladder has none."""
        return self._closed("lost") or Stage(*ladder_data.LOST, 0.0, "lost")

    def _closed(self, status: Status) -> Stage | None:
        return next((stage for stage in self.stages if stage.status == status), None)

    def completed(self) -> Ladder:
        """Return the ladder with its open stages first and at least one won and one lost stage.

        >>> [stage.en for stage in Ladder("demo", "演示", "Demo", ()).completed().stages]
        ['Closed Won', 'Closed Lost']
        """
        won = tuple(stage for stage in self.stages if stage.status == "won") or (self.won,)
        lost = tuple(stage for stage in self.stages if stage.status == "lost") or (self.lost,)
        return Ladder(self.key, self.zh, self.en, self.open + won + lost)

    def index(self) -> dict[str, Stage]:
        """Return the stages by every spelling they answer to, as `spelling` writes it.

        The words every CRM uses for won and lost find the ladder's own won and lost stages.

        >>> BUILT_IN["small"].index()[spelling("Closed - WON")].zh
        '成交'
        """
        return dict(_index(self))


@lru_cache(maxsize=64)
def _index(ladder: Ladder) -> dict[str, Stage]:
    found: dict[str, Stage] = {}
    for stage in ladder.stages:
        for name in (stage.zh, stage.en, *stage.aliases):
            found.setdefault(spelling(name), stage)
    for words, stage in ((ladder_data.WON_WORDS, ladder.won), (ladder_data.LOST_WORDS, ladder.lost)):
        for word in words:
            found.setdefault(spelling(word), stage)
    return found


def spelling(text: str) -> str:
    """Return what is left of a name when case, width, punctuation and a leading number do not matter.

    >>> spelling("1-Qualify"), spelling("CLOSED_won "), spelling("方案／报价"), spelling("Proposal (60%)")
    ('qualify', 'closedwon', '方案报价', 'proposal')
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip()
    short = re.sub(r"^\d+(?:\.\d+)?\s*[-.、):_\s]\s*(?=\D)|[(\[]?\s*\d+(?:\.\d+)?\s*%\s*[)\]]?", "", plain)
    return re.sub(r"[\W_]+", "", short) or re.sub(r"[\W_]+", "", plain) or plain


def _built_in(key: str) -> Ladder:
    zh, en, won, rungs = ladder_data.LADDERS[key]
    steps = tuple(Stage(name, name_en, rate, "open", days, also) for name, name_en, rate, days, also in rungs)
    return Ladder(key, zh, en, (*steps, Stage(*won, 1.0, "won"), Stage(*ladder_data.LOST, 0.0, "lost")))


BUILT_IN: Mapping[str, Ladder] = MappingProxyType({key: _built_in(key) for key in ladder_data.LADDERS})
