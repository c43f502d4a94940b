"""Shipped files are found, and a missing one is a clear error."""

from __future__ import annotations

import pytest

from xlsales import resources
from xlsales.errors import TemplateError, XlsalesError


def test_unknown_template_is_refused_with_those_there_are() -> None:
    """Asking for a template that does not exist names the folder it was looked for in."""
    with pytest.raises(TemplateError, match="no template 'budget'"):
        resources.template("budget", "en")


def test_incomplete_installation_says_so() -> None:
    """A shipped folder that is nowhere is reported with its path and what to do."""
    with pytest.raises(XlsalesError, match="install xlsales again"):
        resources.shipped("nowhere", "nowhere")
