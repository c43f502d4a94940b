"""The records of zip packages, large ones among them."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlsales.workbook.deflate import Pressed, joined_checksum
from xlsales.workbook.package import Member, join_members
from xlsales.workbook.zipformat import Header
from xlsales.workbook.zipstream import PackageWriter

GB = 1024**3


@given(st.binary(), st.binary())
def test_checksums_join(first: bytes, second: bytes) -> None:
    """The checksum of two contents in a row follows from the checksum of each."""
    assert joined_checksum(zlib.crc32(first), zlib.crc32(second), len(second)) == zlib.crc32(first + second)


@pytest.mark.parametrize("compression", ["fast", 0, 1, 6, 9])
def test_a_stream_goes_on_behind_a_pause(compression: int) -> None:
    """What comes after a pause may be compressed on its own, and both unpack as one."""
    first, second = Pressed(compression), Pressed(compression)
    data = first.take(b"head " * 99) + first.pause() + second.take(b"rows " * 99) + second.end()
    assert zlib.decompress(data, -15) == b"head " * 99 + b"rows " * 99


def test_a_start_known_last_stands_first(tmp_path: Path) -> None:
    """A member whose start is only known after its chunks unpacks in the right order, also by its local header."""
    target = tmp_path / "a.zip"
    with target.open("wb") as file:
        package = PackageWriter(file, 6)
        package.add(Member.packed("first.xml", b"<a/>"))
        package.pour("数据.xml", iter([b"row" * 1_000, b"end"]), b"start 1048576 ", lambda: b"start 3 ")
        package.add(Member.packed("last.xml", b"<b/>"))
        package.close()
    with zipfile.ZipFile(target) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == ["first.xml", "数据.xml", "last.xml"]
        assert archive.read("数据.xml") == b"start 3 " + b"row" * 1_000 + b"end"


def test_places_beyond_4_gb_are_found(tmp_path: Path) -> None:
    """A package larger than 4 GB has a directory that readers of zip64 follow."""
    target = tmp_path / "large.zip"
    with target.open("wb") as file:
        package = PackageWriter(file, 6)
        package.add(Member.packed("near.xml", b"<a/>"))
        package._go(5 * GB)
        package.pour("far.xml", iter([b"rows"]), b"start ", lambda: b"start ")
        package.close()
    with zipfile.ZipFile(target) as archive:
        assert [info.header_offset for info in archive.infolist()] == [0, 5 * GB]
        assert archive.read("far.xml") == b"start rows"


def test_large_sizes_stand_in_the_longer_fields() -> None:
    """A part of more than 4 GB says so in its header and in the directory; others keep the short form."""
    small, large = (Header(b"a", 0, 8, 7, size // 9, size) for size in (9, 9 * GB))
    assert struct.unpack("<HHQQ", large.local()[31:]) == (1, 16, 9 * GB, GB)
    assert struct.unpack("<HHQQ", large.entry(5)[47:][:12] + bytes(8))[:3] == (1, 8, 9 * GB)
    assert (len(small.local()), len(small.entry(5))) == (31, 47)
    assert large.local()[4] == 45
    assert small.local()[4] == 20


@pytest.mark.parametrize("room", [59, 60, 1_000, 60_000])
def test_a_header_fills_the_room_kept_for_it(room: int) -> None:
    """The growth hint that fills a header up leaves a package every reader takes."""
    member = Member.packed("a", b"content")
    local = member.header.local(room)
    whole = join_members([member])
    directory = whole[len(b"".join(member.run().pieces)) :]
    moved = len(local) + len(member.data)
    end = directory[:-6] + struct.pack("<I", moved) + directory[-2:]
    with zipfile.ZipFile(BytesIO(local + member.data + end)) as archive:
        assert len(local) == room
        assert archive.read("a") == b"content"
