"""The shipped sample workbooks are what the command rebuilds."""

from __future__ import annotations

import importlib.util
import zipfile
from pathlib import Path
from types import ModuleType

SAMPLES = Path(__file__).parents[1] / "workbook_samples"


def rebuilder() -> ModuleType:
    """Load the command that rebuilds the samples."""
    spec = importlib.util.spec_from_file_location("rebuild", SAMPLES / "rebuild.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def members(path: Path) -> dict[str, bytes]:
    """Return what a workbook holds, member by member."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_committed_samples_are_freshly_built(tmp_path: Path) -> None:
    """Data and workbooks in the folder are, byte for byte, what the code makes today."""
    made = rebuilder().rebuild(tmp_path)
    assert len(made) == 6
    for path in made:
        committed = members(SAMPLES / path.relative_to(tmp_path))
        assert members(path) == committed, f"{path.name} differs: run  python workbook_samples/rebuild.py"
    for name in ("deals.csv", "team.csv", "xlsales.toml"):
        assert (tmp_path / "data/en" / name).read_bytes() == (SAMPLES / "data/en" / name).read_bytes()


def test_every_sample_has_its_picture() -> None:
    """Each workbook's first page is there as a picture, in both languages."""
    found = {path.name for path in (SAMPLES / "pictures").iterdir()}
    assert found >= {f"{report}-{tongue}.png" for report in ("funnel", "quota", "review") for tongue in ("zh", "en")}
