"""Compare fills with other libraries: `python -m tests.benchmarks [rows …]` prints one table per size."""

from __future__ import annotations

import sys
from functools import partial
from statistics import median

from . import clock, drawing, values
from .peers import BASE, peers

ROUNDS = {200: 15, 10_000: 5}


def main() -> None:
    """Print the tables for the sizes asked for."""
    template = drawing.template()
    for count in map(int, sys.argv[1:] or map(str, ROUNDS)):
        print_table(template, count, ROUNDS.get(count, 5))


def print_table(template: bytes, count: int, rounds: int) -> None:
    """Print median and least time, ratio and size of every peer, then the share of the physical limit."""
    what = values.filling(count)
    jobs = {name: partial(job, what) for name, job in peers(template).items()}
    sizes = {name: len(job()) for name, job in jobs.items()}
    parts = clock.changed_parts(template, jobs[BASE]())
    limits = {
        "limit, fast": clock.physical_limit(parts, "fast"),
        "limit, zlib 6": clock.physical_limit(parts, 6),
    }
    times = clock.in_turns({**jobs, **limits}, rounds)
    print(f"\n{count:,} rows, {rounds} rounds in turns; changed parts {sum(map(len, parts)) / 1e3:,.0f} kB")
    print(f"{'':44}{'median ms':>11}{'least ms':>10}{'times ' + BASE:>24}{'bytes':>12}")
    for name, taken in times.items():
        against = clock.ratio(taken, times[BASE])
        print(
            f"{name:44}{1e3 * median(taken):>11.2f}{1e3 * min(taken):>10.2f}{against:>24.2f}{sizes.get(name, 0):>12,}"
        )
    for kind in ("fast", "zlib 6"):
        share = clock.ratio(times[f"limit, {kind}"], times[f"xlsales, {kind}"])
        print(f"share of the limit reached, {kind}: {share:.0%}")


if __name__ == "__main__":
    main()
