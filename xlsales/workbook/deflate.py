"""Compression of parts: the fastest there is where isal is installed, zlib at a chosen level otherwise."""

from __future__ import annotations

import zlib
from importlib.util import find_spec
from typing import Literal, Protocol, TypeAlias

from xlsales.errors import WorkbookError

if find_spec("isal"):
    from isal import isal_zlib as quick
else:
    import zlib as quick  # type: ignore[no-redef]

Compression: TypeAlias = Literal["fast"] | int
SMALL = 6  # the level Excel itself and most writers use
_RAW = -15
_SEARCHED = bytes(4_096)
_ONE, _POLYNOMIAL = 1 << 31, 0xEDB88320


class Press(Protocol):
    """What compresses one stream of bytes."""

    def compress(self, data: bytes, /) -> bytes:
        """Take bytes in; return what is ready to be written."""

    def flush(self, mode: int = ..., /) -> bytes:
        """Return the rest."""


def press(compression: Compression, before: bytes = b"") -> Press:
    """Return a new compressor of raw deflate streams; "fast" trades a fifth more size for a tenth of the time.

    With a level it may look back into what stands `before` it in the same stream.

    >>> small = press(6)
    >>> zlib.decompress(small.compress(b"xlsales") + small.flush(), -15)
    b'xlsales'
    """
    if compression == "fast":
        return quick.compressobj(1, zlib.DEFLATED, _RAW)
    if isinstance(compression, int) and 0 <= compression <= 9:
        how = compression, zlib.DEFLATED, _RAW, zlib.DEF_MEM_LEVEL, zlib.Z_DEFAULT_STRATEGY
        return zlib.compressobj(*how, before) if before else zlib.compressobj(*how)
    raise WorkbookError(f'compression {compression!r} is not known; use "fast" or a level from 0 to 9')


class Pressed:
    """One stream being compressed: bytes in, compressed bytes out, size and checksum of all that went in."""

    def __init__(self, compression: Compression) -> None:
        self._press = press(compression)
        self._crc32 = quick.crc32 if compression == "fast" else zlib.crc32
        self.size, self.checksum = 0, 0

    def take(self, content: bytes) -> bytes:
        """Take bytes in; return what is ready."""
        ready = self._press.compress(content)
        self.size += len(content)
        self.checksum = self._crc32(content, self.checksum)
        _free_registers()
        return ready

    def pause(self) -> bytes:
        """Return all that went in up to here, ended at a whole byte, so that another stream can follow."""
        return self._flushed(zlib.Z_FULL_FLUSH)

    def end(self) -> bytes:
        """Return the rest."""
        return self._flushed(zlib.Z_FINISH)

    def _flushed(self, mode: int) -> bytes:
        rest = self._press.flush(mode)
        _free_registers()
        return rest


def _free_registers() -> None:
    """Give the processor's wide registers back.

    isal leaves them in use, and until other code frees them all else runs slower, zlib by a third. A search for a
    byte does it, at no cost worth naming.
    """
    _SEARCHED.find(b"1")


def joined_checksum(first: int, second: int, size: int) -> int:
    """Return the CRC-32 of two contents in a row from the CRC-32 of each and the size of the second.

    >>> joined_checksum(zlib.crc32(b"sales "), zlib.crc32(b"method"), 6) == zlib.crc32(b"sales method")
    True
    """
    power, square = _ONE, _ONE >> 8
    while size:
        if size & 1:
            power = _product(power, square)
        square = _product(square, square)
        size >>= 1
    return _product(first, power) ^ second


def _product(one: int, other: int) -> int:
    """Return the product of two polynomials over GF(2), lowest power in the highest bit, modulo the CRC's."""
    result = 0
    for bit in range(31, -1, -1):
        if one >> bit & 1:
            result ^= other
        other = other >> 1 ^ (_POLYNOMIAL if other & 1 else 0)
    return result
