"""The story of one reading, for the terminal, for machines and for an import sheet."""

from __future__ import annotations

import math
from typing import Any

from xlsales.pipeline.deals import Deals, Remark


def import_report(deals: Deals) -> dict[str, Any]:
    """Return what was read, used and set aside, which column is what, every repair and every problem.

    Row 0 stands for the file as a whole. `read` is always `used` + `set_aside`.
    """
    return {
        "source": deals.source,
        "read": deals.read,
        "used": deals.used,
        "set_aside": deals.set_aside,
        "columns": dict(deals.columns),
        "ladder": {
            "key": deals.ladder.key,
            "zh": deals.ladder.zh,
            "en": deals.ladder.en,
            "stages": [stage.zh for stage in deals.ladder.stages],
        },
        "repairs": _of_kind(deals, "repair"),
        "problems": _of_kind(deals, "problem"),
        "set_aside_rows": _of_kind(deals, "set_aside"),
        "figures": figures(deals),
    }


def figures(deals: Deals) -> dict[str, float | int | None]:
    """Return the totals that let a reader check the import against the CRM; None where there is none.

    Amounts are added exactly. `open_amount` counts open deals on a stage, `open_amount_without_stage` the
    open deals whose stage is blank; the win rate is won / (won + lost).
    """
    frame = deals.frame
    is_open = frame["status"] == "open"
    staged, blank = is_open & (frame["stage"] != ""), is_open & (frame["stage"] == "")
    won, lost = frame["status"] == "won", frame["status"] == "lost"
    days = (frame["close"] - frame["created"]).dt.days[~is_open].dropna()
    closed = int(won.sum() + lost.sum())
    return {
        "open": int(is_open.sum()),
        "won": int(won.sum()),
        "lost": int(lost.sum()),
        "won_amount": _sum(deals, won),
        "open_amount": _sum(deals, staged),
        "open_amount_without_stage": _sum(deals, blank),
        "open_without_stage": int(blank.sum()),
        "open_without_amount": int((is_open & frame["amount"].isna()).sum()),
        "win_rate": int(won.sum()) / closed if closed else None,
        "mean_cycle_days": float(days.mean()) if len(days) else None,
    }


def _sum(deals: Deals, mask: Any) -> float | None:
    amounts = deals.frame.loc[mask, "amount"].dropna()
    return math.fsum(amounts) if len(amounts) else None


def _of_kind(deals: Deals, kind: str) -> list[dict[str, Any]]:
    return [_item(remark) for remark in deals.remarks if remark.kind == kind]


def _item(remark: Remark) -> dict[str, Any]:
    return {"row": remark.row, "column": remark.column, "value": remark.value, "text": remark.text}
