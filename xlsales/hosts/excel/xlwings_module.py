"""The VBA module of the installed xlwings, patched so that no workbook can decide what Python runs.

As it comes, the module reads settings from any workbook in front of the user and from files beside it, refuses
to run when a sheet is called `….py`, and puts the workbook's path on the command line and its folder first on
Python's search path. Each patch must apply exactly once: a module that has changed is refused, not guessed at.
"""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from xlsales.errors import XlsalesError

MODULE = "xlwings"
PROJECT = "xlsales"


class AddinError(XlsalesError):
    """The add-in cannot be built from the xlwings that is installed."""


@dataclass(frozen=True)
class Patch:
    """One change: the text from `find` to the next `until` (inclusive; none means `find` alone) is replaced."""

    name: str
    find: str
    until: str = ""
    replace: str = ""


_PATHS = 'PYTHONPATH = "false;;;;;" & IIf(GetConfig("PYTHONPATH") = "", "", ";" & GetConfig("PYTHONPATH"))'
PATCHES = (
    Patch(
        "hide the module's procedures from the function wizard",
        '#Const App = "Microsoft Excel" \'Adjust when using outside of Excel\n',
        replace='Option Private Module\n#Const App = "Microsoft Excel"\n',
    ),
    Patch(
        "project name",
        'PROJECT_NAME As String = "myaddin"',
        replace=f'PROJECT_NAME As String = "{PROJECT}"',
    ),
    Patch(
        "no settings from a sheet of the user's workbook",
        "            'Workbook Sheet Config\n",
        "            'Add-in Sheet Config (only for custom add-ins, unused by xlwings add-in)\n",
        replace="            'Add-in Sheet Config\n",
    ),
    Patch(
        "no settings from a file beside the user's workbook",
        "    ' Directory Config\n",
        "    ' User Config\n",
        replace="    ' User Config\n",
    ),
    Patch(
        "settings can be read while no workbook is open",
        'For Each cell In Range(sht.Range("A1"), lastCell)',
        replace='For Each cell In sht.Range(sht.Range("A1"), lastCell)',
    ),
    Patch(
        "no refusal because of a sheet called .py",
        "    ' Check for embedded Python code\n",
        "    Next i\n",
    ),
    Patch(
        "no folder of the workbook on the search path of macros",
        "    If uses_embedded_code = True Then\n        AddExcelDir = ",
        "    ' The first 5 args",
        replace="    ' The first 5 args",
    ),
    Patch(
        "no path of the workbook on the command line of macros",
        "    #If Mac Then\n        If InStr(ActiveWorkbook.FullName",
        '    OPTIMIZED_CONNECTION = GetConfig("USE UDF SERVER", False)\n',
        replace=f'    {_PATHS}\n\n    OPTIMIZED_CONNECTION = GetConfig("USE UDF SERVER", False)\n',
    ),
    Patch(
        "no licence key for sheets called .py",
        "    ' PythonCommand with embedded code\n",
        "    ' Call Python platform-dependent\n",
        replace="    ' Call Python platform-dependent\n",
    ),
    Patch(
        "no path of the workbook on the command line of functions",
        "    ' TODO: Doesn't automatically check if code is embedded\n",
        "    ' Escaping backslashes and quotes\n",
        replace=f"    {_PATHS}\n\n    ' Escaping backslashes and quotes\n",
    ),
    Patch(
        "no folder Excel happens to stand in on the search path of macros",
        'RunCommand = CondaCmd & PythonInterpreter & " -B -c ',
        replace='RunCommand = CondaCmd & PythonInterpreter & " -B -P -c ',
    ),
    Patch(
        "no folder Excel happens to stand in on the search path of functions",
        'tail = " -B -c ',
        replace='tail = " -B -P -c ',
    ),
    Patch(
        "no functions from sheets called .py",
        "    ' Automatically add embedded code sheets\n",
        "    Next\n",
    ),
    Patch(
        "say what to do when Python is not where it was",
        'MsgBox "Could not find Interpreter!", vbCritical',
        replace='XlsSay XlsText("message.no_python")',
    ),
    Patch(
        "say what to do when the Mac script is missing",
        "MsgBox \"To enable RunPython, please run 'xlwings runpython install' in a terminal once and try again.\", "
        "vbCritical",
        replace='XlsSay XlsText("message.no_script")',
    ),
)


def installed_version() -> str:
    """Return the version of the installed xlwings."""
    from importlib.metadata import version

    return version("xlwings")


def installed(name: str) -> Path:
    """Return the path of a file of the installed xlwings; AddinError when it is not there."""
    spec = find_spec("xlwings")
    path = Path(spec.origin).parent / name if spec and spec.origin else Path(name)
    if not path.is_file():
        raise AddinError(f"xlwings {installed_version()} has no file {name}: run  pip install 'xlwings>=0.37.8,<0.38'")
    return path


def patched_module() -> str:
    """Return the installed xlwings' module for custom add-ins with every patch applied."""
    source = installed("xlwings_custom_addin.bas").read_text(encoding="utf-8")
    return patched(source.replace("\r\n", "\n"), installed_version())


def patched(source: str, version: str) -> str:
    """Return a module with every patch applied; AddinError names all patches that do not fit, and the version.

    >>> patched("", "9.9")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    xlsales.hosts.excel.xlwings_module.AddinError: xlwings 9.9 does not fit this xlsales: ...
    """
    unfit = [patch.name for patch in PATCHES if _spans(source, patch) != 1]
    if unfit:
        raise AddinError(
            f"xlwings {version} does not fit this xlsales: its VBA module has changed where the add-in must be made "
            f"safe ({'; '.join(unfit)}). Run  pip install 'xlwings>=0.37.8,<0.38'  or update xlsales."
        )
    for patch in PATCHES:
        start = source.index(patch.find)
        end = source.index(patch.until, start) + len(patch.until) if patch.until else start + len(patch.find)
        source = source[:start] + patch.replace + source[end:]
    return source


def _spans(source: str, patch: Patch) -> int:
    found = source.count(patch.find)
    return found if not found or not patch.until or patch.until in source[source.index(patch.find) :] else 0
