"""Fixtures every test may use."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hosts import libreoffice

collect_ignore = ["benchmarks"]  # run on their own: python -m tests.benchmarks


@pytest.fixture(scope="session")
def calc(tmp_path_factory: pytest.TempPathFactory) -> Iterator[libreoffice.LibreOffice]:
    """One headless LibreOffice for the session; tests that need it are skipped where it is missing."""
    if libreoffice.missing():
        pytest.skip(libreoffice.missing())
    office = libreoffice.LibreOffice(tmp_path_factory.mktemp("libreoffice"), libreoffice.python_with_uno())
    yield office
    office.close()
