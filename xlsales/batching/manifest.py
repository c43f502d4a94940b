"""What a batch wrote: one entry per file, kept as JSON lines while it runs and as one manifest at the end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from xlsales.fills import Cell
from xlsales.workbook.save import write_bytes

MANIFEST, JOURNAL = "manifest.json", "manifest.jsonl"


@dataclass(frozen=True)
class Entry:
    """One file of a batch; `errors` says why there is none, `inputs` is the mark of what it was built from.

    >>> Entry("funnel-Li.xlsx", "funnel", "Li").ok
    True
    """

    path: str
    report: str
    group: str
    inputs: str = ""
    sha256: str = ""
    size: int = 0
    rows: int = 0
    figures: Mapping[str, Cell] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the file was built."""
        return not self.errors

    def is_whole(self, folder: Path) -> bool:
        """Tell whether the file stands in the folder as it was written, by its hash."""
        try:
            return self.ok and digest((folder / self.path).read_bytes()) == self.sha256
        except OSError:
            return False


def digest(data: bytes) -> str:
    """Return the SHA-256 of some bytes.

    >>> digest(b"")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(data).hexdigest()


def read_entries(folder: Path) -> dict[str, Entry]:
    """Return the entries of an earlier run by path; a line that was cut off is left out."""
    told = _read(folder / MANIFEST)
    lines = _read(folder / JOURNAL).splitlines()
    records = [record for record in _files(told) if record]
    records += [record for line in lines if (record := _json(line))]
    return {entry.path: entry for record in records if (entry := _entry(record))}


def write_manifest(folder: Path, about: Mapping[str, Any], entries: Iterable[Entry]) -> Path:
    """Write the manifest whole, then drop the lines that led up to it."""
    path = folder / MANIFEST
    content = {**about, "files": [asdict(entry) for entry in entries]}
    write_bytes(path, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    (folder / JOURNAL).unlink(missing_ok=True)
    return path


class Journal:
    """The lines written while a batch runs: each is on its way to the disk before the next file counts."""

    def __init__(self, folder: Path, resume: bool) -> None:
        path = folder / JOURNAL
        cut_off = not _read(path).endswith("\n")  # a killed run could not finish its line
        self._file = path.open("a" if resume else "w", encoding="utf-8", newline="\n")
        self._file.write("\n" if resume and cut_off else "")

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, entry: Entry) -> None:
        """Append one entry."""
        self._file.write(json.dumps(asdict(entry), ensure_ascii=False) + "\n")
        self._file.flush()


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _files(manifest: str) -> list[Any]:
    found = _json(manifest)
    files = found.get("files") if isinstance(found, dict) else None
    return files if isinstance(files, list) else []


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _entry(record: object) -> Entry | None:
    try:
        entry = Entry(**record)  # type: ignore[arg-type]
    except TypeError:
        return None
    return Entry(**{**asdict(entry), "problems": tuple(entry.problems), "errors": tuple(entry.errors)})
