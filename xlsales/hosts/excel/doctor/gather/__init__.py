"""Looks at the machine and writes down what it sees; judging is left to the checks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xlsales.hosts.excel.doctor.facts import Machine
from xlsales.hosts.excel.doctor.gather.common import addin_file, existing, says_more_than_language, unwritable
from xlsales.hosts.excel.doctor.gather.mac import mac_facts
from xlsales.hosts.excel.doctor.gather.windows import windows_facts
from xlsales.hosts.excel.places import Places
from xlsales.hosts.excel.python import Python
from xlsales.hosts.excel.starting import start


def gather(places: Places, python: Python) -> Machine:
    """Return the facts of this machine; the Python started is the add-in's, or this one when that is gone."""
    special = _special(places, python)
    addin = addin_file(places, **special.pop("addin", {}))
    started = Path(addin.built.interpreter) if addin.built and addin.interpreter_exists else python.executable
    return Machine(
        places=places,
        python=python,
        start=start(started, places.platform),
        addin=addin,
        unwritable=unwritable(places),
        settings_found=(
            *((places.settings_of_addin,) if says_more_than_language(places.settings_of_addin) else ()),
            *existing(places.settings_of_xlwings),
        ),
        **special,
    )


def _special(places: Places, python: Python) -> dict[str, Any]:
    if places.platform == "win32":
        from xlsales.hosts.excel.doctor.gather.registry import read_key

        return windows_facts(places, python, read_key)
    return mac_facts(places) if places.platform == "darwin" else {}
