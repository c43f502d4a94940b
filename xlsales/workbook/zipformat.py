"""The records of a zip package: what stands before each part, its line in the directory, and the end.

Sizes and places beyond 4 GB go into the longer fields of zip64, and only then. A header may be stretched to
a room kept for it: the rest is a growth hint, the filling that the package format itself provides.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from functools import cached_property

LIMIT = 0xFFFFFFFF
_MOST_MEMBERS = 0xFFFF
_DOS_TIME, _DOS_DATE = 0, 33  # 1 January 1980: the same input gives the same bytes
_PLAIN, _LARGE = 20, 45  # the version of the format that a reader must know
_LARGE_FIELDS, _GROWTH_HINT = 1, 0xA220
_HINT_HEAD = struct.pack("<HH", 0xA028, 0)  # its signature and the byte it is filled with
_LOCAL = struct.Struct("<4sHHHHHIIIHH")
_ENTRY = struct.Struct("<4sHHHHHHIIIHHHHHII")


@dataclass(frozen=True)
class Header:
    """What a package says of one part: its name, how it is packed, its checksum and sizes."""

    raw_name: bytes
    flags: int
    method: int
    checksum: int
    packed: int
    size: int

    @property
    def least_room(self) -> int:
        """The bytes that `local` needs when its room is given."""
        return _LOCAL.size + len(self.raw_name) + 20 + 8

    def local(self, room: int | None = None) -> bytes:
        """Return what stands before the part's data; exactly `room` bytes of it when given."""
        large = self.size >= LIMIT or self.packed >= LIMIT
        extra = struct.pack("<HHQQ", _LARGE_FIELDS, 16, self.size, self.packed) if large else b""
        if room is not None:
            extra += _hint(room - _LOCAL.size - len(self.raw_name) - len(extra))
        packed, size = (LIMIT, LIMIT) if large else (self.packed, self.size)
        version, sizes = _LARGE if large else _PLAIN, (packed, size, len(self.raw_name), len(extra))
        moment = _DOS_TIME, _DOS_DATE
        head = _LOCAL.pack(b"PK\x03\x04", version, self.flags, self.method, *moment, self.checksum, *sizes)
        return head + self.raw_name + extra

    def entry(self, offset: int) -> bytes:
        """Return the part's line in the package's directory."""
        if self._is_short and offset < LIMIT:
            return self._short_start + offset.to_bytes(4, "little") + self.raw_name
        fields = self.size, self.packed, offset
        large = [field for field in fields if field >= LIMIT]
        extra = struct.pack(f"<HH{len(large)}Q", _LARGE_FIELDS, 8 * len(large), *large)
        size, packed, place = (min(field, LIMIT) for field in fields)
        sizes = packed, size, len(self.raw_name), len(extra)
        how = _LARGE, _LARGE, self.flags, self.method, _DOS_TIME, _DOS_DATE, self.checksum
        return _ENTRY.pack(b"PK\x01\x02", *how, *sizes, 0, 0, 0, 0, place) + self.raw_name + extra

    @cached_property
    def _is_short(self) -> bool:
        return self.size < LIMIT and self.packed < LIMIT

    @cached_property
    def _short_start(self) -> bytes:
        how = _PLAIN, _PLAIN, self.flags, self.method, _DOS_TIME, _DOS_DATE, self.checksum
        sizes = self.packed, self.size, len(self.raw_name), 0
        return _ENTRY.pack(b"PK\x01\x02", *how, *sizes, 0, 0, 0, 0, 0)[:-4]


def _hint(size: int) -> bytes:
    """Return a growth hint of that size: 8 bytes at least, 65,539 at most."""
    if not 8 <= size <= 0xFFFF + 4:
        raise ValueError(f"a growth hint cannot have {size} bytes")
    return struct.pack("<HH", _GROWTH_HINT, size - 4) + _HINT_HEAD + bytes(size - 8)


def directory_end(count: int, size: int, offset: int) -> bytes:
    """Return what ends a package: how many members it has and where its directory of `size` bytes stands.

    >>> len(directory_end(3, 150, 9_000)), len(directory_end(3, 150, 5 * 1024**3))
    (22, 98)
    """
    large = b""
    if count > _MOST_MEMBERS or size >= LIMIT or offset >= LIMIT:
        record = struct.pack("<IQHHIIQQQQ", 0x06064B50, 44, _LARGE, _LARGE, 0, 0, count, count, size, offset)
        large = record + struct.pack("<IIQI", 0x07064B50, 0, offset + size, 1)
    count, size, offset = min(count, _MOST_MEMBERS), min(size, LIMIT), min(offset, LIMIT)
    return large + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, count, count, size, offset, 0)
