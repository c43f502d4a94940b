"""A package written member by member into a file, one of them longer than memory.

A worksheet says how far its cells reach before it holds them. So room is kept for what stands before a
streamed table's rows, and it is written last, when their number is known.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable
from typing import Protocol

from xlsales.workbook.deflate import Compression, Pressed, joined_checksum
from xlsales.workbook.package import Member, name_flags
from xlsales.workbook.zipformat import Header, directory_end

_SLACK = 1_024  # what stands before the rows packs to a few bytes more or less with other row numbers


class Sink(Protocol):
    """Where a package is written to."""

    def write(self, data: bytes, /) -> object:
        """Write bytes and go on behind them."""

    def seek(self, place: int, /) -> object:
        """Go on at a place."""


class PackageWriter:
    """Writes a package from its first member to its directory."""

    def __init__(self, sink: Sink, compression: Compression) -> None:
        self._sink, self._compression = sink, compression
        self._entries: list[bytes] = []
        self._offset = 0

    def add(self, member: Member) -> None:
        """Write a member."""
        self._enter(member.header)
        for piece in member.run().pieces:
            self._put(piece)

    def pour(self, name: str, chunks: Iterable[bytes], expected: bytes, start: Callable[[], bytes]) -> None:
        """Write a member of chunks behind a start that is known only after them, and is much as expected."""
        begin, body = self._offset, Pressed(self._compression)
        header = Header(name.encode(), name_flags(name), zipfile.ZIP_DEFLATED, 0, 0, 0)
        data_at = begin + header.least_room + len(self._packed(expected)[1]) + _SLACK
        self._go(data_at)
        for chunk in chunks:
            self._put(body.take(chunk))
        self._put(body.end())
        front, packed = self._packed(start())
        checksum = joined_checksum(front.checksum, body.checksum, body.size)
        sizes = len(packed) + self._offset - data_at, front.size + body.size
        header = Header(header.raw_name, header.flags, header.method, checksum, *sizes)
        end = self._offset
        self._go(begin)
        self._enter(header)
        self._put(header.local(data_at - begin - len(packed)) + packed)
        self._go(end)

    def close(self) -> None:
        """Write the directory."""
        directory = b"".join(self._entries)
        self._put(directory + directory_end(len(self._entries), len(directory), self._offset))

    def _packed(self, content: bytes) -> tuple[Pressed, bytes]:
        stream = Pressed(self._compression)
        return stream, stream.take(content) + stream.pause()

    def _enter(self, header: Header) -> None:
        self._entries.append(header.entry(self._offset))

    def _put(self, data: bytes) -> None:
        self._sink.write(data)
        self._offset += len(data)

    def _go(self, place: int) -> None:
        self._sink.seek(place)
        self._offset = place
