"""The split in plain steps: five blocks (four quarters and an odd period), each a largest-remainder split."""

from __future__ import annotations

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design.book import Book
from xlsales.design.tables import Column, draw_table

BLOCKS = ("q1", "q2", "q3", "q4", "p")
HEAD = 14
_FIRST = 8  # the column of the first block: after margin, name, no, start, known, base, full
_PARTS = 5
_ROWS = {"total": 6, "end": 7, "span": 8, "inside": 9, "whole": 10, "left": 11, "rest": 12}
_TEAM = "IFERROR(INDEX(xsTeam[{column}],MATCH([@name],xsTeam[name],0)),0)"
_MONTHS = "(YEAR({day})*12+MONTH({day}))"


def _own(column: str) -> str:
    return _TEAM.format(column=column)


def _people() -> tuple[Column, ...]:
    known = (
        f"IF(N({_own('annual')})<>0,{_own('annual')},IF(OR(N({_own('quota')})=0,xs_period_share=0),0,"
        f"{_own('quota')}/xs_period_share))"
    )
    given = 'COUNTIFS(xsTeam[name],[@name],xsTeam[{}],"<>")'
    return (
        Column("name", 18, "text"),
        Column("no", 8, "integer", f"=ROW()-ROW($B${HEAD})"),
        Column("start", 10, "integer", f"=IF(N({_own('hired')})=0,0,{_MONTHS.format(day=_own('hired'))})"),
        Column("known", 14, "money", f'=IF({given.format("annual")}+{given.format("quota")}=0,"",{known})'),
        Column(
            "base",
            12,
            "money2",
            '=IF([@known]<>"",[@known],IF(COUNT(xsSplit[known])=0,1,AVERAGE(xsSplit[known])))',
        ),
        Column(
            "full",
            12,
            "money2",
            "=[@base]*N(IFERROR(INDEX(xsPeopleQuota[weight],MATCH([@name],xsPeopleQuota[name],0)),0))",
        ),
    )


def _cell(block: str, line: str) -> str:
    return f"${get_column_letter(_FIRST + BLOCKS.index(block) * _PARTS)}${_ROWS[line]}"


def _ramp(block: str) -> str:
    """Return the mean ramp share over a block's months: what the ramp adds up to at its end less at its start."""
    served = f"({_cell(block, 'end')}-[@start]+1)"
    before = f"({served}-{_cell(block, 'span')})"

    def summed(month: str) -> str:
        return f'(SUMIFS(xsRamp[share],xsRamp[month],"<="&{month})+MAX(0,{month}-MAX(xsRamp[month])))'

    return (
        f"=IF({before}>=MAX(xsRamp[month]),1,IF({served}<=0,0,"
        f"ROUND(({summed(served)}-{summed(before)})/{_cell(block, 'span')},6)))"
    )


def _millionths(units: str) -> str:
    """Return the remainder as a whole number, so that equal remainders are equal in every program."""
    return f"ROUND(({units}-INT({units}))*1000000,0)"


def _block(block: str) -> tuple[Column, ...]:
    load, units, part = f"xsSplit[{block}_load]", f"xsSplit[{block}_units]", f"xsSplit[{block}_part]"
    remainder, own = _millionths(units), _millionths(f"[@{block}_units]")
    rank = f"SUMPRODUCT(({remainder}>{own})+({remainder}={own})*(xsSplit[no]<=[@no]))"
    first = f"SUMPRODUCT(({part}>[@{block}_part])+({part}=[@{block}_part])*(xsSplit[no]<[@no]))=0"
    return (
        Column(f"{block}_ramp", 8, "percent", _ramp(block)),
        Column(f"{block}_load", 11, "money2", f"=[@full]*[@{block}_ramp]"),
        Column(
            f"{block}_units",
            11,
            "money2",
            f"=IF(SUM({load})=0,0,ROUND({_cell(block, 'whole')}*[@{block}_load]/SUM({load}),6))",
        ),
        Column(
            f"{block}_part",
            11,
            "money2",
            f"=xs_step*(INT([@{block}_units])+IF({rank}<={_cell(block, 'left')},1,0))",
        ),
        Column(
            f"{block}_quota",
            11,
            "money2",
            f"=[@{block}_part]+IF(AND({_cell(block, 'rest')}<>0,{first}),{_cell(block, 'rest')},0)",
        ),
    )


def _result() -> tuple[Column, ...]:
    whole = "+".join(f"IF({_cell(block, 'inside')}>0,[@{block}_quota],0)" for block in BLOCKS[:4])
    ramp = "+".join(f"{_cell(block, 'inside')}*[@{block}_ramp]" for block in BLOCKS[:4])
    return (
        Column("quota", 13, "money2", f"=IF(xs_whole_quarters,{whole},[@p_quota])"),
        Column("ramp", 9, "percent", f"=IF(xs_whole_quarters,({ramp})/MAX(1,xs_months),[@p_ramp])"),
        Column("plain", 14, "money2", "=IF(SUM(xsSplit[full])=0,0,xs_quota*[@full]/SUM(xsSplit[full])*[@ramp])"),
    )


def draw_workings(book: Book) -> Worksheet:
    """Draw the sheet with the table `xsSplit` and, above it, what each block splits."""
    sheet = book.sheet(book.words("sheet.split"), widths={"B": 24}, tab="line", print_titles=f"{HEAD}:{HEAD}")
    book.title(sheet, book.words("split.title"), book.words("split.subtitle"))
    for line, row in _ROWS.items():
        book.put(sheet, f"B{row}", book.words(f"split.{line}"), "xs label")
    for number, block in enumerate(BLOCKS):
        _draw_block_head(book, sheet, number, block)
    columns = (*_people(), *(column for block in BLOCKS for column in _block(block)), *_result())
    draw_table(book, sheet, "xsSplit", f"B{HEAD}", columns)
    book.put(sheet, "D5", book.words("split.aligned"), "xs label")
    aligned = "=SUMPRODUCT(MOD(xs_quarter_months,3))=0"
    book.figure(sheet, "E5", aligned, "general", name="xs_whole_quarters")
    sheet.freeze_panes = f"C{HEAD + 1}"
    sheet.page_setup.fitToWidth, sheet.print_title_cols = 3, "B:B"
    book.protect(sheet)
    return sheet


def _draw_block_head(book: Book, sheet: Worksheet, number: int, block: str) -> None:
    odd = block == "p"
    letter = get_column_letter(_FIRST + number * _PARTS)
    book.put(sheet, f"{letter}5", book.words("person_quota.quota") if odd else f"Q{number + 1}", "xs section")
    year = _MONTHS.format(day="xs_year_start")
    quarter = f"xs_quota_q{number + 1}"
    lines = {
        "total": "=IF(xs_whole_quarters,0,ROUND(xs_quota,6))" if odd else f"=ROUND({quarter},6)",
        "end": f"={year}+xs_first_month+xs_months-2" if odd else f"={year}+{3 * number + 2}",
        "span": "=MAX(1,xs_months)" if odd else "=3",
        "inside": "=IF(xs_whole_quarters,0,xs_months)" if odd else f"=INDEX(xs_quarter_months,{number + 1})",
        "whole": f"=IF(xs_step>0,INT(ROUND({letter}6/xs_step,9)),0)",
        "left": f"=IF(SUM(xsSplit[{block}_load])=0,0,{letter}10-SUMPRODUCT(INT(xsSplit[{block}_units])))",
        "rest": f"=IF(AND(xs_step>0,SUM(xsSplit[{block}_load])>0),ROUND({letter}6-{letter}10*xs_step,6),0)",
    }
    for line, row in _ROWS.items():
        book.put(sheet, f"{letter}{row}", lines[line], "xs cell", "money2" if line in {"total", "rest"} else "integer")
