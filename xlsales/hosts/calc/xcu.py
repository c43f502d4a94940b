"""What Calc's function wizard shows: names, help and arguments of every function, in English and Chinese."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from xlsales.functions_help import explained
from xlsales.hosts.calc.registry_xml import component_data, node, text, written
from xlsales.hosts.calc.signature import SERVICE, camel, method
from xlsales.registry import FUNCTIONS, Argument, Function

_LANGUAGES = ("en", "zh-CN")


def source(functions: Iterable[Function] = FUNCTIONS) -> bytes:
    """Return the configuration of the add-in (CalcAddIns.xcu), one node per function.

    Names are the same in every language, so that a workbook means the same everywhere; the Chinese name
    begins the Chinese description. Calc has no category of ours: the functions stand under Add-in.
    """
    root = component_data("CalcAddIns")
    listed = node(node(node(root, "AddInInfo"), SERVICE, "replace"), "AddInFunctions")
    for function in functions:
        _function(listed, function)
    return written(root)


def _function(listed: ET.Element, function: Function) -> None:
    entry = node(listed, method(function), "replace")
    text(entry, "DisplayName", dict.fromkeys(_LANGUAGES, function.name))
    text(entry, "Description", {"en": function.help("en"), "zh-CN": f"{function.zh}：{function.help('zh-CN')}"})
    text(entry, "Category", {"": "Add-In"})
    text(entry, "CompatibilityName", {"en-US": function.name})
    parameters = node(entry, "Parameters")
    for argument in function.arguments:
        _argument(parameters, argument)


def _argument(parameters: ET.Element, argument: Argument) -> None:
    entry = node(parameters, camel(f"a_{argument.name}"), "replace")
    text(entry, "DisplayName", dict.fromkeys(_LANGUAGES, argument.name))
    text(entry, "Description", {language: explained(argument, language) for language in _LANGUAGES})
