"""What can be seen in files on any platform."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from xlsales.hosts.excel import built, receipt
from xlsales.hosts.excel.doctor.facts import AddinFile
from xlsales.hosts.excel.places import Places

_WAIT = 20


def addin_file(places: Places, *, disabled: bool = False, copies: Iterable[str] = ()) -> AddinFile:
    """Return what is known of the add-in in Excel's start folder."""
    found = built.read(places.addin, places.platform) if places.addin.is_file() else None
    return AddinFile(
        built=found,
        receipt=receipt.load(places.receipt),
        interpreter_exists=bool(found and found.interpreter and Path(found.interpreter).is_file()),
        zone=zone(places.addin),
        disabled=disabled,
        copies=tuple(copies),
    )


def existing(*paths: Path) -> tuple[Path, ...]:
    """Return those of the paths that exist."""
    return tuple(path for path in paths if path.exists())


def says_more_than_language(settings: Path) -> bool:
    """Tell whether a configuration file of the add-in holds more than the language chosen in the ribbon."""
    lines = settings.read_text("utf-8", "replace").splitlines() if settings.exists() else []
    return any(line.strip() and line.split(",")[0].strip('"\ufeff ').upper() != "LANGUAGE" for line in lines)


def unwritable(places: Places) -> tuple[Path, ...]:
    """Return the folders xlsales writes to and may not; one that does not exist yet is judged by its parent."""
    folders = [places.data, places.logs, *([places.startup] if places.runs_excel else [])]
    return tuple(folder for folder in folders if not _takes_files(folder))


def zone(path: Path) -> int | None:
    """Return the zone a file was downloaded from, as Windows notes it beside the file: 3 is the internet.

    >>> zone(Path("no-such-file")) is None
    True
    """
    try:
        noted = Path(f"{path}:Zone.Identifier").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    line = next((line for line in noted.splitlines() if line.startswith("ZoneId=")), "")
    number = line.partition("=")[2].strip()
    return int(number) if number.isdigit() else None


def said(*command: str) -> tuple[str, str]:
    """Return what a command printed and what it complained of; a command that is missing complains."""
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_WAIT, check=False, errors="replace",
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        return "", str(error)
    return done.stdout, done.stderr


def _takes_files(folder: Path) -> bool:
    """Try it: what Windows tells about permissions of folders is not to be relied on."""
    nearest = next(one for one in (folder, *folder.parents) if one.exists())
    try:
        tempfile.TemporaryFile(dir=nearest).close()
    except OSError:
        return False
    return True
