"""Excel as far as our VBA needs it: pyOpenVBA's interpreter, with the members of Excel that it leaves out."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyopenvba import ExcelFile, VBAModuleKind
from pyopenvba.apps.excel import Application, ExcelApplication, Workbook
from pyopenvba.apps.excel._bridge import ExcelBridge
from pyopenvba.apps.excel._io import load_workbook
from pyopenvba.interpreter import EMPTY, MISSING, NOTHING, VBAArray, VBAErrorValue, VBAInt, VBAObject, member, method
from pyopenvba.interpreter._runtime import Interpreter
from pyopenvba.interpreter._values import error

_ERROR = -2146828288
_TRAILING_COMMENT = re.compile(r"(?mi)^([ \t]*#(?:Const|If|ElseIf|Else|End If)\b[^\r\n']*?)[ \t]*'[^\r\n]*")
_TEXT_AS_BOOLEAN = re.compile(r"(GetConfig\([^)]*\)) = True")


class Server(VBAObject):
    """The Python server's object; `call` answers CallUDF."""

    vba_type_name = "XLPython"

    def __init__(self, call: Callable[..., Any]) -> None:
        super().__init__()
        self.call, self.calls = call, 0

    @method
    def CallUDF(self, module: object, name: object, args: object) -> Any:  # noqa: N802
        """Call as VBA does through COM: values become variants, an exception becomes an error."""
        self.calls += 1
        try:
            return to_vba(self.call(str(module), str(name), to_python(args)))
        except Exception as failure:
            raise error(1000, f"Unexpected Python Error: {type(failure).__name__}: {failure}") from None


class Host(Application):
    """Excel's Application with what pyOpenVBA leaves out."""

    caller: Any = NOTHING
    ui_language = 1033

    def __init__(self) -> None:
        super().__init__()
        self.described: list[dict[str, object]] = []

    @member
    def Caller(self) -> Any:  # noqa: N802
        """Return the cell that asks."""
        return self.caller

    @member
    def Hwnd(self) -> Any:  # noqa: N802
        """Return the window's handle."""
        return VBAInt(123, "Long")

    @member
    def Path(self) -> Any:  # noqa: N802
        """Return Excel's folder."""
        return r"C:\Program Files\Microsoft Office\root\Office16"

    @member
    def LanguageSettings(self) -> Any:  # noqa: N802
        """Return the language settings of Office."""
        return Languages(self.ui_language)

    @method
    def MacroOptions(self, Macro: Any, Description: Any, Category: Any, ArgumentDescriptions: Any) -> Any:  # noqa: N802, N803
        """Keep what a function is described with."""
        given = {"Macro": Macro, "Description": Description, "Category": Category, "Help": ArgumentDescriptions}
        self.described.append({name: to_python(value) for name, value in given.items()})
        return EMPTY


class Book(Workbook):
    """A workbook that knows how it counts days."""

    old_days = False

    @member
    def Date1904(self) -> bool:  # noqa: N802
        """Tell whether days count from 1904."""
        return self.old_days


class Languages(VBAObject):
    """Application.LanguageSettings."""

    vba_type_name = "LanguageSettings"

    def __init__(self, ui: int) -> None:
        super().__init__()
        self.ui = ui

    @method
    def LanguageID(self, kind: object) -> Any:  # noqa: N802
        """Return the language of the user interface."""
        return VBAInt(self.ui, "Long")


class Bridge(ExcelBridge):
    """Excel as a VBA project sees it, with the Python server and the objects VBA creates."""

    def __init__(self, application: Application, server: Any, created: dict[str, Any]) -> None:
        super().__init__(application)
        self.server, self.created = server, created

    def global_object(self, name: str) -> object:
        """Give the Python server under its name; an exception stands for one that does not start."""
        if name == "xlpy" and self.server is not None:
            if isinstance(self.server, str):
                raise error(1000, self.server)
            return self.server
        return super().global_object(name)

    def create(self, type_name: str) -> object:
        """Create an object by its program id."""
        found = self.created.get(type_name.lower())
        return found if found is not None else super().create(type_name)


class Excel(ExcelApplication):
    """One Excel with an empty workbook; `server` answers XLPy, or is the text with which it fails to start."""

    def __init__(self, server: Any = None, created: dict[str, Any] | None = None) -> None:
        self.application = Host()
        self.interpreter = Interpreter(Bridge(self.application, server, created or {}))
        self.application.interpreter = self.interpreter

    def add_workbook(self) -> Workbook:
        """Open an empty workbook."""
        book = super().add_workbook()
        book.__class__ = Book
        return book

    def open_addin(self, path: Path, settings: dict[str, str]) -> Workbook:
        """Open an add-in with its sheets and modules; `settings` replace rows of its first sheet."""
        book = load_workbook(self.application, path)
        self.application.workbooks_.books.append(book)
        self.application.activate_book(book)
        self.application._this_workbook = book
        rows = {str(row[0]): number for number, row in enumerate(self.sheet(1).value("A1:A20"), start=1)}
        for name, value in settings.items():
            self.sheet(1).set_value(f"B{rows[name.replace('_', ' ')]}", value)
        with ExcelFile(path) as file:
            for module in file.vba_project().modules:
                if module.kind is VBAModuleKind.standard:
                    self.add_module(without_disk(plain(module.source)), name=module.name)
        return book

    def load(self, modules: dict[str, str]) -> None:
        """Load modules, in the words the interpreter knows."""
        for name, source in modules.items():
            self.add_module(plain(source), name=name)


def plain(source: str) -> str:
    """Return a module without what VBA knows and the interpreter does not."""
    source = source.replace("        Kill LOG_FILE", "").replace("Public WithEvents ", "Public ")
    return _TEXT_AS_BOOLEAN.sub(r'CStr(\1) = "True"', _TRAILING_COMMENT.sub(r"\1", source))


def without_disk(source: str) -> str:
    """Return a module whose log goes to the console, whose settings file is a test's, and whose server is ours."""
    to_console = "Public Sub XlsLog(ByVal a As String, ByVal n As String, ByVal c As String, ByVal r As String)\n"
    to_console += "    Debug.Print XlsLogLine(a, n, c, r)\nEnd Sub\n\nPublic Sub XlsLogToFile("
    source = source.replace("Public Sub XlsLog(", to_console)
    source = source.replace("Function SaveConfigToFile(", "Function SaveConfigToDisk(")
    return source.replace("Function XLPy()", "Function XLPyOfTheDll()")


def to_python(value: Any) -> Any:
    """Return a VBA value as pywin32 hands it to Python."""
    if value is EMPTY or value is NOTHING or value is MISSING:
        return None
    if isinstance(value, VBAErrorValue):
        return _ERROR + value.number
    if isinstance(value, VBAArray):
        first = range(value.bounds[0][0], value.bounds[0][1] + 1)
        if value.dimensions == 1:
            return tuple(to_python(value.get([i])) for i in first)
        second = range(value.bounds[1][0], value.bounds[1][1] + 1)
        return tuple(tuple(to_python(value.get([i, j])) for j in second) for i in first)
    return float(value) if isinstance(value, VBAInt) else value


def to_vba(value: Any) -> Any:
    """Return a Python value as pywin32 hands it to VBA."""
    if not isinstance(value, list | tuple):
        return EMPTY if value is None else value
    nested = bool(value) and all(isinstance(row, list | tuple) for row in value)
    array = VBAArray([(0, len(value) - 1), (0, len(value[0]) - 1)] if nested else [(0, len(value) - 1)])
    for down, row in enumerate(value):
        for right, cell in enumerate(row if nested else [row]):
            array.items[array.offset([down, right] if nested else [down])] = to_vba(cell)
    return array


class Shell(VBAObject):
    """WScript.Shell: expands one variable, and keeps what it is told to run and to show."""

    vba_type_name = "WshShell"

    def __init__(self) -> None:
        super().__init__()
        self.ran: list[str] = []
        self.shown: list[str] = []

    @method
    def Run(self, command: object, style: object = MISSING, wait: object = MISSING) -> Any:  # noqa: N802
        """Keep a command instead of running it."""
        self.ran.append(str(command))
        return VBAInt(0, "Long")

    @method
    def Popup(self, text: object, *_: object) -> Any:  # noqa: N802
        """Keep a message instead of showing it."""
        self.shown.append(str(text))
        return VBAInt(1, "Long")

    @method
    def ExpandEnvironmentStrings(self, text: object) -> Any:  # noqa: N802
        """Return a text with the one variable that is known."""
        return str(text).replace("%USERPROFILE%", r"C:\Users\ann")


class Control(VBAObject):
    """The control a ribbon callback is called for."""

    vba_type_name = "IRibbonControl"

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    @member
    def ID(self) -> str:  # noqa: N802
        """Return the control's id."""
        return self.name
