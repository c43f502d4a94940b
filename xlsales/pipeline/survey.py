"""One pass over the bytes of a text file: is it UTF-8, how do its lines end, does it hold quotes."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

HEAD = 1_000_000
TAIL = 100_000
_CHUNK = 1 << 20


@dataclass(frozen=True)
class Survey:
    """What the bytes of a text file tell: its beginning and end, lines, quotes, and whether all is plain.

    Plain text is UTF-8 without NUL whose lines end in LF or CRLF.
    """

    head: bytes
    tail: bytes
    lines: int
    is_plain: bool
    has_quotes: bool


def survey_file(path: Path) -> Survey:
    """Survey a file without holding it in memory."""
    with path.open("rb", buffering=0) as file:
        return survey(iter(lambda: file.read(_CHUNK), b""))


def survey_bytes(data: bytes) -> Survey:
    """Survey bytes.

    >>> survey_bytes(b"a,b\\r\\n1,2").lines, survey_bytes(b"a\\rb").is_plain
    (2, False)
    """
    return survey(data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))


def survey(chunks: Iterable[bytes]) -> Survey:
    """Survey the bytes that some chunks make together."""
    head, tail, lines, has_quotes, is_plain = b"", b"", 0, False, True
    for chunk in _in_utf8(chunks):
        if not chunk:
            is_plain = False
            break
        is_plain = is_plain and b"\x00" not in chunk and _lines_end_well(tail[-1:] + chunk)
        head = head + chunk[: HEAD - len(head)] if len(head) < HEAD else head
        tail = chunk[-TAIL:] if len(chunk) >= TAIL else (tail + chunk)[-TAIL:]
        lines += int(np.count_nonzero(np.frombuffer(chunk, dtype=np.uint8) == ord("\n")))
        has_quotes = has_quotes or b'"' in chunk
    is_plain = is_plain and not tail.endswith(b"\r")
    return Survey(head, tail, lines + (not tail.endswith(b"\n")), is_plain, has_quotes)


def _in_utf8(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Give the chunks on, and an empty one when they are not UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    pending = False
    for chunk in chunks:
        if pending or not chunk.isascii():
            try:
                decoder.decode(chunk)
            except UnicodeDecodeError:
                yield b""
                return
            pending = bool(decoder.getstate()[0])
        yield chunk
    if pending:
        yield b""


def _lines_end_well(data: bytes) -> bool:
    return b"\r" not in data or data.count(b"\r") - data.endswith(b"\r") == data.count(b"\r\n")
