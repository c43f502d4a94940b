"""Is the add-in there, whole, allowed, and alone?"""

from __future__ import annotations

from pathlib import Path

from xlsales.hosts.excel.doctor.facts import Machine
from xlsales.hosts.excel.doctor.finding import Finding, fail, ok, warn

_INTERNET = 3


def addin(machine: Machine) -> Finding:
    """Tell an add-in that is missing, damaged, or no longer the one that was installed."""
    path, found, kept = machine.places.addin, machine.addin.built, machine.addin.receipt
    if found is None:
        return fail("addin", "absent", path=path)
    if not found.readable:
        return fail("addin", "unreadable", path=path)
    if kept is None or kept.sha256 != found.sha256:
        return warn("addin", "altered", path=path)
    return ok("addin", path=path)


def versions(machine: Machine) -> Finding | None:
    """Tell an add-in that was built with another xlwings or xlsales than those installed."""
    found, now = machine.addin.built, machine.python.packages
    if found is None or not found.readable:
        return None
    if found.xlwings != now.get("xlwings"):
        return fail("versions", "xlwings", then=found.xlwings, now=now.get("xlwings") or "—")
    if found.xlsales != now.get("xlsales"):
        return warn("versions", "xlsales", then=found.xlsales or "—", now=now.get("xlsales") or "—")
    return ok("versions", xlsales=found.xlsales, xlwings=found.xlwings)


def interpreter(machine: Machine) -> Finding | None:
    """Tell a Python that the add-in starts and that has moved, or that is another than this one."""
    found = machine.addin.built
    if found is None or not found.readable:
        return None
    if not machine.addin.interpreter_exists:
        return fail("interpreter", "gone", path=found.interpreter or "—")
    if Path(found.interpreter) != machine.python.executable:
        return warn("interpreter", "other", path=found.interpreter, this=machine.python.executable)
    return ok("interpreter", path=found.interpreter)


def blocked(machine: Machine) -> Finding | None:
    """Tell an add-in marked as downloaded, whose macros Excel refuses."""
    if machine.addin.built is None or machine.places.platform != "win32":
        return None
    if machine.addin.zone is not None and machine.addin.zone >= _INTERNET:
        return fail("blocked", "marked", path=machine.places.addin)
    return ok("blocked")


def disabled(machine: Machine) -> Finding | None:
    """Tell an add-in that Excel switched off after a crash."""
    if machine.places.platform != "win32":
        return None
    return fail("disabled", "listed") if machine.addin.disabled else ok("disabled")


def copies(machine: Machine) -> Finding:
    """Tell other copies of the add-in, of which Excel loads any."""
    if machine.addin.copies:
        return warn("copies", "found", paths=", ".join(machine.addin.copies))
    return ok("copies")


def folders(machine: Machine) -> Finding:
    """Tell folders that cannot be written."""
    if machine.unwritable:
        return fail("folders", "closed", paths=", ".join(map(str, machine.unwritable)))
    return ok("folders")


def settings(machine: Machine) -> Finding:
    """Tell configuration files: one of the add-in's own counts, one of xlwings no longer does."""
    places, found = machine.places, machine.settings_found
    if places.settings_of_addin in found:
        return warn("settings", "own", path=places.settings_of_addin)
    if places.settings_of_xlwings in found:
        return ok("settings", "xlwings", path=places.settings_of_xlwings)
    return ok("settings")
