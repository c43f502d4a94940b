"""The add-in installed into a user's folders and taken away again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hosts.excel.addins import python, small_addin, starts, tree, user

from xlsales.errors import InstallError
from xlsales.hosts.excel import built, receipt
from xlsales.hosts.excel.install import build_addin, install, told, told_removed, uninstall
from xlsales.hosts.excel.places import Places
from xlsales.hosts.excel.starting import Start
from xlsales.words import Words

EN, ZH = Words("en"), Words("zh-CN")
PLATFORMS = ("win32", "darwin")


def put_in(places: Places, words: Words = EN, **options: Any) -> Any:
    """Install for a user of the test."""
    given = {"builder": small_addin, "starter": starts, **options}
    return install(places, given.pop("python", python()), words, **given)


@pytest.mark.parametrize("platform", PLATFORMS)
def test_the_addin_starts_this_python_by_its_full_path(platform: str, tmp_path: Path) -> None:
    """The file in Excel's start folder names the interpreter that installed it and the xlwings it was built from."""
    places = user(platform, tmp_path)
    done = put_in(places)
    found = built.read(places.addin, platform)
    assert done.addin == places.addin
    assert (found.interpreter, found.xlwings) == (str(python().executable), python().packages["xlwings"])


def test_the_real_addin_is_installed_and_this_python_really_started(tmp_path: Path) -> None:
    """With nothing put in its place: built from the installed xlwings, in the language asked for."""
    places = user("darwin", tmp_path)
    done = install(places, python(), EN, language="zh-CN")
    found = built.read(places.addin, "darwin")
    assert (found.xlsales, found.language) == (python().packages["xlsales"], "zh-CN")
    assert 0 < done.seconds < 60


def test_the_real_addin_is_the_same_every_time(tmp_path: Path) -> None:
    """A second installation finds that nothing has changed."""
    places = user("win32", tmp_path)
    put_in(places, builder=build_addin)
    assert put_in(places, builder=build_addin).written == ()


def test_windows_gets_the_addin_and_a_receipt_and_nothing_else(tmp_path: Path) -> None:
    """Two files are written; everything else below the home is a folder on the way to them."""
    places = user("win32", tmp_path)
    put_in(places)
    files = {path for path in tmp_path.rglob("*") if path.is_file()}
    assert files == {places.addin, places.receipt}


def test_a_mac_gets_the_script_of_its_version_of_xlwings_too(tmp_path: Path) -> None:
    """The script has the bytes that xlwings ships."""
    places = user("darwin", tmp_path)
    put_in(places)
    files = {path for path in tmp_path.rglob("*") if path.is_file()}
    script = places.script(python().packages["xlwings"])
    assert files == {places.addin, places.receipt, script}
    assert b"VbaHandler" in script.read_bytes()


@pytest.mark.parametrize("platform", PLATFORMS)
def test_removing_leaves_the_folders_as_they_were(platform: str, tmp_path: Path) -> None:
    """After install and uninstall a home with other add-ins in it has every byte it had."""
    places = user(platform, tmp_path)
    places.startup.mkdir(parents=True)
    (places.startup / "other.xlam").write_bytes(b"other")
    before = tree(tmp_path)
    put_in(places)
    removed = uninstall(places, EN)
    assert places.addin in removed
    assert tree(tmp_path) == before


@pytest.mark.parametrize("platform", PLATFORMS)
def test_removing_from_a_bare_home_leaves_it_bare(platform: str, tmp_path: Path) -> None:
    """Folders made on the way go too, also after a second installation."""
    places = user(platform, tmp_path)
    put_in(places)
    put_in(places, language="en")
    uninstall(places, EN)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize("platform", PLATFORMS)
def test_installing_twice_changes_nothing(platform: str, tmp_path: Path) -> None:
    """The second time every file is right already."""
    places = user(platform, tmp_path)
    put_in(places)
    before = tree(tmp_path)
    again = put_in(places)
    assert again.written == ()
    assert places.addin in again.unchanged
    assert tree(tmp_path) == before


def test_a_script_of_xlwings_that_was_there_before_stays(tmp_path: Path) -> None:
    """A script that someone else installed is not ours to remove."""
    places = user("darwin", tmp_path)
    put_in(places)
    script = places.script(python().packages["xlwings"])
    places.receipt.unlink()
    put_in(places)
    uninstall(places, EN)
    assert script.exists()
    assert not places.addin.exists()


def test_an_update_of_xlwings_takes_its_old_script_away(tmp_path: Path) -> None:
    """The script of the version before is ours and of no use any more."""
    places = user("darwin", tmp_path)
    put_in(places)
    old = places.scripts / "xlwings-0.1.0.applescript"
    old.write_bytes(b"old")
    kept = json.loads(places.receipt.read_text(encoding="utf-8"))
    places.receipt.write_text(json.dumps({**kept, "files": [*kept["files"], str(old)]}), encoding="utf-8")
    put_in(places)
    assert not old.exists()
    assert places.script(python().packages["xlwings"]).exists()


def test_a_failure_in_the_middle_leaves_the_old_addin(tmp_path: Path) -> None:
    """When the last file cannot be written, the receipt and the script are as before and the old add-in stands."""
    places = user("darwin", tmp_path)
    put_in(places)
    places.addin.unlink()
    places.addin.mkdir()
    (places.addin / "held").write_bytes(b"open elsewhere")
    before = tree(tmp_path)
    with pytest.raises(InstallError, match="quit Excel"):
        put_in(places, language="zh-CN")
    assert tree(tmp_path) == before


def test_a_builder_that_fails_leaves_everything(tmp_path: Path) -> None:
    """Nothing is written before the new add-in is whole."""
    places = user("win32", tmp_path)
    put_in(places)
    before = tree(tmp_path)

    def broken(out: Path, **_: object) -> None:
        out.write_bytes(b"half")
        raise InstallError("xlwings has changed")

    with pytest.raises(InstallError, match="changed"):
        put_in(places, builder=broken)
    assert tree(tmp_path) == before


def test_a_python_that_does_not_start_stops_the_installation(tmp_path: Path) -> None:
    """The last line of what it says is in the message, and nothing is written."""

    def fails(interpreter: Path, _: str) -> Start:
        return Start((str(interpreter),), 1, "Traceback\nImportError: no pywin32", 0.1)

    with pytest.raises(InstallError, match="ImportError: no pywin32"):
        put_in(user("win32", tmp_path), starter=fails)
    assert tree(tmp_path) == {}


@pytest.mark.parametrize(
    ("path", "said"),
    [
        (r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12\python.exe", "Microsoft Store"),
        (r"C:\Users\ann\AppData\Local\Microsoft\WindowsApps\python.exe", "Microsoft Store"),
        (r"C:\Users\ann\AppData\Local\uv\cache\archive-v0\x1\Scripts\python.exe", "one run"),
        ("/Users/ann/.cache/uv/archive-v0/x1/bin/python", "one run"),
    ],
)
def test_a_python_that_excel_cannot_keep_is_refused(path: str, said: str, tmp_path: Path) -> None:
    """Store Python and the environments of one run are told apart, with what to do instead."""
    with pytest.raises(InstallError, match=said):
        put_in(user("win32", tmp_path), python=python(executable=Path(path)))
    assert tree(tmp_path) == {}


def test_an_environment_made_from_store_python_is_refused_too(tmp_path: Path) -> None:
    """What counts is the Python below the virtual environment."""
    base = Path(r"C:\Program Files\WindowsApps\PythonSoftwareFoundation.Python.3.12_x64")
    with pytest.raises(InstallError, match="Microsoft Store"):
        put_in(user("win32", tmp_path), python=python(base=base))


def test_a_path_that_the_mac_script_breaks_apart_is_refused(tmp_path: Path) -> None:
    """The script of xlwings puts the path before a shell without quotes; on Windows it stands in quotes."""
    spaced = python(executable=Path("/Users/ann/My Tools/bin/python"))
    with pytest.raises(InstallError, match="has a space"):
        put_in(user("darwin", tmp_path), python=spaced)
    assert put_in(user("win32", tmp_path), python=spaced).interpreter == spaced.executable


def test_a_32_bit_python_is_noted(tmp_path: Path) -> None:
    """It works, so it is a note and no refusal."""
    done = put_in(user("win32", tmp_path), python=python(bits=32))
    assert ["32-bit" in note for note in done.notes] == [True]


def test_linux_is_told_what_it_can_do(tmp_path: Path) -> None:
    """There is no Excel to install into; building the file is offered."""
    with pytest.raises(InstallError, match="addin build"):
        put_in(user("linux", tmp_path))
    assert tree(tmp_path) == {}


def test_the_receipt_says_what_was_built_and_with_what(tmp_path: Path) -> None:
    """Versions, interpreter, language and the hash of the file."""
    places = user("win32", tmp_path)
    put_in(places, language="zh-CN")
    kept = receipt.load(places.receipt)
    assert kept is not None
    assert (kept.language, kept.interpreter) == ("zh-CN", str(python().executable))
    assert kept.sha256 == built.read(places.addin, "win32").sha256


def test_log_files_stay_unless_asked_for(tmp_path: Path) -> None:
    """A log is the user's; --logs takes it too."""
    places = user("win32", tmp_path)
    put_in(places)
    places.logs.mkdir(parents=True)
    places.log.write_text("{}\n", encoding="utf-8")
    uninstall(places, EN)
    assert places.log.exists()
    put_in(places)
    assert places.logs in uninstall(places, EN, logs=True)
    assert not places.data.exists()


def test_an_addin_without_a_receipt_is_removed(tmp_path: Path) -> None:
    """A lost receipt does not keep the add-in in Excel."""
    places = user("win32", tmp_path)
    put_in(places)
    places.receipt.write_text("not json", encoding="utf-8")
    assert uninstall(places, EN) == (places.addin, places.receipt)


def test_removing_what_is_not_there_is_no_failure(tmp_path: Path) -> None:
    """One sentence says so."""
    places = user("win32", tmp_path)
    removed = uninstall(places, ZH)
    assert told_removed(removed, places, ZH) == ["没有安装加载项，无需删除"]


def test_an_addin_that_excel_holds_open_is_told(tmp_path: Path) -> None:
    """What cannot be removed is named, and the receipt stays for the next try."""
    places = user("win32", tmp_path)
    put_in(places)
    places.addin.unlink()
    places.addin.mkdir()
    with pytest.raises(InstallError, match="close Excel"):
        uninstall(places, EN)
    assert places.receipt.exists()


@pytest.mark.parametrize(("platform", "words", "next_step"), [("win32", ZH, "选项卡"), ("darwin", EN, "Cmd+Q")])
def test_the_user_is_told_each_file_and_the_next_step(
    platform: str, words: Words, next_step: str, tmp_path: Path
) -> None:
    """Every path that was written is named, and the last line says what to do."""
    places = user(platform, tmp_path)
    lines = told(put_in(places, words), places, words)
    assert all(any(str(path) in line for line in lines) for path in (places.addin, places.receipt))
    assert next_step in lines[-1]
