"""The add-in goes into LibreOffice and out again, as often as one likes, with one clear sentence each time."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import xlsales
from xlsales.cli import calc_addin
from xlsales.hosts.calc import install, office, oxt
from xlsales.hosts.calc.office import Office, OfficeError

UNPRIVILEGED = 65534


@pytest.fixture(scope="module")
def libreoffice() -> Iterator[Office]:
    """The LibreOffice here with an empty profile; as root it is run as nobody, since it refuses root."""
    tool = shutil.which("unopkg")
    if not tool or os.name != "posix":
        pytest.skip("unopkg of LibreOffice is not installed")
    with tempfile.TemporaryDirectory(prefix="xlsales-office-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o777)
        asked = folder / "unopkg"
        become = ""
        if os.getuid() == 0:
            if not shutil.which("setpriv"):
                pytest.skip("LibreOffice refuses root, and setpriv is not installed")
            become = f"setpriv --reuid={UNPRIVILEGED} --regid={UNPRIVILEGED} --clear-groups "
        asked.write_text(f'#!/bin/sh\nHOME={folder} exec {become}{tool} "$@"\n')
        asked.chmod(0o755)
        yield office.find(folder, folder / "profile")


def run(where: Office, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line against an office."""
    places = ["--office", str(where.unopkg.parent), "--profile", str(where.profile)]
    command = [sys.executable, "-m", "xlsales", "calc-addin", *arguments, *places]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_add_in_goes_in_twice_and_out_twice(libreoffice: Office) -> None:
    """Installing over itself and removing what is gone both end well; the status follows."""
    assert install.status(libreoffice).installed == ""
    for _ in range(2):
        assert install.install(libreoffice).installed == xlsales.__version__
    said = run(libreoffice, "status")
    assert (said.returncode, said.stderr) == (0, "")
    assert said.stdout.startswith(f"The Calc add-in {xlsales.__version__} is installed")
    assert [install.uninstall(libreoffice), install.uninstall(libreoffice)] == [True, False]
    assert "not installed" in run(libreoffice, "status").stdout


def test_python_that_is_too_old_is_refused_at_install(libreoffice: Office) -> None:
    """A LibreOffice whose Python cannot run the add-in does not take it, and says which Python it needs."""
    folder = libreoffice.unopkg.parent
    extension = folder / "newer.oxt"
    with zipfile.ZipFile(oxt.build(folder / "xlsales.oxt")) as ours, zipfile.ZipFile(extension, "w") as newer:
        for name in ours.namelist():
            newer.writestr(name, ours.read(name).replace(b"sys.version_info[:2] < (3, 10)", b"True"))
    extension.chmod(0o644)
    with pytest.raises(
        OfficeError, match=r"^xlsales needs a LibreOffice with Python 3\.10 or newer; this one has [\d.]+;"
    ):
        install.put(libreoffice, extension)
    assert install.uninstall(libreoffice) is False


def test_running_office_is_told_apart(libreoffice: Office) -> None:
    """A profile in use is refused with what to do, and nothing is changed."""
    assert libreoffice.profile is not None
    libreoffice.profile.mkdir(exist_ok=True)
    lock = libreoffice.profile / ".lock"
    lock.touch()
    try:
        said = run(libreoffice, "install")
    finally:
        lock.unlink()
    assert said.returncode == 1
    assert "LibreOffice is running" in said.stderr
    assert "Traceback" not in said.stderr


def test_missing_libreoffice_is_named(tmp_path: Path) -> None:
    """Without LibreOffice the message says where it was looked for and what to do."""
    with pytest.raises(OfficeError, match=r"LibreOffice was not found in .*--office"):
        office.find(tmp_path)


@pytest.mark.skipif(os.name != "posix" or not hasattr(os, "getuid") or os.getuid() != 0, reason="needs root")
def test_root_is_told_what_to_do() -> None:
    """LibreOffice refuses root: the message says as whom to run it."""
    try:
        here = office.find()
    except OfficeError:
        pytest.skip("LibreOffice is not installed")
    with pytest.raises(OfficeError, match="as the person who uses Calc"):
        install.install(here)


@pytest.mark.parametrize(
    ("installed", "said"),
    [("", "not installed"), ("0.0.1", "0.0.1 is installed, xlsales is 9.9"), ("9.9", "add-in 9.9 is installed.")],
)
def test_status_says_what_to_do(installed: str, said: str) -> None:
    """Absent, outdated and current are three sentences."""
    assert said in install.Status("unopkg", installed, "9.9").sentence


def test_commands_are_explained_and_stand_in_the_readme() -> None:
    """Each command has help with an example, and a row in the table of commands."""
    readme = Path(__file__).parents[3].joinpath("README.md").read_text(encoding="utf-8")
    for command in calc_addin.group.registered_commands:
        assert command.callback is not None
        assert "Example:" in (command.callback.__doc__ or ""), command.name
        assert f"| `xlsales calc-addin {command.name}` |" in readme


def test_build_command_writes_the_extension(tmp_path: Path) -> None:
    """The command line writes the file and says how to use it."""
    out = tmp_path / "xlsales.oxt"
    command = [sys.executable, "-m", "xlsales", "calc-addin", "build", "-o", str(out)]
    said = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (said.returncode, said.stderr) == (0, "")
    assert out.read_bytes().startswith(b"PK")
    assert "open it in LibreOffice" in said.stdout
