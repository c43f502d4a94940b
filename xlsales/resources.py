"""Finds the files xlsales ships: in the installed package, or beside it in a source tree."""

from __future__ import annotations

from pathlib import Path

from xlsales.errors import TemplateError, XlsalesError

_PACKAGE = Path(__file__).resolve().parent


def shipped(packaged: str, in_source: str) -> Path:
    """Return a folder that ships with xlsales, whether it is installed or run from its source tree.

    >>> shipped("templates", "templates").name
    'templates'
    """
    places = (_PACKAGE / packaged, _PACKAGE.parent / in_source)
    found = next((place for place in places if place.is_dir()), None)
    if found is None:
        raise XlsalesError(f"the folder {places[0]} of this installation is missing: install xlsales again")
    return found


def licence() -> Path:
    """Return the licence file, for what carries our code elsewhere.

    >>> licence().name
    'LICENSE'
    """
    places = (_PACKAGE / "LICENSE", _PACKAGE.parent / "LICENSE")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        raise XlsalesError(f"the file {places[0]} of this installation is missing: install xlsales again")
    return found


def templates_folder() -> Path:
    """Return the folder with the templates, one folder per language."""
    return shipped("templates", "templates")


def template(name: str, language: str) -> Path:
    """Return the template of a report in a language; an unknown one raises TemplateError with those there are.

    >>> template("funnel", "en").name
    'funnel.xlsx'
    """
    folder = templates_folder() / language
    path = folder / f"{name}.xlsx"
    if not path.is_file():
        there = ", ".join(sorted(file.stem for file in folder.glob("*.xlsx"))) or "none"
        raise TemplateError(f"there is no template '{name}' in {folder}: templates there are {there}")
    return path
