"""Functions embedded in a file: what changes, what is refused, what comes out again."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import ironcalc
import pytest
from lxml import etree  # type: ignore[import-untyped]
from openpyxl import Workbook, load_workbook
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.table import Table
from shared import SHARED

import xlsales
from xlsales.errors import DataError, WorkbookError
from xlsales.hosts import lambdas
from xlsales.registry import FUNCTIONS

SCHEMA = SHARED / "schemas" / "transitional" / "sml.xsd"
PART = "xl/workbook.xml"
COUNT = len(FUNCTIONS)


def parts(path: Path) -> dict[str, bytes]:
    """Read every part of a file."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rewrite(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """Change the workbook part of a file."""
    held = parts(path)
    with zipfile.ZipFile(path, "w") as archive:
        for name, body in held.items():
            archive.writestr(name, change(body) if name == PART else body)
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A user's workbook with names of its own and formulas that call two of our functions."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Plan"
    for row in (["Gap", 88], ["Per deal", 2], ["To find", "=PROJECT_GAP(B1,B2)"], ["Return", "=ROI(3,1)"]):
        sheet.append(row)
    for name, text in {"aims": "Plan!$B$1", "rate": "0.25", "zone": "Plan!$A$1:$B$2"}.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    sheet.print_area = "A1:B4"
    book.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def with_names(path: Path, **names: str) -> Path:
    """Add names to a user's workbook."""
    book = load_workbook(path)
    for name, text in names.items():
        book.defined_names[name] = DefinedName(name, attr_text=text)
    book.save(path)
    return path


def test_formulas_of_the_file_compute_without_python(plan: Path) -> None:
    """A formula that called an unknown function shows its result once the functions are embedded."""
    done = xlsales.embed(plan, plan.with_name("out.xlsx"))
    model = ironcalc.load_from_xlsx(str(done.path), "en", "UTC", "en")
    model.evaluate()
    assert [model.get_cell_value(0, row, 2) for row in (3, 4)] == [220, 2]


def test_only_the_workbook_part_changes(plan: Path) -> None:
    """Every other part stays byte for byte; the user's names stay; the file is computed on opening."""
    done = lambdas.embed(plan, plan.with_name("out.xlsx"))
    before, after = parts(plan), parts(done.path)
    assert {name for name in after if after[name] != before.get(name)} == {PART}
    held = load_workbook(done.path).defined_names
    assert {name: held[name].attr_text for name in ("aims", "rate", "zone")} == {
        "aims": "Plan!$B$1", "rate": "0.25", "zone": "Plan!$A$1:$B$2"
    }  # fmt: skip
    assert len(held) == COUNT + 3
    assert held["ROI"].attr_text.startswith("_xlfn.LAMBDA(_xlpm.gain,_xlpm.cost,")
    assert b'fullCalcOnLoad="1"' in after[PART]
    assert (len(done.added), done.updated, done.backup) == (COUNT, (), None)


def test_names_stand_in_the_order_excel_sorts_them(plan: Path) -> None:
    """Ours go in among the user's own, by name without regard to case."""
    done = lambdas.embed(plan, plan.with_name("out.xlsx"))
    root = etree.fromstring(parts(done.path)[PART])
    names = [node.get("name").casefold() for node in root.iter("{*}definedName")]
    found = [name for name in names if not name.startswith("_xlnm.")]
    assert len(found) == COUNT + 3
    assert found == sorted(found)


def test_a_second_run_changes_nothing(plan: Path) -> None:
    """Embedding again gives the same bytes, and in place not even a backup."""
    once = lambdas.embed(plan, plan.with_name("once.xlsx"))
    twice = lambdas.embed(once.path, plan.with_name("twice.xlsx"))
    again = lambdas.embed(once.path, in_place=True)
    assert twice.path.read_bytes() == once.path.read_bytes()
    assert (twice.added, twice.updated, again.backup) == ((), (), None)


def test_functions_of_an_earlier_version_are_brought_up_to_date(plan: Path) -> None:
    """A function of ours with another formula or help is replaced, once."""
    once = lambdas.embed(plan, plan.with_name("once.xlsx"), language="zh-CN")
    old = rewrite(once.path, lambda xml: xml.replace(b"_xlpm.gain_-_xlpm.cost_", b"_xlpm.gain_+_xlpm.cost_"))
    done = lambdas.embed(old, plan.with_name("new.xlsx"), language="zh-CN")
    assert done.updated == ("ROI",)
    assert lambdas.embed(done.path, plan.with_name("en.xlsx")).updated == tuple(sorted(one.name for one in FUNCTIONS))


def test_removal_takes_out_exactly_ours(plan: Path) -> None:
    """What is left is the user's workbook; formulas that still call a function are named."""
    with_ours = lambdas.embed(plan, plan.with_name("with.xlsx"))
    done = lambdas.remove(with_ours.path, plan.with_name("without.xlsx"))
    assert set(load_workbook(done.path).defined_names) == {"aims", "rate", "zone"}
    assert (len(done.removed), done.still_called) == (COUNT, ("PROJECT_GAP", "ROI"))
    expected = {**parts(plan)}
    left = parts(done.path)
    assert {name for name in left if left[name] != expected[name]} <= {PART}


def test_removal_leaves_no_empty_list_behind(tmp_path: Path) -> None:
    """A workbook that had no names has none again, list and all."""
    Workbook().save(tmp_path / "bare.xlsx")
    lambdas.embed(tmp_path / "bare.xlsx", tmp_path / "with.xlsx")
    lambdas.remove(tmp_path / "with.xlsx", tmp_path / "without.xlsx")
    assert b"definedName" in parts(tmp_path / "with.xlsx")[PART]
    assert b"definedName" not in parts(tmp_path / "without.xlsx")[PART].replace(b"<definedNames/>", b"")


def test_removal_leaves_names_of_the_user_alone(plan: Path) -> None:
    """A name like a function's that somebody else made is not ours to take."""
    own = with_names(plan, ROI="Plan!$B$1", TCO="LAMBDA(x,x)")
    before = own.read_bytes()
    done = lambdas.remove(own, plan.with_name("same.xlsx"))
    assert done.removed == ()
    assert done.path.read_bytes() == before


def test_a_function_of_ours_that_the_user_made_something_else_is_the_users(plan: Path) -> None:
    """A name pointed at cells is no longer ours, whatever its comment says."""
    book = load_workbook(plan)
    book.defined_names["ROI"] = DefinedName("ROI", attr_text="Plan!$B$1", comment="xlsales: what an activity returns")
    book.save(plan)
    assert lambdas.states(plan)["ROI"] == "taken"
    assert lambdas.remove(plan, plan.with_name("out.xlsx")).removed == ()
    with pytest.raises(WorkbookError, match="ROI"):
        lambdas.embed(plan, plan.with_name("out.xlsx"))


def test_clashing_names_are_refused_together(plan: Path) -> None:
    """One sentence lists every name and table in the way; nothing is written; --skip leaves them out."""
    own = with_names(plan, ROI="Plan!$B$1", pace="_xlfn.LAMBDA(_xlpm.x,_xlpm.x)")
    book = load_workbook(own)
    book["Plan"]["D1"] = "Year"
    book["Plan"].add_table(Table(displayName="TCO", ref="D1:D3"))
    book.save(own)
    out = plan.with_name("out.xlsx")
    with pytest.raises(WorkbookError) as refused:
        lambdas.embed(own, out)
    assert len(refused.value.problems) == 1
    for said in ("ROI (Plan!$B$1)", "PACE (_xlfn.LAMBDA", "TCO (a table on sheet Plan)", "--skip"):
        assert said in refused.value.problems[0]
    assert not out.exists()
    done = lambdas.embed(own, out, skip=["ROI", "进度", "tco"])
    assert len(done.added) == COUNT - 3
    assert load_workbook(out).defined_names["ROI"].attr_text == "Plan!$B$1"


def test_an_unknown_function_to_skip_is_named(plan: Path) -> None:
    """A slip in --skip does not embed what should stay out."""
    with pytest.raises(DataError, match="did you mean ROI"):
        lambdas.embed(plan, plan.with_name("out.xlsx"), skip=["RIO"])


def test_states_tell_what_a_workbook_holds(plan: Path) -> None:
    """Each function is embedded, absent, or its name taken."""
    own = with_names(plan, ROI="Plan!$B$1")
    done = lambdas.embed(own, plan.with_name("out.xlsx"), skip=["ROI", "TCO"])
    found = lambdas.states(done.path)
    assert (found["ROI"], found["TCO"], found["PACE"]) == ("taken", "absent", "embedded")
    assert len(found) == COUNT


def test_in_place_keeps_the_original(plan: Path) -> None:
    """Writing over the workbook leaves a backup that is the original to the byte."""
    before = plan.read_bytes()
    done = lambdas.embed(plan, in_place=True)
    assert done.path.samefile(plan)
    assert done.backup is not None
    assert done.backup.read_bytes() == before


def test_no_target_is_no_guess(plan: Path) -> None:
    """Neither -o nor --in-place: nothing is written."""
    before = plan.read_bytes()
    with pytest.raises(WorkbookError, match="--in-place"):
        lambdas.embed(plan)
    assert plan.read_bytes() == before


def test_a_workbook_part_with_prefixes_takes_prefixed_names(plan: Path) -> None:
    """Where elements bear a namespace prefix ours bear it too."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    def prefixed(xml: bytes) -> bytes:
        root = etree.fromstring(xml)
        new = etree.Element(root.tag, nsmap={"x": space.decode(), **{k: v for k, v in root.nsmap.items() if k}})
        new.extend(list(root))
        etree.cleanup_namespaces(new, top_nsmap={"x": space.decode()})
        return etree.tostring(new)

    rewrite(plan, prefixed)
    done = lambdas.embed(plan, plan.with_name("out.xlsx"))
    assert parts(done.path)[PART].count(b"<x:definedName ") == COUNT + 4
    assert len(lambdas.remove(done.path, plan.with_name("back.xlsx")).removed) == COUNT


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schemas are not here")
def test_the_workbook_part_follows_the_schema(plan: Path, tmp_path: Path) -> None:
    """With and without names of its own a workbook is valid after embedding."""
    Workbook().save(tmp_path / "bare.xlsx")
    schema = etree.XMLSchema(etree.parse(SCHEMA))
    for source in (plan, tmp_path / "bare.xlsx"):
        done = lambdas.embed(source, tmp_path / f"out-{source.name}")
        root = etree.fromstring(parts(done.path)[PART])
        schema.validate(etree.fromstring(parts(source)[PART]))
        before = {error.message for error in schema.error_log}
        schema.validate(root)
        assert {error.message for error in schema.error_log} <= before
        assert sum(1 for _ in root.iter("{*}definedName")) >= COUNT


def test_other_commands_take_a_workbook_with_embedded_functions(plan: Path) -> None:
    """Filling it works, leaves the functions in, and stores no stale result."""
    done = lambdas.embed(plan, plan.with_name("with.xlsx"))
    filled = xlsales.fill(done.path, {"cells": {"Plan!B1": 44}}, plan.with_name("filled.xlsx"))
    assert set(lambdas.states(filled.path).values()) == {"embedded"}
    assert filled.calculation == "on opening"
