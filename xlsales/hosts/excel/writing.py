"""Several files written together: all of them, or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from xlsales.errors import WorkbookError
from xlsales.workbook.save import write_bytes


class NotWritten(Exception):
    """A file could not be written; everything is as it was before."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path, self.reason = path, reason
        super().__init__(f"{path}: {reason}")


@dataclass(frozen=True)
class Written:
    """Which files changed, which were right already, and which folders were made for them."""

    changed: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    folders: tuple[Path, ...]


def write_all(files: Mapping[Path, bytes]) -> Written:
    """Write files in order; raise NotWritten, with every earlier one put back, when one cannot be written."""
    before = {path: path.read_bytes() if path.is_file() else None for path in files}
    changed = [path for path, data in files.items() if before[path] != data]
    made: list[Path] = []
    done: list[Path] = []
    for path in changed:
        try:
            made += _make_folders(path.parent)
            write_bytes(path, files[path])
            done.append(path)
        except (OSError, WorkbookError) as error:
            _put_back({one: before[one] for one in reversed(done)}, made)
            raise NotWritten(path, _reason(error)) from error
    return Written(tuple(changed), tuple(path for path in files if path not in changed), tuple(made))


def remove(path: Path) -> bool:
    """Remove a file and tell whether it was there; raise NotWritten when it stays."""
    try:
        path.unlink()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise NotWritten(path, _reason(error)) from error
    return True


def remove_empty(folders: Sequence[Path]) -> None:
    """Remove folders that hold nothing, the deepest first."""
    for folder in sorted(folders, key=lambda one: len(one.parts), reverse=True):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()


def _make_folders(folder: Path) -> list[Path]:
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


def _put_back(before: Mapping[Path, bytes | None], made: Sequence[Path]) -> None:
    for path, data in before.items():
        if data is None:
            path.unlink(missing_ok=True)
        elif path.read_bytes() != data:
            write_bytes(path, data)
    remove_empty(made)


def _reason(error: BaseException) -> str:
    cause = error.__cause__ or error.__context__ if isinstance(error, WorkbookError) else error
    return (cause.strerror if isinstance(cause, OSError) else None) or str(error)
