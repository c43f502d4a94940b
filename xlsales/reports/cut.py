"""The deal table cut the way the figures need it: each kind of deal counted and added up once."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from xlsales.pipeline.deals import Deals
from xlsales.reports.exact_sums import exact_sums, rounded
from xlsales.settings import Settings

_KEYS = ("status", "stage", "category", "segment")

Groups = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Pile:
    """Some deals: how many, how many of them with an amount, and their exact sum.

    >>> (Pile(2, 2, 3 << 1126) + Pile(1, 0, 0)).amount
    3.0
    """

    count: int = 0
    valued: int = 0
    exact: int = 0

    def __add__(self, other: Pile) -> Pile:
        return Pile(self.count + other.count, self.valued + other.valued, self.exact + other.exact)

    @property
    def amount(self) -> float:
        """The sum of the amounts, as `math.fsum` gives it; deals without one add nothing."""
        return rounded(self.exact)

    def mean(self, settings: Settings, otherwise: float = 0.0) -> float:
        """Return the yield set, else the mean amount of the deals that have one, else the value given."""
        given = settings.money.in_unit(settings.revenue_per_deal)
        if given is not None:
            return given
        return self.amount / self.valued if self.valued else otherwise


@dataclass(frozen=True)
class Cut:
    """The deals piled by status, stage, category, segment, and whether the period counts them.

    The period counts a closed deal that closed within it, and an open deal expected by its end; overdue and
    undated open deals count too.
    """

    deals: Deals
    settings: Settings

    def of(self, *, in_period: bool = False, **wanted: str | Collection[str]) -> Pile:
        """Return the pile of the deals wanted, by status, stage, category or segment: one value or several."""
        picks = [(_KEYS.index(key), {one} if isinstance(one, str) else set(one)) for key, one in wanted.items()]
        piles = (
            pile
            for (kind, inside), pile in self._piles.items()
            if (inside or not in_period) and all(kind[place] in texts for place, texts in picks)
        )
        return sum(piles, Pile())

    @property
    def revenue_per_deal(self) -> float:
        """The yield set, else the mean amount of won deals that have one; 0 where there is none."""
        return self.of(status="won").mean(self.settings)

    @cached_property
    def _piles(self) -> Mapping[tuple[tuple[str, ...], bool], Pile]:
        columns = [self.deals.codes(key) for key in _KEYS]
        groups = self._inside().astype(np.intp)
        for column in columns:
            groups = groups * len(column.texts) + column.codes
        texts = [[str(text) for text in column.texts] for column in columns]
        kinds, groups = _dense(groups, 2 * math.prod(map(len, texts)))
        counts = np.bincount(groups, minlength=len(kinds)).tolist()
        amounts = self.deals.values("amount")
        has = ~np.isnan(amounts)
        valued = np.bincount(groups[has], minlength=len(kinds)).tolist()
        sums = exact_sums(amounts[has], groups[has], len(kinds))
        piles: dict[tuple[tuple[str, ...], bool], Pile] = {}
        for kind, *pile in zip(kinds.tolist(), counts, valued, sums, strict=True):
            name = _name(kind, texts)
            piles[name] = piles.get(name, Pile()) + Pile(*pile)
        return piles

    def _inside(self) -> npt.NDArray[np.bool_]:
        period, close = self.settings.period, self.deals.values("close")
        early_enough = close <= np.datetime64(period.end)
        is_open = self.deals.codes("status").among("open")
        return np.where(is_open, np.isnat(close) | early_enough, early_enough & (close >= np.datetime64(period.start)))


def _dense(groups: Groups, size: int) -> tuple[Groups, Groups]:
    """Return which groups there are, and the place of each row's group among them."""
    there = np.flatnonzero(np.bincount(groups, minlength=size))
    place = np.zeros(max(size, 1), dtype=np.intp)
    place[there] = np.arange(len(there))
    return there, place[groups]


def _name(kind: int, texts: list[list[str]]) -> tuple[tuple[str, ...], bool]:
    name: list[str] = []
    for found in reversed(texts):
        kind, place = divmod(kind, len(found))
        name.insert(0, found[place])
    return tuple(name), bool(kind)
