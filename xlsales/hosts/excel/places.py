"""Where xlsales and Excel keep things for one user: pure functions of the platform, its variables and the home."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ADDIN = "xlsales.xlam"
EXCEL_PLATFORMS = ("win32", "darwin")
_GROUP = "Library/Group Containers/UBF8T346G9.Office/User Content.localized"
_SANDBOX = "Library/Containers/com.microsoft.Excel/Data"


@dataclass(frozen=True)
class Places:
    """The folders of one user on one platform.

    >>> Places("darwin", Path("/Users/ann"), {}).logs.as_posix()
    '/Users/ann/Library/Logs/xlsales'
    """

    platform: str
    home: Path
    variables: Mapping[str, str]

    @property
    def runs_excel(self) -> bool:
        """Tell whether Excel exists for this platform."""
        return self.platform in EXCEL_PLATFORMS

    @property
    def data(self) -> Path:
        """Return xlsales' own folder: settings and the receipt of the installation."""
        if self.platform == "win32":
            return self._folder("LOCALAPPDATA", "AppData/Local") / "xlsales"
        if self.platform == "darwin":
            return self.home / "Library/Application Support/xlsales"
        return self._folder("XDG_CONFIG_HOME", ".config") / "xlsales"

    @property
    def logs(self) -> Path:
        """Return the folder of log files."""
        if self.platform == "win32":
            return self.data / "logs"
        if self.platform == "darwin":
            return self.home / "Library/Logs/xlsales"
        return self._folder("XDG_STATE_HOME", ".local/state") / "xlsales"

    @property
    def log(self) -> Path:
        """Return the log file of cell errors and macros."""
        return self.logs / "xlsales.log"

    @property
    def receipt(self) -> Path:
        """Return the file that lists what an installation wrote."""
        return self.data / "installed.json"

    @property
    def settings(self) -> Path:
        """Return the file of the user's own settings, such as the language."""
        return self.data / "settings.json"

    @property
    def startup(self) -> Path:
        """Return the folder from which Excel loads add-ins when it starts."""
        if self.platform == "darwin":
            return self.home / _GROUP / "Startup.localized/Excel"
        return self._folder("APPDATA", "AppData/Roaming") / "Microsoft/Excel/XLSTART"

    @property
    def addin(self) -> Path:
        """Return the file of the installed add-in."""
        return self.startup / ADDIN

    @property
    def addin_manager(self) -> Path:
        """Return the folder where Excel's own Add-ins dialog puts copies."""
        if self.platform == "darwin":
            return self.home / _GROUP / "Add-Ins.localized"
        return self._folder("APPDATA", "AppData/Roaming") / "Microsoft/AddIns"

    @property
    def scripts(self) -> Path:
        """Return the folder of scripts that the sandboxed Excel for Mac may run."""
        return self.home / "Library/Application Scripts/com.microsoft.Excel"

    @property
    def sandbox(self) -> Path:
        """Return the folder that Excel for Mac sees as its home."""
        return self.home / _SANDBOX

    @property
    def settings_of_xlwings(self) -> Path:
        """Return the per-user configuration of xlwings itself, which our add-in does not read."""
        return self.sandbox / "xlwings.conf" if self.platform == "darwin" else self.home / ".xlwings/xlwings.conf"

    @property
    def settings_of_addin(self) -> Path:
        """Return the per-user configuration that our add-in reads after its own sheet."""
        return self.sandbox / "xlsales.conf" if self.platform == "darwin" else self.home / ".xlsales/xlsales.conf"

    def script(self, xlwings: str) -> Path:
        """Return the script through which Excel for Mac starts Python; its name carries the version of xlwings."""
        return self.scripts / script_name(xlwings)

    def _folder(self, variable: str, default: str) -> Path:
        given = self.variables.get(variable)
        return Path(given) if given else self.home / default


def here() -> Places:
    """Return the places of the current user on this machine."""
    return Places(sys.platform, Path.home(), os.environ)


def log_file() -> Path:
    """Return the current user's log file."""
    return here().log


def startup_folder(platform: str | None = None) -> Path:
    """Return the current user's folder from which Excel loads add-ins when it starts."""
    return Places(platform or sys.platform, Path.home(), os.environ).startup


def script_name(xlwings: str) -> str:
    """Return the name of the Mac script of a version of xlwings.

    >>> script_name("0.37.8")
    'xlwings-0.37.8.applescript'
    """
    return f"xlwings-{xlwings}.applescript"
