"""Python started as Excel starts it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from xlsales.hosts.excel.starting import Start, as_excel_sees, command, start


def test_the_command_imports_what_the_first_call_needs() -> None:
    """On Windows the COM server is part of it."""
    assert "import xlsales.hosts.excel.functions" in command(Path("python"), "darwin")[-1]
    assert "import xlwings.com_server" in command(Path("python"), "win32")[-1]


def test_a_python_that_is_not_there_is_told() -> None:
    """No exception: the reason names the path."""
    begun = start(Path(sys.executable).parent / "no-such-python", "darwin")
    assert not begun.ok
    assert "no-such-python" in begun.reason


@pytest.mark.parametrize("text", ["import os; os._exit(3)", "raise ImportError('no pywin32')"])
def test_what_python_says_is_kept(text: str, tmp_path: Path) -> None:
    """A Python whose start fails is told with its last line, or its exit code when it says nothing."""
    (tmp_path / "sitecustomize.py").write_text(text, encoding="utf-8")
    (tmp_path / "xlwings.py").write_text(text, encoding="utf-8")
    begun = start(Path(sys.executable), "darwin", {"PYTHONPATH": str(tmp_path)})
    assert not begun.ok
    assert begun.reason in ("exit code 3", "ImportError: no pywin32")


def test_what_an_activated_environment_adds_is_not_there_for_excel(tmp_path: Path) -> None:
    """Libraries that are found only in the terminal of a Conda environment are missing in the start."""
    inside, outside = tmp_path / "env/Library/bin", tmp_path / "tools"
    given = {"Path": os.pathsep.join([str(inside), str(outside)]), "VIRTUAL_ENV": str(tmp_path / "env"), "OTHER": "1"}
    assert as_excel_sees(given) == {"Path": str(outside), "OTHER": "1"}


def test_the_start_keeps_bytecode(tmp_path: Path) -> None:
    """Excel's own start reads bytecode and writes none, so this one writes it."""
    (tmp_path / "xlwings.py").write_text("raise ImportError('stop here')", encoding="utf-8")
    start(Path(sys.executable), "darwin", {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"})
    assert list(tmp_path.glob("__pycache__/xlwings.*.pyc"))


def test_the_reason_is_the_last_line() -> None:
    """The line that names what failed ends a traceback."""
    assert Start(("python",), 1, "Traceback\n  File x\nImportError: y\n", 0.1).reason == "ImportError: y"
