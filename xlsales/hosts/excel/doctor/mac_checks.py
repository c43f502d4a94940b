"""Does macOS let Excel start Python and Python drive Excel?"""

from __future__ import annotations

from pathlib import Path

from xlsales.hosts.excel.doctor.facts import Machine
from xlsales.hosts.excel.doctor.finding import Finding, fail, ok, warn
from xlsales.hosts.excel.places import script_name
from xlsales.hosts.excel.python import speakable

_REFUSED = "-1743"
_OLDEST = 16


def excel(machine: Machine) -> Finding:
    """Tell an Excel that is missing or too old."""
    found = machine.excel
    if found is None:
        return fail("excel_mac", "absent")
    if found.major and found.major < _OLDEST:
        return fail("excel_mac", "old", version=found.version)
    return ok("excel_mac", version=found.version or "?")


def script(machine: Machine) -> Finding | None:
    """Tell a missing script: without the one of its own version of xlwings, Excel cannot start Python."""
    built = machine.addin.built
    version = (built.xlwings if built else "") or machine.python.packages.get("xlwings", "")
    if not version:
        return None
    name = script_name(version)
    if name in machine.scripts:
        return ok("script", name=name)
    if machine.scripts:
        return fail("script", "other", name=name, found=", ".join(machine.scripts))
    return fail("script", "missing", name=name, folder=machine.places.scripts)


def path(machine: Machine) -> Finding:
    """Tell a path of Python that the script, which puts it before a shell without quotes, breaks apart."""
    built = machine.addin.built
    interpreter = Path(built.interpreter) if built and built.interpreter else machine.python.executable
    if speakable(interpreter):
        return ok("path", path=interpreter)
    return fail("path", "broken", path=interpreter)


def automation(machine: Machine) -> Finding:
    """Tell that macOS refuses to let programs control Excel."""
    if _REFUSED in machine.automation:
        return fail("automation", "refused")
    if machine.automation:
        return warn("automation", "unknown", reason=machine.automation.strip().splitlines()[-1])
    return ok("automation")
