"""A second report in a workbook that holds one of ours: tables and names that mean the same are shared.

A table that both have stays the host's, with the columns it lacks. An input that both have stays the host's, and
the newcomer's cell shows it. A figure that both compute alike keeps one name; one that they compute differently
gets a name with the report in it (`xs_quota_won`), and the newcomer's formulas follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from xlsales.workbook.book import Book, Name
from xlsales.workbook.names import Target, find_target
from xlsales.workbook.refs import map_references
from xlsales.workbook.sheets import SheetCell
from xlsales.workbook.tables import Table, TableColumn, find_table

BASE = frozenset({"xsdeals", "xsteam", "xsstages", "xsimport"})
_CORE = "xsdeals"
_SKIP = r'"(?:[^"]|"")*"|\[(?:\'.|[^\[\]\'])*\]|\'(?:[^\']|\'\')+\'!'


@dataclass(frozen=True)
class Sharing:
    """What a newcomer shares with its host: tables, names (`linked`: inputs to show), new names of its own figures."""

    tables: frozenset[str]
    names: frozenset[str]
    linked: Mapping[str, Target]
    renamed: Mapping[str, str]
    columns: Mapping[str, tuple[TableColumn, ...]]


def may_share(host: Book, source: Book) -> bool:
    """Tell whether a host holds our deal table and, of the source's tables, none but those all reports have."""
    theirs = {table.name.casefold() for table in host.tables}
    return _CORE in theirs and theirs & {table.name.casefold() for table in source.tables} <= BASE


def find_sharing(host: Book, source: Book, report: str) -> Sharing:
    """Return what a source of that report shares with a host."""
    theirs = {table.name.casefold() for table in host.tables}
    tables = [table.name for table in source.tables if table.name.casefold() in theirs]
    known = {name.name.casefold() for name in host.names if name.local is None}
    clashing = [name for name in source.names if name.local is None and name.name.casefold() in known]
    linked = {name.name: target for name in clashing if (target := _common_input(host, source, name))}
    renamed = _renamed(host, source, [name for name in clashing if name.name not in linked], report)
    names = frozenset(name.name for name in clashing if name.name not in renamed)
    columns = {name: _missing(host, source, name, renamed) for name in tables}
    return Sharing(frozenset(tables), names, linked, renamed, {k: v for k, v in columns.items() if v})


def other_language(host: Book, source: Book, sharing: Sharing) -> Iterator[str]:
    """Yield the problem when a shared table lacks the column that its rows are known by."""
    for name in sorted(sharing.tables):
        key = _table(source, name).columns[0].name
        if key not in {column.name for column in _table(host, name).columns}:
            yield (
                f"the table {name} in {host.package.label} has no column {key}: "
                "add the report in the language of the reports that are there (--lang zh-CN or --lang en)"
            )


def rename_names(formula: str, renamed: Mapping[str, str]) -> str:
    """Return a formula with defined names renamed; text, structured references and sheet titles stay.

    >>> rename_names('xs_won/xs_quota&"xs_won"+T[xs_won]', {"xs_won": "xs_quota_won"})
    'xs_quota_won/xs_quota&"xs_won"+T[xs_won]'
    """
    if not renamed:
        return formula
    folded = {old.casefold(): new for old, new in renamed.items()}
    names = "|".join(map(re.escape, sorted(renamed, key=len, reverse=True)))
    pattern = rf"(?P<skip>{_SKIP})|(?<![\w.$!\\])(?:{names})(?![\w.(!\[])"
    return re.sub(
        pattern, lambda found: found[0] if found["skip"] else folded[found[0].casefold()], formula, flags=re.IGNORECASE
    )


def _common_input(host: Book, source: Book, name: Name) -> Target | None:
    """Return the source's cell when the name stands for one cell without a formula in both."""
    ours, theirs = find_target(source, name.name), find_target(host, name.name)
    if not isinstance(ours, Target) or not isinstance(theirs, Target):
        return None
    single = ours.area.width * ours.area.height == theirs.area.width * theirs.area.height == 1
    return ours if single and _formula(source, ours) is None and _formula(host, theirs) is None else None


def _formula(book: Book, target: Target) -> str | None:
    cell: SheetCell | None = book.map(target.sheet.part).cell(target.area.left, target.area.top)
    return cell.formula.text if cell and cell.formula is not None else None


def _renamed(host: Book, source: Book, names: Iterable[Name], report: str) -> dict[str, str]:
    """Return new names for figures that host and source compute differently, by their names or by what these use."""
    pending = {name.name: _both(host, source, name.name) for name in names}
    taken = {name.name.casefold() for book in (host, source) for name in book.names}
    renamed: dict[str, str] = {}
    while found := [name for name, (ours, theirs) in pending.items() if _differ(ours, theirs, renamed)]:
        for name in found:
            del pending[name]
            renamed[name] = _free(own_name(name, report), taken)
            taken.add(renamed[name].casefold())
    return renamed


def own_name(name: str, report: str) -> str:
    """Return the name that a report's own figure takes where another report's stands already.

    >>> own_name("xs_won", "quota")
    'xs_quota_won'
    """
    return f"xs_{report}_{name.removeprefix('xs_')}"


def _both(host: Book, source: Book, name: str) -> tuple[str | None, str | None]:
    found = [find_target(book, name) for book in (source, host)]
    ours, theirs = (
        _formula(book, target) if isinstance(target, Target) else None
        for book, target in zip((source, host), found, strict=True)
    )
    return ours, theirs


def _differ(ours: str | None, theirs: str | None, renamed: Mapping[str, str]) -> bool:
    """Tell whether two formulas may come to different results: other text, or cells that only one sheet has."""
    if ours is None or theirs is None or rename_names(ours, renamed) != theirs:
        return True
    cells: list[str] = []
    map_references(ours, lambda _sheet, first, _last: cells.append(first))
    return bool(cells)


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 2
    while name.casefold() in taken:
        name, number = f"{wanted}_{number}", number + 1
    return name


def _missing(host: Book, source: Book, name: str, renamed: Mapping[str, str]) -> tuple[TableColumn, ...]:
    there = {column.name for column in _table(host, name).columns}
    return tuple(
        TableColumn(column.name, rename_names(column.formula, renamed) if column.formula else None, column.array)
        for column in _table(source, name).columns
        if column.name not in there
    )


def _table(book: Book, name: str) -> Table:
    table = find_table(book, name)
    assert table is not None
    return table
