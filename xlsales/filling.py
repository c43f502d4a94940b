"""Any workbook filled: values into names and cells, rows into tables, everything else left as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from xlsales.errors import DataError, TemplateError, WorkbookError, XlsalesError
from xlsales.fills import Fill
from xlsales.mapping import Request, read_request, with_settings
from xlsales.workbook.admission import admit, readable
from xlsales.workbook.cached import Calculation, settled
from xlsales.workbook.fill import FillResult, Template
from xlsales.workbook.names import Target, find_address, find_target
from xlsales.workbook.obstacles import obstacles
from xlsales.workbook.refs import MAX_ROWS
from xlsales.workbook.signatures import without_signature
from xlsales.workbook.targets import choose_target, store


@dataclass(frozen=True)
class Filled:
    """What a fill did: the file written, the backup of the original, counts, and what was not filled.

    `calculation` tells where results of formulas come from: `stored` in the file, computed `on opening`,
    `kept` as they were (stale), or `no formulas`.
    """

    path: Path
    backup: Path | None
    values: int
    tables: Mapping[str, int]
    unfilled: tuple[str, ...]
    calculation: Calculation


def fill(
    path: Path | str,
    mapping: Mapping[str, Any] | Fill,
    out: Path | str | None = None,
    *,
    in_place: bool = False,
    keep_cached: bool = False,
    drop_signature: bool = False,
) -> Filled:
    """Fill any workbook and write it to `out`, or over itself with `in_place` (the original stays as .bak-…).

    The mapping has `values` (defined names), `cells` (addresses) and `tables`, see
    `xlsales.mapping.read_request`; a Fill does as well. Only cells and tables named are written, results of
    formulas are settled as `xlsales.workbook.cached` says, all other parts stay byte for byte. A name, cell,
    table, column or value that does not fit raises one XlsalesError with every problem; nothing is written.
    """
    source, request = Path(path), read_request(mapping)
    target = choose_target(source, Path(out) if out else None, in_place=in_place)
    opened = open_template(source, drop_signature=drop_signature)
    return write_request(source, opened, request, target, keep_cached=keep_cached, drop_signature=drop_signature)


def fill_file(
    path: Path,
    values: Path | None,
    settings: Iterable[str],
    out: Path | None,
    *,
    in_place: bool = False,
    keep_cached: bool = False,
    drop_signature: bool = False,
) -> Filled:
    """Fill a workbook from a JSON file of values and `target=value` texts on top, as the command line does."""
    target = choose_target(path, out, in_place=in_place)
    request = with_settings(read_request(read_json(values) if values else {}), settings)
    opened = open_template(path, drop_signature=drop_signature)
    return write_request(path, opened, request, target, keep_cached=keep_cached, drop_signature=drop_signature)


def open_template(path: Path, *, drop_signature: bool = False) -> tuple[Template, bytes]:
    """Return a workbook ready to be filled, with the bytes of its file; refuse one that cannot be edited safely."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise WorkbookError(f"{path} cannot be read: {error.strerror}") from None
    admit(data, path.name, signed=drop_signature)
    with readable(path.name):
        return Template(path, trusted=True), data


def write_request(
    path: Path,
    opened: tuple[Template, bytes],
    request: Request,
    target: Path,
    *,
    keep_cached: bool = False,
    drop_signature: bool = False,
    then: Callable[[bytes], bytes] | None = None,
) -> Filled:
    """Fill an opened workbook with what is asked for, let `then` change it further, and store it."""
    template, original = opened
    request = replace(request, fill=request.fill.read(MAX_ROWS))
    with readable(path.name):
        result = _filled(template, request)
        data, calculation = settled(then(result.data) if then else result.data, keep=keep_cached)
        data = without_signature(data) if drop_signature else data
    backup = store(path, original, target, data)
    values = len(request.fill.values) + len(request.cells)
    tables = {name: len(table.rows) for name, table in request.fill.tables.items()}
    return Filled(target, backup, values, tables, result.unfilled, calculation)


def read_json(path: Path) -> dict[str, Any]:
    """Return the mapping in a JSON file; raise DataError with the line when it is none."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise DataError(f"{path} cannot be read: {error.strerror}") from None
    except ValueError as error:
        raise DataError(f"{path} is not JSON: {error}") from None
    if not isinstance(found, dict):
        raise DataError(f"{path} must hold one JSON object with values, cells or tables")
    return found


def _filled(template: Template, request: Request) -> FillResult:
    """Return the filled workbook, or raise every problem of request and workbook together."""
    targets = [find_target(template.book, name) for name in request.fill.values]
    targets += [find_address(template.book, address) for address in request.cells]
    problems = request.problems + obstacles(template.book, [t for t in targets if isinstance(t, Target)])
    try:
        result = template.fill(request.fill, cells=request.cells)
    except XlsalesError as error:
        raise type(error)(*problems, *error.problems) from None
    TemplateError.raise_any(problems)
    return result
