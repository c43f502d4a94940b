"""What can go wrong, as one small tree: every message is a sentence a user can act on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

CELL_ERRORS: Final = frozenset(
    (
        "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#GETTING_DATA", "#SPILL!",
        "#CALC!", "#BLOCKED!", "#CONNECT!", "#UNKNOWN!", "#FIELD!", "#BUSY!", "#PYTHON!", "#EXTERNAL!", "#TIMEOUT!",
    )
)  # fmt: skip


class XlsalesError(Exception):
    """The base of all errors of xlsales; carries every problem found, not only the first.

    >>> str(XlsalesError("quota is missing", "period is missing"))
    'quota is missing\\nperiod is missing'
    """

    exit_code = 1

    def __init__(self, *problems: str) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))

    @classmethod
    def raise_any(cls, problems: Iterable[str]) -> None:
        """Raise one error that lists all problems; do nothing when there is none."""
        found = tuple(problems)
        if found:
            raise cls(*found)


class MetricError(XlsalesError):
    """A worksheet function has no result; `code` is the error a cell would show.

    >>> MetricError("#DIV/0!", "quota is 0").code
    '#DIV/0!'
    """

    def __init__(self, code: str, reason: str) -> None:
        self.code = code
        super().__init__(reason)


class DataError(XlsalesError):
    """Deals, quotas or a team list cannot be read or understood."""


class SettingsError(XlsalesError):
    """A setting in xlsales.toml or on the command line is wrong."""


class TemplateError(XlsalesError):
    """A template and the report that fills it do not fit together."""


class WorkbookError(XlsalesError):
    """A workbook cannot be read or written without losing something."""


class MissingExtraError(XlsalesError):
    """A feature needs a package that is installed by an extra."""

    def __init__(self, feature: str, extra: str) -> None:
        super().__init__(f"{feature} needs more packages: run  pip install 'xlsales[{extra}]'")


class InstallError(XlsalesError):
    """The add-in cannot be installed, removed or built here."""
