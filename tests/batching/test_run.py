"""A batch from the deals to the folder: files, manifest, failures, resuming."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
import zipfile
from datetime import date
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import load_workbook

import xlsales
from xlsales import BatchResult, Settings, SettingsError, WorkbookError, sample
from xlsales.batching.show import summary

SAMPLE = sample.folder("en")
SETTINGS = Settings(as_of=date(2026, 11, 22), period_text="2026Q4", language="en")
DEALS = pd.DataFrame(
    {
        "id": ["1", "2", "3"],
        "name": ["Alpha", "Beta", "Gamma"],
        "owner": ["Ann Lee", "ann lee", "Bo/Chan"],
        "stage": ["Negotiation", "Closed Won", "Proposal"],
        "amount": [1000.0, 2500.0, 400.0],
        "close date": ["2026-11-30", "2026-10-15", "2026-12-20"],
    }
)
FAILING = DEALS.assign(name=["Alpha", "x" * 32_768, "Gamma"])  # longer than a cell takes


def of_sample(out: Path, workers: int = 1, **options: bool) -> BatchResult:
    """Build the sample team's quota workbooks, one per team."""
    return xlsales.batch(
        "quota", SAMPLE / "deals.csv", SAMPLE / "xlsales.toml", team=SAMPLE / "team.csv",
        by="team", out=out, workers=workers, **options,
    )  # fmt: skip


def small(out: Path, deals: pd.DataFrame = DEALS, resume: bool = False) -> BatchResult:
    """Build one quota workbook per owner of three deals."""
    return xlsales.batch("quota", deals, SETTINGS, by="owner", out=out, workers=1, resume=resume)


def command(out: Path, *options: str) -> list[str]:
    """Return the command line that builds the sample team's workbooks per owner."""
    files = ["--deals", str(SAMPLE / "deals.csv"), "--team", str(SAMPLE / "team.csv")]
    chosen = ["--settings", str(SAMPLE / "xlsales.toml"), "--by", "owner", "-o", str(out)]
    return [sys.executable, "-m", "xlsales", "batch", "quota", *files, *chosen, *options]


def workers_of(pid: int) -> list[int]:
    """Return the processes a process has started."""
    path = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(child) for child in path.read_text().split()] if path.exists() else []


def test_the_manifest_tells_each_file_by_its_hash(tmp_path: Path) -> None:
    """Path, hash, size, rows and figures in the manifest are those of the file."""
    done = of_sample(tmp_path)
    told = json.loads(done.manifest.read_text(encoding="utf-8"))
    assert {path.name for path in tmp_path.glob("*")} == {"manifest.json", *(one["path"] for one in told["files"])}
    for one in told["files"]:
        data = (tmp_path / one["path"]).read_bytes()
        assert (one["sha256"], one["size"]) == (sha256(data).hexdigest(), len(data))
        book = load_workbook(tmp_path / one["path"], data_only=True)
        ((title, ref),) = book.defined_names["xs_won"].destinations
        assert book[title][ref.replace("$", "")].value == pytest.approx(one["figures"]["xs_won"])
    assert sum(one["rows"] for one in told["files"]) == told["deals"]["used"]


def test_two_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    """How many work on it does not show in any file, nor in the manifest."""
    one, two = of_sample(tmp_path / "one"), of_sample(tmp_path / "two", workers=2)
    assert one.files == two.files
    for path in (tmp_path / "one").iterdir():
        assert path.read_bytes() == (tmp_path / "two" / path.name).read_bytes()


def test_a_program_with_threads_may_run_a_batch(tmp_path: Path) -> None:
    """Where threads run, processes start afresh instead of forking, and build the same."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        two = xlsales.batch("quota", DEALS, SETTINGS, by="owner", out=tmp_path / "two", workers=2)
    finally:
        done.set()
        thread.join()
    assert two.files == small(tmp_path / "one").files


def test_the_workbook_of_an_owner_is_the_one_build_makes(tmp_path: Path) -> None:
    """`batch --by owner` and `build --owner` agree to the last byte."""
    small(tmp_path)
    settings = Settings(as_of=SETTINGS.as_of, period_text="2026Q4", language="en", owner="Ann Lee")
    assert (tmp_path / "quota-Ann Lee.xlsx").read_bytes() == xlsales.build("quota", DEALS, settings).data


def test_names_that_differ_only_by_case_make_two_files(tmp_path: Path) -> None:
    """No workbook overwrites another, and no name leaves the folder."""
    done = small(tmp_path)
    assert [entry.path for entry in done.files] == [
        "quota-Ann Lee.xlsx", "quota-ann lee (2).xlsx", "quota-Bo_Chan.xlsx",
    ]  # fmt: skip
    assert [entry.group for entry in done.files] == ["Ann Lee", "ann lee", "Bo/Chan"]


def test_a_failing_file_keeps_no_other_from_being_built(tmp_path: Path) -> None:
    """What failed is told with its reason; the others are there; only it is built again afterwards."""
    done = small(tmp_path, FAILING)
    assert (done.ok, [entry.group for entry in done.failed]) == (False, ["ann lee"])
    assert "32,767" in done.failed[0].errors[0]
    assert sorted(path.name for path in tmp_path.glob("*.xlsx")) == ["quota-Ann Lee.xlsx", "quota-Bo_Chan.xlsx"]
    assert summary(done)[0].endswith("; 1 failed")
    again = small(tmp_path, FAILING, resume=True)
    assert (again.kept, len(again.failed)) == (2, 1)


def test_resuming_builds_what_is_missing_damaged_or_from_other_deals(tmp_path: Path) -> None:
    """A file is kept only when its bytes and all that it was built from are the same."""
    first = small(tmp_path)
    (tmp_path / "quota-Ann Lee.xlsx").write_bytes(b"damaged")
    (tmp_path / "quota-Bo_Chan.xlsx").unlink()
    second = small(tmp_path, resume=True)
    assert (second.kept, second.files) == (1, first.files)
    assert small(tmp_path, DEALS.assign(amount=[1.0, 2.0, 3.0]), resume=True).kept == 0


def test_a_killed_run_leaves_whole_files_and_goes_on(tmp_path: Path) -> None:
    """After kill -9 no worker lives on, every workbook opens, and resuming gives what one run gives."""
    out, journal = tmp_path / "killed", tmp_path / "killed" / "manifest.jsonl"
    run = subprocess.Popen(command(out, "--workers", "2"), stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and (not journal.exists() or journal.read_text().count("\n") < 2):
        time.sleep(0.01)
    workers = workers_of(run.pid)
    run.kill()
    run.wait()
    while time.monotonic() < deadline and any(Path(f"/proc/{worker}").exists() for worker in workers):
        time.sleep(0.01)
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    assert not (out / "manifest.json").exists()
    built = list(out.glob("*.xlsx"))
    assert 2 <= len(built) < 12
    assert all(zipfile.ZipFile(path).testzip() is None for path in built)
    with journal.open("a", encoding="utf-8") as lines:
        lines.write('{"path": "quota-Al')  # a line that was cut off
    (out / ".quota-Ben Carter.xlsx.a1b2c3d4").write_bytes(b"half a file")
    resumed = json.loads(subprocess.run(command(out, "--resume", "--json"), capture_output=True, check=True).stdout)
    assert 2 <= resumed["kept"] <= len(built)
    subprocess.run(command(tmp_path / "whole"), check=True, stdout=subprocess.DEVNULL)
    assert sorted(os.listdir(out)) == sorted(os.listdir(tmp_path / "whole"))
    for path in (tmp_path / "whole").iterdir():
        assert path.read_bytes() == (out / path.name).read_bytes()


def test_the_command_line_ends_with_1_when_a_file_failed(tmp_path: Path) -> None:
    """All failures are told together, on standard error or as JSON."""
    deals = tmp_path / "deals.csv"
    FAILING.to_csv(deals, index=False)
    told = [sys.executable, "-m", "xlsales", "batch", "quota", "--deals", str(deals), "--lang", "en"]
    told += ["--by", "Owner", "-o", str(tmp_path / "out"), "--as-of", "2026-11-22"]
    done = subprocess.run(told, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "2 of 3 workbooks" in done.stdout
    assert "quota-ann lee (2).xlsx" in done.stderr
    assert "Traceback" not in done.stderr
    said = json.loads(subprocess.run([*told, "--json"], capture_output=True, text=True, check=False).stdout)
    assert (said["status"], [bool(one["errors"]) for one in said["files"]]) == ("error", [False, True, False])


def test_an_unknown_report_on_the_command_line_ends_with_2(tmp_path: Path) -> None:
    """As with `build`, the command line itself is wrong; nothing is read or written."""
    told = [sys.executable, "-m", "xlsales", "batch", "forecast", "--deals", "x.csv", "--by", "owner", "-o", "out"]
    done = subprocess.run(told, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 2
    assert "forecast" in done.stderr
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_done_at_all_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    """Unknown reports, no workers, and a file where the folder should be."""
    with pytest.raises(SettingsError, match="funnel, quota, review or all"):
        xlsales.batch(["quota", "forecast"], DEALS, SETTINGS, by="owner", out=tmp_path / "out")
    with pytest.raises(SettingsError, match="0 workers"):
        xlsales.batch("quota", DEALS, SETTINGS, by="owner", out=tmp_path / "out", workers=0)
    assert not (tmp_path / "out").exists()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WorkbookError, match="another with -o"):
        small(tmp_path / "file")
