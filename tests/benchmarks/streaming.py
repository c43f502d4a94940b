"""Long tables row by row, each run in a process of its own: `python -m tests.benchmarks.streaming xlsales 50000`."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any

from xlsales import Template

from . import drawing, values
from . import layout as d
from .rows import Row

SPEED, GROWTH, AGAINST = 130_000, 60, 25
_ROWS, _MANY = 50_000, {True: 200_000, False: 1_000_000}
_ROUNDS = {True: 3, False: 5}
_MB = 1024 * (1024 if sys.platform == "darwin" else 1)


def measure(quick: bool) -> list[Row]:
    """Return the lines for streamed tables; a million rows only when there is time."""
    count, names = _ROWS, list(WRITERS) if find_spec("xlsxwriter") else ["xlsales"]
    runs: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for _ in range(_ROUNDS[quick]):
        for name in names:
            runs[name].append(run_apart(name, count))
    lines = [_against(count, *runs.values())] if len(runs) > 1 else []
    many = [run_apart("xlsales", _MANY[quick]) for _ in range(3 if quick else 1)]
    speed, growth = (median(run[key] for run in many) for key in ("speed", "growth"))
    what = f"{_MANY[quick]:,} rows streamed"
    lines.append((f"{what}, rows a second", f"{speed:,.0f}", f"at least {SPEED:,}", speed / SPEED, 1))
    lines.append((f"{what}, memory", f"{growth:.0f} MB", f"at most {GROWTH} MB", GROWTH / growth, 1))
    return lines


def _against(count: int, ours: list[dict[str, float]], peer: list[dict[str, float]]) -> Row:
    ratio = median(one["speed"] / other["speed"] for one, other in zip(ours, peer, strict=True))
    shown = [f"{median(run['speed'] for run in runs):,.0f} rows/s" for runs in (ours, peer)]
    return f"{count:,} rows streamed", shown[0], f"XlsxWriter constant_memory {shown[1]}", ratio, AGAINST


def run_apart(name: str, count: int) -> dict[str, float]:
    """Return rows per second of the processor's time and megabytes that memory grew, in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmarks.streaming", name, str(count)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return dict(json.loads(done.stdout))


def rows(count: int) -> Iterator[list[Any]]:
    """Return an iterator of rows; none is made while it runs."""
    return islice(cycle(values.deals(min(count, 10_000))), count)


def _with_xlsales(out: Path, count: int) -> Callable[[], object]:
    compiled, what = Template(drawing.template()), values.filling(0, results=True)
    what["tables"]["tblDeals"]["rows"] = rows(count)
    return lambda: compiled.fill(what, out)


def _with_xlsxwriter(out: Path, count: int) -> Callable[[], object]:
    """Write the same columns, styles and formulas to one sheet, each cell by the call for its type."""
    import xlsxwriter

    given, places = rows(count), [d.COLUMNS.index(name) for name in d.GIVEN]

    def run() -> None:
        book = xlsxwriter.Workbook(out, {"constant_memory": True})
        sheet = book.add_worksheet("Deals")
        styles = [book.add_format({"num_format": code, "border": 1}) for _name, code in d.FIELDS]
        formulas = [(d.COLUMNS.index(name), "=" + text) for name, text in d.CALCULATED.items()]
        calls = {str: sheet.write_string, float: sheet.write_number, type(None): sheet.write_blank}
        for number, row in enumerate(given, d.FIRST_ROW - 1):
            for column, value in zip(places, row, strict=False):
                calls.get(type(value), sheet.write_datetime)(number, column, value, styles[column])
            for (column, formula), result in zip(formulas, row[len(places) :], strict=True):
                sheet.write_formula(number, column, formula, styles[column], result)
        book.close()

    return run


WRITERS = {"xlsales": _with_xlsales, "XlsxWriter": _with_xlsxwriter}


def _memory(field: str) -> float:
    """Return what this process takes now (VmRSS) or ever took (VmHWM), in megabytes; elsewhere always the latter."""
    status = Path("/proc/self/status")
    if status.exists():
        found = re.search(rf"{field}:\s+(\d+) kB", status.read_text())
        assert found is not None
        return int(found[1]) / 1024
    if sys.platform == "win32":
        return 0.0
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _MB


def main(name: str, count: int) -> None:
    """Print speed and memory of one run."""
    with TemporaryDirectory() as folder:
        job = WRITERS[name](Path(folder) / "out.xlsx", count)
        before, start = _memory("VmRSS"), process_time()
        job()
        taken = process_time() - start
        print(json.dumps({"speed": count / taken, "growth": max(_memory("VmHWM") - before, 1)}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
