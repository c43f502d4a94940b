"""Single fields of the deal table: text, money, probability, category, segment, and evidence of status."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from xlsales.ladders import spelling
from xlsales.pipeline import bulk
from xlsales.pipeline.aliases import (
    CATEGORY_WORDS,
    FALSE_WORDS,
    SEGMENT_WORDS,
    STATE_CODES,
    TRUE_WORDS,
)
from xlsales.pipeline.coded import Coded
from xlsales.pipeline.columns import header_key, unit_factor
from xlsales.pipeline.deals import Remark
from xlsales.pipeline.distinct import Distinct, Reading, folded, read_text, text_of, unread
from xlsales.pipeline.notes import Note
from xlsales.pipeline.numbers import could_be_thousands, read_number, uses_decimal_comma
from xlsales.pipeline.stages import STATUSES, status_words

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
SEGMENTS = ("", "small", "large")


def read_texts(column: Distinct) -> tuple[Coded, list[Remark]]:
    """Return a column as tidy text, with the remarks."""
    odd = column.odd
    readings = dict(zip(odd.tolist(), map(read_text, bulk.pick(column.cells, odd)), strict=True))
    return column.repaired({code: reading.value for code, reading in readings.items()}), column.remarks(readings)


def read_amounts(column: Distinct, divisor: float) -> tuple[Numbers, list[Remark]]:
    """Return a column as money in the workbook's unit: 金额(万元) is multiplied first, then divided."""
    odd, values = bulk.plain_numbers(column.cells)
    comma = uses_decimal_comma(column.cells, odd)
    if comma:
        odd = np.arange(len(column.cells))
    readings = {code: read_number(cell, comma) for code, cell in zip(odd, bulk.pick(column.cells, odd), strict=True)}
    values[odd] = [np.nan if reading.value is None else reading.value for reading in readings.values()]
    remarks = column.remarks(readings)
    factor = unit_factor(column.header)
    if factor != 1:
        remarks.append(_about(column, "repair", "remark.multiplied", factor=factor))
    if not comma and could_be_thousands(column.cells, odd):
        remarks.append(_about(column, "problem", "remark.decimal_point"))
    return (values if factor == divisor else values * factor / divisor)[column.codes], remarks


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
    remarks = column.remarks(dict(enumerate(readings)))
    if in_percent:
        remarks.append(_about(column, "repair", "remark.in_percent"))
    values = np.array([np.nan if reading.value is None else reading.value for reading in readings], dtype=float)
    return values[column.codes], remarks


def _percent(cell: object) -> bool:
    return isinstance(cell, str) and folded(cell).endswith("%")


def _as_share(number: Reading[float], in_percent: bool) -> Reading[float]:
    if number.value is None:
        return number
    share = number.value / 100 if in_percent else number.value
    if not 0 <= share <= 1:
        return unread(None, "remark.no_probability")
    return Reading(share, number.note)


def read_words(column: Distinct, words: Mapping[str, tuple[str, ...]], unknown: str) -> tuple[Coded, list[Remark]]:
    """Return a column as one of a few known words; an unknown one becomes blank and the problem `unknown`."""
    known = {spelling(word): key for key, spellings in words.items() for word in spellings}

    def read(cell: object) -> Reading[str]:
        text = text_of(cell)
        found = known.get(spelling(text), "")
        return Reading(found) if found or not text else unread("", unknown)

    readings, remarks = column.read(read)
    return column.coded([reading.value for reading in readings]), remarks


def read_category(column: Distinct) -> tuple[Coded, list[Remark]]:
    """Return the forecast category of each deal, blank where the source gives none."""
    return read_words(column, CATEGORY_WORDS, "remark.unknown_category")


def read_segment(
    column: Distinct | None, amounts: Numbers, large_from: float | None
) -> tuple[Coded, list[Remark], bool]:
    """Return small or large per deal, the remarks, and whether the column was of use.

    The column counts where it says so; then the amount against `large_from`; then every deal is small.
    """
    told: Codes = np.zeros(len(amounts), dtype=np.int8)
    remarks: list[Remark] = []
    used = column is not None and _tells_segment(column)
    if column is not None and used:
        words, remarks = read_words(column, SEGMENT_WORDS, "remark.unknown_segment")
        told = words.places(SEGMENTS)
    if large_from is not None:
        by_amount = np.where(amounts >= large_from, np.int8(2), np.int8(1))
        return Coded.of(SEGMENTS, np.where(told == 0, by_amount, told)), remarks, used
    if bool((told == 0).any()):
        header = column.header if column and used else ""
        remarks.append(Remark("repair", 0, header, "", Note.of("remark.no_segment")))
    return Coded.of(SEGMENTS, np.maximum(told, np.int8(1))), remarks, used


def _tells_segment(column: Distinct) -> bool:
    known = {spelling(word) for words in SEGMENT_WORDS.values() for word in words}
    return any(spelling(text_of(cell)) in known for cell in column.cells if text_of(cell))


def read_evidence(roles: Mapping[str, Distinct], size: int) -> tuple[Coded, list[Remark]]:
    """Return open, won, lost or "" per row from the status column, else from the won and closed flags."""
    remarks: list[Remark] = []
    evidence: Codes = np.zeros(size, dtype=np.int8)
    if "status" in roles:
        told, remarks = _from_status(roles["status"])
        evidence = told.places(STATUSES)
    flagged = _from_flags(roles, size)
    clash = np.flatnonzero((evidence != 0) & (flagged != 0) & (evidence != flagged))
    remarks += [_clash(roles["status"], int(index), STATUSES[flagged[index]]) for index in clash]
    return Coded.of(STATUSES, np.where(evidence != 0, evidence, flagged)), remarks


def _from_flags(roles: Mapping[str, Distinct], size: int) -> Codes:
    unknown: Codes = np.full(size, -1, dtype=np.int8)
    won, lost, closed = (
        _flag(roles[role]) if role in roles else unknown for role in ("is_won", "is_lost", "is_closed")
    )
    flagged: Codes = np.zeros(size, dtype=np.int8)
    flagged[closed == 0] = STATUSES.index("open")
    flagged[((closed == 1) & (won == 0)) | (lost == 1)] = STATUSES.index("lost")
    flagged[won == 1] = STATUSES.index("won")
    return flagged


def _from_status(column: Distinct) -> tuple[Coded, list[Remark]]:
    coded = header_key(column.header) == "statecode"
    words = status_words()
    told = [STATE_CODES.get(text_of(cell), "") if coded else "" for cell in column.cells]
    told = [word or words.get(spelling(text_of(cell)), "") for word, cell in zip(told, column.cells, strict=True)]
    readings = [
        Reading(word) if word or not text_of(cell) else unread("", "remark.unknown_status")
        for word, cell in zip(told, column.cells, strict=True)
    ]
    return column.coded(told), column.remarks(dict(enumerate(readings)))


def _flag(column: Distinct) -> Codes:
    def truth(cell: object) -> int:
        text = folded(text_of(cell))
        return 1 if text in TRUE_WORDS else 0 if text in FALSE_WORDS else -1

    return np.fromiter(map(truth, column.cells), dtype=np.int8, count=len(column.cells))[column.codes]


def _clash(column: Distinct, index: int, flagged: str) -> Remark:
    value = text_of(column.cells[column.codes[index]])
    note = Note.of("remark.flags_differ", flagged=Note.of(f"remark.status.{flagged}"))
    return Remark("problem", int(column.rows[index]), column.header, value, note)


def _about(column: Distinct, kind: str, key: str, /, **values: object) -> Remark:
    return Remark(kind, 0, column.header, "", Note(key, values))
