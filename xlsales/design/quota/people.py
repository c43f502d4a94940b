"""The people of the period: who carries what, how far it is met, what each week must bring."""

from __future__ import annotations

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import formulas
from xlsales.design.book import Book
from xlsales.design.quota.settings import mark_unless_ok
from xlsales.design.tables import Column, draw_table
from xlsales.design.theme import colour

_SPLIT = "IFERROR(INDEX(xsSplit[{0}],MATCH([@name],xsSplit[name],0)),0)"
_TEAM = "IFERROR(INDEX(xsTeam[{0}],MATCH([@name],xsTeam[name],0)),0)"
_SET = 'COUNTIFS(xsTeam[name],[@name],xsTeam[{0}],"<>")=0'
_WON = '"{status.won}"'
_STATUS = (
    '=IF([@name]="","",IF(COUNTIF(xsSplit[name],[@name])=0,"{quota.status.unknown}",'
    'IF([@quota]=0,IF([@service]=0,"{quota.status.later}",IF(AND(N([@weight])>0,[@ramp]<1),"{quota.status.ramp}","{quota.status.none}")),'
    'IF([@won]>=[@quota],"{quota.status.met}",'
    'IF(xs_share_gone=0,"{quota.status.waiting}",'
    'IF(xs_as_of>=xs_period_end,"{quota.status.missed}",'
    'IF(ROUND([@pace],9)>=1,"{quota.status.pace}",'
    'IF(ROUND([@pace],9)>=0.9,"{quota.status.slightly}","{quota.status.behind}"))))))))'
)
COLUMNS = (
    Column("name", 16, "text"),
    Column("team", 12, "general", f'=IF({_TEAM.format("team")}=0,"",{_TEAM.format("team")})'),
    Column("hired", 12, "date", f'=IF({_TEAM.format("hired")}=0,"",{_TEAM.format("hired")})'),
    Column(
        "service",
        10,
        "integer",
        '=IF([@hired]="","",MAX(0,(YEAR(xs_period_end)-YEAR([@hired]))*12+MONTH(xs_period_end)-MONTH([@hired])+1))',
    ),
    Column("weight", 8, "money2", rule="number"),
    Column("ramp", 9, "percent", f"={_SPLIT.format('ramp')}"),
    Column("set", 11, "money1", f'=IF({_SET.format("quota")},"",{_TEAM.format("quota")})'),
    Column("quota", 11, "money1", f"={_SPLIT.format('quota')}"),
    Column("difference", 11, "money1", '=IF([@set]="","",[@quota]-[@set])'),
    Column("plain", 11, "money1", f"={_SPLIT.format('plain')}"),
    Column(
        "won",
        11,
        "money1",
        f"=SUMIFS(xsDeals[amount],xsDeals[owner],[@name],xsDeals[status],{_WON},xsDeals[in_period],1)",
    ),
    Column("attainment", 11, "percent", '=IF([@quota]=0,"{quota.zero}",[@won]/[@quota])'),
    Column("gap", 11, "money1", "=[@quota]-[@won]"),
    Column(
        "pace",
        11,
        "percent",
        '=IF([@quota]=0,"{quota.zero}",IF(xs_share_gone=0,"{quota.not_begun}",[@won]/([@quota]*xs_share_gone)))',
    ),
    Column(
        "required",
        12,
        "money1",
        '=IF(xs_weeks_left=0,"{quota.over}",MAX([@quota]-[@won],0)/xs_weeks_left)',
    ),
    Column("status", 14, "general", _STATUS),
)
HEAD = 7


def draw_people(book: Book) -> Worksheet:
    """Draw the sheet with the table `xsPeopleQuota` and the check that its quotas add up."""
    sheet = book.sheet(book.words("sheet.people_quota"), widths={"B": 16}, print_titles=f"{HEAD}:{HEAD}")
    book.title(
        sheet, book.words("people_quota.title"), '="{people_quota.subtitle}{quota.next}{quota.unit}{quota.is}"&xs_unit'
    )
    book.put(sheet, "B5", book.words("people_quota.check"), "xs label")
    book.figure(
        sheet,
        "C5",
        '=IF(ROUND(SUM(xsPeopleQuota[quota])-xs_quota,5)=0,"{quota.check.ok}",'
        '"{quota.check.off}"&TEXT(SUM(xsPeopleQuota[quota])-xs_quota,"#,##0.00"))',
        "general",
        name="xs_split_check",
        style="xs total",
    )
    mark_unless_ok(book, sheet, "C5")
    book.put(
        sheet,
        "E5",
        '=IF(ROUND(xs_won-SUM(xsPeopleQuota[won]),6)=0,"",'
        '"{people_quota.unowned}"&TEXT(xs_won-SUM(xsPeopleQuota[won]),"#,##0.0"))',
        "xs alert",
    )
    draw_table(book, sheet, "xsPeopleQuota", f"B{HEAD}", COLUMNS)
    sheet.freeze_panes = f"C{HEAD + 1}"
    sheet[f"Q{HEAD + 1}"].alignment = Alignment(horizontal="left", vertical="center", indent=1)
    for letter in "MOP":
        sheet[f"{letter}{HEAD + 1}"].alignment = Alignment(horizontal="right", vertical="center")
    _mark_behind(book, sheet)
    return sheet


def _mark_behind(book: Book, sheet: Worksheet) -> None:
    cell = f"Q{HEAD + 1}"
    behind = f'OR({cell}="{{quota.status.behind}}",{cell}="{{quota.status.missed}}")'
    rule = FormulaRule(formula=[formulas.written(behind, book.words)], font=Font(bold=True, color=colour("action")))
    sheet.conditional_formatting.add(f"{cell}:{cell}", rule)
