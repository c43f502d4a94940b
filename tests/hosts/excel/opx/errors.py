"""What this Excel raises when it refuses something."""

from __future__ import annotations


class ExcelError(Exception):
    """An error of the application, as pywin32 raises com_error."""
