"""xlsales: a complete sales-management method in Excel.

>>> import xlsales
>>> xlsales.call("FORECAST_TOTAL", 75.8, 156.6)
92.21
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from xlsales.cells import call
from xlsales.errors import (
    DataError,
    MetricError,
    MissingExtraError,
    SettingsError,
    TemplateError,
    WorkbookError,
    XlsalesError,
)

if TYPE_CHECKING:
    from xlsales.adding import Added, add
    from xlsales.batching.run import BatchResult, batch
    from xlsales.building import Built, build
    from xlsales.filling import Filled, fill
    from xlsales.hosts.lambdas.embedding import Embedded, embed, remove_embedded
    from xlsales.pipeline.deals import Deals
    from xlsales.pipeline.read import read_deals
    from xlsales.refreshing import Refreshed, refresh
    from xlsales.settings import Settings
    from xlsales.settings_file import load_settings
    from xlsales.workbook.fill import Template

__version__ = "0.1.0"

__all__ = [
    "Added",
    "BatchResult",
    "Built",
    "DataError",
    "Deals",
    "Embedded",
    "Filled",
    "MetricError",
    "MissingExtraError",
    "Refreshed",
    "Settings",
    "SettingsError",
    "Template",
    "TemplateError",
    "WorkbookError",
    "XlsalesError",
    "add",
    "batch",
    "build",
    "call",
    "embed",
    "fill",
    "load_settings",
    "read_deals",
    "refresh",
    "remove_embedded",
]

# Imported on first use: answering a cell must not wait for pandas.
_ON_DEMAND = {
    "BatchResult": "xlsales.batching.run",
    "Added": "xlsales.adding",
    "add": "xlsales.adding",
    "Built": "xlsales.building",
    "Deals": "xlsales.pipeline.deals",
    "Embedded": "xlsales.hosts.lambdas.embedding",
    "Filled": "xlsales.filling",
    "Refreshed": "xlsales.refreshing",
    "Settings": "xlsales.settings",
    "Template": "xlsales.workbook.fill",
    "batch": "xlsales.batching.run",
    "build": "xlsales.building",
    "embed": "xlsales.hosts.lambdas.embedding",
    "fill": "xlsales.filling",
    "load_settings": "xlsales.settings_file",
    "read_deals": "xlsales.pipeline.read",
    "refresh": "xlsales.refreshing",
    "remove_embedded": "xlsales.hosts.lambdas.embedding",
}


def __getattr__(name: str) -> Any:
    if name not in _ON_DEMAND:
        raise AttributeError(f"module 'xlsales' has no attribute '{name}'")
    return getattr(import_module(_ON_DEMAND[name]), name)
