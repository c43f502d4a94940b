"""Long parts compressed in pieces: one stream for whoever unpacks it, the same on every machine."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.errors import WorkbookError
from xlsales.workbook import parallel
from xlsales.workbook.parallel import LONG, packed_in_pieces, packed_whole


def rows(count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield chunks much like rows of a worksheet."""
    random = Random(seed)
    for _ in range(count):
        yield b"".join(b'<c r="A%d"><v>%d</v></c>' % (i, random.randrange(10**6)) for i in range(9_000))


@pytest.mark.parametrize("level", [0, 1, 6, 9])
def test_pieces_unpack_as_one_part(level: int) -> None:
    """Whatever the level, pieces make one stream with the size and checksum of the whole."""
    whole = b"".join(rows(14))
    data, size, checksum = packed_in_pieces(rows(14), level)
    assert len(whole) > 3 * LONG
    assert (zlib.decompress(data, -15), size, checksum) == (whole, len(whole), zlib.crc32(whole))


def test_the_bytes_do_not_depend_on_the_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    """One processor and four give the same stream, hardly larger than one pressed at once."""
    made = set()
    for threads in (1, 2, 4):
        monkeypatch.setattr(parallel, "_threads", lambda count=threads: count)
        made.add(packed_in_pieces(rows(20), 6).data)
    (data,) = made
    assert len(data) < 1.002 * len(packed_whole(b"".join(rows(20)), 6).data)


@given(st.lists(st.binary(max_size=40), max_size=6), st.sampled_from(["fast", 1, 6]))
def test_short_chunks_make_one_piece(chunks: list[bytes], compression: int) -> None:
    """Chunks that are short together come out as their content compressed at once."""
    packed = packed_in_pieces(chunks, compression)
    assert packed[1:] == packed_whole(b"".join(chunks), compression)[1:]
    assert zlib.decompress(packed.data, -15) == b"".join(chunks)


def test_what_goes_wrong_in_the_making_stops_the_pieces() -> None:
    """An error while chunks are made comes out as it is, and so does an unknown level."""

    def broken() -> Iterator[bytes]:
        yield from rows(9)
        raise WorkbookError("row 9 is no row")

    with pytest.raises(WorkbookError, match="row 9"):
        packed_in_pieces(broken(), 6)
    with pytest.raises(WorkbookError, match="from 0 to 9"):
        packed_in_pieces(rows(1), 11)
