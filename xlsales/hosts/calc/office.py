"""Where LibreOffice is on this computer, and its own tool that manages extensions (unopkg)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from xlsales.errors import XlsalesError

SECONDS = 120
RUNNING = "LibreOffice is running or did not end cleanly: close it, or start and close it once, then try again"
_TOOLS = ("unopkg.com", "unopkg.exe", "unopkg") if sys.platform == "win32" else ("unopkg",)
_GLOBS = {
    "win32": ("LibreOffice*/program",),
    "darwin": ("LibreOffice*.app/Contents/MacOS",),
    "linux": ("lib/libreoffice/program", "lib64/libreoffice/program", "libreoffice*/program"),
}
_ROOTS = {
    "win32": tuple(os.environ.get(name, "") for name in ("PROGRAMFILES", "PROGRAMW6432", "PROGRAMFILES(X86)")),
    "darwin": ("/Applications", str(Path.home() / "Applications")),
    "linux": ("/usr", "/opt", "/usr/local"),
}
_PROFILES = {
    "win32": ("AppData", "Roaming", "LibreOffice", "4"),
    "darwin": ("Library", "Application Support", "LibreOffice", "4"),
    "linux": (".config", "libreoffice", "4"),
}
_SYSTEM = sys.platform if sys.platform in _PROFILES else "linux"


class OfficeError(XlsalesError):
    """LibreOffice is not there or does not do what it was asked."""


@dataclass(frozen=True)
class Office:
    """One LibreOffice, for one user's profile or for all users of the computer."""

    unopkg: Path
    profile: Path | None = None
    shared: bool = False

    @property
    def running(self) -> bool:
        """Whether the profile is in use: unopkg would wait for the office without end."""
        return ((self.profile or Path.home().joinpath(*_PROFILES[_SYSTEM])) / ".lock").exists()

    def extensions(self, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of unopkg and return how it ended; OfficeError while the office is running."""
        if self.running:
            raise OfficeError(RUNNING)
        options = ["--shared"] if self.shared else []
        if self.profile is not None:
            options.append(f"-env:UserInstallation={self.profile.resolve().as_uri()}")
        call = [str(self.unopkg), command, *arguments, *options]
        try:
            return subprocess.run(
                call, capture_output=True, text=True, errors="replace", stdin=subprocess.DEVNULL, timeout=SECONDS
            )
        except subprocess.TimeoutExpired:
            raise OfficeError(
                f"{self.unopkg} gave no answer within {SECONDS} s: close LibreOffice and try again"
            ) from None
        except OSError as problem:
            raise OfficeError(f"{self.unopkg} cannot be run: {problem.strerror or problem}") from None


def find(folder: Path | None = None, profile: Path | None = None, shared: bool = False) -> Office:
    """Return the LibreOffice in a folder, on the path or where it is usually installed.

    OfficeError says where it was looked for.
    """
    places = [folder, folder / "program", folder / "Contents" / "MacOS"] if folder else list(_usual())
    for place in places:
        for tool in _TOOLS:
            if (place / tool).is_file():
                return Office(place / tool, profile, shared)
    looked = f"in {folder}" if folder else "in the usual places"
    raise OfficeError(
        f"LibreOffice was not found {looked}: install it from libreoffice.org, or say where it is with --office FOLDER "
        "(from a Flatpak or Snap, open the file that  xlsales calc-addin build -o xlsales.oxt  writes in LibreOffice)"
    )


def _usual() -> Iterator[Path]:
    for tool in (*_TOOLS, "soffice"):
        found = shutil.which(tool)
        if found:
            yield Path(found).parent
            yield Path(found).resolve().parent
    for root in filter(None, _ROOTS[_SYSTEM]):
        for pattern in _GLOBS[_SYSTEM]:
            yield from sorted(Path(root).glob(pattern), reverse=True)
