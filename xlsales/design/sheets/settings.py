"""The settings sheet: period, quota and rates as named cells, and the stage ladder as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.tables import Column, draw_table


@dataclass(frozen=True)
class Setting:
    """One line of the sheet: its word, its defined name, what it holds.

    >>> Setting("settings.weekly_rate", "xs_weekly_rate", 0.04, "percent", "rate").formula
    False
    """

    word: str
    name: str
    value: Any
    kind: str
    rule: str = "any"

    @property
    def formula(self) -> bool:
        """True where the line is derived."""
        return isinstance(self.value, str) and self.value.startswith("=")


BLOCKS: tuple[tuple[str, tuple[Setting, ...]], ...] = (
    (
        "settings.block.period",
        (
            Setting("settings.period", "xs_period", "2026Q4", "text"),
            Setting("settings.period_start", "xs_period_start", None, "date", "date"),
            Setting("settings.period_end", "xs_period_end", None, "date", "date"),
            Setting("settings.as_of", "xs_as_of", None, "date", "date"),
            Setting(
                "settings.weeks_left",
                "xs_weeks_left",
                "=MAX(0,ROUNDUP((xs_period_end-xs_as_of)/7,0))",
                "integer",
            ),
            Setting(
                "settings.share_gone",
                "xs_share_gone",
                "=MIN(1,MAX(0,(xs_as_of-xs_period_start+1)/(xs_period_end-xs_period_start+1)))",
                "percent",
            ),
            Setting("settings.scope_owner", "xs_owner", None, "text"),
            Setting("settings.unit", "xs_unit", None, "text"),
        ),
    ),
    (
        "settings.block.quota",
        (
            Setting("settings.quota_input", "xs_quota_input", None, "money", "number"),
            Setting(
                "settings.quota",
                "xs_quota",
                '=IF(xs_quota_input="",SUM(xsTeam[quota]),xs_quota_input)',
                "money",
            ),
            Setting("settings.yield_input", "xs_yield_input", None, "money", "number"),
            Setting(
                "settings.yield",
                "xs_yield",
                '=IF(xs_yield_input="",IFERROR(AVERAGEIFS(xsDeals[amount],xsDeals[status],"{status.won}"),0),'
                "xs_yield_input)",
                "money",
            ),
        ),
    ),
    (
        "settings.block.rates",
        (
            Setting("settings.commit_rate", "xs_commit_rate", 0.70, "percent", "rate"),
            Setting("settings.upside_rate", "xs_upside_rate", 0.25, "percent", "rate"),
            Setting("settings.weekly_rate", "xs_weekly_rate", 0.04, "percent", "rate"),
            Setting("settings.entry_rate", "xs_entry_rate", 0.20, "percent", "rate"),
            Setting(
                "settings.scope",
                "xs_scope",
                "{settings.scope.period}",
                "text",
                "settings.scope.period|settings.scope.all",
            ),
        ),
    ),
)
STAGE_COLUMNS = (
    Column("order", 6, "integer"),
    Column("stage", 22, "text", rule="any"),
    Column("status", 10, "text", rule="status.open|status.won|status.lost"),
    Column("rate", 10, "percent0", rule="rate"),
    Column("category", 12, "text", rule="category.commit|category.upside|category.pipeline|category.omitted"),
    Column("stall", 14, "days", rule="number"),
    Column("small", 14, "text", rule="step.意向|step.方案|step.谈判"),
    Column("large", 14, "text", rule="step.潜在|step.意向|step.立项|step.初步认可|step.商务谈判"),
)


def draw_settings(
    book: Book,
    more: tuple[tuple[str, tuple[Setting, ...]], ...] = (),
    *,
    blocks: tuple[tuple[str, tuple[Setting, ...]], ...] = BLOCKS,
) -> Worksheet:
    """Draw the sheet: blocks of settings in B:C, the ladder `xsStages` from column E."""
    sheet = book.sheet(book.words("sheet.settings"), widths={"B": 34, "C": 18, "D": 3}, tab="grey")
    book.title(sheet, book.words("settings.title"), book.words("settings.subtitle"))
    row = 5
    for heading, lines in (*blocks, *more):
        row = _draw_block(book, sheet, row, heading, lines)
    book.put(sheet, f"B{row}", book.words("settings.scope.help"), "xs note")
    sheet.merge_cells(f"B{row}:C{row}")
    sheet.row_dimensions[row].height = 42
    book.put(sheet, "E5", book.words("settings.block.stages"), "xs section")
    draw_table(book, sheet, "xsStages", "E6", STAGE_COLUMNS, filters=False)
    return sheet


def _draw_block(book: Book, sheet: Worksheet, row: int, heading: str, lines: tuple[Setting, ...]) -> int:
    for letter in "BC":
        book.put(sheet, f"{letter}{row}", None, "xs section")
    book.put(sheet, f"B{row}", book.words(heading), "xs section")
    for offset, line in enumerate(lines, start=1):
        at = f"C{row + offset}"
        book.put(sheet, f"B{row + offset}", book.words(line.word), "xs label")
        if line.formula:
            book.figure(sheet, at, line.value, line.kind, name=line.name)
        else:
            value = line.value
            if isinstance(value, str) and value.startswith("{"):
                value = book.words(value.strip("{}"))
            book.input(sheet, at, value, line.kind, line.rule, name=line.name)
    return row + len(lines) + 2
