"""Files written whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlsales.errors import WorkbookError
from xlsales.workbook.save import write_bytes


def test_a_file_is_replaced_and_nothing_else_is_left(tmp_path: Path) -> None:
    """The new content takes the old one's place, with its permissions, and no temporary file stays."""
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o640)
    write_bytes(target, b"new")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_folder_in_the_way_leaves_no_temporary_file(tmp_path: Path) -> None:
    """A target that cannot be replaced is named in the error and the folder stays clean."""
    target = tmp_path / "out.xlsx"
    target.mkdir()
    (target / "x").touch()
    with pytest.raises(WorkbookError, match=r"out\.xlsx cannot be replaced"):
        write_bytes(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["out.xlsx"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    """A folder that does not exist is named."""
    with pytest.raises(WorkbookError, match="choose another folder"):
        write_bytes(tmp_path / "none" / "out.xlsx", b"")


def test_a_read_only_file_is_refused(tmp_path: Path) -> None:
    """A read-only target is not replaced behind its owner's back."""
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    target.chmod(0o444)
    with pytest.raises(WorkbookError, match="read-only"):
        write_bytes(target, b"new")
    assert target.read_bytes() == b"old"


@pytest.mark.parametrize("mark", ["~$out.xlsx", ".~lock.out.xlsx#"])
def test_a_file_that_is_open_is_left_alone(tmp_path: Path, mark: str) -> None:
    """The marks of Excel and LibreOffice beside a file are heeded by everything that writes."""
    target = tmp_path / "out.xlsx"
    target.write_bytes(b"old")
    (tmp_path / mark).touch()
    with pytest.raises(WorkbookError, match="is open in a spreadsheet program"):
        write_bytes(target, b"new")
    assert target.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 2
