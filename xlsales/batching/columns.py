"""By what deals are split: one label per deal, from a field of the deal table or any column of the export."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from xlsales.building import Job
from xlsales.errors import DataError
from xlsales.pipeline.columns import header_key, role_of, shown
from xlsales.pipeline.databases import is_url
from xlsales.pipeline.deals import FIELDS
from xlsales.pipeline.sources import Source, open_source
from xlsales.words import Words

PEOPLE_FIELDS = ("owner", "team", "region")  # a person has these, so quotas can be split by them
_WORDED = ("status", "segment", "category")


def blank(words: Words) -> str:
    """Return what the group of deals without a value is called, as pivot tables call it.

    >>> blank(Words("en"))
    '(blank)'
    """
    return words.pick("（空白）", "(blank)")


def field_of(by: str, columns: Mapping[str, str]) -> str | None:
    """Return the field of the deal table that a name or the header in the source stands for.

    >>> field_of("team", {}), field_of("Sales Rep", {"owner": "Sales Rep"}), field_of("colour", {})
    ('team', 'owner', None)
    """
    if by.strip().casefold() in FIELDS:
        return by.strip().casefold()
    return next((r for r, header in columns.items() if r in FIELDS and header_key(header) == header_key(by)), None)


def labels(by: str, job: Job, source: Source | None) -> tuple[str, pd.Series[str]]:
    """Return the field split by (or the header) and the label of each deal; unknown columns raise DataError.

    A column that is no field of the deal table is read from the source, row by row.
    """
    words, table = Words(job.settings.language), job.deals
    field, found = field_of(by, table.columns), None
    if field is None:
        found, headers = _column_in_source(by, job, source)
        alias = role_of(by)
        if found is None and alias and alias[0] in FIELDS:
            field = alias[0]
        elif found is None:
            raise DataError(
                f"{table.source}: there is no column '{by}' to split by; use {', '.join(PEOPLE_FIELDS)}"
                + (f" or one of {shown(filter(None, headers))}" if headers else " or a field of the deal table")
            )
    values = table.frame[field].map(_reader(str(field), job, words)) if found is None else found
    return field or by, values.where(values != "", blank(words)).astype("str")


def _column_in_source(by: str, job: Job, source: Source | None) -> tuple[pd.Series[str] | None, tuple[str, ...]]:
    if source is None or (isinstance(source, str) and is_url(source)):
        return None, ()  # a query may give its rows in another order the second time
    raw = open_source(source, wanted=tuple(job.settings.columns.values()))
    keys = [header_key(header) for header in raw.headers]
    if header_key(by) not in keys:
        return None, raw.headers
    column = raw.column(keys.index(header_key(by)))
    of_row = dict(zip(raw.rows.tolist(), column.texts[column.codes].tolist(), strict=True))
    return job.deals.frame["row"].map(of_row).astype("str"), raw.headers


def _reader(field: str, job: Job, words: Words) -> Callable[[Any], str]:
    if field == "stage":
        stages = {stage.zh: stage.label(words.language) for stage in job.deals.ladder.stages}
        return lambda value: stages.get(value, value)
    if field in _WORDED:
        return lambda value: words(f"{field}.{value}") if value else ""
    return _text


def _text(value: Any) -> str:
    if isinstance(value, date):  # pd.Timestamp is one
        return "" if pd.isna(value) else value.isoformat()[:10]
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.15g}"
    return "" if pd.isna(value) else str(value)
