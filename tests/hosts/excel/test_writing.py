"""Files written together, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest
from hosts.excel.addins import tree

from xlsales.hosts.excel.writing import NotWritten, remove, remove_empty, write_all


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    """What was written and which folders were made for it is told."""
    done = write_all({tmp_path / "a/b/one": b"1", tmp_path / "two": b"2"})
    assert tree(tmp_path) == {"a": b"folder", "a/b": b"folder", "a/b/one": b"1", "two": b"2"}
    assert set(done.folders) == {tmp_path / "a", tmp_path / "a/b"}


def test_a_file_that_is_right_already_is_left_alone(tmp_path: Path) -> None:
    """The same bytes are not written again, so that a file open elsewhere does not matter."""
    (tmp_path / "one").write_bytes(b"1")
    before = (tmp_path / "one").stat().st_mtime_ns
    done = write_all({tmp_path / "one": b"1", tmp_path / "two": b"2"})
    assert (done.changed, done.unchanged) == ((tmp_path / "two",), (tmp_path / "one",))
    assert (tmp_path / "one").stat().st_mtime_ns == before


def test_a_failure_puts_every_earlier_file_back(tmp_path: Path) -> None:
    """New files go, changed files have their old bytes, folders made for them are gone."""
    (tmp_path / "old").write_bytes(b"old")
    (tmp_path / "wall").write_bytes(b"")
    before = tree(tmp_path)
    files = {tmp_path / "new/file": b"n", tmp_path / "old": b"changed", tmp_path / "wall/inside": b"x"}
    with pytest.raises(NotWritten) as told:
        write_all(files)
    assert tree(tmp_path) == before
    assert told.value.path == tmp_path / "wall/inside"


def test_a_target_that_cannot_be_replaced_fails_with_its_reason(tmp_path: Path) -> None:
    """A folder in the place of a file is named, with what the system says."""
    (tmp_path / "target").mkdir()
    with pytest.raises(NotWritten) as told:
        write_all({tmp_path / "target": b"x"})
    assert told.value.path == tmp_path / "target"
    assert "directory" in told.value.reason


def test_removing_tells_whether_there_was_something(tmp_path: Path) -> None:
    """A missing file is no failure; what cannot be removed is one."""
    (tmp_path / "file").write_bytes(b"x")
    assert (remove(tmp_path / "file"), remove(tmp_path / "file")) == (True, False)
    with pytest.raises(NotWritten):
        remove(tmp_path)


def test_only_empty_folders_are_removed(tmp_path: Path) -> None:
    """A folder with somebody's file in it stays, and so do the folders above it."""
    for folder in ("a/b", "c/d"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "c/theirs").write_bytes(b"x")
    remove_empty([tmp_path / name for name in ("a", "a/b", "c", "c/d", "gone")])
    assert set(tree(tmp_path)) == {"c", "c/theirs"}
