"""How the installation stands."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hosts.excel.addins import python, starts, user

from xlsales.hosts.excel.install import install
from xlsales.hosts.excel.places import Places
from xlsales.hosts.excel.status import status, told
from xlsales.words import Words

EN = Words("en")


@pytest.fixture(params=["win32", "darwin"])
def installed(request: pytest.FixtureRequest, tmp_path: Path) -> Places:
    """A user with the add-in installed."""
    places = user(request.param, tmp_path)
    install(places, python(), EN, starter=starts)
    return places


def test_an_installed_addin_is_ready(installed: Places) -> None:
    """Built with what is installed now, and its Python is there: no problem is told."""
    found = status(installed, python(), EN)
    assert (found.installed, found.problems) == (True, ())
    assert found.built_with == found.now
    assert any(str(installed.addin) in line for line in told(found, EN))


def test_no_addin_is_a_problem(tmp_path: Path) -> None:
    """The sentence says how to install it."""
    found = status(user("win32", tmp_path), python(), EN)
    assert not found.installed
    assert ["addin install" in problem for problem in found.problems] == [True]


@pytest.mark.parametrize("package", ["xlsales", "xlwings"])
def test_another_version_is_a_problem(installed: Places, package: str) -> None:
    """After an update the add-in has to be built anew."""
    newer = replace(python(), packages={**python().packages, package: "9.9.9"})
    found = status(installed, newer, EN)
    assert len(found.problems) == 1
    assert package in found.problems[0]
    assert "9.9.9" in found.problems[0]


def test_a_python_that_moved_is_a_problem(tmp_path: Path) -> None:
    """The path the add-in starts no longer exists."""
    places = user("win32", tmp_path)
    gone = replace(python(), executable=tmp_path / "gone/python.exe")
    install(places, gone, EN, starter=starts)
    assert ["gone" in problem for problem in status(places, python(), EN).problems] == [True]


def test_a_damaged_file_is_a_problem(installed: Places) -> None:
    """A file that is no add-in of ours is not taken for one."""
    installed.addin.write_bytes(b"not a zip")
    found = status(installed, python(), EN)
    assert ["sound" in problem for problem in found.problems] == [True]


def test_a_copied_file_tells_what_it_needs(installed: Places) -> None:
    """Without its receipt the versions and the Python are read from the file itself."""
    installed.receipt.unlink()
    found = status(installed, python(), EN)
    assert (found.built_with, found.language, found.problems) == (found.now, "auto", ())


def test_linux_has_nothing_to_install_into(tmp_path: Path) -> None:
    """The state says so in one sentence."""
    found = status(user("linux", tmp_path), python(), EN)
    assert (found.installed, len(found.problems)) == (False, 1)
