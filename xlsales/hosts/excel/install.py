"""Installs the add-in for one user and takes it away again."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from xlsales.errors import InstallError
from xlsales.hosts.excel import receipt as receipts
from xlsales.hosts.excel.places import ADDIN, Places, script_name
from xlsales.hosts.excel.python import Python, speakable, xlwings_folder
from xlsales.hosts.excel.receipt import Receipt
from xlsales.hosts.excel.starting import Start, compile_package, start
from xlsales.hosts.excel.writing import NotWritten, Written, remove, remove_empty, write_all
from xlsales.words import Words

Builder = Callable[..., Any]
Starter = Callable[[Path, str], Start]


@dataclass(frozen=True)
class Installed:
    """What an installation wrote, what was right already, how fast Python starts, and what the user should know."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    addin: Path
    interpreter: Path
    seconds: float
    notes: tuple[str, ...]


def build_addin(out: Path, **options: Any) -> Any:
    """Build the add-in from the installed xlwings."""
    from xlsales.hosts.excel import addin

    return addin.build(out, **options)


def install(
    places: Places,
    python: Python,
    words: Words,
    *,
    language: str | None = None,
    builder: Builder = build_addin,
    starter: Starter = start,
) -> Installed:
    """Build the add-in into Excel's start folder; raise InstallError, with nothing changed, when it cannot work.

    Python is started first, as Excel will start it: that proves it works and leaves compiled bytecode behind.
    """
    InstallError.raise_any(_obstacles(places, python, words))
    compile_package()
    begun = starter(python.executable, places.platform)
    if not begun.ok:
        raise InstallError(words("install.no_start", interpreter=python.executable, reason=begun.reason))
    files = {places.addin: _built(builder, python, language), **_scripts(places, python)}
    kept = receipts.load(places.receipt)
    done = _write(places, _with_receipt(places, python, language, files, kept), words)
    _forget(kept, files)
    notes = _notes(python, words)
    return Installed(done.changed, done.unchanged, places.addin, python.executable, begun.seconds, notes)


def uninstall(places: Places, words: Words, *, logs: bool = False) -> tuple[Path, ...]:
    """Remove what the installation wrote and return it; the log files only when asked for."""
    kept = receipts.load(places.receipt)
    files = [Path(file) for file in kept.files] if kept else []
    try:
        removed = [file for file in dict.fromkeys([places.addin, *files, places.receipt]) if remove(file)]
    except NotWritten as error:
        raise InstallError(words(_locked(places), path=error.path, reason=error.reason)) from None
    if logs and places.logs.is_dir():
        shutil.rmtree(places.logs)
        removed.append(places.logs)
    remove_empty([places.data, *(Path(folder) for folder in (kept.folders if kept else ()))])
    return tuple(removed)


def told(done: Installed, places: Places, words: Words) -> list[str]:
    """Return what was written and what to do next, line by line."""
    return [
        *(words("install.wrote", path=path) for path in done.written),
        *(words("install.unchanged", path=path) for path in done.unchanged),
        words("install.starts", interpreter=done.interpreter, seconds=done.seconds),
        *done.notes,
        words("install.next_mac" if places.platform == "darwin" else "install.next"),
    ]


def told_removed(removed: tuple[Path, ...], places: Places, words: Words) -> list[str]:
    """Return what was removed, what stays, and what to do next, line by line."""
    if not removed:
        return [words("uninstall.nothing")]
    stays = [words("uninstall.logs", path=places.logs)] if places.logs.is_dir() else []
    return [*(words("uninstall.removed", path=path) for path in removed), *stays, words("uninstall.next")]


def _obstacles(places: Places, python: Python, words: Words) -> list[str]:
    obstacles = []
    if not places.runs_excel:
        obstacles.append(words("install.no_excel"))
    if python.from_store:
        obstacles.append(words("install.store_python", interpreter=python.executable))
    if python.temporary:
        obstacles.append(words("install.temporary_python", interpreter=python.executable))
    if places.platform == "darwin" and not speakable(python.executable):
        obstacles.append(words("install.path_of_python", interpreter=python.executable))
    return obstacles


def _notes(python: Python, words: Words) -> tuple[str, ...]:
    return (words("install.bits_32"),) if python.bits == 32 else ()


def _built(builder: Builder, python: Python, language: str | None) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / ADDIN
        builder(out, interpreter=str(python.executable), language=language)
        return out.read_bytes()


def _scripts(places: Places, python: Python) -> dict[Path, bytes]:
    if places.platform != "darwin":
        return {}
    name = python.packages["xlwings"]
    return {places.script(name): (xlwings_folder() / script_name(name)).read_bytes()}


def _with_receipt(
    places: Places, python: Python, language: str | None, files: dict[Path, bytes], kept: Receipt | None
) -> dict[Path, bytes]:
    ours = set(kept.files) if kept else set()
    owned = [str(file) for file in files if file == places.addin or str(file) in ours or not file.exists()]
    missing = {str(one) for file in [*files, places.receipt] for one in file.parents if not one.exists()}
    folders = sorted(missing | set(kept.folders if kept else ()))
    entry = Receipt(
        xlsales=python.packages["xlsales"],
        xlwings=python.packages["xlwings"],
        interpreter=str(python.executable),
        sha256=sha256(files[places.addin]).hexdigest(),
        language=language,
        files=tuple(owned),
        folders=tuple(folders),
    )
    others = {file: data for file, data in files.items() if file != places.addin}
    return {places.receipt: entry.as_bytes(), **others, places.addin: files[places.addin]}


def _write(places: Places, files: dict[Path, bytes], words: Words) -> Written:
    try:
        return write_all(files)
    except NotWritten as error:
        raise InstallError(words(_locked(places), path=error.path, reason=error.reason)) from None


def _locked(places: Places) -> str:
    return "install.locked_mac" if places.platform == "darwin" else "install.locked"


def _forget(kept: Receipt | None, files: dict[Path, bytes]) -> None:
    """Remove what an earlier installation wrote and this one has no use for, such as another version's script."""
    for file in kept.files if kept else ():
        if Path(file) not in files:
            with suppress(OSError):
                Path(file).unlink(missing_ok=True)
