"""The scorecard: measures with weight and target, and a score of each person with a status that survives grey."""

from __future__ import annotations

from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import styles
from xlsales.design.book import Book
from xlsales.design.review import native, signs
from xlsales.design.review.blocks import fit, merged
from xlsales.design.review.lines import (
    DIRECTION,
    FIRST_MEASURE,
    HEAD,
    KPI_HEAD,
    KPI_ROWS,
    LIMIT,
    LINES,
    TARGET,
    TEAM,
    WEIGHT,
    measure_column,
    weight_cell,
)
from xlsales.design.review.ranks import hide_helpers, rank_columns
from xlsales.design.review.scoring import amber_limit, points, status, weighted
from xlsales.design.review.titles import period_line
from xlsales.design.tables import Column, draw_table

KPI_COLUMNS = (
    Column("measure", 18, "text"),
    Column("weight", 10, "percent0", rule="rate"),
    Column("target", 10, "general", rule="number"),
    Column("amber", 10, "percent0", rule="rate"),
    Column("higher", 10, "text", rule="kpi.yes|kpi.no"),
)
_SIDE = (
    ("kpi.weight_sum", "=SUM(xsKpis[weight])", "percent0", "xs_weight_sum", None),
    ("kpi.cap", 120, "integer", "xs_score_cap", "number"),
    ("kpi.score_target", 100, "integer", "xs_score_target", "number"),
    ("kpi.score_amber", 0.9, "percent0", "xs_score_amber", "rate"),
)


def draw_scorecard(book: Book) -> Worksheet:
    """Draw the sheet with the tables `xsKpis` (inputs) and `xsScores` (one row per person)."""
    sheet = book.sheet(book.words("sheet.scorecard"), widths={}, print_titles=f"{HEAD}:{HEAD}")
    book.title(sheet, book.words("scorecard.title"), period_line(book, "scorecard.subtitle"))
    book.put(sheet, "B5", book.words("kpi.section"), "xs section")
    draw_table(book, sheet, "xsScores", f"B{HEAD}", _score_columns(book))
    fit(sheet, "xsScores", _score_columns(book))
    sheet.row_dimensions[HEAD].height = 56
    hide_helpers(sheet, "xsScores")
    _kpis(book, sheet)
    _side(book, sheet)
    last = get_column_letter(FIRST_MEASURE + 3 * len(native.MEASURES) - 1)
    for row in range(LINES, TEAM):
        merged(book, sheet, f"B{row}:{last}{row}", None, "xs section" if row == LINES else "xs label", merge=False)
    for key in native.MEASURES:
        _lines(book, sheet, key)
    _team(book, sheet)
    signs.colour(sheet, f"B{TEAM}:{last}{TEAM}", book)
    signs.colour(sheet, f"B{HEAD + 1}:{last}{HEAD + 1}", book)
    sheet.freeze_panes = "C1"
    book.protect(sheet)
    return sheet


def _kpis(book: Book, sheet: Worksheet) -> None:
    """Draw `xsKpis` with all its rows, since the scores stand below it."""
    draw_table(book, sheet, "xsKpis", f"B{KPI_HEAD}", KPI_COLUMNS, filters=False)
    table: Table = sheet.tables["xsKpis"]
    table.ref = f"B{KPI_HEAD}:F{KPI_HEAD + KPI_ROWS}"
    book.put(sheet, f"G{KPI_HEAD}", book.words("review_kpi.how"), "xs label")
    for offset, key in enumerate(native.MEASURES, start=1):
        row = KPI_HEAD + offset
        book.put(sheet, f"B{row}", book.words(f"measure.{key}"), "xs cell")
        book.put(sheet, f"G{row}", book.words(f"measure.{key}.how"), "xs subtitle")
        if offset > 1:
            _copy_inputs(sheet, row)

    for kind in ("percent", "integer", "money"):
        _format_targets(book, sheet, kind)


def _format_targets(book: Book, sheet: Worksheet, kind: str) -> None:
    """Show targets of one kind in its number format, whatever row they stand in."""
    first = KPI_HEAD + 1
    wanted = [book.words(f"measure.{key}") for key, found in native.MEASURE_KINDS.items() if found == kind]
    tests = ",".join(f'$B{first}="{word}"' for word in wanted)
    number = NumberFormat(numFmtId=170 + len(kind), formatCode=styles.number_format(kind, book.language))
    rule = Rule(type="expression", formula=[f"OR({tests})"], dxf=DifferentialStyle(numFmt=number))
    sheet.conditional_formatting.add(f"D{first}:D{KPI_HEAD + KPI_ROWS}", rule)


def _copy_inputs(sheet: Worksheet, row: int) -> None:
    first = KPI_HEAD + 1
    for letter in "CDEF":
        sheet[f"{letter}{row}"]._style = sheet[f"{letter}{first}"]._style
    for found in sheet.data_validations.dataValidation:
        for letter in "CDEF":
            if f"{letter}{first}" in str(found.sqref).split():
                found.add(f"{letter}{row}")


def _side(book: Book, sheet: Worksheet) -> None:
    for row, (word, value, kind, name, rule) in enumerate(_SIDE, start=KPI_HEAD + 1):
        for letter in "OPQR":
            book.put(sheet, f"{letter}{row}", None, "xs label")
        book.put(sheet, f"O{row}", book.words(word), "xs label")
        sheet.merge_cells(f"O{row}:R{row}")
        if rule is None:
            book.figure(sheet, f"S{row}", str(value), kind, name=name)
        else:
            book.input(sheet, f"S{row}", value, kind, rule, name=name)
    check = '=IF(ABS(xs_weight_sum-1)<0.000001,"{kpi.weight_ok}","{kpi.weight_off}")'
    book.put(sheet, f"T{KPI_HEAD + 1}", check, "xs note")
    sheet[f"T{KPI_HEAD + 1}"].alignment = Alignment(vertical="center")


def _lines(book: Book, sheet: Worksheet, key: str) -> None:
    """Write a measure's weight, target, limit and direction above its columns."""
    column = measure_column(key)
    letter, last = get_column_letter(column), get_column_letter(column + 2)
    book.put(sheet, f"{letter}{LINES}", f'="{{measure.{key}}}"', "xs section")
    sheet.merge_cells(f"{letter}{LINES}:{last}{LINES}")
    found = f'MATCH("{{measure.{key}}}",xsKpis[measure],0)'
    kind = native.MEASURE_KINDS[key]
    book.put(sheet, f"{letter}{WEIGHT}", f"=N(INDEX(xsKpis[weight],{found}))", "xs cell", "percent0")
    target = f"INDEX(xsKpis[target],{found})"
    book.put(sheet, f"{letter}{TARGET}", f'=IF({target}="","{{review.no_target}}",{target})', "xs cell", kind)
    amber = f"N(INDEX(xsKpis[amber],{found}))"
    book.put(sheet, f"{letter}{LIMIT}", amber_limit(letter, amber), "xs cell", kind)
    higher = f'=IF(INDEX(xsKpis[higher],{found})="{{kpi.no}}","{{kpi.down}}","{{kpi.up}}")'
    book.put(sheet, f"{letter}{DIRECTION}", higher, "xs cell")
    for row in (WEIGHT, TARGET, LIMIT, DIRECTION):
        sheet.merge_cells(f"{letter}{row}:{last}{row}")
        sheet[f"{letter}{row}"].alignment = Alignment(vertical="center", horizontal="left")


def _score_columns(book: Book) -> tuple[Column, ...]:
    cells = {key: (f"[@{key}]", f"[@{key}_points]") for key in native.MEASURES}
    row = "INDEX(xsPerformance[{}],MATCH([@name],xsPerformance[name],0))"
    columns = [
        Column("name", 18, "text"),
        Column("score", 10, "money1", _when_named(weighted({key: pair[1] for key, pair in cells.items()}))),
        Column("status", 10, "general", _when_named(status("[@score]", "xs_score_target", _OVERALL, "TRUE"))),
        Column("counted", 9, "percent0", _when_named(_counted(cells))),
    ]
    for key in native.MEASURES:
        letter = get_column_letter(measure_column(key))
        quota, won, open_ = (row.format(name) for name in ("quota", "won", "open"))
        formula = native.measure(key, "[@name]", quota, won, open_, row.format("attainment"))
        up = f'${letter}${DIRECTION}="{{kpi.up}}"'
        target, amber = f"${letter}${TARGET}", f"${letter}${LIMIT}"
        columns += [
            Column(key, _width(book, f"review_score.{key}", 11), native.MEASURE_KINDS[key], _when_named(formula)),
            Column(
                f"{key}_points",
                _width(book, f"review_score.{key}", 7),
                "money1",
                _when_named(points(f"[@{key}]", target, up)),
            ),
            Column(
                f"{key}_status",
                _width(book, f"review_score.{key}", 9),
                "general",
                _when_named(status(f"[@{key}]", target, amber, up)),
            ),
        ]
    return (*columns, *rank_columns("xsScores", "score"))


_OVERALL = "xs_score_target*xs_score_amber"


def _width(book: Book, word: str, least: float) -> float:
    """Return a width in which no word of a header breaks."""
    return max(least, *(len(part) * 1.25 for part in book.words(word).split()))


def _counted(cells: dict[str, tuple[str, str]]) -> str:
    parts = (f"ISNUMBER({pair[1]})*{weight_cell(key)}" for key, pair in cells.items())
    return f"IF(xs_weight_sum=0,0,({'+'.join(parts)})/xs_weight_sum)"


def _when_named(formula: str) -> str:
    return f'=IF([@name]="","",{formula})'


def _team(book: Book, sheet: Worksheet) -> None:
    """Write the line of the whole team: the same measures over all deals."""
    book.put(sheet, f"B{TEAM}", book.words("kpi.team"), "xs total")
    scores: dict[str, str] = {}
    for key in native.MEASURES:
        column = measure_column(key)
        actual, score, state = (f"{get_column_letter(column + i)}{TEAM}" for i in range(3))
        letter = get_column_letter(column)
        up = f'${letter}${DIRECTION}="{{kpi.up}}"'
        formula = native.measure(key, "", "xs_quota", "xs_won", "xs_open", "xs_attainment")
        book.put(sheet, actual, f"={formula}", "xs total", native.MEASURE_KINDS[key])
        book.put(sheet, score, "=" + points(actual, f"${letter}${TARGET}", up), "xs total", "money1")
        verdict = status(actual, f"${letter}${TARGET}", f"${letter}${LIMIT}", up)
        book.put(sheet, state, f"={verdict}", "xs total")
        sheet[state].alignment = Alignment(vertical="center", horizontal="center")
        scores[key] = score
    book.figure(sheet, f"C{TEAM}", "=" + weighted(scores), "money1", name="xs_team_score", style="xs total")
    book.figure(
        sheet,
        f"D{TEAM}",
        "=" + status("xs_team_score", "xs_score_target", _OVERALL, "TRUE"),
        "general",
        style="xs total",
    )
    sheet[f"D{TEAM}"].alignment = Alignment(vertical="center", horizontal="center")
    counted = _counted({key: ("", cell) for key, cell in scores.items()})
    book.figure(sheet, f"E{TEAM}", f"={counted}", "percent0", style="xs total")
    for row, word in ((WEIGHT, "weight"), (TARGET, "target"), (LIMIT, "limit"), (DIRECTION, "direction")):
        book.put(sheet, f"B{row}", book.words(f"kpi.line.{word}"), "xs label")
    book.put(sheet, f"B{LINES}", book.words("kpi.people"), "xs section")
