"""What the benchmarks fill in: names, quota, review, and deals as a CRM exports them."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from . import layout as d

REPORT_DAY = date(2026, 9, 30)


def deals(count: int, seed: int = 1) -> list[list[Any]]:
    """Return rows for the columns that are not calculated, then results of those that are."""
    random = Random(seed)
    rows = []
    for i in range(count):
        created = REPORT_DAY - timedelta(days=random.randrange(400))
        amount, chance = round(random.uniform(1_000, 500_000), 2), random.choice((0.1, 0.25, 0.5, 0.9))
        rows.append(
            [
                f"OPP-{seed}-{i:06d}",
                f"Project {i} & rollout" if i % 9 == 0 else f"Project {i} rollout",
                f"Account {random.randrange(5 * count)} Ltd",
                random.choice(d.OWNERS),
                random.choice(d.STAGES),
                f"Product {i % 7}",
                created,
                created + timedelta(days=random.randrange(30, 200)),
                amount,
                chance,
                random.choice(("North", "South", "East", "West")),
                created + timedelta(days=random.randrange(30)),
                f"Call on day {i % 28}" if i % 3 else None,
                amount * chance,
                (REPORT_DAY - created).days,
            ]
        )
    return rows


def filling(count: int, seed: int = 1, *, results: bool = False) -> dict[str, Any]:
    """Return the mapping that `Template.fill` takes; every seed has other values."""
    random = Random(seed)
    cells = {f"Quota!{d.quota_cell(month, person)}": random.randrange(10, 90) for month, person in d.QUOTA}
    cells |= {f"Review!C{row}": random.randrange(1, 6) for row in d.REVIEW}
    return {
        "values": {name: random.uniform(0, 500) if i else REPORT_DAY for i, name in enumerate(d.NAMES)},
        "cells": cells,
        "tables": {"tblDeals": _table(deals(count, seed), results)},
    }


def _table(rows: list[list[Any]], results: bool) -> dict[str, Any]:
    if results:
        return {"columns": [*d.GIVEN, *d.CALCULATED], "rows": rows, "results": [*d.CALCULATED]}
    return {"columns": [*d.GIVEN], "rows": [row[: len(d.GIVEN)] for row in rows]}
