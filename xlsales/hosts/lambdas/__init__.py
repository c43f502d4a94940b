"""The functions as LAMBDA names inside a workbook: for Excel 365 and 2024, Mac and web, without Python."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from xlsales.hosts.lambdas.compose import names

if TYPE_CHECKING:
    from xlsales.hosts.lambdas.embedding import Embedded, embed, remove, states

__all__ = ["Embedded", "embed", "names", "remove", "states"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'xlsales.hosts.lambdas' has no attribute '{name}'")
    return getattr(import_module("xlsales.hosts.lambdas.embedding"), name)
