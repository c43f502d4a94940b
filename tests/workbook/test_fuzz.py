"""Broken packages: a fill gives a good file or a sentence, whatever was done to the bytes."""

from __future__ import annotations

import io
import random
import re
import struct
import xml.parsers.expat as expat
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import pytest
from python_calamine import CalamineError, CalamineWorkbook
from shared import corpus_files

from xlsales.errors import XlsalesError
from xlsales.filling import fill

Mutation = Callable[[bytes, random.Random], bytes]
ROUNDS, SECONDS, LARGEST = 600, 10.0, 20_000
FILL = {"values": {"xs_quota": 7}, "tables": {"xsDeals": {"columns": ["金额"], "rows": [[1], [2], [3]]}}}


def flipped(data: bytes, rng: random.Random) -> bytes:
    """Any bits of the file."""
    changed = bytearray(data)
    for _ in range(rng.randint(1, 5)):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def truncated(data: bytes, rng: random.Random) -> bytes:
    """The file cut short."""
    return data[: rng.randrange(len(data))]


def directory_changed(data: bytes, rng: random.Random) -> bytes:
    """One number in the zip's own records."""
    changed = bytearray(data)
    records = [found.start() for found in re.finditer(rb"PK(\x01\x02|\x03\x04|\x05\x06)", data)]
    place = rng.choice(records) + rng.randrange(4, 22)
    changed[place : place + 2] = struct.pack("<H", rng.choice((0, 1, 0xFFFF, rng.randrange(0xFFFF))))
    return bytes(changed)


def repacked(data: bytes, change: Callable[[dict[str, bytes]], list[tuple[str, bytes]]]) -> bytes:
    """The package with its parts changed and a sound zip around them."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in change(parts):
            archive.writestr(zipfile.ZipInfo(name), content)
    return stream.getvalue()


def part_dropped(data: bytes, rng: random.Random) -> bytes:
    """One part taken out."""

    def change(parts: dict[str, bytes]) -> list[tuple[str, bytes]]:
        del parts[rng.choice(sorted(parts))]
        return list(parts.items())

    return repacked(data, change)


def part_twice(data: bytes, rng: random.Random) -> bytes:
    """One part held twice, the second time empty."""
    return repacked(data, lambda parts: [*parts.items(), (rng.choice(sorted(parts)), b"<a/>")])


def xml_changed(data: bytes, rng: random.Random) -> bytes:
    """Bytes inside the XML of one part, with checksums that fit."""

    def change(parts: dict[str, bytes]) -> list[tuple[str, bytes]]:
        name = rng.choice([name for name in sorted(parts) if name.endswith((".xml", ".rels"))])
        parts[name] = flipped(parts[name], rng) if parts[name] else b""
        return list(parts.items())

    return repacked(data, change)


def attribute_changed(data: bytes, rng: random.Random) -> bytes:
    """One attribute's value replaced by another that is well-formed and wrong, or the attribute taken out."""

    def change(parts: dict[str, bytes]) -> list[tuple[str, bytes]]:
        name = rng.choice([name for name in sorted(parts) if re.search(r"sheet|workbook|table|Types|rels", name)])
        spans = [found.span() for found in re.finditer(rb'\s[\w:]+="[^"]*"', parts[name])]
        start, end = rng.choice(spans or [(0, 0)])
        value = rng.choice(
            (b"", b' r="-1"', b' ref="A0:ZZZZ9"', b' r="AAAA1"', b' r:id="rId99"', b' t="zz"', b' x="1"')
        )
        parts[name] = parts[name][:start] + value + parts[name][end:]
        return list(parts.items())

    return repacked(data, change)


MUTATIONS: tuple[Mutation, ...] = (
    flipped, truncated, directory_changed, part_dropped, part_twice, xml_changed, attribute_changed,
)  # fmt: skip


def assert_good(data: bytes) -> None:
    """Every part unpacks and every XML part is well-formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                expat.ParserCreate(namespace_separator=" ").Parse(archive.read(name), True)


def opens(data: bytes) -> bool:
    """Tell whether calamine reads the first sheet."""
    try:
        CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    except (CalamineError, IndexError):
        return False
    return True


def fill_for(data: bytes, template: bytes) -> dict[str, object]:
    """What to write into a base file."""
    return FILL if data is template else {"cells": {f"'{first_title(data)}'!B90": "=x"}}


def first_title(data: bytes) -> str:
    """The title of a workbook's first sheet as its XML has it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = re.search(rb'<(?:\w+:)?sheet [^>]*name="([^"&\']*)"', archive.read("xl/workbook.xml"))
    return found[1].decode() if found else "Sheet1"


def bases(template: bytes) -> list[bytes]:
    """Packages to break: our own, and small real ones where they are at hand."""
    small = [p.read_bytes() for p in corpus_files() if p.suffix == ".xlsx" and 0 < p.stat().st_size < LARGEST]
    sound = [data for data in small if data[:2] == b"PK" and b"xl/workbook.xml" in data]
    return [template, *sound]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_broken_packages_are_filled_well_or_refused(template: bytes, tmp_path: Path) -> None:
    """Never another exception, never a damaged result, never a file beside the target, never a hang."""
    rng, originals, counts = random.Random(20261122), bases(template), Counter[str]()
    source, out = tmp_path / "book.xlsx", tmp_path / "out.xlsx"
    began = perf_counter()
    for turn in range(ROUNDS):
        base = template if turn % 2 else rng.choice(originals)
        mutation = MUTATIONS[turn % len(MUTATIONS)]
        source.write_bytes(mutation(base, rng))
        started = perf_counter()
        try:
            fill(source, fill_for(base, template), out)
        except XlsalesError as refusal:
            refused = str(refusal)
        else:
            refused = ""
        if refused:
            assert not out.exists(), mutation.__name__
            counts[f"{mutation.__name__} refused"] += 1
        else:
            assert_good(out.read_bytes())
            assert opens(out.read_bytes()) or not opens(source.read_bytes()), mutation.__name__
            out.unlink()
            counts[f"{mutation.__name__} filled"] += 1
        assert perf_counter() - started < SECONDS, mutation.__name__
        assert [path.name for path in tmp_path.iterdir()] == ["book.xlsx"]
        if perf_counter() - began > SECONDS:
            break
    print(dict(sorted(counts.items())))
    assert sum(n for name, n in counts.items() if name.endswith("filled")) > 0
    assert sum(n for name, n in counts.items() if name.endswith("refused")) > 0
