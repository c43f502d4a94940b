"""Settings of one build: what xlsales.toml, the command line and the settings sheet may say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from xlsales.ladders import Ladder
from xlsales.periods import Period

LANGUAGES = ("zh-CN", "en")


@dataclass(frozen=True)
class Money:
    """The unit in which a workbook states money: amounts are divided by `divisor` when read.

    >>> Money("万元", 10_000).divisor
    10000
    """

    unit: str = ""
    divisor: float = 1

    def in_unit(self, amount: float | None) -> float | None:
        """Return an amount of the export's money in the workbook's unit; None stays None.

        >>> Money("万元", 10_000).in_unit(128_000)
        12.8
        """
        return None if amount is None else amount / self.divisor


@dataclass(frozen=True)
class Kpi:
    """One line of the KPI scorecard: what is measured, its weight, and where green begins.

    `measure` is one of the keys in `xlsales.reports.review.MEASURES`.
    """

    measure: str
    weight: float
    target: float | None = None
    higher_is_better: bool = True


@dataclass(frozen=True)
class Settings:
    """Everything a report needs to know besides the deals, quotas and team; the defaults are the seeds'.

    Money here (annual_quota, large_from, revenue_per_deal) is the export's money; workbooks divide it by
    `money.divisor`. Only `quota_step` is in the workbook's unit. `owner` and `group` name the part of the team
    a workbook is about: the one person, or a team, a region, any group of deals.

    >>> Settings(as_of=date(2026, 11, 22)).period.text
    '2026Q4'
    """

    as_of: date = field(default_factory=date.today)
    period_text: str = ""
    fiscal_year_start: int = 1
    language: str = "zh-CN"
    money: Money = field(default_factory=Money)
    owner: str = ""
    group: str = ""
    ladder: Ladder | None = None
    commit_rate: float = 0.70
    upside_rate: float = 0.25
    weekly_rate: float = 0.04
    small_rates: tuple[float, float, float] = (0.20, 0.35, 0.70)
    large_rates: tuple[float, float, float, float, float] = (0.10, 0.20, 0.30, 0.50, 0.70)
    close_rate: float = 0.70
    first_payment: float = 0.50
    collection_rate: float = 0.75
    large_from: float | None = None
    revenue_per_deal: float | None = None
    annual_quota: float | None = None
    season_shares: tuple[float, float, float, float] = (0.25, 0.25, 0.25, 0.25)
    small_share: float = 0.75
    large_share: float = 0.25
    ramp: tuple[float, ...] = (0.0, 0.25, 0.50, 0.75)
    quota_step: float = 1
    kpis: tuple[Kpi, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    stage_map: Mapping[str, str] = field(default_factory=dict)
    day_first: bool | None = None

    @property
    def period(self) -> Period:
        """The period the workbook is about: the one named, else the quarter of the as-of date."""
        if self.period_text:
            return Period.parse(self.period_text, self.fiscal_year_start)
        return Period.quarter_of(self.as_of, self.fiscal_year_start)

    @property
    def part(self) -> str:
        """The part of the team the workbook is about; empty for everyone.

        >>> Settings(owner="Li Wei").part, Settings(group="North").part, Settings().part
        ('Li Wei', 'North', '')
        """
        return self.group or self.owner
