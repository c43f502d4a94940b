"""The settings of the quota workbook: annual target, season and segment shares, ramp, step."""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import formulas
from xlsales.design.book import Book
from xlsales.design.sheets import settings as frame
from xlsales.design.sheets.settings import Setting, draw_settings
from xlsales.design.tables import Column, draw_table
from xlsales.design.theme import colour

_SHARES = '=IF(ROUND({shares}-1,6)=0,"{{quota.check.shares_ok}}","{{quota.check.shares_off}}"&TEXT({shares},"0.0%"))'
_SEASONS = "(xs_season_1+xs_season_2+xs_season_3+xs_season_4)"
_SEGMENTS = "(xs_small_share+xs_large_share)"
CHECKS = ("xs_season_check", "xs_segment_check", "xs_step_check")

TARGET = (
    Setting("quota.annual_input", "xs_annual_input", None, "money", "number"),
    Setting("quota.annual", "xs_annual", '=IF(xs_annual_input="",SUM(xsSplit[known]),xs_annual_input)', "money"),
    Setting("quota.fiscal_start", "xs_fiscal_start", 1, "integer", "1|2|3|4|5|6|7|8|9|10|11|12"),
    Setting(
        "quota.year_start",
        "xs_year_start",
        "=DATE(YEAR(xs_period_start)-IF(MONTH(xs_period_start)<xs_fiscal_start,1,0),xs_fiscal_start,1)",
        "date",
    ),
    Setting("quota.year_end", "xs_year_end", "=DATE(YEAR(xs_year_start)+1,MONTH(xs_year_start),1)-1", "date"),
    Setting(
        "quota.first_month",
        "xs_first_month",
        "=(YEAR(xs_period_start)-YEAR(xs_year_start))*12+MONTH(xs_period_start)-MONTH(xs_year_start)+1",
        "integer",
    ),
    Setting(
        "quota.months",
        "xs_months",
        "=(YEAR(xs_period_end)-YEAR(xs_period_start))*12+MONTH(xs_period_end)-MONTH(xs_period_start)+1",
        "integer",
    ),
    Setting("quota.period_share", "xs_period_share", "=SUMPRODUCT(xs_seasons,xs_quarter_months)/3", "percent"),
    Setting("settings.quota", "xs_quota", "=xs_annual*xs_period_share", "money"),
)
SEASON = (
    *(Setting(f"quota.season_{n}", f"xs_season_{n}", 0.25, "percent", "rate") for n in (1, 2, 3, 4)),
    Setting("quota.check", "xs_season_check", _SHARES.format(shares=_SEASONS), "general"),
)
SEGMENT = (
    Setting("quota.small_share", "xs_small_share", 0.75, "percent", "rate"),
    Setting("quota.large_share", "xs_large_share", 0.25, "percent", "rate"),
    Setting("quota.check", "xs_segment_check", _SHARES.format(shares=_SEGMENTS), "general"),
)
SPLIT = (
    Setting("quota.step", "xs_step", 1, "general", "number"),
    Setting(
        "quota.check", "xs_step_check", '=IF(xs_step>0,"{quota.check.step_ok}","{quota.check.step_off}")', "general"
    ),
)
BLOCKS = (
    frame.BLOCKS[0],
    ("quota.block.target", TARGET),
    ("quota.block.season", SEASON),
    ("quota.block.segment", SEGMENT),
    ("quota.block.split", SPLIT),
    ("quota.block.deals", tuple(line for _, lines in frame.BLOCKS for line in lines if line.name == "xs_scope")),
)


def draw_quota_settings(book: Book) -> Worksheet:
    """Draw the settings with the ramp as the table `xsRamp` beside the stage ladder."""
    sheet = draw_settings(book, blocks=BLOCKS)
    sheet.column_dimensions["M"].width = 3
    sheet.page_setup.fitToHeight = 1
    book.put(sheet, "N5", book.words("quota.block.ramp"), "xs section")
    columns = (Column("month", 14, "integer", rule="number"), Column("share", 12, "percent0", rule="rate"))
    draw_table(book, sheet, "xsRamp", "N6", columns, filters=False)
    for name in CHECKS:
        mark_unless_ok(book, sheet, book.workbook.defined_names[name].attr_text.rpartition("!")[2].replace("$", ""))
    return sheet


def mark_unless_ok(book: Book, sheet: Worksheet, ref: str) -> None:
    """Show a check in bold accent colour unless its text ends in a tick or it is empty."""
    first = ref.partition(":")[0]
    rule = FormulaRule(
        formula=[formulas.written(f'AND({first}<>"",RIGHT({first},1)<>"✓")', book.words)],
        font=Font(bold=True, color=colour("action")),
    )
    sheet.conditional_formatting.add(ref, rule)
