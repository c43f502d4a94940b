# ruff: noqa: N802, N816
# mypy: ignore-errors
"""Runs inside LibreOffice: answers for every function, and enters formulas again that an import left unknown.

The .oxt carries this file as it is, beside the folder `pythonpath` with the core.
"""

from __future__ import annotations

import os
import sys

if sys.version_info[:2] < (3, 10):  # noqa: UP036
    raise RuntimeError("xlsales needs a LibreOffice with Python 3.10 or newer; this one has " + sys.version.split()[0])
sys.path.insert(0, os.path.join(os.path.dirname(__file__), "pythonpath"))

import unohelper
from com.sun.star.lang import XServiceInfo
from com.sun.star.task import XJob
from org.xlsales.calc import XFunctions

from xlsales.hosts.calc.loaded import enter_again
from xlsales.hosts.calc.signature import LOADED, SERVICE, method, needs_document
from xlsales.hosts.calc.values import answer
from xlsales.registry import FUNCTIONS


class Service(unohelper.Base, XServiceInfo):
    """What every UNO service tells about itself."""

    services = ()

    def __init__(self, context, *arguments):
        self.context = context

    def getImplementationName(self):
        """Return the name the service is registered by."""
        return self.services[0]

    def supportsService(self, name):
        """Tell whether it is that service."""
        return name in self.services

    def getSupportedServiceNames(self):
        """Return every service it is."""
        return self.services


class Loaded(Service, XJob):
    """The job LibreOffice runs after a document is loaded."""

    services = (LOADED, "com.sun.star.task.Job")

    def execute(self, arguments):
        """Enter the formulas of the loaded document again where needed."""
        given = {argument.Name: argument.Value for argument in arguments}
        for entry in given.get("Environment", ()):
            if entry.Name == "Model":
                enter_again(entry.Value)
        return ()


def answering(function):
    """Return the method that answers for a function; the document comes first where days matter."""
    if not needs_document(function):
        return lambda self, *given: answer(function, given)

    def with_document(self, document, *given):
        return answer(function, given, document.getPropertyValue("NullDate").Year == 1904)

    return with_document


answers = {method(function): answering(function) for function in FUNCTIONS}
Functions = type("Functions", (Service, XFunctions), answers | {"services": (SERVICE, "com.sun.star.sheet.AddIn")})

g_ImplementationHelper = unohelper.ImplementationHelper()
for kind in (Functions, Loaded):
    g_ImplementationHelper.addImplementation(kind, kind.services[0], kind.services)
