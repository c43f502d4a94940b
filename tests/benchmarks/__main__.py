"""Compare xlsales with other libraries, all in one run: `python -m tests.benchmarks [--full] [fills streaming …]`.

Every module here that has `measure(quick) -> list[Row]` gives lines of the table. `--full` takes more rounds,
and a million rows.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec

from .rows import Row, table

SUBJECTS = ("fills", "streaming", "processes", "deals")


def main(arguments: list[str]) -> None:
    """Print one table of all that is asked for."""
    wanted = [name for name in arguments if not name.startswith("-")] or SUBJECTS
    quick = "--full" not in arguments
    lines: list[Row] = []
    for name in wanted:
        if find_spec(f"{__package__}.{name}"):
            print(f"measuring {name} …", file=sys.stderr)
            lines += import_module(f".{name}", __package__).measure(quick)
    print(table(lines))


if __name__ == "__main__":
    main(sys.argv[1:])
