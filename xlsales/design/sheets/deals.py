"""The deal table, the same in every workbook: what the CRM says on the left, what follows from it on the right."""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.tables import Column, draw_table
from xlsales.design.theme import colour

COLUMNS = (
    Column("id", 12, "text"),
    Column("name", 30, "text"),
    Column("account", 26, "text"),
    Column("owner", 13, "text"),
    Column("stage", 15, "text", rule='=INDIRECT("xsStages[{stage.stage}]")'),
    Column("amount", 12, "money"),
    Column("close", 12, "date"),
    Column("last_activity", 12, "date"),
    Column("next_step", 22, "text"),
    Column("segment", 9, "text", rule="segment.small|segment.large"),
    Column("category", 11, "text", rule="category.commit|category.upside|category.pipeline|category.omitted"),
    Column("team", 11, "text"),
    Column("region", 10, "text"),
    Column("product", 16, "text"),
    Column("created", 12, "date"),
    Column(
        "status",
        9,
        "general",
        '=IF([@stage]="",IF([@id]&[@name]&[@account]&[@owner]&[@amount]="","","{status.open}"),'
        'IFERROR(INDEX(xsStages[status],MATCH([@stage],xsStages[stage],0)),"?"))',
    ),
    Column(
        "class",
        10,
        "general",
        '=IF([@status]<>"{status.open}","",IF([@category]<>"",[@category],'
        'IFERROR(INDEX(xsStages[category],MATCH([@stage],xsStages[stage],0)),"{category.pipeline}")))',
    ),
    Column(
        "rate",
        9,
        "percent0",
        '=IF([@status]="{status.won}",1,IF([@status]="{status.lost}",0,'
        "IFERROR(INDEX(xsStages[rate],MATCH([@stage],xsStages[stage],0)),0)))",
    ),
    Column("weighted", 13, "money", '=IF([@status]="{status.open}",N([@amount])*[@rate],0)'),
    Column(
        "in_period",
        8,
        "integer",
        '=IF([@status]="{status.open}",'
        'IF(OR(xs_scope="{settings.scope.all}",[@close]="",[@close]<=xs_period_end),1,0),'
        'IF([@close]="",0,IF(AND([@close]>=xs_period_start,[@close]<=xs_period_end),1,0)))',
    ),
    Column(
        "idle",
        9,
        "days",
        '=IF([@status]<>"{status.open}","",IF(MAX([@created],[@last_activity])=0,"",'
        "MAX(0,xs_as_of-MAX([@created],[@last_activity]))))",
    ),
    Column("open_amount", 13, "money", '=IF([@status]="{status.open}",N([@amount]),"")'),
    Column(
        "stalled",
        9,
        "days",
        '=IF([@idle]="","",IF([@idle]>IFERROR(INDEX(xsStages[stall],MATCH([@stage],xsStages[stage],0)),30),'
        '[@idle],""))',
    ),
)

_PRINTED_TO = "J"  # id to next step; the rest is for the screen


def draw_deals(book: Book, more: Sequence[Column] = ()) -> Worksheet:
    """Draw the sheet with the deal table `xsDeals`; a workbook may add columns of its own."""
    sheet = book.sheet(book.words("sheet.deals"), widths={}, tab="grey", print_titles="5:5")
    book.title(sheet, book.words("deals.title"), book.words("deals.subtitle"))
    draw_table(book, sheet, "xsDeals", "B5", (*COLUMNS, *more))
    sheet.freeze_panes = "D6"
    sheet.print_area = f"B2:{_PRINTED_TO}6"
    _mark_stalled(sheet)
    return sheet


def _mark_stalled(sheet: Worksheet) -> None:
    letter = next(cell.column_letter for cell in sheet[5] if cell.column == 2 + len(COLUMNS) - 1)
    rule = FormulaRule(formula=[f'${letter}6<>""'], font=Font(bold=True, color=colour("action")), stopIfTrue=False)
    sheet.conditional_formatting.add(f"{letter}6:{letter}6", rule)
