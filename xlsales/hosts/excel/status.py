"""Whether the add-in is installed, with what it was built, and whether that still holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlsales.hosts.excel import built
from xlsales.hosts.excel.places import Places
from xlsales.hosts.excel.python import Python
from xlsales.words import Words


@dataclass(frozen=True)
class Status:
    """The add-in as it stands; `problems` are sentences, and none of them means it is ready."""

    installed: bool
    addin: Path
    built_with: dict[str, str]
    now: dict[str, str]
    language: str
    log: Path
    problems: tuple[str, ...]


def status(places: Places, python: Python, words: Words) -> Status:
    """Return how the installation of this user stands."""
    found = built.read(places.addin, places.platform) if places.addin.is_file() else None
    built_with = {
        "xlsales": found.xlsales if found else "",
        "xlwings": found.xlwings if found else "",
        "python": found.interpreter if found else "",
    }
    now = {name: python.packages[name] for name in ("xlsales", "xlwings")}
    now["python"] = str(python.executable)
    return Status(
        installed=found is not None,
        addin=places.addin,
        built_with=built_with,
        now=now,
        language=found.language if found else "",
        log=places.log,
        problems=tuple(_problems(places, found, built_with, now, words)),
    )


def told(found: Status, words: Words) -> list[str]:
    """Return the state of the installation line by line."""
    ready = [words("status.ready", path=found.addin)] if found.installed else []
    then = [words("status.built_with", versions=_versions(found.built_with))] if found.installed else []
    now = [words("status.now", versions=_versions(found.now)), words("status.log", path=found.log)]
    return [*ready, *then, *now, *found.problems]


def _versions(versions: dict[str, str]) -> str:
    return ", ".join(f"{name} {version or '?'}" for name, version in versions.items())


def _problems(
    places: Places, found: built.Built | None, then: dict[str, str], now: dict[str, str], words: Words
) -> list[str]:
    if not places.runs_excel:
        return [words("install.no_excel")]
    if found is None:
        return [words("status.absent")]
    if not found.readable:
        return [words("status.unreadable", path=places.addin)]
    problems = [
        words("status.other_version", package=name, then=then[name], now=now[name])
        for name in ("xlsales", "xlwings")
        if then[name] and then[name] != now[name]
    ]
    if not Path(found.interpreter).is_file():
        problems.append(words("status.no_interpreter", interpreter=found.interpreter or "—"))
    return problems
