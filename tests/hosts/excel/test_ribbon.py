"""The Sales tab: valid XML, callbacks that exist, words in both languages, and what its buttons do."""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from hosts.excel import vba
from shared import SHARED

from xlsales import words
from xlsales.hosts.excel import addin, ribbon
from xlsales.hosts.excel.buttons import BUTTONS, GROUPS, RUN, word_keys
from xlsales.words import Words

SCHEMA = SHARED / "schemas" / "customui" / "customui14.xsd"
KEYS = words.keys()
ROOT = ElementTree.fromstring(ribbon.ribbon_xml())
SPACE = f"{{{ribbon.NAMESPACE}}}"
MACROS = {
    "refresh_forecast", "build_funnel", "build_quota", "build_review", "find_deals", "import_deals", "check_workbook",
    "why_error", "embed_functions", "remove_functions", "freeze_formulas", "export_pdf", "function_help", "settings",
    "open_log", "reload", "about", "switch_language",
}  # fmt: skip


def procedures() -> dict[str, tuple[str, ...]]:
    """Return the parameters of every public Sub of the ribbon's module."""
    found = re.findall(r"^Public Sub (\w+)\((.*)\)", addin.standard_modules()["XlsRibbon"], re.MULTILINE)
    return {name: tuple(filter(None, parameters.split(", "))) for name, parameters in found}


def test_every_callback_exists_with_its_parameters() -> None:
    """Excel finds a public Sub for every callback, with the parameters that it passes."""
    known = procedures()
    for element in ROOT.iter():
        for attribute, name in element.attrib.items():
            if attribute.startswith("get") or attribute in ("onAction", "onLoad"):
                wanted = ribbon.PARAMETERS["get" if attribute.startswith("get") else attribute]
                assert known[name] == wanted, (attribute, name)


@pytest.mark.skipif(not SCHEMA.exists(), reason="the schema is not beside the project")
def test_the_ribbon_is_valid() -> None:
    """The schema of Office takes the ribbon; one with a wrong attribute it would not."""
    import xmlschema

    schema = xmlschema.XMLSchema(SCHEMA)
    text = ribbon.ribbon_xml()
    assert schema.is_valid(text)
    assert not schema.is_valid(text.replace("getScreentip", "getScreenTip", 1))


def test_ids_are_unique_and_plain() -> None:
    """No control has another's id, and each is a name Office takes."""
    ids = [element.attrib["id"] for element in ROOT.iter() if "id" in element.attrib]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[a-z][a-z_]*", each) for each in ids)


def test_the_tab_has_every_button_in_its_group() -> None:
    """The groups stand in their order, and every macro has its button."""
    groups = {group.attrib["id"]: [button.attrib["id"] for button in group] for group in ROOT.iter(f"{SPACE}group")}
    assert list(groups) == [f"group_{group}" for group in GROUPS]
    assert {button for buttons in groups.values() for button in buttons} == MACROS
    assert all(groups.values())


def test_words_fit_the_ribbon() -> None:
    """Every label and tip exists in both languages, within what Office takes."""
    for language in ("zh-CN", "en"):
        texts = {key: Words(language)(f"ribbon.{key}") for key in word_keys()}
        assert all(texts.values())
        assert max(map(len, texts.values())) <= 1024
        assert max(len(text) for key, text in texts.items() if key.endswith(".label")) <= 30
    assert {key.removeprefix("ribbon.") for key in KEYS if key.startswith("ribbon.")} == set(word_keys())


def answer(excel: vba.Excel, callback: str, control: str) -> object:
    """Return what a callback of the ribbon answers for a control."""
    excel.add_module(
        f"Function Ask(control)\nDim found\n{callback} control, found\nAsk = found\nEnd Function\n", name="Asking"
    )
    return excel.interpreter.run("Ask", [vba.Control(control)])


Start = Callable[..., vba.Excel]


@pytest.mark.parametrize(("ui", "label"), [(2052, "销售漏斗"), (1028, "销售漏斗"), (1033, "Funnel"), (1031, "Funnel")])
def test_labels_follow_the_language_of_excel(with_addin: Start, ui: int, label: str) -> None:
    """A Chinese Excel shows Chinese labels, any other English ones."""
    excel = with_addin()
    excel.application.ui_language = ui
    assert answer(excel, "XlsGetLabel", "build_funnel") == label


def test_the_add_ins_own_language_comes_before_excels(with_addin: Start) -> None:
    """An add-in built for Chinese is Chinese in an English Excel."""
    assert answer(with_addin(LANGUAGE="zh-CN"), "XlsGetLabel", "sales") == "销售管理"


def test_every_control_has_texts_in_the_file(with_addin: Start) -> None:
    """VBA finds label and tip of every button in the add-in's sheets."""
    excel = with_addin()
    for button in BUTTONS:
        assert answer(excel, "XlsGetLabel", button.id) == Words("en")(f"ribbon.{button.id}.label")
        assert answer(excel, "XlsGetSupertip", button.id) == Words("en")(f"ribbon.{button.id}.tip")


def test_buttons_are_grey_without_a_workbook(with_addin: Start) -> None:
    """A button that works on a workbook is enabled while one is open, and only then."""
    excel = with_addin()
    assert answer(excel, "XlsGetEnabled", "build_funnel") is True
    excel.application.active_book = None
    assert answer(excel, "XlsGetEnabled", "build_funnel") is False
    asked = {element.attrib["id"] for element in ROOT.iter(f"{SPACE}button") if "getEnabled" in element.attrib}
    assert asked == {button.id for button in BUTTONS if button.needs_workbook}
    assert {button.id for button in BUTTONS if button.procedure == RUN} <= asked


def test_switching_the_language_changes_the_labels(with_addin: Start) -> None:
    """The button turns the tab to the other language at once."""
    excel = with_addin()
    assert answer(excel, "XlsGetLabel", "build_quota") == "Quota"
    excel.add_module("Function SaveConfigToFile(f, n, v)\nEnd Function\n", name="Files")
    excel.interpreter.run("XlsSetLanguage", ["zh-CN"])
    assert answer(excel, "XlsGetLabel", "build_quota") == "定额分解"


def test_functions_are_described_to_the_wizard_in_the_users_language(with_addin: Start) -> None:
    """Each function gets its description, category and the help of every argument, in Chinese where Excel is."""
    from xlsales.registry import FUNCTIONS

    excel = with_addin()
    excel.application.ui_language = 2052
    excel.run("XlsRegister")
    excel.run("XlsRegister")
    described = excel.application.described
    assert len(described) == len(FUNCTIONS)
    for function, found in zip(FUNCTIONS, described, strict=True):
        assert str(found["Macro"]).endswith(f"!{function.name}")
        assert found["Description"] == function.help_zh
        assert found["Category"] == f"xlsales {function.category.zh}"
        helps = found["Help"]
        assert isinstance(helps, tuple)
        assert [help.startswith(each.zh) for help, each in zip(helps, function.arguments, strict=True)]


def test_nothing_is_described_before_a_workbook_is_open(with_addin: Start) -> None:
    """Excel refuses without a workbook; the next call makes up for it."""
    excel = with_addin()
    book, excel.application.active_book = excel.application.active_book, None
    excel.run("XlsRegister")
    assert excel.application.described == []
    excel.application.active_book = book
    excel.run("XlsRegister")
    assert excel.application.described


def test_about_shows_the_versions(with_addin: Start) -> None:
    """About names the versions of xlsales and xlwings and the Python that is used."""
    from xlsales import __version__

    excel = with_addin()
    excel.interpreter.run("XlsAbout", [vba.Control("about")])
    (text,) = excel.interpreter.host.created["wscript.shell"].shown
    assert all(part in text for part in (f"xlsales {__version__}", "xlwings 0.37", r"C:\Users\ann\xlsales\python.exe"))


def test_why_error_says_when_python_does_not_start(with_addin: Start) -> None:
    """When Python itself is the cause, the button says so without Python."""
    excel = with_addin("Could not load xlwings64.dll")
    excel.interpreter.run("ROI", [1.0, 1.0])
    excel.interpreter.run("XlsWhyError", [vba.Control("why_error")])
    (text,) = excel.interpreter.host.created["wscript.shell"].shown
    assert "Could not load xlwings64.dll" in text
    assert "xlsales addin doctor" in text
