"""Parts compressed side by side: long ones in pieces, each by the next free processor.

zlib lets other threads run while it works. A piece looks back into the one before it, as one stream would, so
that a part comes out as large; it has the same bytes however many threads there are.
"""

from __future__ import annotations

import zlib
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from xlsales.workbook import helpers
from xlsales.workbook.deflate import Compression, Pressed, press

if TYPE_CHECKING:
    from concurrent.futures import Future

LONG = 1 << 20  # bytes gathered before they are cut into pieces
SHORT = 1 << 16  # bytes a piece has at least: shorter ones cost more than they bring
WORTH = 1 << 17  # bytes that are worth waking a helper for
_MOST_PIECES = 4
_MOST_WAITING = 16
_WINDOW = 32_768  # bytes that deflate looks back


class Packed(NamedTuple):
    """Bytes compressed, and the size and checksum they had before."""

    data: bytes
    size: int
    checksum: int


def packed_parts(parts: Iterable[Iterable[bytes]], compression: Compression) -> list[Packed]:
    """Return parts, each given in chunks, compressed.

    >>> [part.size for part in packed_parts([[b"sales ", b"method"], [b"quota"]], 6)]
    [12, 5]
    """
    if compression == "fast":
        return [_streamed(chunks) for chunks in parts]
    bench = _Bench(compression)
    try:
        cut = [_Part().filled(chunks, bench) for chunks in parts]
        bench.finish()
    finally:
        bench.clear()
    return [part.packed() for part in cut]


def _streamed(chunks: Iterable[bytes]) -> Packed:
    stream = Pressed("fast")
    data = b"".join([*map(stream.take, chunks), stream.end()])
    return Packed(data, stream.size, stream.checksum)


@dataclass
class _Piece:
    """A piece of a part; `data` comes when it has been compressed."""

    content: bytes
    before: bytes
    is_last: bool
    data: bytes = b""


@dataclass
class _Part:
    """A part in pieces, and the size and checksum of all of it."""

    pieces: list[_Piece] = field(default_factory=list)
    size: int = 0
    checksum: int = 0

    def filled(self, chunks: Iterable[bytes], bench: _Bench) -> _Part:
        """Put what chunks make on the bench, in pieces that do not depend on who works there."""
        before = held = b""
        for content in _cut(chunks):
            if held:
                self._add(_Piece(held, before, is_last=False), bench)
                before = held[-_WINDOW:]
            held = content
        self._add(_Piece(held, before, is_last=True), bench)
        return self

    def _add(self, piece: _Piece, bench: _Bench) -> None:
        self.size += len(piece.content)
        self.checksum = zlib.crc32(piece.content, self.checksum)
        self.pieces.append(piece)
        bench.put(piece)

    def packed(self) -> Packed:
        return Packed(b"".join(piece.data for piece in self.pieces), self.size, self.checksum)


def _cut(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for content in _gathered(chunks):
        size = -(-len(content) // (min(len(content) // SHORT, _MOST_PIECES) or 1)) or 1
        yield from (content[start : start + size] for start in range(0, len(content), size))


def _gathered(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield chunks put together to long contents, and the rest."""
    held, size = list[bytes](), 0
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        if size >= LONG:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


class _Bench:
    """Pieces that wait to be compressed: by helpers while more pieces are made, in the end by all."""

    def __init__(self, compression: Compression) -> None:
        self._compression = compression
        self._waiting: deque[_Piece] = deque()
        self._jobs: list[Future[None]] = []
        self._size = 0

    def put(self, piece: _Piece) -> None:
        """Take a piece; call a helper when there is enough to do, lend a hand when there is too much."""
        self._waiting.append(piece)
        self._size += len(piece.content)
        if self._size >= WORTH:
            self._size = 0
            self._call()
        if len(self._waiting) > _MOST_WAITING:
            self._next()

    def finish(self) -> None:
        """Compress what waits, until the last piece is done; raise what went wrong in a helper."""
        self._work()
        for job in self._jobs:
            if not job.cancel():
                job.result()

    def clear(self) -> None:
        """Leave nothing for helpers to do."""
        self._waiting.clear()

    def _call(self) -> None:
        self._jobs = [job for job in self._jobs if not job.done() or job.exception()]
        if len(self._jobs) < helpers.count():
            with suppress(RuntimeError):  # no thread can be started, as when the program is about to end
                self._jobs.append(helpers.start(self._work))

    def _work(self) -> None:
        while self._next():
            pass

    def _next(self) -> bool:
        try:
            piece = self._waiting.popleft()
        except IndexError:
            return False
        stream = press(self._compression, piece.before)
        end = zlib.Z_FINISH if piece.is_last else zlib.Z_SYNC_FLUSH
        piece.data = stream.compress(piece.content) + stream.flush(end)
        piece.content = piece.before = b""
        return True
