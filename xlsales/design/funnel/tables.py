"""The two tables at the foot of the dashboard: people on the left, stages on the right; both grow."""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.funnel.grid import align, row_of_cells
from xlsales.design.tables import Column, draw_table
from xlsales.design.theme import colour

_AT = "MATCH([@stage],xsFunnel[stage],0)"
_HERE = 'xsDeals[stage],[@stage],xsDeals[status],"{status.open}"'
_AT_STAGE = '=IF([@stage]="",0,{})'
STAGES = (
    Column("stage", 19, "text"),
    Column("count", 9, "integer", _AT_STAGE.format(f"COUNTIFS({_HERE})")),
    Column("amount", 13, "money", _AT_STAGE.format(f"SUMIFS(xsDeals[amount],{_HERE})")),
    Column("weighted", 11, "money", _AT_STAGE.format(f"SUMIFS(xsDeals[weighted],{_HERE})")),
    Column(
        "conversion",
        11,
        "percent",
        f'=IFERROR(IF({_AT}=ROWS(xsFunnel[stage]),"",IF([@count]=0,"{{funnel.count_zero}}",'
        f'INDEX(xsFunnel[count],{_AT}+1)/[@count])),"")',
    ),
    Column("label", 10, "general", '=[@stage]&"  "&TEXT([@count],"#,##0")&" · "&TEXT([@amount],"#,##0")'),
    Column("pad", 10, "money1", "=(MAX(xsFunnel[count])-[@count])/2"),
)
_OWNED = 'IF([@name]="",0,SUMIFS(xsDeals[amount],xsDeals[owner],[@name],{}))'
_IN_PERIOD = "xsDeals[in_period],1"
_NONE = '"{funnel.no_quota}"'
_QUOTA_OF = "INDEX(xsTeam[quota],MATCH([@name],xsTeam[name],0))"
OWNERS = (
    Column("name", 22, "text"),
    Column("quota", 11, "money", f'=IFERROR(IF({_QUOTA_OF}="",{_NONE},{_QUOTA_OF}),{_NONE})'),
    Column("won", 11, "money", "=" + _OWNED.format('xsDeals[status],"{status.won}",' + _IN_PERIOD)),
    Column(
        "attainment",
        11,
        "percent",
        '=IF(ISTEXT([@quota]),[@quota],IF([@quota]=0,"{funnel.quota_zero}",[@won]/[@quota]))',
    ),
    Column("commit", 11, "money", "=" + _OWNED.format('xsDeals[class],"{category.commit}",' + _IN_PERIOD)),
    Column("upside", 11, "money", "=" + _OWNED.format('xsDeals[class],"{category.upside}",' + _IN_PERIOD)),
    Column("weighted", 11, "money", "=[@commit]*xs_commit_rate+[@upside]*xs_upside_rate"),
    Column("gap", 11, "money", "=IF(ISTEXT([@quota]),[@quota],[@quota]-[@weighted]-[@won])"),
    Column("open", 11, "integer", '=IF([@name]="",0,COUNTIFS(xsDeals[owner],[@name],xsDeals[status],"{status.open}"))'),
)


def draw_tables(book: Book, sheet: Worksheet, top: int) -> None:
    """Draw `xsOwners` from column B and `xsFunnel` from column L under their section lines."""
    row_of_cells(book, sheet, f"B{top}:J{top}", book.words("funnel.section.owners"), "xs section")
    row_of_cells(book, sheet, f"L{top}:P{top}", book.words("funnel.section.stages"), "xs section")
    draw_table(book, sheet, "xsOwners", f"B{top + 1}", OWNERS)
    draw_table(book, sheet, "xsFunnel", f"L{top + 1}", STAGES, filters=False)
    for letter in "BCDEFGHIJLMNOP":
        side = None if letter in "BL" else "right"
        align(sheet, f"{letter}{top + 2}", horizontal=side, shrink_to_fit=True)
    _mark_gaps(sheet, top + 2)


def _mark_gaps(sheet: Worksheet, row: int) -> None:
    rule = FormulaRule(formula=[f"AND(ISNUMBER($I{row}),$I{row}>0)"], font=Font(bold=True, color=colour("action")))
    sheet.conditional_formatting.add(f"I{row}:I{row}", rule)
