"""Long parts compressed in pieces, each by the next free processor.

zlib lets other threads run while it works. A piece looks back into the one before it, as one stream would, so
that a part comes out as large; it has the same bytes however many threads there are.
"""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import parent_process
from typing import TYPE_CHECKING, NamedTuple

from xlsales.workbook.deflate import Compression, Pressed, joined_checksum, press

if TYPE_CHECKING:
    from concurrent.futures import Future

LONG = 1 << 20  # bytes; shorter pieces cost more than they bring
_WINDOW = 32_768  # bytes that deflate looks back
_MOST_THREADS = 4


class Packed(NamedTuple):
    """Bytes compressed, and the size and checksum they had before."""

    data: bytes
    size: int
    checksum: int


class _Piece(NamedTuple):
    content: bytes
    before: bytes
    is_last: bool


def packed_whole(content: bytes, compression: Compression) -> Packed:
    """Return content compressed.

    >>> packed_whole(b"sales method", "fast").size
    12
    """
    if compression == "fast":
        return _streamed([content], compression)
    return _pressed(_Piece(content, b"", is_last=True), compression)


def packed_in_pieces(chunks: Iterable[bytes], compression: Compression) -> Packed:
    """Return what chunks make compressed as one stream.

    >>> packed_in_pieces([b"sales ", b"method"], 6).size
    12
    """
    if compression == "fast":
        return _streamed(chunks, compression)
    made = _in_threads(_pieces(chunks), lambda piece: _pressed(piece, compression))
    data, size, checksum = [], 0, 0
    for one in made:
        data.append(one.data)
        checksum = joined_checksum(checksum, one.checksum, one.size) if size else one.checksum
        size += one.size
    return Packed(b"".join(data), size, checksum)


def _pieces(chunks: Iterable[bytes]) -> Iterator[_Piece]:
    """Yield chunks put together to long pieces, and the rest as the last piece."""
    before, held = b"", list[bytes]()
    for chunk in chunks:
        held.append(chunk)
        if sum(map(len, held)) >= LONG:
            content = b"".join(held)
            yield _Piece(content, before, is_last=False)
            before, held = content[-_WINDOW:], []
    yield _Piece(b"".join(held), before, is_last=True)


def _streamed(chunks: Iterable[bytes], compression: Compression) -> Packed:
    stream = Pressed(compression)
    data = b"".join([*map(stream.take, chunks), stream.end()])
    return Packed(data, stream.size, stream.checksum)


def _pressed(piece: _Piece, compression: Compression) -> Packed:
    stream = press(compression, piece.before)
    data = stream.compress(piece.content) + stream.flush(zlib.Z_FINISH if piece.is_last else zlib.Z_SYNC_FLUSH)
    return Packed(data, len(piece.content), zlib.crc32(piece.content))


def _in_threads(pieces: Iterator[_Piece], pressed: Callable[[_Piece], Packed]) -> Iterator[Packed]:
    """Yield what pieces are pressed to; while some are pressed, more are made, as many as keep all threads busy."""
    first = next(pieces)
    if first.is_last or (threads := _threads()) == 1:
        yield pressed(first)
        yield from map(pressed, pieces)
        return
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(threads) as pool:
        waiting: list[Future[Packed]] = [pool.submit(pressed, first)]
        for piece in pieces:
            waiting.append(pool.submit(pressed, piece))
            if len(waiting) > 2 * threads:
                yield waiting.pop(0).result()
        for one in waiting:
            yield one.result()


def _threads() -> int:
    """Return how many threads find a processor free: in a process of a batch, its own alone."""
    return 1 if parent_process() is not None else min(os.cpu_count() or 1, _MOST_THREADS)
