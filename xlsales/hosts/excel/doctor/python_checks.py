"""Is this a Python that Excel can start?"""

from __future__ import annotations

from xlsales.hosts.excel.doctor.facts import Machine
from xlsales.hosts.excel.doctor.finding import Finding, fail, ok, warn

_SLOW = 10.0
_WIDE = 64


def python(machine: Machine) -> Finding:
    """Tell a Python that Excel cannot reach or that will vanish, and a narrow one."""
    here = machine.python
    known = {"interpreter": here.executable, "version": here.version, "bits": here.bits}
    if here.from_store:
        return fail("python", "store", **known)
    if here.temporary:
        return fail("python", "temporary", **known)
    if here.bits < _WIDE:
        return warn("python", "narrow", **known)
    return ok("python", **known)


def packages(machine: Machine) -> Finding:
    """Tell which package is missing from this Python."""
    needed = ("xlwings", "pywin32") if machine.places.platform == "win32" else ("xlwings",)
    missing = [name for name in needed if not machine.python.packages.get(name)]
    if missing:
        return fail("packages", "missing", names=" ".join(missing), interpreter=machine.python.executable)
    versions = ", ".join(f"{name} {machine.python.packages[name]}" for name in ("xlsales", *needed))
    return ok("packages", versions=versions)


def characters(machine: Machine) -> Finding | None:
    """Tell a path that Excel's loader, which knows one code page, cannot spell."""
    path = str(machine.python.executable)
    try:
        path.encode(machine.codepage)
    except UnicodeEncodeError:
        return fail("characters", "unknown", path=path, codepage=machine.codepage)
    except LookupError:
        return None
    return ok("characters", codepage=machine.codepage)


def start(machine: Machine) -> Finding:
    """Tell how Python starts with the command Excel uses, and what it says when it does not."""
    begun = machine.start
    if not begun.ok:
        known = {"command": _typed(begun.command), "stderr": begun.stderr.strip() or begun.reason}
        return fail("start", "failed", reason=begun.reason, **known)
    if begun.seconds > _SLOW:
        return warn("start", "slow", seconds=round(begun.seconds))
    return ok("start", seconds=f"{begun.seconds:.1f}")


def _typed(command: tuple[str, ...]) -> str:
    return " ".join(f'"{word}"' if " " in word or ";" in word else word for word in command)
