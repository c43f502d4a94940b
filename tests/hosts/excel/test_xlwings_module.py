"""The patches of xlwings' VBA module: each applies once, and a module that has changed is refused."""

from __future__ import annotations

import pytest

from xlsales.hosts.excel import xlwings_module
from xlsales.hosts.excel.xlwings_module import PATCHES, AddinError, Patch, installed, installed_version, patched

SOURCE = installed("xlwings_custom_addin.bas").read_text(encoding="utf-8").replace("\r\n", "\n")


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.name)
def test_a_module_without_the_place_of_a_patch_is_refused(patch: Patch) -> None:
    """When xlwings has changed a place, the error names the patch and the version."""
    with pytest.raises(AddinError, match=r"xlwings 9\.9") as failure:
        patched(SOURCE.replace(patch.find, ""), "9.9")
    assert patch.name in str(failure.value)


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.name)
def test_a_module_with_the_place_twice_is_refused(patch: Patch) -> None:
    """A place that is there twice is not guessed at."""
    with pytest.raises(AddinError) as failure:
        patched(SOURCE + patch.find, installed_version())
    assert patch.name in str(failure.value)


def test_the_patched_module_asks_no_workbook() -> None:
    """Nothing is left that reads a setting or a path from the workbook in front."""
    module = patched(SOURCE, installed_version())
    code = module.split("Sub ShowError")[0]
    assert ".py" not in "".join(line.split("'")[0] for line in code.split("\n") if "FullName" not in line)
    assert "ActiveWorkbook.FullName" not in module
    assert "SheetExists(ActiveWorkbook, PROJECT_NAME" not in module
    assert 'PROJECT_NAME As String = "xlsales"' in module


def test_another_text_stays_as_it_is() -> None:
    """Outside its patches the module is xlwings' own, line for line."""
    before, after = SOURCE.split("\n"), patched(SOURCE, installed_version()).split("\n")
    assert set(after) - set(before) <= {line for patch in PATCHES for line in _around(patch, before)}


def _around(patch: Patch, lines: list[str]) -> list[str]:
    changed = [line.replace(patch.find, patch.replace) for line in lines if patch.find in line]
    return [*changed, *patch.replace.split("\n")]


def test_a_missing_file_of_xlwings_is_said() -> None:
    """An xlwings without the file we need is an error that says what to install."""
    with pytest.raises(AddinError, match="pip install"):
        xlwings_module.installed("nothing.bas")
