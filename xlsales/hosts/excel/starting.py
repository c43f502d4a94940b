"""The command with which Excel starts Python, run as Excel runs it."""

from __future__ import annotations

import compileall
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

import xlsales

_PATHS = "import xlwings.utils;xlwings.utils.prepare_sys_path('false;;;;;')"
_PARTS = ("import xlwings", "import xlsales.hosts.excel.functions")
_SERVER = "import xlwings.com_server"
_WAIT = 120.0
_ACTIVATED = ("CONDA_PREFIX", "VIRTUAL_ENV")
_NO_BYTECODE = "PYTHONDONTWRITEBYTECODE"


def compile_package() -> None:
    """Compile xlsales to bytecode: Excel starts Python with -B, which reads bytecode but keeps none."""
    compileall.compile_dir(Path(xlsales.__file__).parent, quiet=2)


@dataclass(frozen=True)
class Start:
    """How Python started: the command, its exit code, what it said on standard error, and the seconds it took."""

    command: tuple[str, ...]
    exit_code: int
    stderr: str
    seconds: float

    @property
    def ok(self) -> bool:
        """Tell whether Python started and xlsales was imported."""
        return self.exit_code == 0

    @property
    def reason(self) -> str:
        """Return the last line of standard error, which names what failed."""
        lines = self.stderr.strip().splitlines()
        return lines[-1] if lines else f"exit code {self.exit_code}"


def command(interpreter: Path, platform: str) -> tuple[str, ...]:
    """Return the command that imports what the first call from Excel imports.

    >>> command(Path("/opt/python"), "darwin")[:3]
    ('/opt/python', '-P', '-c')
    """
    parts = [_PATHS, *_PARTS, *([_SERVER] if platform == "win32" else [])]
    return (str(interpreter), "-P", "-c", ";".join(parts))


def as_excel_sees(variables: Mapping[str, str]) -> dict[str, str]:
    """Return the variables without what activating an environment added: Excel is not started from that terminal.

    >>> as_excel_sees({"CONDA_PREFIX": "/env", "PATH": os.pathsep.join(["/env/Library/bin", "/usr/bin"])})
    {'PATH': '/usr/bin'}
    """
    roots = [Path(variables[name]) for name in _ACTIVATED if variables.get(name)]
    kept = {name: value for name, value in variables.items() if name.upper() not in (*_ACTIVATED, _NO_BYTECODE)}
    path = next((name for name in kept if name.upper() == "PATH"), None)
    if path is not None:
        folders = kept[path].split(os.pathsep)
        outside = [folder for folder in folders if not any(Path(folder).is_relative_to(root) for root in roots)]
        kept[path] = os.pathsep.join(outside)
    return kept


def start(interpreter: Path, platform: str = sys.platform, variables: Mapping[str, str] | None = None) -> Start:
    """Start Python as Excel does and wait for it; Python keeps the bytecode of all it imported."""
    given = as_excel_sees(os.environ if variables is None else variables)
    words, began = command(interpreter, platform), perf_counter()
    try:
        done = subprocess.run(
            words, env=given, cwd=interpreter.parent, capture_output=True, text=True, timeout=_WAIT, check=False,
            errors="replace", stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return Start(words, -1, f"Python did not answer within {_WAIT:.0f} seconds", perf_counter() - began)
    except OSError as error:
        return Start(words, -1, f"{interpreter} does not start: {error.strerror}", perf_counter() - began)
    return Start(words, done.returncode, done.stderr, perf_counter() - began)
