"""Where a changed workbook goes: beside the original, or over it with the original kept as a backup."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from xlsales.errors import WorkbookError
from xlsales.workbook.save import refuse_open, write_bytes

_SAVED_AS = {".xltx": ".xlsx", ".xltm": ".xlsm"}


def choose_target(source: Path, out: Path | None, *, in_place: bool) -> Path:
    """Return the file to write; raise WorkbookError when the choice would lose or mislabel a workbook.

    The original is written over only when asked for; the ending stays, except that a template (.xltx, .xltm)
    becomes a workbook; a file that is open in a spreadsheet program is left alone.
    """
    if (out is None) == (not in_place):
        raise WorkbookError(f"say where {source.name} goes: either another file (-o) or in place (--in-place)")
    target = source.resolve() if out is None else out
    if out is not None and out.exists() and out.samefile(source):
        raise WorkbookError(f"{out} is the workbook itself; use --in-place to write over it and keep a backup")
    wanted = _SAVED_AS.get(source.suffix.lower(), source.suffix.lower())
    if target.suffix.lower() != wanted:
        kind = "a template; write to another file" if out is None else f"a {source.suffix} workbook; name the new one"
        raise WorkbookError(f"{source.name} is {kind} ending in {wanted}")
    refuse_open(target)
    return target


def store(source: Path, original: bytes, target: Path, data: bytes) -> Path | None:
    """Write a workbook whole or not at all; return the backup when it went over its original."""
    if not (target.exists() and target.samefile(source)):
        write_bytes(target, data)
        return None
    if source.read_bytes() != original:
        raise WorkbookError(f"{source} was changed by someone else meanwhile; try again")
    backup = _backup_name(target)
    write_bytes(backup, original)
    try:
        write_bytes(target, data)
    except BaseException:
        backup.unlink(missing_ok=True)
        raise
    return backup


def _backup_name(target: Path) -> Path:
    stamp = f"{target.name}.bak-{datetime.now():%Y%m%d-%H%M%S}"
    found, number = target.with_name(stamp), 2
    while found.exists():
        found, number = target.with_name(f"{stamp}-{number}"), number + 1
    return found
