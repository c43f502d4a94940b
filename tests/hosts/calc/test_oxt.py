"""The extension file: complete, lean and the same every time."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

import xlsales
from xlsales.errors import XlsalesError
from xlsales.hosts.calc import core, idl
from xlsales.hosts.calc.oxt import build, members
from xlsales.hosts.calc.signature import method
from xlsales.registry import FUNCTIONS

MANIFEST = "{http://openoffice.org/2001/manifest}"
OOR = "{http://openoffice.org/2001/registry}"
SDK = Path("/usr/lib/libreoffice")


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension as it is built."""
    return build(tmp_path_factory.mktemp("oxt") / "xlsales.oxt")


def test_two_builds_are_byte_equal(extension: Path, tmp_path: Path) -> None:
    """Nothing of the day or the machine gets into the file."""
    assert build(tmp_path / "again.oxt").read_bytes() == extension.read_bytes()
    assert str(Path(xlsales.__file__).parents[1]).encode() not in b"".join(members().values())


def test_every_part_of_the_manifest_is_there_and_all_xml_is_well_formed(extension: Path) -> None:
    """The office finds each part it is told of, and the package itself is sound."""
    with zipfile.ZipFile(extension) as package:
        assert package.testzip() is None
        listed = ElementTree.fromstring(package.read("META-INF/manifest.xml"))
        paths = {entry.attrib[f"{MANIFEST}full-path"] for entry in listed}
        assert paths <= set(package.namelist())
        for name in package.namelist():
            if name.endswith((".xml", ".xcu")):
                assert ElementTree.fromstring(package.read(name)) is not None


def test_description_says_version_publisher_and_office(extension: Path) -> None:
    """The extension manager shows our version; the texts it points to are there, and the licence."""
    with zipfile.ZipFile(extension) as package:
        description = package.read("description.xml").decode()
        assert f'<version value="{xlsales.__version__}"' in description
        assert 'LibreOffice-minimal-version value="7.4"' in description
        pointed = re.findall(r'src lang="[^"]+" xlink:href="([^"]+)"', description)
        assert len(pointed) == 2
        assert set(pointed) <= set(package.namelist())
        assert package.read("LICENSE").startswith(b"MIT")


def test_wizard_texts_are_there_in_both_languages() -> None:
    """Each function and argument has its name and help in English and Chinese."""
    tree = ElementTree.fromstring(members()["CalcAddIns.xcu"])
    for function in FUNCTIONS:
        node = next(entry for entry in tree.iter("node") if entry.get(f"{OOR}name") == method(function))
        texts = [value.text for value in node.iter("value")]
        assert {function.name, function.help_en, f"{function.zh}：{function.help_zh}"} <= set(texts)
        for argument in function.arguments:
            assert any((text or "").startswith(argument.en) for text in texts)
            assert any((text or "").startswith(argument.zh) for text in texts)


def test_core_answers_without_any_other_package(extension: Path, tmp_path: Path) -> None:
    """The modules inside the file alone, in a bare Python, give a function's result."""
    with zipfile.ZipFile(extension) as package:
        package.extractall(tmp_path)
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'pythonpath')!r})\n"
        "from xlsales.hosts.calc import loaded, signature, values\n"
        "from xlsales.registry import find\n"
        "print(values.answer(find('ROI'), (((3.0,),), ((2.0,),))), values.__file__)\n"
    )
    said = subprocess.run([sys.executable, "-I", "-S", "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.startswith(f"0.5 {tmp_path}")


def test_only_what_answers_a_cell_is_carried() -> None:
    """No pandas, no workbook engine, no command line goes along."""
    carried = {name.split(".")[1] for name in core.modules() if name.count(".")}
    assert carried == {"cells", "errors", "hosts", "metrics", "registry", "serials"}


def test_core_is_written_for_the_python_that_the_add_in_asks_for() -> None:
    """Every module carried along, and the component itself, reads as Python 3.10."""
    sources = {name: content for name, content in members().items() if name.endswith(".py")}
    read = [ast.parse(content, name, feature_version=(3, 10)) for name, content in sources.items()]
    assert len(read) > 20


def test_module_that_needs_another_package_is_refused() -> None:
    """A root that imports more than the standard library is named with what it imports."""
    with pytest.raises(XlsalesError, match=r"xlsales\.console imports rich"):
        core.modules(("xlsales.console",))


def test_file_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    """A missing folder is one sentence, and nothing is left behind."""
    with pytest.raises(XlsalesError, match="cannot be written"):
        build(tmp_path / "missing" / "xlsales.oxt")
    assert list(tmp_path.iterdir()) == []


def test_interface_compiles(tmp_path: Path) -> None:
    """Where LibreOffice's own compiler is installed, it accepts the interface with a method for each function."""
    compiler = SDK / "sdk" / "bin" / "unoidl-write"
    if not compiler.is_file() or not shutil.which("soffice"):
        pytest.skip("unoidl-write (libreoffice-dev) is not installed")
    source, compiled = tmp_path / "XFunctions.idl", tmp_path / "XFunctions.rdb"
    source.write_text(idl.source(), encoding="utf-8")
    types = [str(SDK / "program" / name) for name in ("types.rdb", "types/offapi.rdb")]
    done = subprocess.run([str(compiler), *types, str(source), str(compiled)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert all(method(function).encode() in compiled.read_bytes() for function in FUNCTIONS)
