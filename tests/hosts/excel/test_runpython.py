"""What the built add-in runs: the exact command, which no workbook can change."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hosts.excel import vba
from hosts.excel.conftest import PYTHON, Disk
from pyopenvba.interpreter import VBAObject, method

from xlsales import cells

Start = Callable[..., vba.Excel]
MACRO = "import xlsales.hosts.excel.macros as m; m.run('build_funnel')"
COMMAND = (
    'cmd.exe /C C: & cd "C:\\Users\\ann\\xlsales" & "C:\\Users\\ann\\xlsales\\python.exe" -B -P -c '
    '"import xlwings.utils;xlwings.utils.prepare_sys_path(\\"false;;;;;\\"); ' + MACRO + '"  --wb="Book1" --from_xl=1 '
    '--app="C:\\Program Files\\Microsoft Office\\root\\Office16\\Microsoft Excel" --hwnd="123" 2> "C:\\Temp\\xlwings-'
)
SERVER = (
    'cmd.exe  /K ""C:\\Users\\ann\\xlsales\\python.exe" -B -P -c "import sys, os;import xlwings.utils;'
    'xlwings.utils.prepare_sys_path(\\"false;;;;;\\");import xlwings; xlwings.serve(\'$(CLSID)\')""'
)


def shell(excel: vba.Excel) -> vba.Shell:
    """Return the shell of an Excel."""
    found: vba.Shell = excel.interpreter.host.created["wscript.shell"]
    return found


def macro_command(excel: vba.Excel) -> str:
    """Run a macro and return the command it gave to the shell."""
    excel.run("RunPython", MACRO)
    assert shell(excel).shown == []
    return shell(excel).ran[-1]


def add_sheet(excel: vba.Excel, name: str, contents: dict[str, str]) -> None:
    """Add a sheet to the workbook in front."""
    lines = [f'found.Range("{place}").Value = "{value}"' for place, value in contents.items()]
    body = "\n".join(["Dim found", "Set found = ActiveWorkbook.Sheets.Add()", f'found.Name = "{name}"', *lines])
    excel.add_module(f"Sub AddSheet\n{body}\nEnd Sub\n", name="Preparing")
    excel.run("AddSheet")


@pytest.mark.usefixtures("disk")
def test_the_command_is_exactly_this(with_addin: Start) -> None:
    """A macro runs the installed Python, with no folder of a workbook on its path."""
    assert macro_command(with_addin(USE_UDF_SERVER="False")).startswith(COMMAND)


@pytest.mark.usefixtures("disk")
def test_the_server_starts_with_exactly_this(with_addin: Start) -> None:
    """The functions' server is started by the installed Python in the same way."""
    assert with_addin().run("XLPyCommand") == SERVER


@pytest.mark.parametrize(
    ("name", "contents"),
    [
        (
            "xlsales.conf",
            {"A1": "INTERPRETER_WIN", "B1": r"C:\evil\python.exe", "A2": "PYTHONPATH", "B2": r"\\evil\share"},
        ),
        ("x.py", {"A1": "import os"}),
    ],
)
def test_a_sheet_of_the_workbook_changes_nothing(
    with_addin: Start, disk: Disk, name: str, contents: dict[str, str]
) -> None:
    """A workbook with its own settings sheet, or a sheet called x.py, runs the same commands."""
    disk.found.add(r"C:\evil\python.exe")
    excel = with_addin(USE_UDF_SERVER="False")
    add_sheet(excel, name, contents)
    assert macro_command(excel).startswith(COMMAND)
    assert excel.run("XLPyCommand") == SERVER


def test_no_file_beside_the_workbook_is_looked_at(with_addin: Start, disk: Disk) -> None:
    """VBA asks the disk for Python and the user's own settings file, and for nothing else."""
    excel = with_addin(USE_UDF_SERVER="False")
    macro_command(excel)
    excel.run("XLPyCommand")
    assert {PYTHON} <= set(disk.asked) <= {PYTHON, r"C:\Users\ann\.xlsales\xlsales.conf"}


@pytest.mark.usefixtures("disk")
def test_modules_beside_the_workbook_are_not_imported(with_addin: Start, tmp_path: Path) -> None:
    """With Excel standing in a folder that holds its own xlwings.py and pandas.py, Python imports the real ones."""
    for name in ("xlwings", "pandas", "xlsales"):
        (tmp_path / f"{name}.py").write_text("print('evil')\n", encoding="utf-8")
    (tmp_path / "Book1.xlsx").touch()
    program = re.search(
        r'python.exe" (.*?) -c "(.*?)(?<!\\)"(?: |"$)', macro_command(with_addin(USE_UDF_SERVER="False"))
    )
    assert program
    code = program[2].replace('\\"', "'").replace(MACRO, "import xlsales.cells as m; print(m.__file__)")
    command = [sys.executable, *program[1].split(), "-c", code, "--wb=Book1", "--from_xl=1"]
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": path}, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.stdout.strip(), done.returncode) == (cells.__file__, 0), done.stderr


@pytest.mark.usefixtures("disk")
def test_buttons_run_their_macro_through_the_server(with_addin: Start) -> None:
    """With the server, a button hands exactly its macro to Python and starts nothing else."""

    class Recorder(VBAObject):
        vba_type_name = "XLPython"

        def __init__(self) -> None:
            super().__init__()
            self.run: list[str] = []

        @method
        def Module(self, name: object) -> Any:  # noqa: N802
            """Give a module."""
            return name

        @method
        def SetAttr(self, *_: object) -> Any:  # noqa: N802
            """Take an attribute."""
            return vba.EMPTY

        @method
        def Exec(self, statement: object) -> Any:  # noqa: N802
            """Keep what is to be run."""
            self.run.append(str(statement))
            return vba.EMPTY

    server = Recorder()
    excel = with_addin(server)
    excel.interpreter.run("XlsRunMacro", [vba.Control("build_funnel")])
    assert (server.run, shell(excel).ran, shell(excel).shown) == ([MACRO], [], [])


def test_python_that_is_gone_is_said_in_words(with_addin: Start, disk: Disk) -> None:
    """When the interpreter is not where it was, a message says what to do."""
    excel = with_addin(USE_UDF_SERVER="False")
    disk.found.discard(PYTHON)
    excel.run("RunPython", MACRO)
    assert shell(excel).ran == []
    assert "xlsales addin doctor" in shell(excel).shown[0]
