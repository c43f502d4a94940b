"""Fixtures of the Excel add-in's tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hosts.excel import vba
from pyopenvba.interpreter import VBAInt, _intrinsics
from pyopenvba.interpreter._values import error

from xlsales.hosts.excel import addin, log, places

PYTHON = r"C:\Users\ann\xlsales\python.exe"


@pytest.fixture
def log_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log in a folder of the test's own; returns its file."""
    for variable in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    log.forget()
    return places.log_file()


@pytest.fixture(scope="session")
def xlam(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The add-in as it is built for a Windows user."""
    return addin.build(tmp_path_factory.mktemp("addin") / "xlsales.xlam", interpreter=PYTHON)


@dataclass
class Disk:
    """The files that VBA finds, and those it asked for."""

    found: set[str]
    asked: list[str]


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """A disk with Python on it and nothing else, until a test adds some."""
    disk = Disk({PYTHON}, [])
    variables = {"temp": r"C:\Temp", "userprofile": r"C:\Users\ann", "localappdata": r"C:\Users\ann\AppData\Local"}

    def attributes(_: object, args: list[object], __: dict[str, object]) -> object:
        disk.asked.append(str(args[0]))
        if str(args[0]) not in disk.found:
            raise error(53, "File not found")
        return VBAInt(32, "Integer")

    monkeypatch.setitem(_intrinsics.INTRINSICS, "getattr", attributes)
    monkeypatch.setitem(_intrinsics.INTRINSICS, "environ", lambda _, args, __: variables.get(str(args[0]).lower(), ""))
    monkeypatch.setitem(_intrinsics.INTRINSICS, "freefile", lambda *_: VBAInt(1, "Integer"))
    return disk


@pytest.fixture
def with_addin(xlam: Path, disk: Disk) -> Callable[..., vba.Excel]:
    """An Excel with the built add-in loaded and an empty workbook in front."""

    def start(server: object = None, **settings: str) -> vba.Excel:
        excel = vba.Excel(server, {"wscript.shell": vba.Shell()})
        excel.open_addin(xlam, settings)
        excel.add_workbook()
        return excel

    return start
