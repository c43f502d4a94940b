"""Share: functions embedded as names, formulas frozen to values, sheets printed to PDF."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import xlwings as xw

from xlsales.errors import DataError
from xlsales.hosts.excel import live, native
from xlsales.hosts.excel.live_cells import Journal, formulas_of, shown, typed
from xlsales.hosts.excel.macros.calls import uses_ours
from xlsales.hosts.excel.macros.desk import Desk, Outcome
from xlsales.hosts.lambdas import names

_PREFIXES = re.compile(r"_xl(?:fn|pm|op|ws)\.|\s+", re.IGNORECASE)
_LAMBDA = re.compile(r"=?LAMBDA\(([^,()]+),", re.IGNORECASE)
_OWN = ("xs_", "xlsales_")


def embed_functions(desk: Desk) -> Outcome:
    """Put our functions into the workbook as LAMBDA names, so that it calculates without the add-in."""
    ours, there = names(), live.names_of(desk.book)
    foreign = sorted(name for name in ours if name.casefold() in there and not _is_ours(there[name.casefold()], ours))
    wanted = {name: text for name, text in ours.items() if name not in foreign}
    desk.ask("ask.embed", count=len(wanted), book=desk.book.name)
    journal = Journal()
    try:
        for name, text in wanted.items():
            _define(desk.book, there.get(name.casefold()), name, text, journal)
    except BaseException:
        journal.undo()
        raise
    message = desk.say("embedded", count=len(wanted))
    return Outcome(message + (desk.say("embed_foreign", names=", ".join(foreign)) if foreign else ""))


def remove_functions(desk: Desk) -> Outcome:
    """Take our LAMBDA names out of the workbook again; names of the same name that are not ours stay."""
    ours, there = names(), live.names_of(desk.book)
    found = [there[n.casefold()] for n in ours if n.casefold() in there and _is_ours(there[n.casefold()], ours)]
    if not found:
        return Outcome(desk.say("none_embedded", book=desk.book.name))
    desk.ask("ask.remove", count=len(found), book=desk.book.name)
    journal = Journal()
    try:
        for name in found:
            key, text = name.name, name.refers_to or ""
            name.delete()
            journal.add(lambda key=key, text=text: desk.book.names.add(key, text))  # type: ignore[misc]
    except BaseException:
        journal.undo()
        raise
    return Outcome(desk.say("removed", count=len(found)))


def freeze_formulas(desk: Desk) -> Outcome:
    """Replace formulas that call our functions by what they show; other formulas and all formats stay."""
    desk.progress("progress.find")
    found = [area for sheet in desk.book.sheets for area in _areas(sheet)]
    count = sum(len(area) for area in found)
    if not count:
        return Outcome(desk.say("none_to_freeze"))
    sheets = sorted({area.sheet.name for area in found})
    desk.ask("ask.freeze", count=count, sheets=", ".join(sheets))
    journal = Journal()
    try:
        with live.unlocked([area.sheet for area in found]):
            for area in found:
                _freeze(area, journal)
    except BaseException:
        journal.undo()
        raise
    return Outcome(desk.say("frozen", count=count, sheets=", ".join(sheets)))


def export_pdf(desk: Desk) -> Outcome:
    """Print our sheets to a PDF beside the workbook, or the sheet in front where there are none of ours."""
    sheets = _own_visible(desk.book) or [desk.book.sheets.active]
    path = _folder(desk.book) / f"{Path(desk.book.name).stem}.pdf"
    if path.exists():
        desk.ask("ask.overwrite", file=str(path))
    desk.progress("progress.pdf")
    fresh = path.with_name(f"{path.stem}.xlsales-new.pdf")
    try:
        desk.book.to_pdf(str(fresh), include=[sheet.name for sheet in sheets], exclude_start_string="\0")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)
    return Outcome(desk.say("exported", count=len(sheets), file=str(path)))


def _is_ours(name: xw.Name, ours: Mapping[str, str]) -> bool:
    """Tell whether a name is one of our LAMBDAs: the same text, or an earlier one with the same first argument."""
    wanted = next((text for key, text in ours.items() if key.casefold() == name.name.casefold()), "")
    there, text = _bare(name.refers_to or ""), _bare(wanted)
    first, other = _LAMBDA.match(there), _LAMBDA.match(text)
    return there == text or bool(first and other and first[1] == other[1])


def _bare(text: str) -> str:
    return _PREFIXES.sub("", text).removeprefix("=").casefold()


def _define(book: xw.Book, there: xw.Name | None, name: str, text: str, journal: Journal) -> None:
    formula = text if text.startswith("=") else f"={text}"
    if there is None:
        journal.add(book.names.add(name, formula).delete)
        return
    before = there.refers_to
    journal.add(lambda: setattr(there, "refers_to", before))
    there.refers_to = formula


def _areas(sheet: xw.Sheet) -> Iterator[xw.Range]:
    """Yield the cells of a sheet that call our functions, run by run in each row; a spill counts as one area."""
    used = sheet.used_range
    for down, row in enumerate(formulas_of(used)):
        start = None
        for across, formula in enumerate([*row, ""]):
            ours = uses_ours(formula)
            if ours and start is None:
                start = across
            if not ours and start is not None:
                yield from _whole(used[down, start:across])
                start = None


def _whole(run: xw.Range) -> Iterator[xw.Range]:
    spills = [(cell, native.spilled(cell)) for cell in run]
    if not any(spill for _, spill in spills):
        yield run
        return
    yield from (spill or cell for cell, spill in spills)


def _freeze(area: xw.Range, journal: Journal) -> None:
    values = [[_frozen(value) for value in row] for row in shown(area)]
    before = formulas_of(area)
    journal.add(lambda: setattr(area, "formula", before if len(area) > 1 else before[0][0]))
    area.value = values


def _frozen(value: object) -> object:
    is_error = isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A"))
    return value if is_error or not isinstance(value, str) else typed(value)


def _own_visible(book: xw.Book) -> list[xw.Sheet]:
    titles = {table.parent.name for table in live.tables_of(book).values() if table.name.startswith("xs")}
    for name in live.names_of(book).values():
        if name.name.startswith(_OWN):
            try:
                titles.add(name.refers_to_range.sheet.name)
            except Exception:  # the name stands for no cells any more
                continue
    return [sheet for sheet in book.sheets if sheet.name in titles and sheet.visible]


def _folder(book: xw.Book) -> Path:
    """Return the workbook's folder; the user's documents for one never saved, or stored behind an address."""
    full = book.fullname
    if "://" not in full and (folder := Path(full).parent).is_dir() and Path(full).is_absolute():
        return folder
    documents = Path.home() / "Documents"
    folder = documents if documents.is_dir() else Path.home()
    if not folder.is_dir():
        raise DataError(f"there is no folder to write to: {folder}")
    return folder
