"""Typed figures that do not follow from those beside them."""

from __future__ import annotations

from typing import Any

import pytest
from views import book, kinds, sheet

from xlsales.workbook.checks.figures import figures


def _small(quota: Any) -> list[list[Any]]:
    return [["年度定额", 1100], ["季度比例", 0.26], ["小项目比例：", 0.75], ["小项目定额（万元）", quota]]


def test_a_typed_quota_that_is_not_the_product_is_found() -> None:
    """372 stands where 1100 × 26% × 75% gives 214.5."""
    found = list(figures(book(sheet(_small(372)))))
    assert kinds(found) == [("figure_differs", "B4")]
    assert (found[0].values["rule"], found[0].values["result"]) == ("1,100 × 0.26 × 0.75", "214.5")


@pytest.mark.parametrize("quota", [214.5, 214, ("B1*B2*2", 572)])
def test_a_quota_that_is_the_product_is_right(quota: Any) -> None:
    """The product, its whole part, and a formula of the user's own are left."""
    assert kinds(figures(book(sheet(_small(quota))))) == []


def test_a_last_digit_that_differs_is_found() -> None:
    """72.9 is not 72.8: half of the last digit typed is what rounding allows."""
    rows = [["Annual quota", 1120], ["Season share", 0.26], ["Large-project share", 0.25]]
    rows.append(["Large-project quota", 72.9])
    assert kinds(figures(book(sheet(rows)))) == [("figure_differs", "B4")]


def _performance(completion: float) -> list[list[Any]]:
    return [["本期定额", "预测合计", "本期已实现", "预测外实现", "预测完成率"], [186, 92.21, 30.92, 59.52, completion]]


def test_figures_below_their_headers_are_read() -> None:
    """A typed completion of 123.45 is told, 98% is right."""
    assert kinds(figures(book(sheet(_performance(123.45))))) == [("figure_differs", "E2")]
    assert kinds(figures(book(sheet(_performance(0.98))))) == []


def test_labels_that_stand_twice_or_not_at_all_are_left() -> None:
    """Where it is not clear which figure is meant, nothing is said; a quota of nothing is no fault."""
    twice = [*_small(372), ["年度定额", 900]]
    nothing = [_performance(1)[0], [0, 1, 1, 1, 1]]
    assert kinds(figures(book(sheet(twice), sheet(_small(372)[1:], "B"), sheet(nothing, "C")))) == []
