"""Parts compressed side by side and in pieces: one stream for whoever unpacks it, the same on every machine."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random
from threading import Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.errors import WorkbookError
from xlsales.workbook import helpers
from xlsales.workbook.deflate import Compression
from xlsales.workbook.parallel import LONG, SHORT, Packed, packed_parts


def rows(count: int, seed: int = 1) -> Iterator[bytes]:
    """Yield chunks much like rows of a worksheet."""
    random = Random(seed)
    for _ in range(count):
        yield b"".join(b'<c r="A%d"><v>%d</v></c>' % (i, random.randrange(10**6)) for i in range(9_000))


def packed(chunks: Iterable[bytes], compression: Compression) -> Packed:
    """Return one part compressed."""
    (part,) = packed_parts([chunks], compression)
    return part


def unpacked(part: Packed) -> bytes:
    """Return what was compressed, once size and checksum are found right."""
    content = zlib.decompress(part.data, -15)
    assert (part.size, part.checksum) == (len(content), zlib.crc32(content))
    return content


@pytest.mark.parametrize("level", [0, 1, 6, 9])
@pytest.mark.parametrize("count", [1, 14])
def test_pieces_unpack_as_one_part(level: int, count: int) -> None:
    """Whatever the level, pieces of a part make one stream with the size and checksum of the whole."""
    whole = b"".join(rows(count))
    assert len(whole) > (3 * LONG if count == 14 else 2 * SHORT)
    assert unpacked(packed(rows(count), level)) == whole


def test_the_bytes_do_not_depend_on_the_helpers(monkeypatch: pytest.MonkeyPatch) -> None:
    """One processor and four give the same streams, hardly larger than one pressed at once."""
    made = set()
    for count in (0, 1, 3):
        monkeypatch.setattr(helpers, "count", lambda count=count: count)
        made.add(tuple(packed_parts([rows(1), [b"<a/>"], rows(20, seed=2), []], 6)))
    (parts,) = made
    for part in parts:
        content = unpacked(part)
        stream = zlib.compressobj(6, zlib.DEFLATED, -15)
        assert len(part.data) < 1.003 * len(stream.compress(content) + stream.flush()) + 1


@given(
    st.lists(st.lists(st.binary(max_size=40), max_size=6), max_size=5),
    st.sampled_from(["fast", 1, 6]),
)
def test_short_parts_come_out_in_order(parts: list[list[bytes]], compression: Compression) -> None:
    """Each of several short parts comes out as its own chunks put together."""
    assert list(map(unpacked, packed_parts(parts, compression))) == list(map(b"".join, parts))


@given(st.lists(st.integers(0, LONG), max_size=4), st.sampled_from([1, 6]))
def test_chunks_of_any_size_make_one_stream(sizes: list[int], level: int) -> None:
    """However long the chunks are, nothing is lost between the pieces they are cut into."""
    content = b"".join(rows(4))
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    chunks = [content[start % LONG :][:size] for start, size in zip(starts, sizes, strict=True)]
    assert unpacked(packed(chunks, level)) == b"".join(chunks)


def test_where_no_thread_can_start_a_part_is_compressed_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that gives no more threads makes the compression slower, not impossible."""

    def refused(_thread: Thread) -> None:
        raise RuntimeError("can't start new thread")

    expected = packed(rows(3), 6)
    monkeypatch.setattr(helpers, "count", lambda: 1)
    monkeypatch.setattr(helpers, "_pool", lambda: ThreadPoolExecutor(1))
    monkeypatch.setattr(Thread, "start", refused)
    assert packed(rows(3), 6) == expected


@pytest.mark.parametrize("busy", [0, 3])
def test_what_goes_wrong_in_the_making_stops_the_pieces(busy: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error while chunks are made comes out as it is, and so does an unknown level; helpers go on after it."""
    monkeypatch.setattr(helpers, "count", lambda: busy)

    def broken() -> Iterator[bytes]:
        yield from rows(9)
        raise WorkbookError("row 9 is no row")

    with pytest.raises(WorkbookError, match="row 9"):
        packed_parts([rows(1), broken()], 6)
    with pytest.raises(WorkbookError, match="from 0 to 9"):
        packed_parts([rows(4), rows(4)], 11)
    assert unpacked(packed(rows(1), 6)) == b"".join(rows(1))
