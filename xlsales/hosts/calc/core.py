"""What of xlsales the add-in carries: the modules that answering a cell imports, and not one more."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

from xlsales.errors import XlsalesError

PACKAGE = Path(__file__).resolve().parents[2]
ROOTS = ("xlsales.hosts.calc.loaded", "xlsales.hosts.calc.signature", "xlsales.hosts.calc.values")


def modules(roots: tuple[str, ...] = ROOTS) -> dict[str, Path]:
    """Return the modules that the roots import, packages included, with their files in order of name.

    An import of anything but the standard library raises XlsalesError: LibreOffice brings nothing else.

    >>> "xlsales.metrics.forecast" in modules(), "xlsales.pipeline.read" in modules()
    (True, False)
    """
    found: dict[str, Path] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        path = _path(name)
        if name in found or path is None:
            continue
        found[name] = path
        waiting += [name.rpartition(".")[0], *_imports(name, path)]
    return dict(sorted(found.items()))


def _path(name: str) -> Path | None:
    """Return the file of a module of xlsales; None for a name that is no module."""
    if not name:
        return None
    place = PACKAGE.joinpath(*name.split(".")[1:])
    return next((path for path in (place / "__init__.py", place.with_suffix(".py")) if path.is_file()), None)


def _imports(name: str, path: Path) -> Iterator[str]:
    for target in _imported(ast.parse(path.read_text(encoding="utf-8"))):
        top = target.partition(".")[0]
        if top == "xlsales":
            yield target
        elif top not in sys.stdlib_module_names:
            raise XlsalesError(f"{name} imports {top}: the Calc add-in can only carry the standard library")


def _imported(tree: ast.Module) -> Iterator[str]:
    """Yield what a module imports when it is imported itself; what functions import later is not needed."""
    for statement in tree.body:
        if isinstance(statement, ast.Import):
            yield from (alias.name for alias in statement.names)
        elif isinstance(statement, ast.ImportFrom) and statement.module:
            yield statement.module
            yield from (f"{statement.module}.{alias.name}" for alias in statement.names)
