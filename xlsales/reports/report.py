"""What every report returns: the fill of its template, its figures as the metrics give them, its problems."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsales.fills import Cell, Fill


@dataclass(frozen=True)
class Report:
    """One report, ready to be written into a workbook.

    `figures` maps `xs_…` names of derived cells to the value the metrics give (an error as its text, such as
    "#DIV/0!"); the workbook's own formulas must come to the same.

    >>> Report("funnel", Fill(), {"xs_won": 3.0}).figures["xs_won"]
    3.0
    """

    template: str
    fill: Fill
    figures: Mapping[str, Cell] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
