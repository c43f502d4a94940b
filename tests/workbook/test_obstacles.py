"""Cells that must not be written alone."""

from __future__ import annotations

import pytest

from xlsales.workbook.book import Book
from xlsales.workbook.names import Target, find_address
from xlsales.workbook.obstacles import obstacles


@pytest.mark.parametrize(("address", "met"), [("商机 表!C2", True), ("商机 表!C3", False), ("面板!C2", False)])
def test_the_header_of_a_table_is_in_the_way(template: bytes, address: str, met: bool) -> None:
    """Only the header row itself, on its own sheet."""
    book = Book.open(template)
    target = find_address(book, f"'{address.partition('!')[0]}'!{address.partition('!')[2]}")
    assert isinstance(target, Target)
    found = obstacles(book, [target])
    assert bool(found) is met
    assert not met or "header of table xsDeals" in found[0]
