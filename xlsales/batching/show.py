"""What a batch shows: progress with rate and time left on a terminal, and what came of each file."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from xlsales import console
from xlsales.batching.manifest import Entry
from xlsales.batching.run import BatchResult

_err = Console(stderr=True, highlight=False, soft_wrap=True)


@contextmanager
def progress() -> Iterator[Callable[[int, int, str], None]]:
    """Show how far a batch is, its rate and the time left; stay quiet when piped."""
    columns = (
        BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"), TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
    )  # fmt: skip
    bar = Progress(*columns, console=_err, transient=True, disable=not _err.is_terminal)
    task, built, began = bar.add_task("", total=None, rate=""), 0, time.monotonic()

    def step(done: int, total: int, name: str) -> None:
        nonlocal built
        built += 1
        bar.start()  # with the first file, so that no thread of the bar runs while processes start
        rate = f"{built / (time.monotonic() - began):.1f}/s"
        bar.update(task, completed=done, total=total, description=name, rate=rate)

    try:
        yield step
    finally:
        bar.stop()


def batched(done: BatchResult, as_json: bool) -> None:
    """Print how many files were built, what was remarked in each, and every failure."""
    if as_json:
        console.json_of(_as_json(done))
        return
    for line in summary(done):
        console.plain(line)
    for entry in done.failed:
        for error in entry.errors:
            _err.print("[bold red]✗[/] ", end="")
            _err.print(f"{entry.path}: {error}", markup=False)


def summary(done: BatchResult) -> list[str]:
    """Return the lines that tell how a batch went; remarks stand below the file they are about."""
    whole = len(done.files) - len(done.failed)
    kept = f", {done.kept:,} of them by an earlier run" if done.kept else ""
    failed = f"; {len(done.failed):,} failed" if done.failed else ""
    lines = [f"{whole:,} of {len(done.files):,} workbooks in {done.out}{kept}{failed}"]
    lines += [f"! {problem}" for problem in done.problems]
    for entry in done.files:
        lines += _remarks(entry)
    return [*lines, f"Manifest: {done.manifest}"]


def _remarks(entry: Entry) -> list[str]:
    return [entry.path, *(f"    ! {problem}" for problem in entry.problems)] if entry.problems else []


def _as_json(done: BatchResult) -> dict[str, object]:
    return {
        "status": "ok" if done.ok else "error",
        "manifest": str(done.manifest),
        "kept": done.kept,
        "problems": list(done.problems),
        "files": [_file(done, entry) for entry in done.files],
    }


def _file(done: BatchResult, entry: Entry) -> dict[str, object]:
    return {
        "path": str(done.out / entry.path),
        "report": entry.report,
        "group": entry.group,
        "sha256": entry.sha256,
        "size": entry.size,
        "rows": entry.rows,
        "figures": dict(entry.figures),
        "problems": list(entry.problems),
        "errors": list(entry.errors),
    }
