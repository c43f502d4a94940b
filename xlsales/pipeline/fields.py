"""Single fields of the deal table: text, money, probability, category, segment, and evidence of status."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from xlsales.ladders import spelling
from xlsales.pipeline.aliases import (
    CATEGORY_WORDS,
    FALSE_WORDS,
    SEGMENT_WORDS,
    STATE_CODES,
    TRUE_WORDS,
)
from xlsales.pipeline.columns import header_key, unit_factor
from xlsales.pipeline.deals import Remark
from xlsales.pipeline.distinct import Distinct, Reading, folded, read_text, text_of, unread
from xlsales.pipeline.notes import Note
from xlsales.pipeline.numbers import could_be_thousands, read_number, uses_decimal_comma
from xlsales.pipeline.stages import status_words

Texts = npt.NDArray[Any]
Numbers = npt.NDArray[np.float64]


def read_texts(column: Distinct) -> tuple[Texts, list[Remark]]:
    """Return a column as tidy text, with the remarks."""
    readings, remarks = column.read(read_text)
    return column.spread([reading.value for reading in readings]), remarks


def read_amounts(column: Distinct, divisor: float) -> tuple[Numbers, list[Remark]]:
    """Return a column as money in the workbook's unit: 金额(万元) is multiplied first, then divided."""
    comma = uses_decimal_comma(column.cells)
    readings, remarks = column.read(lambda cell: read_number(cell, comma))
    factor = unit_factor(column.header)
    if factor != 1:
        remarks.append(_about(column, "repair", "remark.multiplied", factor=factor))
    if not comma and could_be_thousands(column.cells):
        remarks.append(_about(column, "problem", "remark.decimal_point"))
    values = [_scaled(reading.value, factor, divisor) for reading in readings]
    return column.spread(values).astype(float), remarks


def _scaled(value: float | None, factor: float, divisor: float) -> float:
    if value is None:
        return math.nan
    return value if factor == divisor else value * factor / divisor


def read_probability(column: Distinct) -> tuple[Numbers, list[Remark]]:
    """Return a column as shares from 0 to 1; whether it states percent is decided for the whole column."""
    numbers = [read_number(cell) for cell in column.cells]
    bare = [
        n.value for n, cell in zip(numbers, column.cells, strict=True) if n.value is not None and not _percent(cell)
    ]
    in_percent = sum(value > 1 for value in bare) > sum(0 < value < 1 for value in bare)
    readings = [
        _as_share(number, in_percent and not _percent(cell)) for number, cell in zip(numbers, column.cells, strict=True)
    ]
    remarks = column.remarks(readings)
    if in_percent:
        remarks.append(_about(column, "repair", "remark.in_percent"))
    values = [np.nan if reading.value is None else reading.value for reading in readings]
    return column.spread(values).astype(float), remarks


def _percent(cell: object) -> bool:
    return isinstance(cell, str) and folded(cell).endswith("%")


def _as_share(number: Reading[float], in_percent: bool) -> Reading[float]:
    if number.value is None:
        return number
    share = number.value / 100 if in_percent else number.value
    if not 0 <= share <= 1:
        return unread(None, "remark.no_probability")
    return Reading(share, number.note)


def read_words(column: Distinct, words: Mapping[str, tuple[str, ...]], unknown: str) -> tuple[Texts, list[Remark]]:
    """Return a column as one of a few known words; an unknown one becomes blank and the problem `unknown`."""
    known = {spelling(word): key for key, spellings in words.items() for word in spellings}

    def read(cell: object) -> Reading[str]:
        text = text_of(cell)
        found = known.get(spelling(text), "")
        return Reading(found) if found or not text else unread("", unknown)

    readings, remarks = column.read(read)
    return column.spread([reading.value for reading in readings]), remarks


def read_category(column: Distinct) -> tuple[Texts, list[Remark]]:
    """Return the forecast category of each deal, blank where the source gives none."""
    return read_words(column, CATEGORY_WORDS, "remark.unknown_category")


def read_segment(
    column: Distinct | None, amounts: Numbers, large_from: float | None
) -> tuple[Texts, list[Remark], bool]:
    """Return small or large per deal, the remarks, and whether the column was of use.

    The column counts where it says so; then the amount against `large_from`; then every deal is small.
    """
    told: Texts = np.full(len(amounts), "", dtype=object)
    remarks: list[Remark] = []
    used = column is not None and _tells_segment(column)
    if column is not None and used:
        told, remarks = read_words(column, SEGMENT_WORDS, "remark.unknown_segment")
    if large_from is not None:
        by_amount = np.where(amounts >= large_from, "large", "small")
        return np.where(told == "", by_amount, told), remarks, used
    if bool((told == "").any()):
        header = column.header if column and used else ""
        remarks.append(Remark("repair", 0, header, "", Note.of("remark.no_segment")))
    return np.where(told == "", "small", told), remarks, used


def _tells_segment(column: Distinct) -> bool:
    known = {spelling(word) for words in SEGMENT_WORDS.values() for word in words}
    return any(spelling(text_of(cell)) in known for cell in column.cells if text_of(cell))


def read_evidence(roles: Mapping[str, Distinct], size: int) -> tuple[Texts, list[Remark]]:
    """Return open, won, lost or "" per row from the status column, else from the won and closed flags."""
    remarks: list[Remark] = []
    evidence: Texts = np.full(size, "", dtype=object)
    if "status" in roles:
        evidence, remarks = _from_status(roles["status"])
    flags = {role: _flag(roles[role]) for role in ("is_won", "is_lost", "is_closed") if role in roles}
    none: Texts = np.full(size, None, dtype=object)
    won, lost, closed = (flags.get(role, none) for role in ("is_won", "is_lost", "is_closed"))
    flagged = np.full(size, "", dtype=object)
    flagged[closed == False] = "open"  # noqa: E712 - elementwise
    flagged[((closed == True) & (won == False)) | (lost == True)] = "lost"  # noqa: E712
    flagged[won == True] = "won"  # noqa: E712
    clash = np.flatnonzero((evidence != "") & (flagged != "") & (evidence != flagged))
    remarks += [_clash(roles["status"], int(index), str(flagged[index])) for index in clash]
    return np.where(evidence != "", evidence, flagged), remarks


def _from_status(column: Distinct) -> tuple[Texts, list[Remark]]:
    coded = header_key(column.header) == "statecode"
    words = status_words()
    told = [STATE_CODES.get(text_of(cell), "") if coded else "" for cell in column.cells]
    told = [word or words.get(spelling(text_of(cell)), "") for word, cell in zip(told, column.cells, strict=True)]
    readings = [
        Reading(word) if word or not text_of(cell) else unread("", "remark.unknown_status")
        for word, cell in zip(told, column.cells, strict=True)
    ]
    return column.spread(told), column.remarks(readings)


def _flag(column: Distinct) -> Texts:
    def truth(cell: object) -> bool | None:
        text = folded(text_of(cell))
        return True if text in TRUE_WORDS else False if text in FALSE_WORDS else None

    return column.spread([truth(cell) for cell in column.cells])


def _clash(column: Distinct, index: int, flagged: str) -> Remark:
    value = text_of(column.cells[column.codes[index]])
    note = Note.of("remark.flags_differ", flagged=Note.of(f"remark.status.{flagged}"))
    return Remark("problem", int(column.rows[index]), column.header, value, note)


def _about(column: Distinct, kind: str, key: str, /, **values: object) -> Remark:
    return Remark(kind, 0, column.header, "", Note(key, values))
