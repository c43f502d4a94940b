"""Files written beside their target and renamed into place, so that a failure leaves the old one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from xlsales.errors import WorkbookError

_ANY_WRITE = 0o222  # whoever owns the file, root too, has said that it stays


class Output:
    """A file being written; what goes wrong with it is told apart from what goes wrong in what is written."""

    def __init__(self, file: BinaryIO, target: Path) -> None:
        self._file, self._target = file, target

    def write(self, data: bytes) -> None:
        """Write bytes and go on behind them."""
        with _replacing(self._target):
            self._file.write(data)

    def seek(self, place: int) -> None:
        """Go on at a place of the file."""
        with _replacing(self._target):
            self._file.seek(place)


@contextmanager
def _replacing(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise WorkbookError(
            f"{target} cannot be replaced ({error.strerror}); close it in Excel or choose another name"
        ) from None


def write_bytes(target: Path, data: bytes) -> None:
    """Write a file whole or not at all; raise WorkbookError when the place cannot be written."""
    write_file(target, lambda out: out.write(data))


def write_file(target: Path, write: Callable[[Output], object]) -> None:
    """Write a file whole or not at all by a function; raise WorkbookError when the place cannot be written."""
    if target.exists() and not (os.access(target, os.W_OK) and target.stat().st_mode & _ANY_WRITE):
        raise WorkbookError(f"{target} is read-only; allow writing to it or choose another name")
    refuse_open(target)
    try:
        handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    except OSError as error:
        raise WorkbookError(f"{target.parent} cannot be written to ({error.strerror}); choose another folder") from None
    try:
        _write_and_rename(handle, Path(temporary), target, write)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def refuse_open(target: Path) -> None:
    """Raise WorkbookError when the mark of a spreadsheet program that has the file open lies beside it."""
    for mark in (f"~${target.name}", f".~lock.{target.name}#"):
        if target.with_name(mark).exists():
            raise WorkbookError(
                f"{target} is open in a spreadsheet program (there is {mark} beside it); close it first"
            )


def _write_and_rename(handle: int, temporary: Path, target: Path, write: Callable[[Output], object]) -> None:
    with os.fdopen(handle, "wb") as file:
        write(Output(file, target))
        with _replacing(target):
            file.flush()
            os.fsync(file.fileno())
    with _replacing(target):
        temporary.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        os.replace(temporary, target)


def _umask() -> int:
    current = os.umask(0)
    os.umask(current)
    return current
