"""What a stage ladder is: the ordered stages of one sales process, with the rate of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

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
