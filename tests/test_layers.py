"""The rooms of the package: imports run one way, and answering a cell stays light."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def test_imports_run_one_way() -> None:
    """The contracts in pyproject.toml hold."""
    if not (ROOT / "pyproject.toml").is_file():
        pytest.skip("needs the source tree")
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_answering_a_cell_imports_no_heavy_library() -> None:
    """`import xlsales` and one worksheet function leave pandas and openpyxl unloaded."""
    code = (
        "import sys, xlsales; xlsales.call('FORECAST_TOTAL', 1, 2);"
        "print(sorted({'pandas', 'numpy', 'openpyxl', 'xlwings'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr
