"""The .oxt: what LibreOffice installs; the same bytes from the same registry every time."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import xlsales
from xlsales.hosts.calc import about, core, idl, jobs, xcu
from xlsales.resources import licence
from xlsales.workbook.save import write_bytes

_DAY = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16


def members() -> dict[str, bytes]:
    """Return every file of the extension by its path inside."""
    carried = {
        f"pythonpath/{path.relative_to(core.PACKAGE.parent).as_posix()}": path.read_bytes()
        for path in core.modules().values()
    }
    return {
        "META-INF/manifest.xml": about.manifest(),
        "description.xml": about.description(xlsales.__version__),
        **about.texts(),
        "LICENSE": licence().read_bytes(),
        "XFunctions.idl": idl.source().encode(),
        "CalcAddIns.xcu": xcu.source(),
        "Jobs.xcu": jobs.source(),
        "component.py": Path(__file__).with_name("component.py").read_bytes(),
        **carried,
    }


def build(out: Path) -> Path:
    """Write the extension whole or not at all, and return where it is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name, content in members().items():
            entry = zipfile.ZipInfo(name, _DAY)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = 3, _PLAIN_FILE
            package.writestr(entry, content)
    write_bytes(out, packed.getvalue())
    return out
