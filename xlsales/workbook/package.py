"""The zip package of a workbook: parts in, parts out; what is not changed keeps its compressed bytes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from xlsales.errors import WorkbookError
from xlsales.workbook.deflate import SMALL, Compression
from xlsales.workbook.parallel import packed_parts
from xlsales.workbook.zipformat import Header, directory_end

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UTF8_NAME = 0x800


@dataclass(frozen=True)
class Member:
    """One part as it stands compressed in a package."""

    name: str
    raw_name: bytes
    flags: int
    method: int
    checksum: int
    size: int
    data: bytes

    @classmethod
    def packed(cls, name: str, content: bytes, compression: Compression = SMALL) -> Member:
        """Compress new content into a member."""
        return cls.packed_together({name: [content]}, compression)[name]

    @classmethod
    def packed_together(
        cls, contents: Mapping[str, Iterable[bytes]], compression: Compression = SMALL
    ) -> dict[str, Member]:
        """Compress new contents, each in chunks, into members by name."""
        packed = packed_parts(contents.values(), compression)
        return {
            name: cls(name, name.encode(), name_flags(name), zipfile.ZIP_DEFLATED, checksum, size, data)
            for name, (data, size, checksum) in zip(contents, packed, strict=True)
        }

    @property
    def header(self) -> Header:
        """What the package says of the member."""
        return Header(self.raw_name, self.flags, self.method, self.checksum, len(self.data), self.size)

    def run(self) -> Run:
        """Return the member as it stands in a package."""
        header = self.header
        return Run((header.local(), self.data), ((header, 0),))

    def content(self) -> bytes:
        """Return the part uncompressed."""
        stored = self.method == zipfile.ZIP_STORED
        try:
            content = self.data if stored else zlib.decompressobj(-15).decompress(self.data, self.size + 1)
        except zlib.error:
            content = None
        if content is None or zlib.crc32(content) != self.checksum:
            raise WorkbookError(f"{self.name} inside the workbook is damaged; save it again in Excel")
        return content


@dataclass(frozen=True)
class Run:
    """Members side by side: the bytes that a package holds of them, and what its directory says of each.

    Beside its header stands how far into the bytes a member begins.
    """

    pieces: tuple[bytes, ...]
    entries: tuple[tuple[Header, int], ...]

    @classmethod
    def of(cls, members: Iterable[Member]) -> Run:
        """Put members together."""
        data, entries = b"", list[tuple[Header, int]]()
        for member in members:
            entries.append((member.header, len(data)))
            data += b"".join(member.run().pieces)
        return cls((data,), tuple(entries))


class Package:
    """The parts of one workbook file by name."""

    def __init__(self, members: Mapping[str, Member], label: str = "the workbook") -> None:
        self.members = dict(members)
        self.label = label
        self._folded = {name.casefold(): name for name in self.members}

    @classmethod
    def open(cls, source: Path | str | bytes) -> Package:
        """Read a package from a file or from bytes; raise WorkbookError for what is not an .xlsx or .xlsm."""
        label = "the workbook" if isinstance(source, bytes) else Path(source).name
        data = source if isinstance(source, bytes) else file_bytes(Path(source))
        if data[:8] == _OLE:
            raise WorkbookError(
                f"{label} is encrypted with a password or an old .xls file; "
                "open it in Excel, take the password off or save it as .xlsx, and try again"
            )
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                members = {info.filename: _member(data, info, label) for info in archive.infolist()}
        except (zipfile.BadZipFile, struct.error, NotImplementedError, UnicodeDecodeError):
            raise WorkbookError(f"{label} is not an Excel workbook (.xlsx or .xlsm), or it is damaged") from None
        return cls(members, label)

    def actual(self, name: str) -> str | None:
        """Return the name under which a part is stored: case and a leading slash do not count."""
        return self._folded.get(name.lstrip("/").casefold())

    def read(self, name: str) -> bytes:
        """Return the content of a part; raise WorkbookError when there is none."""
        actual = self.actual(name)
        if actual is None:
            raise WorkbookError(f"{self.label} lacks its part {name}; open it in Excel and save it again")
        return self.members[actual].content()

    def to_bytes(
        self,
        changed: Mapping[str, bytes],
        dropped: frozenset[str] = frozenset(),
        compression: Compression = SMALL,
    ) -> bytes:
        """Return the package with parts changed, added or dropped; all others stay as they are."""
        kept = {name: member for name, member in self.members.items() if name not in dropped}
        fresh = Member.packed_together({name: [content] for name, content in changed.items()}, compression)
        return join_members(list({**kept, **fresh}.values()))


def name_flags(name: str) -> int:
    """Return the flags of a member that say how its name is written."""
    return 0 if name.isascii() else _UTF8_NAME


def file_bytes(path: Path) -> bytes:
    """Return what a file holds; raise WorkbookError when it cannot be read."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise WorkbookError(f"{path} does not exist") from None
    except OSError as error:
        raise WorkbookError(f"{path} cannot be read: {error.strerror}") from None


def _member(data: bytes, info: zipfile.ZipInfo, label: str) -> Member:
    at = info.header_offset
    if data[at : at + 4] != b"PK\x03\x04":
        raise zipfile.BadZipFile
    if info.flag_bits & 1 or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise WorkbookError(f"{label} is packed in a way Excel does not read; open it in Excel and save it again")
    name_size, extra_size = struct.unpack("<HH", data[at + 26 : at + 30])
    start = at + 30 + name_size + extra_size
    body = data[start : start + info.compress_size]
    raw_name = data[at + 30 : at + 30 + name_size]
    flags = info.flag_bits & _UTF8_NAME
    return Member(info.filename, raw_name, flags, info.compress_type, info.CRC, info.file_size, body)


def join_members(members: Iterable[Member | Run]) -> bytes:
    """Return the package that holds these members, or runs of them, in this order."""
    pieces: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for member in members:
        run = member if isinstance(member, Run) else member.run()
        directory += [header.entry(offset + at) for header, at in run.entries]
        pieces += run.pieces
        offset += sum(map(len, run.pieces))
    return b"".join([*pieces, *directory, directory_end(len(directory), sum(map(len, directory)), offset)])
