"""A CSV file of deals to the figures of the funnel, against pandas reading its used columns and grouping once.

`python -m tests.benchmarks.deals [rows]` prints the ratios: how many times as long the peer takes.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path

import pandas as pd

from xlsales.pipeline import large_text, pandas_text, polars_text
from xlsales.pipeline.read import read_deals
from xlsales.reports import funnel
from xlsales.reports.people import roll
from xlsales.settings import Settings

from . import clock

USED = ("opportunity_id", "sales_agent", "product", "account", "deal_stage", "engage_date", "close_date", "close_value")
HEADER = ",".join((*USED, "lead_source", "campaign"))
SETTINGS = Settings(as_of=date(2026, 6, 1), period_text="2026Q2")
TARGET, _MANY = 1.0, 1_000_000  # the target is for so many rows

_DAY_ZERO = date(2024, 1, 1)
_FIRST, _LAST = ("Ann", "Ben", "Cara", "Dan", "Eve", "Finn"), ("Adler", "Brook", "Chen", "Diaz", "Evans", "Fox", "Ito")
_PRODUCTS = ("GTX Basic", "GTX Pro", "GTX Plus Basic", "GTX Plus Pro", "MG Special", "MG Advanced", "GTK 500")
_STAGES = ("Prospecting", "Engaging", "Won", "Lost", "Won", "Lost", "Won")
_SOURCES = ("Web", "Referral", "Event", "Outbound call")

Row = tuple[str, str, str, str]  # stage, day created, day closed, value


def measure(quick: bool = False) -> list[tuple[str, str, str, float, float | None]]:
    """Return what was done, ours, the peer, how many times as long the peer took, and the least wanted."""
    return measured(100_000 if quick else _MANY, 3 if quick else 5)


def measured(count: int, rounds: int) -> list[tuple[str, str, str, float, float | None]]:
    """Return the ratios for a clean and a dirty file, with and without the extra `fast`, taken in turns."""
    found: list[tuple[str, str, str, float, float | None]] = []
    arrow = " over pyarrow" if find_spec("pyarrow") else ""
    with tempfile.TemporaryDirectory() as folder:
        for kind in ("clean", "dirty"):
            path = Path(folder) / f"{kind}.csv"
            write_deals(path, count, is_dirty=kind == "dirty")
            jobs: dict[str, Callable[[], object]] = {"peer": lambda path=path: peer(path)}  # type: ignore[misc]
            jobs |= {name: lambda path=path, name=name: ours(path, name) for name in engines()}  # type: ignore[misc]
            times = clock.in_turns(jobs, rounds)
            what = f"{count:,} {kind} deals, CSV to funnel figures"
            for name in engines():
                is_told = name == "fast" and count >= _MANY
                ratio, target = clock.ratio(times["peer"], times[name]), TARGET if is_told else None
                label = "xlsales[fast]" if name == "fast" else "xlsales without extras"
                found.append((what, label, f"pandas C reader, usecols, one group-by{arrow}", ratio, target))
    return found


def engines() -> dict[str, tuple[large_text.Engine, ...]]:
    """Return the ways to read that are installed here."""
    plain: dict[str, tuple[large_text.Engine, ...]] = {"plain": (pandas_text.read,)}
    return {"fast": (polars_text.read,), **plain} if find_spec("polars") else plain


def ours(path: Path, engine: str) -> object:
    """Read, clean and account for every row, then compute every figure of the funnel workbook."""
    with _reading(engines()[engine]):
        deals = read_deals(path, SETTINGS)
    return funnel.figures(deals, SETTINGS, roll(deals, SETTINGS))


def peer(path: Path) -> object:
    """Read the used columns and sum one of them; texts among the values are only counted."""
    frame = pd.read_csv(path, usecols=list(USED), engine="c")
    how = "sum" if frame["close_value"].dtype.kind == "f" else "count"
    return frame.groupby(["sales_agent", "deal_stage"])["close_value"].agg(how)


def write_deals(path: Path, count: int, is_dirty: bool) -> None:
    """Write a CRM export of many deals; a dirty one has blank amounts, currency signs and dates of a second shape."""
    draw = random.Random(7)
    owners = [f"{first} {last}" for first in _FIRST for last in _LAST]
    days = [(_DAY_ZERO + timedelta(days=number)).isoformat() for number in range(900)]
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(HEADER + "\n")
        for number in range(count):
            created = draw.randrange(700)
            stage = draw.choice(_STAGES)
            value = "0" if stage == "Lost" else f"{draw.random() * draw.choice((500, 5_000, 50_000)):.2f}"
            row = (stage, days[created], days[created + draw.randrange(200)], value)
            stage, opened, closed, value = _soiled(row, draw.random()) if is_dirty else row
            file.write(
                f"{number * 7919 + 100_000:08X},{draw.choice(owners)},{draw.choice(_PRODUCTS)},"
                f"Account {draw.randrange(800)},{stage},{opened},{closed},{value},"
                f"{draw.choice(_SOURCES)},Spring {draw.randrange(9)}\n"
            )


def _soiled(row: Row, chance: float) -> Row:
    stage, opened, closed, value = row
    if chance < 0.001:
        return stage, opened, closed, "$" + value
    if chance < 0.003:
        return stage, opened, closed, ""
    if chance < 0.004:
        return stage, opened, f"{date.fromisoformat(closed):%d %b %Y}", value
    return row


@contextmanager
def _reading(chosen: tuple[large_text.Engine, ...]) -> Iterator[None]:
    before, large_text.ENGINES = large_text.ENGINES, chosen
    try:
        yield
    finally:
        large_text.ENGINES = before


def main() -> None:
    """Print the ratios for the number of rows asked for."""
    for what, label, other, ratio, target in measured(int(sys.argv[1]) if sys.argv[1:] else _MANY, 5):
        wanted = "" if target is None else f"  (at least {target:.1f})"
        print(f"{what}: {label} against {other}: {ratio:.2f} times as fast{wanted}")


if __name__ == "__main__":
    main()
