"""The addin commands as a user of this machine runs them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from xlsales.cli import addin
from xlsales.hosts.excel import built

REPO = Path(__file__).parents[3]
ELSEWHERE = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there may be an Excel here")


def run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `xlsales addin …` for a user with an empty home."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("XDG_", "LC_", "LANG"))}
    command = [sys.executable, "-m", "xlsales", "addin", *arguments]
    given = {**variables, "HOME": str(home), "LANG": "C.UTF-8"}
    return subprocess.run(command, capture_output=True, text=True, env=given, check=False)


@ELSEWHERE
def test_install_on_linux_says_what_can_be_done(tmp_path: Path) -> None:
    """One sentence in the language asked for, exit code 1, nothing written."""
    english, chinese = run(tmp_path, "install"), run(tmp_path, "install", "--lang", "zh-CN")
    assert (english.returncode, chinese.returncode) == (1, 1)
    assert "xlsales addin build" in english.stderr
    assert "没有 Linux 版" in chinese.stderr
    assert list(tmp_path.iterdir()) == []


@ELSEWHERE
def test_status_on_linux_is_json_with_versions(tmp_path: Path) -> None:
    """Not installed is exit code 1, with the versions that are there."""
    done = run(tmp_path, "status", "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["status"], said["installed"]) == (1, "error", False)
    assert said["now"]["xlwings"]


@ELSEWHERE
def test_doctor_on_linux_checks_pythons_half(tmp_path: Path) -> None:
    """Python, its packages and its start are checked, and Excel's half is said to be left out."""
    done = run(tmp_path, "doctor", "--json")
    said = json.loads(done.stdout)
    assert said["excel_checked"] is False
    assert {finding["check"]: finding["state"] for finding in said["findings"]} == {
        "python": "ok",
        "packages": "ok",
        "start": "ok",
        "folders": "ok",
    }
    assert done.returncode == 0


@ELSEWHERE
def test_doctor_tells_people_what_it_did(tmp_path: Path) -> None:
    """A line per finding, and the sum."""
    done = run(tmp_path, "doctor", "--lang", "zh-CN")
    assert done.stdout.startswith("正常  Python 3")
    assert done.stdout.rstrip().endswith("0 个问题，0 处注意")


@ELSEWHERE
def test_uninstall_on_linux_finds_nothing(tmp_path: Path) -> None:
    """There was nothing to remove, and that is no failure."""
    done = run(tmp_path, "uninstall")
    assert (done.returncode, "nothing to remove" in done.stdout) == (0, True)


def test_build_writes_the_addin_anywhere(tmp_path: Path) -> None:
    """The file starts the Python that was named, and is read back."""
    out, starts = tmp_path / "xlsales.xlam", "C:\\xlsales\\Scripts\\python.exe"
    done = run(tmp_path, "build", "--python", starts, "-o", str(out), "--json")
    said = json.loads(done.stdout)
    assert (done.returncode, said["path"], said["python"]) == (0, str(out), starts)
    assert built.read(out, "win32").interpreter == starts


def test_build_says_which_python_it_starts(tmp_path: Path) -> None:
    """Without --python it is this machine's, which another machine does not have."""
    done = run(tmp_path, "build", "-o", str(tmp_path / "xlsales.xlam"))
    assert sys.executable in done.stdout


def test_build_into_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """One sentence, exit code 1."""
    done = run(tmp_path, "build", "-o", str(tmp_path / "none/xlsales.xlam"))
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "none" in done.stderr


def test_an_unknown_language_is_refused(tmp_path: Path) -> None:
    """The two that exist are named."""
    done = run(tmp_path, "doctor", "--lang", "fr")
    assert (done.returncode, "zh-CN or en" in done.stderr) == (1, True)


def test_every_addin_command_has_an_example_and_stands_in_the_readme() -> None:
    """No command is undocumented."""
    readme = (REPO / "README.md").read_text(encoding="utf-8")
    assert len(addin.addin.registered_commands) == 5
    for command in addin.addin.registered_commands:
        assert command.callback is not None
        assert "Example:" in (command.callback.__doc__ or ""), command.name
        assert re.search(rf"`xlsales addin {command.name}\b", readme), command.name
