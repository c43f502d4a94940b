"""A batch from beginning to end: read once, split, build what is not whole yet, keep the manifest."""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from xlsales.batching.groups import split
from xlsales.batching.manifest import MANIFEST, Entry, Journal, read_entries, write_manifest
from xlsales.batching.plan import Plan, Task, known_reports, plan
from xlsales.batching.pools import all_cores, on_a_cluster, on_this_machine
from xlsales.building import prepare
from xlsales.errors import SettingsError, WorkbookError
from xlsales.pipeline.deals import Deals
from xlsales.settings import Settings
from xlsales.settings_file import load_settings

Progress = Callable[[int, int, str], None]

_LEFTOVER = re.compile(r"\.(.+)\.[a-z0-9_]{8}")  # what a file is called until it is renamed into place


@dataclass(frozen=True)
class BatchResult:
    """What a batch came to: an entry per file in the order of the groups, and how many stood there whole."""

    out: Path
    manifest: Path
    files: tuple[Entry, ...]
    kept: int = 0
    problems: tuple[str, ...] = ()

    @property
    def failed(self) -> tuple[Entry, ...]:
        """The entries whose file was not built."""
        return tuple(entry for entry in self.files if not entry.ok)

    @property
    def ok(self) -> bool:
        """Whether every file was built."""
        return not self.failed


def batch(
    reports: str | Sequence[str],
    deals: Deals | pd.DataFrame | Path | str,
    settings: Settings | Path | str | None = None,
    *,
    by: str,
    out: Path | str,
    team: Path | str | None = None,
    quotas: Path | str | None = None,
    query: str | None = None,
    workers: int | None = None,
    dask: str | None = None,
    resume: bool = False,
    progress: Progress | None = None,
) -> BatchResult:
    """Build reports for each owner, team, region or value of any column of the deals, one file per group.

    Files are called `{report}-{group}.xlsx`; `manifest.json` beside them lists each with its hash, figures and
    problems. All cores work unless `workers` says how many processes or `dask` names a scheduler. With `resume`,
    files that an earlier run wrote from the same inputs stay as they are. A file that fails keeps no other from
    being built; what is wrong with the inputs as a whole raises an XlsalesError. `progress` is called with the
    number of files done, the number in all, and the name of the last one.
    """
    wanted = known_reports([reports] if isinstance(reports, str) else reports)
    if workers is not None and workers < 1:
        raise SettingsError(f"{workers} workers cannot build anything: take 1 or more")
    if not isinstance(settings, Settings):
        settings = load_settings(Path(settings) if settings else None, {})
    job = prepare(deals, settings, team=team, quotas=quotas, query=query)
    parts = split(job, by, None if isinstance(deals, Deals) else deals)
    whole = plan(parts, wanted, _folder(Path(out)))
    kept = _whole_files(whole) if resume else {}
    tasks = [task for task in whole.tasks if task.path not in kept]
    _clear_leftovers(whole.out, whole.tasks)
    made = dict(kept)
    with Journal(whole.out, resume) as journal, closing(_work(whole, tasks, workers, dask)) as entries:
        for entry in entries:
            made[entry.path] = entry
            journal.add(entry)
            if progress:
                progress(len(made), len(whole.tasks), entry.path)
    files = tuple(made[task.path] for task in whole.tasks)
    manifest = write_manifest(whole.out, _about(whole), files)
    return BatchResult(whole.out, manifest, files, len(kept), parts.problems)


def _work(whole: Plan, tasks: Sequence[Task], workers: int | None, dask: str | None) -> Generator[Entry, None, None]:
    if dask:
        return on_a_cluster(whole, tasks, dask)
    return on_this_machine(whole, tasks, workers or all_cores())


def _about(whole: Plan) -> dict[str, Any]:
    from xlsales import __version__

    deals = whole.split.job.deals
    return {
        "xlsales": __version__,
        "by": whole.split.by,
        "deals": {"source": deals.source, "read": deals.read, "used": deals.used, "set_aside": deals.set_aside},
        "inputs": whole.inputs,
        "problems": list(whole.split.problems),
    }


def _folder(out: Path) -> Path:
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WorkbookError(f"{out} cannot be made a folder ({error.strerror}): choose another with -o") from None
    return out


def _whole_files(whole: Plan) -> dict[str, Entry]:
    """Return the entries of an earlier run that are still true: same inputs, same bytes."""
    known = read_entries(whole.out)
    found = (known.get(task.path) for task in whole.tasks)
    return {
        entry.path: entry for entry in found if entry and entry.inputs == whole.inputs and entry.is_whole(whole.out)
    }


def _clear_leftovers(folder: Path, tasks: Sequence[Task]) -> None:
    """Remove what a killed run left beside the files it was writing."""
    ours = {MANIFEST, *(task.path for task in tasks)}
    for path in folder.glob(".*"):
        left = _LEFTOVER.fullmatch(path.name)
        if left and left[1] in ours:
            path.unlink(missing_ok=True)
