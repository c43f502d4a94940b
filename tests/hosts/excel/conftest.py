"""Fixtures of the Excel add-in's tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from xlsales.hosts.excel import log, places


@pytest.fixture
def log_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The log in a folder of the test's own; returns its file."""
    for variable in ("XDG_STATE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    log.forget()
    return places.log_file()
