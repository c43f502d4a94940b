"""A headless LibreOffice Calc with the add-in, spoken to cell by cell from the tests."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

_SECONDS = 90
_SERVER = Path(__file__).with_name("server.py")


class Calc:
    """One office for a test module; every method is one request."""

    def __init__(self, python: str, profile: Path, extension: Path) -> None:
        self._server = subprocess.Popen(
            [python, str(_SERVER), str(profile), str(extension)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            text=True, start_new_session=True,
        )  # fmt: skip

    def ask(self, do: str, **given: Any) -> Any:
        """Have one thing done and return the answer; RuntimeError when it failed."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.write(json.dumps({"do": do, **given}) + "\n")
        self._server.stdin.flush()
        ready, _, _ = select.select([self._server.stdout], [], [], _SECONDS)
        line = self._server.stdout.readline() if ready else ""
        if not line:
            self.kill()
            raise TimeoutError(f"LibreOffice gave no answer to {do}")
        answer = json.loads(line)
        if isinstance(answer, dict) and "failed" in answer:
            raise RuntimeError(answer["failed"])
        return answer

    def shows(self, formula: str, **cells: Any) -> Any:
        """Return what a formula shows beside these cells on an empty sheet."""
        self.ask("clear")
        self.ask("put", cells={**cells, "Z1": {"formula": formula}})
        return self.ask("read", place="Z1")[0][0]

    def spills(self, place: str, formula: str, **cells: Any) -> list[list[Any]]:
        """Return what an array formula shows beside these cells on an empty sheet."""
        self.ask("clear")
        self.ask("put", cells=cells)
        shown: list[list[Any]] = self.ask("array", place=place, formula=formula)
        return shown

    def shows_soon(self, place: str, meant: list[list[Any]]) -> list[list[Any]]:
        """Return what a range shows, once it is what is meant or after ten seconds."""
        deadline = time.monotonic() + 10
        while True:
            shown: list[list[Any]] = self.ask("read", place=place)
            if shown == meant or time.monotonic() > deadline:
                return shown
            time.sleep(0.1)

    def close(self) -> None:
        """End the office."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        self._server.stdin.close()
        try:
            self._server.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()
        self._server.stdout.close()

    def kill(self) -> None:
        """End the office whatever it does."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._server.pid, signal.SIGKILL)
        self._server.wait(10)
