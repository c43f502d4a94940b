"""Where changed workbooks go, and what is left when writing fails."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from xlsales.errors import WorkbookError
from xlsales.workbook.targets import choose_target, store


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A workbook file; its content does not matter here."""
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"old")
    return path


def test_one_place_must_be_chosen(book: Path) -> None:
    """Neither no place nor two are taken."""
    for out, in_place in ((None, False), (book.with_name("out.xlsx"), True)):
        with pytest.raises(WorkbookError, match="--in-place"):
            choose_target(book, out, in_place=in_place)


def test_the_workbook_itself_is_not_an_output_file(book: Path) -> None:
    """Writing over the input needs --in-place, whatever way its path is written."""
    with pytest.raises(WorkbookError, match="use --in-place"):
        choose_target(book, book.parent / "." / "book.xlsx", in_place=False)


@pytest.mark.parametrize(
    ("name", "out", "fits"),
    [
        ("a.xlsm", "b.xlsx", False),
        ("a.xlsm", "b.XLSM", True),
        ("a.xltx", "b.xlsx", True),
        ("a.xltx", "b.xltx", False),
        ("a.xltx", None, False),
    ],
)
def test_the_ending_tells_what_the_file_is(tmp_path: Path, name: str, out: str | None, fits: bool) -> None:
    """Excel refuses a file whose ending and content differ, so such a name is refused."""
    source = tmp_path / name
    source.touch()
    target = tmp_path / out if out else None
    if fits:
        assert choose_target(source, target, in_place=out is None) == target
    else:
        with pytest.raises(WorkbookError, match=r"ending in \.xls"):
            choose_target(source, target, in_place=out is None)


@pytest.mark.parametrize("mark", ["~$book.xlsx", ".~lock.book.xlsx#"])
def test_a_workbook_that_is_open_is_left_alone(book: Path, mark: str) -> None:
    """The lock files of Excel and LibreOffice are heeded."""
    book.with_name(mark).touch()
    with pytest.raises(WorkbookError, match="close it first"):
        choose_target(book, None, in_place=True)


def test_a_backup_keeps_the_original(book: Path) -> None:
    """Two refreshes within a second keep two backups."""
    first = store(book, b"old", book, b"new")
    second = store(book, b"new", book, b"newer")
    assert first is not None
    assert second is not None
    assert (book.read_bytes(), first.read_bytes(), second.read_bytes()) == (b"newer", b"old", b"new")
    assert first.name.startswith("book.xlsx.bak-")
    assert len(list(book.parent.iterdir())) == 3


def test_a_change_by_someone_else_meanwhile_is_not_lost(book: Path) -> None:
    """What was saved after reading stays, and the fill is refused."""
    with pytest.raises(WorkbookError, match="changed by someone else"):
        store(book, b"what was read", book, b"new")
    assert book.read_bytes() == b"old"
    assert list(book.parent.iterdir()) == [book]


def in_process(code: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    """Run code that may not survive."""
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, cwd=Path(__file__).parents[2])


FULL_DISK = """
import resource, sys
from pathlib import Path
from xlsales.workbook.targets import store
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
store(Path(sys.argv[1]), b"old", Path(sys.argv[1]), bytes(100_000))
"""
CRASH = """
import os, sys
from pathlib import Path
from xlsales.workbook.targets import store
real = os.replace
os.replace = lambda old, new: sys.exit(9) if new == Path(sys.argv[1]) else real(old, new)
store(Path(sys.argv[1]), b"old", Path(sys.argv[1]), b"new")
"""


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on file sizes")
def test_a_full_disk_leaves_the_old_file(book: Path) -> None:
    """No half-written file, no temporary file, no backup of a file that did not change; one sentence."""
    done = in_process(FULL_DISK, book)
    assert "cannot be replaced" in done.stderr
    assert book.read_bytes() == b"old"
    assert list(book.parent.iterdir()) == [book]


def test_a_stop_while_writing_leaves_the_old_file(book: Path) -> None:
    """An interrupt between writing and renaming cleans up."""
    assert in_process(CRASH, book).returncode == 9
    assert book.read_bytes() == b"old"
    assert list(book.parent.iterdir()) == [book]


def test_a_target_that_cannot_be_replaced_keeps_everything(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file held open elsewhere (as Windows does) stays, with a sentence and without leftovers."""
    real = os.replace

    def locked(old: str | Path, new: str | Path) -> None:
        if Path(new) == book:
            raise PermissionError(13, "Permission denied")
        real(old, new)

    monkeypatch.setattr(os, "replace", locked)
    with pytest.raises(WorkbookError, match="close it in Excel"):
        store(book, b"old", book, b"new")
    assert book.read_bytes() == b"old"
    assert list(book.parent.iterdir()) == [book]


@pytest.mark.skipif(os.name == "posix" and os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_said(book: Path) -> None:
    """The folder is named and nothing changes."""
    book.parent.chmod(0o555)
    try:
        with pytest.raises(WorkbookError, match="cannot be written to"):
            store(book, b"old", book, b"new")
    finally:
        book.parent.chmod(0o755)
    assert list(book.parent.iterdir()) == [book]
