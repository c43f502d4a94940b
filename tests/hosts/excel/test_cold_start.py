"""How long the first function waits for us: our own part of the start, beside what xlwings takes."""

from __future__ import annotations

import subprocess
import sys
import time

from xlsales.cells import call
from xlsales.hosts.excel import functions

OWN_SHARE = 0.050
FIRST = (
    "import xlwings, time; begin = time.process_time();"
    "from xlsales.hosts.excel import functions;"
    "shown = functions.FORECAST_TOTAL('[P.xlsx]S!$A$1', False, ((75.8,),), 156.6);"
    "print(time.process_time() - begin, shown)"
)


def own_seconds() -> float:
    """Start Python, import xlwings, and return the seconds from there to the first result."""
    done = subprocess.run([sys.executable, "-c", FIRST], capture_output=True, text=True, timeout=60, check=True)
    seconds, shown = done.stdout.split(" ", 1)
    assert shown.strip() == "[[92.21]]"
    return float(seconds)


def test_our_share_of_the_first_result_is_small() -> None:
    """From a loaded xlwings to the first result takes less than 50 ms of processor time."""
    own_seconds()  # the first run may write bytecode
    assert min(own_seconds() for _ in range(4)) < OWN_SHARE


def test_nothing_heavy_is_loaded_for_a_function() -> None:
    """Beyond what xlwings itself loads, a function needs our pure modules and the standard library alone."""
    code = (
        "import sys, xlwings; before = set(sys.modules);"
        "import xlsales.hosts.excel.functions as f; f.ROI('', False, 100.0, 40.0);"
        "print(' '.join(sorted({name.split('.')[0] for name in set(sys.modules) - before})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(done.stdout.split())
    assert loaded - set(sys.stdlib_module_names) == {"xlsales"}


def test_a_call_costs_little_beside_its_answer() -> None:
    """What Excel's calling adds to a thousand scalar answers is less than four times the answers themselves."""
    ask, numbers = vars(functions)["ROI"], [float(number) for number in range(1, 1001)]
    begin = time.process_time()
    shown = [ask("[P.xlsx]S!$A$1", False, 100.0, number) for number in numbers]
    between = time.process_time()
    plain = [call("ROI", 100.0, number) for number in numbers]
    assert between - begin < 5 * (time.process_time() - between)
    assert [rows[0][0] for rows in shown] == plain
