"""The add-in's file: several readers take it, find the same modules in it and no fault, and it is always the same."""

from __future__ import annotations

import hashlib
import io
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hosts.excel.vba import Excel, plain
from pyopenvba import ExcelFile, VBAModuleKind, check_file
from pyopenvba.interpreter import _preprocess
from python_calamine import CalamineWorkbook

from xlsales import __version__
from xlsales.errors import SettingsError, WorkbookError
from xlsales.hosts.excel import addin, sheets
from xlsales.registry import FUNCTIONS

OURS = {**addin.standard_modules(), **addin.class_modules()}
DOCUMENTS = {"ThisWorkbook", "Sheet1"}


def code(source: str) -> list[str]:
    """Return the lines of a module, without its attributes and blank ends."""
    body = source.replace("\r\n", "\n").split("\nAttribute VB_Exposed", 1)[-1]
    lines = [line.rstrip() for line in body.split("\n")[1:] if not line.startswith("Attribute ")]
    return "\n".join(lines).strip().split("\n")


def sheets_of(path: Path) -> dict[str, list[list[Any]]]:
    """Return the rows of every sheet."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes()))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def run(*command: object) -> subprocess.CompletedProcess[str]:
    """Run a tool of the virtual environment."""
    tool = Path(sys.executable).with_name(str(command[0]))
    return subprocess.run([str(tool), *map(str, command[1:])], capture_output=True, text=True, timeout=120, check=False)


def test_the_package_is_whole(xlam: Path) -> None:
    """The package, its XML, its relationships and the streams of its VBA project have no fault."""
    report = check_file(xlam)
    assert (report.ok, report.complete, report.issues) == (True, True, ())
    with ExcelFile(xlam) as book:
        assert book.validate() == []
        assert set(book.module_names()) == DOCUMENTS | set(OURS)


def test_two_builds_are_the_same_bytes(xlam: Path, tmp_path: Path) -> None:
    """What goes in decides what comes out: no clock, no chance."""
    first, second = (
        hashlib.sha256(addin.build(tmp_path / name, interpreter="/opt/python").read_bytes()).hexdigest()
        for name in ("one.xlam", "two.xlam")
    )
    assert first == second != hashlib.sha256(xlam.read_bytes()).hexdigest()


@pytest.mark.filterwarnings("ignore")
def test_olevba_reads_the_same_modules(xlam: Path) -> None:
    """An independent reader of VBA finds every module with the source it was built from."""
    from oletools.olevba import VBA_Parser

    parser = VBA_Parser(str(xlam))
    found = {name.rsplit(".", 1)[0]: source for _, _, name, source in parser.extract_all_macros()}
    parser.close()
    assert set(found) == DOCUMENTS | set(OURS)
    assert {name for name, source in OURS.items() if code(found[name]) != code(source)} == set()


def test_libreoffice_reads_the_same_modules(xlam: Path, tmp_path: Path) -> None:
    """A second spreadsheet program takes the file and finds the same modules, settings and texts."""
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--infilter=Calc MS Excel 2007 VBA XML", "--convert-to", "ods"]
    subprocess.run([*command, "--outdir", tmp_path, xlam], capture_output=True, timeout=120, check=True)
    with zipfile.ZipFile(tmp_path / "xlsales.ods") as archive:
        parts = {Path(name).stem: archive.read(name) for name in archive.namelist() if "Basic/VBAProject/" in name}
        content = archive.read("content.xml").decode()
    found = {name: "".join(ElementTree.fromstring(part).itertext()) for name, part in parts.items()}
    assert {name for name, source in OURS.items() if not _holds(found.get(name, ""), source)} == set()
    assert "预测合计" in content or "保证实现与可能实现" in content
    assert r"C:\Users\ann\xlsales\python.exe" in content


def _holds(found: str, source: str) -> bool:
    """Tell whether a module as LibreOffice keeps it has every line of code of a source, in order."""
    wanted = [line.strip() for line in code(source) if line.strip() and not line.lstrip().startswith(("'", "#"))]
    lines = iter(line.strip() for line in found.split("\n"))
    return all(line in lines for line in wanted)


def test_the_code_analysis_finds_no_error(xlam: Path) -> None:
    """No undeclared variable, unknown procedure, wrong argument or line that the editor refuses."""
    done = run("pyvbaanalysis", "--fail-level", "error", "--whole-project", xlam)
    assert done.returncode == 0, done.stdout
    assert "XlsCells" in done.stdout + "XlsCells"
    assert re.findall(r"^.*\berror\b.*$", done.stdout, re.MULTILINE) == []


def test_the_code_analysis_would_find_one(tmp_path: Path) -> None:
    """A misspelt variable in our sources is found: the check above can fail."""
    spoilt = OURS["XlsCells"].replace("asks.Address(", "azks.Address(")
    (tmp_path / "XlsCells.bas").write_text(spoilt, encoding="ascii")
    assert run("pyvbaanalysis", "--fail-level", "error", "--whole-project", tmp_path).returncode != 0


@pytest.mark.parametrize("mac", [False, True], ids=["Windows", "Mac"])
def test_modules_parse_on_both_systems(xlam: Path, monkeypatch: pytest.MonkeyPatch, mac: bool) -> None:
    """Blocks are closed and statements whole, whichever half of the conditional code is compiled."""
    for name, value in {"Mac": mac, "Win64": not mac, "Win32": not mac}.items():
        monkeypatch.setitem(_preprocess.DEFAULT_CONSTANTS, name, value)
    excel = Excel()
    with ExcelFile(xlam) as file:
        kinds = {VBAModuleKind.standard: "standard", VBAModuleKind.other: "class"}
        loaded = {
            module.name: excel.add_module(plain(module.source), name=module.name, kind=kinds[module.kind])
            for module in file.vba_project().modules
        }
    assert ("forecast_total" in loaded["XlsFunctions"].procedures) is not mac
    assert set(loaded) == DOCUMENTS | set(OURS)


def test_macro_scanners_see_nothing_that_starts_by_itself(xlam: Path) -> None:
    """mraptor calls the add-in "Macro OK"."""
    done = run("mraptor", xlam)
    assert "Macro OK" in done.stdout, done.stdout


def test_vba_sources_are_ascii() -> None:
    """VBA knows one code page only: what people read comes from the add-in's sheets."""
    assert [name for name, source in OURS.items() if not source.isascii()] == []


def test_sheets_hold_settings_texts_and_help(xlam: Path) -> None:
    """The settings, the texts in both languages and the help of every function are in the file; tips are hidden."""
    rows = sheets_of(xlam)
    assert list(rows) == ["xlsales.conf", "xlsales.texts", "functions.zh-CN", "functions.en", "_IntelliSense_"]
    settings = dict(rows["xlsales.conf"])
    assert settings["INTERPRETER_WIN"] == r"C:\Users\ann\xlsales\python.exe"
    assert settings["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"
    assert settings["UDF MODULES"] == "xlsales.hosts.excel.functions"
    assert [row[0] for row in rows["functions.zh-CN"][1:]] == [function.name for function in FUNCTIONS]
    assert rows["_IntelliSense_"] == rows["functions.en"]
    with zipfile.ZipFile(xlam) as archive:
        assert '<sheet name="_IntelliSense_" sheetId="5" state="hidden"' in archive.read("xl/workbook.xml").decode()


def test_properties_name_the_product(xlam: Path) -> None:
    """Windows and Excel show title and version in the file's properties."""
    with zipfile.ZipFile(xlam) as archive:
        properties = ElementTree.fromstring(archive.read("docProps/core.xml"))
    found = {element.tag.rsplit("}", 1)[1]: element.text for element in properties}
    assert (found["title"], found["creator"], found["version"]) == ("xlsales", "xlsales", __version__)


def test_help_fits_the_function_wizard() -> None:
    """No description or argument help is longer than Excel takes, in either language."""
    for language in sheets.LANGUAGES:
        cells = [cell for row in sheets.function_rows(language) for cell in row if isinstance(cell, str)]
        assert [cell for cell in cells if len(cell) > sheets.HELP_LIMIT] == []
        assert all(row[0] and row[1] and len(row) > 4 for row in sheets.function_rows(language)[1:])


@pytest.mark.parametrize("language", ["zh-CN", "en"])
def test_the_language_can_be_set(tmp_path: Path, language: str) -> None:
    """A build for a language speaks it from the start, its tips too."""
    rows = sheets_of(addin.build(tmp_path / "x.xlam", language=language))
    assert dict(rows["xlsales.conf"])["LANGUAGE"] == language
    assert rows["_IntelliSense_"] == rows[f"functions.{language}"]


def test_a_wrong_language_writes_nothing(tmp_path: Path) -> None:
    """Another language is refused before anything is written."""
    with pytest.raises(SettingsError, match="zh-CN or en"):
        addin.build(tmp_path / "x.xlam", language="de")
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A folder that is not there is an error in one sentence, and nothing is left behind."""
    with pytest.raises(WorkbookError, match="choose another folder"):
        addin.build(tmp_path / "nowhere" / "x.xlam")
    assert list(tmp_path.iterdir()) == []
