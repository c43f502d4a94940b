"""The ranking: people sorted by attainment and by weighted score with plain formulas; equals share a rank."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import charts
from xlsales.design.book import Book
from xlsales.design.charts import Line
from xlsales.design.review import signs
from xlsales.design.review.blocks import fit, section
from xlsales.design.review.titles import period_line
from xlsales.design.tables import Column, draw_table

HEAD = 20
BODY = HEAD + 1


def draw_ranking(book: Book) -> Worksheet:
    """Draw the sheet with the tables `xsRankQuota` and `xsRankScore` side by side, a chart above each."""
    sheet = book.sheet(book.words("sheet.ranking"), widths={"H": 3.0}, print_titles=f"{HEAD}:{HEAD}")
    book.title(sheet, book.words("ranking.title"), period_line(book, "ranking.subtitle"))
    section(book, sheet, "B5:G5", "rank.by_quota")
    section(book, sheet, "I5:M5", "rank.by_score")
    draw_table(book, sheet, "xsRankQuota", f"B{HEAD}", _quota_columns(), filters=False)
    draw_table(book, sheet, "xsRankScore", f"I{HEAD}", _score_columns(), filters=False)
    fit(sheet, "xsRankQuota", _quota_columns())
    fit(sheet, "xsRankScore", _score_columns())
    _bars(book, sheet)
    signs.colour(sheet, f"M{BODY}:M{BODY}", book)
    book.protect(sheet)
    return sheet


def _quota_columns() -> tuple[Column, ...]:
    return (
        *_sorted("xsRankQuota", "xsPerformance", "attainment", "percent"),
        Column("won", 13, "money", _looked_up("xsPerformance", "won")),
        Column("quota", 13, "money", _looked_up("xsPerformance", "quota")),
    )


def _score_columns() -> tuple[Column, ...]:
    return (
        *_sorted("xsRankScore", "xsScores", "score", "money1"),
        Column("status", 12, "general", _looked_up("xsScores", "status")),
    )


def _sorted(table: str, source: str, key: str, kind: str) -> tuple[Column, ...]:
    """Return place, rank, name and value: the person on each place, found through the source's own order."""
    position = f"MATCH([@place],{source}[order],0)"
    name = f'IF([@place]="","",IFERROR(INDEX({source}[name],{position})&"",""))'
    rank = f'IF([@name]="","",INDEX({source}[rank],{position}))'
    value = f'IF([@name]="","",INDEX({source}[{key}],{position}))'
    return (
        Column("place", 6, "integer"),
        Column("rank", 8, "integer", f"={rank}"),
        Column("name", 24, "general", f"={name}"),
        Column(key, 16, kind, f"={value}"),
    )


def _looked_up(source: str, key: str) -> str:
    return f'=IF([@name]="","",INDEX({source}[{key}],MATCH([@place],{source}[order],0)))'


def _bars(book: Book, sheet: Worksheet) -> None:
    words, row = book.words, BODY
    for values, names, word, axis, number, block in (
        ("E", "D", "rank.chart_quota", "performance.attainment", "0%", "B6:G18"),
        ("L", "K", "rank.chart_score", "review_score.score", "0", "I6:M18"),
    ):
        chart = charts.bars(
            sheet,
            words(word),
            f"{names}{row}:{names}{row}",
            [Line(f"{values}{row}:{values}{row}", f"{values}{HEAD}", "main")],
            axes=("", words(axis)),
            number=number,
        )
        charts.place_over(sheet, chart, block)
