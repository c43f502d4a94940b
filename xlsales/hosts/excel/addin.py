"""Builds xlsales.xlam: VBA from our sources and the installed xlwings, settings, texts, help and the ribbon."""

from __future__ import annotations

import tempfile
from importlib.resources import files
from pathlib import Path

from xlsales.errors import SettingsError
from xlsales.hosts.excel import wrappers, xlwings_module
from xlsales.hosts.excel.addin_parts import furnished
from xlsales.hosts.excel.sheets import LANGUAGES, all_sheets
from xlsales.workbook.save import write_bytes

SOURCES = ("XlsCells", "XlsLogFile", "XlsTexts", "XlsWizard", "XlsRibbon")
CLASSES = ("XlsEvents",)
DICTIONARY = "Dictionary"


def build(out: Path, *, interpreter: str | None = None, language: str | None = None) -> Path:
    """Write the Excel add-in and return its path; the same inputs give the same bytes.

    `interpreter` is the full path of the Python that Excel starts (this one by default), `language` zh-CN or en
    (Excel's own by default). Raises AddinError when the installed xlwings does not fit, SettingsError for another
    language, WorkbookError when the file cannot be written; what was there before stays then.
    """
    if language not in (None, *LANGUAGES):
        raise SettingsError(f"language '{language}' is not known: use zh-CN or en")
    write_bytes(Path(out), furnished(_project(), all_sheets(interpreter, language)))
    return Path(out)


def standard_modules() -> dict[str, str]:
    """Return the source of every standard module by its name."""
    return {
        xlwings_module.MODULE: xlwings_module.patched_module(),
        wrappers.FUNCTIONS_MODULE: wrappers.functions_module(),
        wrappers.ERRORS_MODULE: wrappers.errors_module(),
        **{name: _source(f"{name}.bas") for name in SOURCES},
    }


def class_modules() -> dict[str, str]:
    """Return the source of every class module by its name; Dictionary is what xlwings needs on the Mac."""
    dictionary = xlwings_module.installed(f"addin/{DICTIONARY}.cls").read_text(encoding="utf-8")
    return {**{name: _source(f"{name}.cls") for name in CLASSES}, DICTIONARY: dictionary}


def _project() -> bytes:
    from pyopenvba import ExcelFile, VBAModuleKind

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "xlsales.xlam"
        with ExcelFile.create_new(path) as book:
            project = book.vba_project()
            project.delete_module("Module1")
            for name, source in standard_modules().items():
                project.add_module(name, _crlf(source))
            for name, source in class_modules().items():
                project.add_module(name, _crlf(source), kind=VBAModuleKind.other)
            book.save()
        return path.read_bytes()


def _source(name: str) -> str:
    return files("xlsales.hosts.excel").joinpath("vba", name).read_text(encoding="ascii")


def _crlf(source: str) -> str:
    return source.replace("\r\n", "\n").replace("\n", "\r\n")
