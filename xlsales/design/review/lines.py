"""Where the scorecard's lines and columns stand: the measures above, the scores below, three columns a measure."""

from __future__ import annotations

from openpyxl.utils import get_column_letter

from xlsales.design.review import native

KPI_HEAD = 6
KPI_ROWS = len(native.MEASURES)
LINES = KPI_HEAD + KPI_ROWS + 3
WEIGHT, TARGET, LIMIT, DIRECTION, TEAM, HEAD = range(LINES + 1, LINES + 7)
FIRST_MEASURE = 6


def measure_column(key: str) -> int:
    """Return the column of a measure's actual value; its score and status follow.

    >>> measure_column("win_rate")
    9
    """
    return FIRST_MEASURE + 3 * native.MEASURES.index(key)


def weight_cell(key: str) -> str:
    """Return the cell that holds a measure's weight above the scores.

    >>> weight_cell("attainment")
    '$F$17'
    """
    return f"${get_column_letter(measure_column(key))}${WEIGHT}"
