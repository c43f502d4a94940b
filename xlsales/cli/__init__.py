"""The command line: one thin function per command, in the module of its subject.

Exit codes: 0 done, 1 the input, settings or template did not allow it (nothing was written), 2 the command
line itself is wrong. A batch builds all it can and ends with 1 when a file failed.
"""

from __future__ import annotations

from xlsales.cli import addin, calc_addin, deals, functions, workbooks
from xlsales.cli.root import app, main

__all__ = ["addin", "app", "calc_addin", "deals", "functions", "main", "workbooks"]
