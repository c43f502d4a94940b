"""Just enough of pywin32 for xlwings' own UDF server to run away from Windows, taken back when done."""

from __future__ import annotations

import ctypes
import datetime as dt
import os
import sys
import types
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Anything:
    """Answers every attribute and call."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Anything()

    def __call__(self, *args: Any, **kwargs: Any) -> int:
        return 0


class ComError(Exception):
    """pywintypes.com_error."""


class Wrapped:
    """What win32com.server.util.wrap returns."""

    def __init__(self, inner: Any) -> None:
        self.inner = inner


def unwrap(value: Any) -> Any:
    """Return what was wrapped; TypeError for anything else, as pywin32 does."""
    if isinstance(value, Wrapped):
        return value.inner
    raise TypeError


@contextmanager
def windows() -> Iterator[Any]:
    """Give xlwings' com_server as it is on Windows, with our functions registered by the real decorators."""
    import xlwings

    modules, cwd = dict(sys.modules), os.getcwd()
    attributes, engines = dict(vars(xlwings)), list(xlwings.engines)
    active = xlwings.engines.active if engines else None
    library = ctypes.PyDLL
    try:
        _stub()
        yield _imported(xlwings)
    finally:
        sys.modules["xlwings.com_server"].loop.close()
        os.chdir(cwd)
        ctypes.PyDLL = library  # type: ignore[misc]
        del ctypes.oledll, ctypes.windll  # type: ignore[attr-defined]
        sys.modules.clear()
        sys.modules.update(modules)
        vars(xlwings).clear()
        vars(xlwings).update(attributes)
        xlwings.engines.engines = engines
        xlwings.engines.engines_by_name = {engine.name: engine for engine in engines}
        xlwings.engines.active = active


def _imported(xlwings: Any) -> Any:
    sys.modules.pop("xlsales.hosts.excel.functions", None)
    import xlwings._xlwindows as windows
    from xlwings import com_server, udfs

    xlwings.engines.add(xlwings.Engine(impl=windows.engine))
    xlwings.engines.active = xlwings.engines["excel"]
    xlwings.func, xlwings.arg, xlwings.ret = udfs.xlfunc, udfs.xlarg, udfs.xlret
    return com_server


def _stub() -> None:
    _module("pywintypes", com_error=ComError, error=OSError, TimeType=type("TimeType", (dt.datetime,), {}), IID=str)
    _module(
        "pythoncom", com_error=ComError, ole_error=ComError, IID_IDispatch="IDispatch", IID_IEnumVARIANT="IEnum",
        CoInitialize=lambda: None, CoUninitialize=lambda: None, TypeIIDs={"IDispatch": type("PyIDispatch", (), {})},
        __file__=None,
    )  # fmt: skip
    for name in ("win32api", "win32con", "win32event", "win32gui", "win32process"):
        _module(name)
    _module("win32timezone", TimeZoneInfo=types.SimpleNamespace(utc=lambda: dt.UTC))
    com = _package("win32com")
    com.client = _module(
        "win32com.client", Dispatch=lambda value, *_, **__: value, DispatchEx=Anything(),
        **{name: type(name, (), {}) for name in ("CDispatch", "DispatchBaseClass", "CoClassBaseClass")},
    )  # fmt: skip
    com.server = _package("win32com.server")
    com.server.util = _module("win32com.server.util", wrap=lambda value, *_, **__: Wrapped(value), unwrap=unwrap)
    com.server.policy = _module("win32com.server.policy", DefaultPolicy=object)
    com.server.dispatcher = _module("win32com.server.dispatcher")
    com.server.exception = _module("win32com.server.exception", COMException=ComError)
    ctypes.oledll = ctypes.windll = Anything()  # type: ignore[attr-defined]
    real = ctypes.PyDLL
    ctypes.PyDLL = lambda name, *a, **k: Anything() if name is None else real(name, *a, **k)  # type: ignore


def _module(name: str, **contents: Any) -> Any:
    module = types.ModuleType(name)
    vars(module).update(contents)
    sys.modules[name] = module
    return module


def _package(name: str) -> Any:
    return _module(name, __path__=[])
