"""What all three workbooks share: the deal table, the stage ladder, the team, the settings, the import record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from xlsales.fills import Cell, Fill, TableFill
from xlsales.ladders import Ladder, Stage
from xlsales.pipeline.deals import Deals, Remark
from xlsales.reports.people import Person
from xlsales.settings import Settings
from xlsales.words import Words
from xlsales.words.headers import header

DEAL_KEYS = (
    "id", "name", "account", "owner", "stage", "amount", "close", "last_activity", "next_step",
    "segment", "category", "team", "region", "product", "created",
)  # fmt: skip
_STAGE_KEYS = ("order", "stage", "status", "rate", "category", "stall", "small", "large")
_IMPORT_KEYS = ("kind", "row", "column", "value", "text")
_KIND_WORDS = {"repair": "import.repair", "problem": "import.problem", "set_aside": "import.aside"}


def common_fill(deals: Deals, people: Sequence[Person], settings: Settings) -> Fill:
    """Return the fill of the sheets every workbook has."""
    words = Words(settings.language)
    tables = {
        "xsDeals": table_fill("xsDeals", DEAL_KEYS, _deal_rows(deals, words), words),
        "xsStages": table_fill("xsStages", _STAGE_KEYS, _stage_rows(deals.ladder, words), words),
        "xsTeam": table_fill("xsTeam", ("name", "team", "hired", "quota"), _team_rows(people), words),
        "xsImport": table_fill("xsImport", _IMPORT_KEYS, _import_rows(deals.remarks, words), words),
    }
    return Fill(values=_settings_values(deals, settings, words), tables=tables)


def stage_of(deal_stage: str, status: str, ladder: Ladder) -> Stage | None:
    """Return the rung that says both the stage and the status of a deal; None for an open deal without a stage.

    A closed deal whose stage does not say so stands on the ladder's won or lost rung.
    """
    for stage in ladder.stages:
        if stage.zh == deal_stage and stage.status == status:
            return stage
    return next((stage for stage in ladder.stages if stage.status == status and status != "open"), None)


def table_fill(table: str, keys: Sequence[str], rows: Sequence[Sequence[Cell]], words: Words) -> TableFill:
    """Return rows for a table whose columns are given by their keys."""
    return TableFill(tuple(header(table, key, words) for key in keys), rows)


def _settings_values(deals: Deals, settings: Settings, words: Words) -> dict[str, Cell]:
    period = settings.period
    return {
        "xs_period": period.text,
        "xs_period_start": period.start,
        "xs_period_end": period.end,
        "xs_as_of": settings.as_of,
        "xs_owner": settings.part or words("settings.everyone"),
        "xs_unit": settings.money.unit or words.pick("元", "currency units"),
        "xs_quota_input": None,
        "xs_yield_input": settings.money.in_unit(settings.revenue_per_deal),
        "xs_commit_rate": settings.commit_rate,
        "xs_upside_rate": settings.upside_rate,
        "xs_weekly_rate": settings.weekly_rate,
        "xs_entry_rate": settings.small_rates[0],
        "xs_scope": words("settings.scope.period"),
        "xs_source": deals.source,
        "xs_rows_read": deals.read,
        "xs_rows_used": deals.used,
        "xs_rows_set_aside": deals.set_aside,
    }


def _deal_rows(deals: Deals, words: Words) -> list[tuple[Cell, ...]]:
    frame = deals.frame
    columns = {key: [_cell(value) for value in frame[key].tolist()] for key in DEAL_KEYS}
    columns["segment"] = [words(f"segment.{value}") if value else None for value in frame["segment"]]
    stages = [
        stage_of(stage, status, deals.ladder) for stage, status in zip(frame["stage"], frame["status"], strict=True)
    ]
    columns["stage"] = [stage.label(words.language) if stage else None for stage in stages]
    columns["category"] = [
        None if category == (stage.category if stage else "pipeline") else _category(category, words)
        for stage, category in zip(stages, frame["category"], strict=True)
    ]
    return list(zip(*(columns[key] for key in DEAL_KEYS), strict=True))


def _category(category: str, words: Words) -> str | None:
    return None if category in {"closed", ""} else words(f"category.{category}")


def _stage_rows(ladder: Ladder, words: Words) -> list[tuple[Cell, ...]]:
    return [
        (
            order,
            stage.label(words.language),
            words(f"status.{stage.status}"),
            stage.rate,
            _category(stage.category, words),
            stage.stall_days if stage.status == "open" else None,
            words(f"step.{stage.small_step}") if stage.small_step else None,
            words(f"step.{stage.large_step}") if stage.large_step else None,
        )
        for order, stage in enumerate(ladder.stages, start=1)
    ]


def _team_rows(people: Sequence[Person]) -> list[tuple[Cell, ...]]:
    return [(person.name, person.team or None, person.hired, person.quota) for person in people]


def _import_rows(remarks: Sequence[Remark], words: Words) -> list[tuple[Cell, ...]]:
    return [
        (words(_KIND_WORDS[remark.kind]), remark.row or None, remark.column, remark.value, remark.said(words))
        for remark in remarks
    ]


def _cell(value: Any) -> Cell:
    if value is None or value is pd.NaT or value == "" or (isinstance(value, float) and value != value):
        return None
    if isinstance(value, pd.Timestamp):
        return date(value.year, value.month, value.day)
    return value  # type: ignore[no-any-return]
