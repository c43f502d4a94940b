"""The cleaned deal table as a CSV file that reads back as the same deals."""

from __future__ import annotations

import csv
import math
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from xlsales.errors import DataError
from xlsales.pipeline.deals import FIELDS, Deals

HEADERS: dict[str, tuple[str, str]] = {
    "id": ("商机编号", "Deal ID"),
    "name": ("商机名称", "Deal name"),
    "account": ("客户名称", "Account name"),
    "owner": ("负责人", "Owner"),
    "team": ("团队", "Team"),
    "region": ("区域", "Region"),
    "product": ("产品", "Product"),
    "segment": ("项目类型", "Project type"),
    "stage": ("阶段", "Stage"),
    "status": ("状态", "Status"),
    "category": ("预测类别", "Forecast category"),
    "amount": ("金额", "Amount"),
    "probability": ("赢率", "Probability"),
    "created": ("创建日期", "Created date"),
    "close": ("预计成交日期", "Close date"),
    "stage_since": ("阶段变更时间", "Stage since"),
    "last_activity": ("最近跟进日期", "Last activity"),
    "next_step": ("下一步", "Next step"),
}

_WORDS: dict[str, tuple[str, str]] = {
    "small": ("小项目", "Small"),
    "large": ("大项目", "Large"),
    "open": ("进行中", "Open"),
    "won": ("赢单", "Won"),
    "lost": ("输单", "Lost"),
    "commit": ("保证", "Commit"),
    "upside": ("可能", "Upside"),
    "pipeline": ("储备", "Pipeline"),
    "omitted": ("不预测", "Omitted"),
    "closed": ("已结束", "Closed"),
}


def to_csv(deals: Deals, path: Path | str, language: str = "zh-CN") -> None:
    """Write the deals as UTF-8 CSV with BOM, in a language; beside the target first, then renamed.

    Amounts stand in the workbook's unit. Text stays as it is, also where it begins with = + - or @.
    """
    target = Path(path)
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
    except OSError as error:
        raise DataError(f"{target} cannot be written ({error.strerror}): check the folder") from error
    try:
        with os.fdopen(handle, "w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(_lines(deals, language))
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, target)
    except OSError as error:
        raise DataError(f"{target} cannot be written ({error.strerror}): is it open elsewhere?") from error
    finally:
        Path(name).unlink(missing_ok=True)


def _lines(deals: Deals, language: str) -> Iterator[list[str]]:
    side = 0 if language == "zh-CN" else 1
    labels = {stage.zh: stage.label(language) for stage in deals.ladder.stages}
    words = {word: pair[side] for word, pair in _WORDS.items()}
    write: dict[str, Callable[[Any], str]] = {"text": str, "number": _number, "date": _date}
    special = {"stage": labels, "segment": words, "status": words, "category": words}
    columns = []
    for field in HEADERS:
        values = deals.frame[field].tolist()
        table = special.get(field)
        columns.append([table.get(v, v) for v in values] if table else list(map(write[FIELDS[field]], values)))
    yield [pair[side] for pair in HEADERS.values()]
    yield from (list(row) for row in zip(*columns, strict=True))


def _number(value: float) -> str:
    if math.isnan(value):
        return ""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)


def _date(value: pd.Timestamp) -> str:
    return "" if pd.isna(value) else value.date().isoformat()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
