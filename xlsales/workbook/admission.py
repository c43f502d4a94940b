"""Which files may be edited: everything that could lose data or harm the reader is refused before work starts."""

from __future__ import annotations

import struct
import xml.parsers.expat as expat
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO

from xlsales.errors import WorkbookError
from xlsales.workbook.package import Member, Package
from xlsales.workbook.parts import read_relations
from xlsales.workbook.signatures import is_signed

MAX_MEMBERS = 20_000
MAX_UNPACKED_BYTES = 2 * 1024**3
MAX_RATIO = 400  # unpacked to packed; real workbooks stay below 100
RATIO_FREE_BYTES = 16 * 1024**2  # small packages may be as dense as they like

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XML = (".xml", ".rels")
_ZIP_ERRORS = (zipfile.BadZipFile, struct.error, NotImplementedError, UnicodeError, ValueError, OSError, EOFError)
_ODD_CONTENT = (AssertionError, AttributeError, LookupError, TypeError, ValueError, OverflowError, RecursionError)
_SHEETS = frozenset({"worksheet", "chartsheet", "dialogsheet"})
_NEEDED = _SHEETS | {"officeDocument", "styles", "sharedStrings", "table", "drawing"}
_SAVE_AGAIN = "open it in Excel and save it again"


def admit(data: bytes, label: str, *, signed: bool = False) -> None:
    """Raise WorkbookError, in one sentence, when a file is not a workbook that can be edited safely.

    Refused are encrypted files, .xls and .xlsb, damaged or bloated packages (`MAX_MEMBERS`,
    `MAX_UNPACKED_BYTES`, `MAX_RATIO`), parts that declare a document type, and, unless `signed` is allowed,
    packages with a digital signature, which any change would break.

    >>> admit(b"id,name", "deals.csv")
    Traceback (most recent call last):
    xlsales.errors.WorkbookError: deals.csv is not an Excel workbook (.xlsx or .xlsm), or it is damaged
    """
    if data[:8] == _OLE:
        raise WorkbookError(_ole_problem(data, label))
    _check_directory(_directory(data, label), label)
    with readable(label):
        package = Package.open(data)
    if package.actual("xl/workbook.bin"):
        raise WorkbookError(f"{label} is a binary workbook (.xlsb); open it in Excel, save it as .xlsx, and try again")
    for member in package.members.values():
        _check_member(member, label)
    with readable(label):
        _check_relations(package, label)
        if not signed and is_signed(package):
            raise WorkbookError(
                f"{label} has a digital signature that any change breaks; "
                "fill an unsigned copy, or take the signature out with --drop-signature"
            )


@contextmanager
def readable(label: str) -> Iterator[None]:
    """Turn what the engine stumbles over in a broken workbook into one sentence; the cause stays attached."""
    try:
        yield
    except _ODD_CONTENT as error:
        raise WorkbookError(f"{label} holds something xlsales cannot read ({error!r}); {_SAVE_AGAIN}") from error


def _ole_problem(data: bytes, label: str) -> str:
    if _ENCRYPTED in data:
        return f"{label} is encrypted with a password; open it in Excel, take the password off, and try again"
    return f"{label} is an old .xls workbook; open it in Excel, save it as .xlsx, and try again"


def _directory(data: bytes, label: str) -> Sequence[zipfile.ZipInfo]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return archive.infolist()
    except _ZIP_ERRORS:
        raise WorkbookError(f"{label} is not an Excel workbook (.xlsx or .xlsm), or it is damaged") from None


def _check_directory(entries: Sequence[zipfile.ZipInfo], label: str) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries)
    if len(entries) > MAX_MEMBERS:
        raise WorkbookError(f"{label} holds {len(entries):,} parts, more than the {MAX_MEMBERS:,} xlsales reads")
    if unpacked > MAX_UNPACKED_BYTES:
        raise WorkbookError(f"{label} unpacks to {unpacked:,} bytes, more than the {MAX_UNPACKED_BYTES:,} allowed")
    if unpacked > RATIO_FREE_BYTES and unpacked > MAX_RATIO * packed:
        raise WorkbookError(f"{label} unpacks to more than {MAX_RATIO} times its size: no workbook does, it is refused")
    seen: set[str] = set()
    for entry in entries:
        folded = entry.filename.casefold()
        if folded in seen:
            raise WorkbookError(f"{label} holds its part {entry.filename} twice; {_SAVE_AGAIN}")
        seen.add(folded)


def _check_member(member: Member, label: str) -> None:
    """Unpack a part no further than it declares, check its sum, and that its XML is sound and plain."""
    content = _unpacked(member) if _is_named_alike(member) else None
    if content is None or zlib.crc32(content) != member.checksum:
        raise WorkbookError(f"{member.name} inside {label} is damaged; {_SAVE_AGAIN}")
    if member.name.casefold().endswith(_XML):
        _check_xml(member.name, content, label)


def _is_named_alike(member: Member) -> bool:
    """Tell whether the part bears the same name before its content as in the zip's directory."""
    encoding = "utf-8" if member.flags else "cp437"
    return member.raw_name.decode(encoding, "replace") == member.name


def _unpacked(member: Member) -> bytes | None:
    if member.method == zipfile.ZIP_STORED:
        return bytes(member.data) if len(member.data) == member.size else None
    unpacker = zlib.decompressobj(-15)
    try:
        content = unpacker.decompress(member.data, member.size + 1)
    except zlib.error:
        return None
    return content if len(content) == member.size else None


def _check_xml(name: str, content: bytes, label: str) -> None:
    def refuse(*_declaration: object) -> None:
        raise WorkbookError(f"{name} inside {label} declares a document type or entities; xlsales does not read it")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise WorkbookError(f"{name} inside {label} is damaged ({error}); {_SAVE_AGAIN}") from None


def _check_relations(package: Package, label: str) -> None:
    """Refuse a package whose workbook or sheets lead to a part they need that is not there."""
    main = [relation for relation in read_relations(package, "") if relation.kind == "officeDocument"]
    sheets = [relation for part in main for relation in read_relations(package, part.target)]
    below = [
        relation for sheet in sheets if sheet.kind in _SHEETS for relation in read_relations(package, sheet.target)
    ]
    for relation in (*main, *sheets, *below):
        if relation.kind in _NEEDED and package.actual(relation.target) is None:
            raise WorkbookError(f"{label} lacks its part {relation.target}; {_SAVE_AGAIN}")
