"""Stages: the ladder that fits the data, each deal's stage on it, and its status."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from xlsales import ladder_data
from xlsales.errors import DataError
from xlsales.ladders import BUILT_IN, Ladder, Stage, Status, spelling
from xlsales.pipeline.coded import Coded
from xlsales.pipeline.columns import shown
from xlsales.pipeline.deals import Remark
from xlsales.pipeline.distinct import Distinct
from xlsales.pipeline.notes import Note
from xlsales.settings import Settings

Numbers = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int8]
STATUSES = ("", "open", "won", "lost")
_OPEN, _WON, _LOST = 1, 2, 3


@dataclass(frozen=True)
class Staged:
    """The outcome for all rows: the ladder, and per row the stage's zh name, its rate and the status."""

    ladder: Ladder
    stage: Coded
    status: Coded
    rate: Numbers
    category: Coded
    remarks: list[Remark]


@dataclass(frozen=True)
class _Names:
    """The distinct stage texts, how often each is needed to place a deal, and where it first stands."""

    texts: tuple[str, ...]
    keys: tuple[str, ...]
    needed: tuple[int, ...]
    first_rows: tuple[int, ...]
    chances: tuple[float | None, ...]


def place_stages(
    column: Distinct | None,
    evidence: Coded,
    chance: Numbers,
    rows: npt.NDArray[np.int64],
    source: str,
    settings: Settings,
) -> Staged:
    """Place every deal on the ladder that fits; `evidence` is "open", "won", "lost" or "" per row.

    An open deal whose stage no ladder knows takes a rung of its own when its rows bear a probability;
    otherwise DataError lists each such stage, and how to map it.
    """
    column = column or Distinct("", ("",), np.zeros(len(rows), dtype=np.intp), rows)
    known = evidence.places(STATUSES)
    names = _names(column, known, chance, settings.stage_map)
    ladder, by_key = _fitted(names, source, settings)
    rung = _rungs(ladder, names, by_key)[column.codes]
    told = np.array([*(STATUSES.index(stage.status) for stage in ladder.stages), 0], dtype=np.int8)[rung]
    status = np.where(known != 0, known, np.where(told != 0, told, np.int8(_OPEN)))
    for code, stage in ((_WON, ladder.won), (_LOST, ladder.lost), (_OPEN, None)):
        rung[(status == code) & (told != code)] = ladder.stages.index(stage) if stage else len(ladder.stages)
    remarks = _contradictions(column, told, known) + _blanks(column, status)
    rate = np.array([*(stage.rate for stage in ladder.stages), np.nan])[rung]
    stages = Coded.of((*(stage.zh for stage in ladder.stages), ""), rung)
    categories = Coded.of((*(stage.category for stage in ladder.stages), "pipeline"), rung)
    return Staged(ladder, stages, Coded.of(STATUSES, status), rate, categories, remarks)


def _rungs(ladder: Ladder, names: _Names, by_key: Mapping[str, Stage]) -> npt.NDArray[np.intp]:
    """Return for each distinct stage text its place on the ladder; one past the end for none."""
    position = {stage: index for index, stage in enumerate(ladder.stages)}
    none = len(ladder.stages)
    return np.array([position[by_key[key]] if key in by_key else none for key in names.keys], dtype=np.intp)


def best_ladder(keys: Mapping[str, int]) -> Ladder:
    """Return the built-in ladder that covers the most deals; on a tie the one whose rungs are used most.

    >>> best_ladder({"意向": 5, "谈判": 2}).key, best_ladder({"qualify": 3, "develop": 1}).key
    ('small', 'dynamics')
    """

    def fit(ladder: Ladder) -> tuple[int, bool, float]:
        index = ladder.index()
        hit = {index[key] for key in keys if key in index}
        covered = sum(count for key, count in keys.items() if key in index)
        return covered, ladder.key != "general", len(hit & set(ladder.open)) / max(1, len(ladder.open))

    best = max(BUILT_IN.values(), key=fit)
    return best if best.key != "general" else _pruned(best, keys)


def _pruned(ladder: Ladder, keys: Iterable[str]) -> Ladder:
    index = ladder.index()
    used = {index[key] for key in keys if key in index}
    return replace(ladder, stages=tuple(s for s in ladder.stages if s in used or s.status != "open"))


def _names(column: Distinct, evidence: Codes, chance: Numbers, mapping: Mapping[str, str]) -> _Names:
    mapped = {spelling(theirs): ours for theirs, ours in mapping.items()}
    texts = tuple(str(cell) for cell in column.cells)
    keys = tuple(spelling(mapped.get(spelling(text), text)) for text in texts)
    open_rows = evidence <= _OPEN
    needed = np.bincount(column.codes[open_rows], minlength=len(texts))
    firsts = np.zeros(len(texts), dtype=np.int64)
    firsts[column.codes[::-1]] = column.rows[::-1]
    borne = open_rows & ~np.isnan(chance)
    medians = pd.Series(chance[borne]).groupby(column.codes[borne]).median().to_dict() if borne.any() else {}
    chances = tuple(medians.get(code) for code in range(len(texts)))
    return _Names(texts, keys, tuple(map(int, needed)), tuple(map(int, firsts)), chances)


def _fitted(names: _Names, source: str, settings: Settings) -> tuple[Ladder, dict[str, Stage]]:
    wanted: dict[str, int] = {}
    for key, count in zip(names.keys, names.needed, strict=True):
        if key and count:
            wanted[key] = wanted.get(key, 0) + count
    ladder = settings.ladder or (best_ladder(wanted) if wanted else BUILT_IN["small"])
    ladder = ladder.completed()
    unknown = [code for code, key in enumerate(names.keys) if key in wanted and key not in ladder.index()]
    placed = _own_rungs(names, unknown)
    homeless = [code for code in unknown if names.keys[code] not in placed]
    if homeless:
        raise DataError(*_unknown_stages(names, homeless, ladder, source))
    if placed:
        ladder = _extended(ladder, placed, wanted, settings.ladder is None)
    return ladder, ladder.index()


def _own_rungs(names: _Names, unknown: Sequence[int]) -> dict[str, Stage]:
    rungs: dict[str, Stage] = {}
    for code in unknown:
        rate = names.chances[code]
        if rate is not None:
            rungs.setdefault(names.keys[code], Stage(names.texts[code], names.texts[code], rate))
    return rungs


def _extended(ladder: Ladder, placed: Mapping[str, Stage], used: Iterable[str], free: bool) -> Ladder:
    if free:
        ladder = replace(_pruned(ladder, used), key="own", zh="自有阶段", en="Own stages")
    rungs = sorted((*ladder.open, *placed.values()), key=lambda stage: stage.rate)
    return replace(ladder, stages=(*rungs, *(s for s in ladder.stages if s.status != "open")))


def _unknown_stages(names: _Names, unknown: Sequence[int], ladder: Ladder, source: str) -> list[str]:
    lines = [
        f"{source}: the stage '{names.texts[code]}' ({names.needed[code]} deals, first in row "
        f"{names.first_rows[code]}) is not known"
        for code in unknown
    ]
    example = names.texts[unknown[0]]
    zh = ladder.open[0].zh if ladder.open else ladder.won.zh
    known = shown(f"{stage.zh} {stage.en}" for stage in ladder.stages)
    hint = f'map each in xlsales.toml, as in  [stages]  "{example}" = "{zh}"  (stages: {known})'
    return [*lines, f"{hint}, or describe your own ladder with [[ladder]] entries"]


def _contradictions(column: Distinct, told: Codes, evidence: Codes) -> list[Remark]:
    rows = np.flatnonzero((told > _OPEN) & (evidence != 0) & (evidence != told))
    notes: dict[tuple[int, int], Note] = {}
    remarks = []
    for index in rows.tolist():
        pair = int(told[index]), int(evidence[index])
        note = notes.setdefault(pair, _differing(STATUSES[pair[0]], STATUSES[pair[1]]))
        shown_cell = str(column.cells[column.codes[index]])
        remarks.append(Remark("problem", int(column.rows[index]), column.header, shown_cell, note))
    return remarks


def _differing(stage: str, status: str) -> Note:
    said, known = Note.of(f"remark.status.{stage}"), Note.of(f"remark.status.{status}")
    return Note.of("remark.stage_differs", stage=said, status=known)


def _blanks(column: Distinct, status: Codes) -> list[Remark]:
    if not column.header:
        return [Remark("problem", 0, "", "", Note.of("remark.no_stage_column"))]
    blank = np.array([not str(cell) for cell in column.cells], dtype=bool)[column.codes]
    rows, note = column.rows[blank & (status == _OPEN)], Note.of("remark.no_stage")
    return [Remark("problem", row, column.header, "", note) for row in rows.tolist()]


def status_words() -> dict[str, Status]:
    """Return every word that tells a status, as `spelling` writes it.

    >>> status_words()["closedwon"], status_words()["进行中"]
    ('won', 'open')
    """
    table = {"open": ladder_data.OPEN_WORDS, "won": ladder_data.WON_WORDS, "lost": ladder_data.LOST_WORDS}
    return {spelling(word): cast(Status, status) for status, words in table.items() for word in words}
