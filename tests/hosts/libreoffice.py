"""Compares the cached results of a workbook with what LibreOffice makes of its formulas."""

from __future__ import annotations

import contextlib
import json
import math
import os
import select
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

START_SECONDS, FILE_SECONDS = 90, 90
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SERVER = Path(__file__).with_name("recalculate.py")


class LibreOffice:
    """One headless LibreOffice that recalculates workbooks, for a whole test session."""

    def __init__(self, profile: Path, python: str) -> None:
        self._server = subprocess.Popen(
            [python, str(_SERVER), str(profile)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, start_new_session=True,
        )  # fmt: skip
        self._answer(START_SECONDS, "start")

    def recalculated(self, path: Path) -> dict[str, dict[str, Any]]:
        """Return {sheet: {cell: result}} of every formula cell after a hard recalculation."""
        assert self._server.stdin is not None
        self._server.stdin.write(f"{path.resolve()}\n")
        self._server.stdin.flush()
        found: dict[str, Any] = json.loads(Path(self._answer(FILE_SECONDS, path.name)).read_text(encoding="utf-8"))
        if "failed" in found:
            raise RuntimeError(f"{path.name}: {found['failed']}")
        return found

    def compare(self, path: Path, meant: Collection[str] = ()) -> list[str]:
        """Return where cached results and LibreOffice differ, and every error cell that is not `meant`."""
        theirs = self.recalculated(path)
        problems = []
        for sheet, cell, cached in cached_results(path):
            result = theirs[sheet].get(cell)
            at = f"{sheet}!{cell}"
            problem = difference(cached, result)
            if problem:
                problems.append(f"{at}: {problem}")
            elif isinstance(result, dict) and at not in meant:
                problems.append(f"{at}: shows {result['error']}")
        return problems

    def close(self) -> None:
        """End LibreOffice and whatever it started."""
        assert self._server.stdin is not None
        self._server.stdin.close()
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self._kill()
        assert self._server.stdout is not None
        self._server.stdout.close()

    def _answer(self, seconds: float, what: str) -> str:
        assert self._server.stdout is not None
        ready, _, _ = select.select([self._server.stdout], [], [], seconds)
        line = self._server.stdout.readline() if ready else ""
        if not line:
            self._kill()
            raise TimeoutError(f"LibreOffice gave no answer within {seconds:.0f} s: {what}")
        return line.strip()

    def _kill(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait(10)


@cache
def missing() -> str:
    """Return why LibreOffice cannot be driven here; empty when it can."""
    if os.name != "posix":
        return "LibreOffice is driven through a pipe that needs POSIX"
    if not shutil.which("soffice"):
        return "soffice is not installed"
    return "" if python_with_uno() else "no Python with the uno module (python3-uno) is installed"


@cache
def python_with_uno() -> str:
    """Return a Python that can import uno; empty when there is none."""
    for candidate in (sys.executable, "/usr/bin/python3", "/usr/lib/libreoffice/program/python"):
        found = shutil.which(candidate)
        if found and subprocess.run([found, "-c", "import uno"], capture_output=True).returncode == 0:
            return found
    return ""


def cached_results(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Yield sheet, address and cached result of every formula cell of a file; None where there is no result."""
    with zipfile.ZipFile(path) as package:
        for title, part in _sheet_parts(package):
            with package.open(part) as source:
                for _, cell in ElementTree.iterparse(source):
                    if cell.tag == f"{_MAIN}c":
                        if cell.find(f"{_MAIN}f") is not None:
                            yield title, cell.attrib["r"], _result(cell)
                        cell.clear()


def _sheet_parts(package: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    links = ElementTree.fromstring(package.read("xl/_rels/workbook.xml.rels"))
    targets = {link.attrib["Id"]: link.attrib["Target"] for link in links}
    for sheet in ElementTree.fromstring(package.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        target = targets[sheet.attrib[f"{_LINK}id"]]
        yield sheet.attrib["name"], target.lstrip("/") if target.startswith("/") else f"xl/{target}"


def _result(cell: ElementTree.Element) -> Any:
    text, kind = cell.findtext(f"{_MAIN}v"), cell.get("t", "n")
    if kind in {"str", "e"}:
        return text
    return float(text) if text else None


def difference(cached: Any, result: Any) -> str:
    """Return how a cached result and a recalculated one differ; empty when they agree.

    >>> difference(1.0, 1.0 + 1e-12), difference(None, ""), difference("#N/A", {"error": "#N/A"})
    ('', '', '')
    >>> difference(None, 3.0), difference(2.0, 3.0)
    ('no cached result, LibreOffice has 3.0', 'cached 2.0, LibreOffice has 3.0')
    """
    if result is None:
        return "LibreOffice sees no formula here"
    theirs = result["error"] if isinstance(result, dict) else result
    if cached is None and theirs != "":
        return f"no cached result, LibreOffice has {theirs!r}"
    if isinstance(cached, float) and isinstance(theirs, (int, float)):
        same = math.isclose(cached, theirs, rel_tol=1e-9, abs_tol=1e-12)
    else:
        same = ("" if cached is None else cached) == theirs
    return "" if same else f"cached {cached!r}, LibreOffice has {theirs!r}"
