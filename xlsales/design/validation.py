"""Data validations with an input message, so that every yellow cell says what it takes."""

from __future__ import annotations

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xlsales.design import formulas
from xlsales.words import Words

_RULES: dict[str, dict[str, str]] = {
    "rate": {"type": "decimal", "operator": "between", "formula1": "0", "formula2": "1"},
    "number": {"type": "decimal", "operator": "greaterThanOrEqual", "formula1": "0"},
    "date": {"type": "date", "operator": "greaterThan", "formula1": "1"},
    "any": {},
}


def add(sheet: Worksheet, ref: str, rule: str, words: Words) -> None:
    """Add a validation to a range: `rate`, `number`, `date`, `any`, or a list given as `=formula` or `a|b|c`."""
    kind, options = _options(rule, words)
    message = words(f"input.{kind}")
    found = DataValidation(
        allow_blank=True,
        showErrorMessage=kind != "any",
        showInputMessage=True,
        promptTitle=words("input.any"),
        prompt=message,
        errorTitle=words("input.wrong"),
        error=message,
        **options,
    )
    found.add(ref)
    sheet.add_data_validation(found)


def _options(rule: str, words: Words) -> tuple[str, dict[str, str]]:
    if rule in _RULES:
        return rule, dict(_RULES[rule])
    if rule.startswith("="):
        return "list", {"type": "list", "formula1": formulas.written(rule, words)[1:]}
    choices = ",".join(words(key) if "." in key else key for key in rule.split("|"))
    return "list", {"type": "list", "formula1": f'"{choices}"'}
