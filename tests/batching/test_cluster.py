"""A batch on a Dask cluster: a scheduler and two workers of its own on the loopback."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

import xlsales
from xlsales import sample
from xlsales.batching import pools
from xlsales.errors import SettingsError

pytest.importorskip("distributed")
SAMPLE = sample.folder("en")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    """Start a scheduler and two workers; give its address."""
    told = tmp_path / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", "--scheduler-file", str(told)]
    place = ["--no-dashboard", "--host", "127.0.0.1"]
    calls = [
        [*dask, "--scheduler-file", str(told), "--port", "0", *place],
        *[[*worker, "--no-nanny", "--nthreads", "1", "--local-directory", str(tmp_path), *place]] * 2,
    ]
    running = [subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) for call in calls]
    deadline = time.monotonic() + 30
    while not (told.exists() and told.read_text()) and time.monotonic() < deadline:
        time.sleep(0.05)
    yield json.loads(told.read_text())["address"]
    for process in reversed(running):
        process.kill()
        process.wait()


def test_a_cluster_builds_the_same_files(scheduler: str, tmp_path: Path) -> None:
    """Two workers of a cluster give the bytes and the manifest that this machine gives."""
    files = ["--deals", str(SAMPLE / "deals.csv"), "--team", str(SAMPLE / "team.csv")]
    chosen = ["--settings", str(SAMPLE / "xlsales.toml"), "--by", "team", "-o", str(tmp_path / "cluster")]
    call = [sys.executable, "-m", "xlsales", "batch", "quota", *files, *chosen, "--dask", scheduler]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    here = xlsales.batch(
        "quota", SAMPLE / "deals.csv", SAMPLE / "xlsales.toml", team=SAMPLE / "team.csv",
        by="team", out=tmp_path / "here", workers=1,
    )  # fmt: skip
    assert len(here.files) == 3
    for path in (tmp_path / "here").iterdir():
        assert path.read_bytes() == (tmp_path / "cluster" / path.name).read_bytes()


def test_an_address_where_nothing_answers_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message names the address; no file is written."""
    monkeypatch.setattr(pools, "_ANSWER_WITHIN", 1)
    with pytest.raises(SettingsError, match=r"tcp://127\.0\.0\.1:1 "):
        xlsales.batch("quota", SAMPLE / "deals.csv", by="team", out=tmp_path / "out", dask="tcp://127.0.0.1:1")
    assert list((tmp_path / "out").glob("*.xlsx")) == []
