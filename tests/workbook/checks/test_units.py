"""Mixed units of money."""

from __future__ import annotations

from views import book, kinds, sheet

from xlsales.workbook.checks.units import headers, outliers

USUAL = [42, 18.5, 60, 33, 27, 51, 45, 38]


def test_one_amount_in_another_unit_is_found() -> None:
    """350,000 元 among amounts in 万元 stand out."""
    rows = [["金额（万元）"], *([value] for value in [*USUAL, 350_000])]
    assert kinds(outliers(book(sheet(rows)))) == [("unit_outlier", "A10")]


def test_a_large_deal_and_amounts_far_apart_are_right() -> None:
    """Fifty times the usual is a large deal; amounts that span all sizes have no usual one."""
    large = [["Amount"], *([value] for value in [*USUAL, 2_000])]
    apart = [["Amount"], *([10.0**power] for power in range(9))]
    codes = [["Order no"], *([value] for value in [*USUAL, 350_000])]
    assert kinds(outliers(book(sheet(large), sheet(apart, "B"), sheet(codes, "C")))) == []


def test_headers_in_different_units_are_found() -> None:
    """A quota in 万元 beside a won amount in 元 is told at the second header."""
    rows = [["负责人", "定额（万元）", "已实现（元）"], ["甲", 120, 350_000]]
    assert kinds(headers(book(sheet(rows)))) == [("unit_headers", "C1")]
    english = [["Owner", "Quota ($k)", "Won ($)"], ["Ann", 120, 350_000]]
    assert kinds(headers(book(sheet(english)))) == [("unit_headers", "C1")]


def test_headers_in_one_unit_and_prices_are_right() -> None:
    """The same unit twice, counts, and a price per piece in 元 beside 万元 are as they should be."""
    rows = [["定额（万元）", "已实现（万元）", "数量（单）", "单价（元）"], [120, 35, 7, 50_000]]
    assert kinds(headers(book(sheet(rows)))) == []
