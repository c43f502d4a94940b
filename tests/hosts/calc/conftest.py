"""One office with the add-in for all tests of this folder."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hosts import libreoffice
from hosts.calc.office import Calc

from xlsales.hosts.calc.oxt import build

collect_ignore = ["server.py"]  # it runs under LibreOffice's Python


@pytest.fixture(scope="package")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Calc]:
    """A headless Calc with the add-in in a throw-away profile; skipped where LibreOffice is missing."""
    if libreoffice.missing():
        pytest.skip(libreoffice.missing())
    folder = tmp_path_factory.mktemp("calc")
    office = Calc(libreoffice.python_with_uno(), folder / "profile", build(folder / "xlsales.oxt"))
    office.ask("install")
    office.ask("new")
    yield office
    office.close()
