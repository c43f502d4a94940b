"""What stands in a workbook before it is refreshed: values of names, rows of tables, people, stages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from xlsales.fills import Cell
from xlsales.ladders import BUILT_IN, Ladder, Stage
from xlsales.pipeline.people import Member, Quota
from xlsales.words import Words
from xlsales.words.headers import header
from xlsales.workbook.book import Book
from xlsales.workbook.names import Target, find_target
from xlsales.workbook.refs import Area, split_reference
from xlsales.workbook.tables import find_table

_STATUSES = ("open", "won", "lost")


class Standing:
    """The values of a workbook by name and table; an empty cell is None."""

    def __init__(self, book: Book, data: bytes, language: str) -> None:
        self.book, self.words = book, Words(language)
        self._cells = CalamineWorkbook.from_filelike(BytesIO(data))
        self._sheets: dict[str, list[list[Any]]] = {}

    def value(self, name: str) -> Cell:
        """Return what the first cell of a name shows; None when it is empty or missing."""
        target = find_target(self.book, name)
        if not isinstance(target, Target):
            return None
        return self._area(target.sheet.title, target.area)[0][0]

    def is_computed(self, name: str) -> bool:
        """Tell whether the first cell of a name holds a formula: no input, whatever a report would write there."""
        target = find_target(self.book, name)
        if not isinstance(target, Target):
            return False
        cell = self.book.map(target.sheet.part).cell(target.area.left, target.area.top)
        return cell is not None and cell.formula is not None

    def shown(self, title: str, column: int, row: int) -> Cell:
        """Return what one cell shows."""
        return self._area(title, Area(column, row, column, row))[0][0]

    def values(self, name: str) -> list[Cell]:
        """Return what every name so called shows: one per sheet that has its own."""
        found = [split_reference(n.text) for n in self.book.names if n.name.casefold() == name.casefold()]
        return [self._area(title, area)[0][0] for title, area in filter(None, found) if self.book.sheet(title)]

    def rows(self, table: str) -> list[dict[str, Cell]]:
        """Return the rows of a table that hold anything, by column header; no rows when it is missing."""
        found = find_table(self.book, table)
        if found is None:
            return []
        names = [column.name for column in found.columns]
        rows = self._area(found.part.sheet, found.body)
        return [dict(zip(names, row, strict=True)) for row in rows if any(cell is not None for cell in row)]

    def is_blank(self, table: str) -> bool:
        """Tell whether a table holds no value that someone could have typed: at most the labels of its rows."""
        found = find_table(self.book, table)
        typed = [column.name for column in found.columns if column.formula is None] if found else []
        return not any(row[name] is not None for row in self.rows(table) for name in typed[1:] or typed)

    def members(self, divisor: float) -> tuple[Member, ...]:
        """Return the people of the team table, annual quotas in the money of the export."""
        keys = {key: header("xsTeam", key, self.words) for key in ("name", "team", "hired", "annual")}
        return tuple(
            Member("", str(row[keys["name"]]), *_team_facts({k: row.get(h) for k, h in keys.items()}, divisor))
            for row in self.rows("xsTeam")
            if row.get(keys["name"]) is not None
        )

    def quotas(self, divisor: float) -> tuple[Quota, ...]:
        """Return the quotas of the period that stand in the team table, in the money of the export."""
        name, quota = (header("xsTeam", key, self.words) for key in ("name", "quota"))
        return tuple(
            Quota(str(row[name]), amount * divisor)
            for row in self.rows("xsTeam")
            if row.get(name) is not None and isinstance(amount := row.get(quota), int | float)
        )

    def ladder(self) -> Ladder | None:
        """Return the stages of the workbook with its rates, aliases taken from the ladder they belong to."""
        keys = {key: header("xsStages", key, self.words) for key in ("stage", "status", "rate", "stall")}
        rows = [{key: row.get(name) for key, name in keys.items()} for row in self.rows("xsStages")]
        rows = [row for row in rows if row["stage"] is not None]
        if not rows:
            return None
        known = _known_stages({str(row["stage"]) for row in rows}, self.words.language)
        statuses = {self.words(f"status.{status}"): status for status in _STATUSES}
        return Ladder("workbook", "", "", tuple(_stage(row, known, statuses) for row in rows))

    def _area(self, title: str, area: Area) -> list[list[Cell]]:
        rows = self._rows(title)
        return [
            [
                _plain(rows[y][x]) if y < len(rows) and x < len(rows[y]) else None
                for x in range(area.left - 1, area.right)
            ]
            for y in range(area.top - 1, area.bottom)
        ]

    def _rows(self, title: str) -> list[list[Any]]:
        sheet = self.book.sheet(title)
        real = sheet.title if sheet else title
        if real not in self._sheets:
            self._sheets[real] = self._cells.get_sheet_by_name(real).to_python(skip_empty_area=False)
        return self._sheets[real]


def _plain(value: Any) -> Cell:
    if value == "" or value is None:
        return None
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        return value.date()
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _team_facts(row: Mapping[str, Cell], divisor: float) -> tuple[str, str, date | None, str, int, float | None]:
    hired, annual = row["hired"], row["annual"]
    quota = annual * divisor if isinstance(annual, int | float) else None
    return str(row["team"] or ""), "", hired if isinstance(hired, date) else None, "", 0, quota


def _known_stages(labels: set[str], language: str) -> dict[str, Stage]:
    def by_label(ladder: Ladder) -> dict[str, Stage]:
        return {stage.label(language): stage for stage in ladder.stages}

    return max((by_label(ladder) for ladder in BUILT_IN.values()), key=lambda known: len(labels & known.keys()))


def _stage(row: Mapping[str, Cell], known: Mapping[str, Stage], statuses: Mapping[str, str]) -> Stage:
    label, rate, stall = str(row["stage"]), row["rate"], row["stall"]
    like = known.get(label, Stage(label, label, 0.0))
    return Stage(
        like.zh,
        like.en,
        float(rate) if isinstance(rate, int | float) else like.rate,
        statuses.get(str(row["status"]), like.status),  # type: ignore[arg-type]
        int(stall) if isinstance(stall, int | float) else like.stall_days,
        like.aliases,
    )
