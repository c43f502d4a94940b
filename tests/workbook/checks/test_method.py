"""Slips of the printed method: brackets left out, rates applied twice."""

from __future__ import annotations

from typing import Any

import pytest
from views import book, kinds, sheet

from xlsales.workbook.checks.method import brackets, rates_twice


def _performance(formula: str, label: str = "预测完成率") -> list[list[Any]]:
    return [["本期定额", "预测合计", "已实现", "预测外", label], [186, 92.21, 30.92, 59.52, (formula, 123.45)]]


@pytest.mark.parametrize("formula", ["C2+B2+D2/A2", "$C$2+$B$2+$D$2/$A$2", "C2+B2+D2/xs_quota"])
def test_a_sum_of_which_only_the_last_term_is_divided_is_found(formula: str) -> None:
    """Won + forecast + beyond / quota gives 123.45 where 98% is meant."""
    assert kinds(brackets(book(sheet(_performance(formula))))) == [("brackets_missing", "E2")]


@pytest.mark.parametrize("formula", ["(C2+B2+D2)/A2", "SUM(B2:D2)/A2", "C2/A2+B2/A2+D2/A2", "C2+B2+D2", "C2+D2/8"])
def test_sums_with_brackets_and_sums_of_shares_are_right(formula: str) -> None:
    """The whole sum over the quota, shares added, and a sum without a quota are as they should be."""
    assert kinds(brackets(book(sheet(_performance(formula))))) == []


def test_an_amount_with_one_part_divided_is_right() -> None:
    """What is not labelled as a rate may add a quotient."""
    assert kinds(brackets(book(sheet(_performance("C2+B2+D2/A2", label="Amount"))))) == []


def _stages(total: str) -> list[list[Any]]:
    return [
        ["Rate", 0.3, 0.5, 0.7],
        ["Amount", 140, 50, 241],
        ["Expected", ("B2*B1", 42), ("C2*C1", 25), ("D2*D1", 168.7)],
        ["Total", (total, 143.19)],
    ]


@pytest.mark.parametrize("total", ["B3*B1+C3*C1+D3*D1", "SUMPRODUCT(B3:D3,B1:D1)"])
def test_rates_on_weighted_amounts_are_found(total: str) -> None:
    """Expected revenue multiplied by the stage rates once more is found."""
    assert kinds(rates_twice(book(sheet(_stages(total))))) == [("rate_twice", "B4")]


@pytest.mark.parametrize("total", ["SUM(B3:D3)", "SUMPRODUCT(B2:D2,B1:D1)", "B2*B1+C2*C1+D2*D1", "B3*C1"])
def test_rates_on_plain_amounts_are_right(total: str) -> None:
    """Weighted figures added, amounts weighted once, and another rate on top are as they should be."""
    assert kinds(rates_twice(book(sheet(_stages(total))))) == []


def test_a_rate_written_as_a_percentage_is_seen() -> None:
    """The same percentage typed in both formulas counts as one rate."""
    rows = [[140, ("A1*30%", 42), ("B1*30%", 12.6), ("B1*50%", 21)]]
    assert kinds(rates_twice(book(sheet(rows)))) == [("rate_twice", "C1")]
