"""A part with slots, filled and compressed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from xlsales.workbook.deflate import Compression
from xlsales.workbook.outline import Outline
from xlsales.workbook.package import Member
from xlsales.workbook.slots import Stencil


class Filling(NamedTuple):
    """What goes into slots: a text for each slot but those of table rows, and the last rows apart."""

    texts: list[bytes]
    bottoms: tuple[bytes, ...]


@dataclass
class OpenPart:
    """A part with slots; one that holds nothing but last rows keeps what it was packed to."""

    name: str
    stencil: Stencil
    body: int | None
    bottoms: frozenset[int]
    only_bottoms: bool
    last: tuple[tuple[bytes, ...], Member] | None = None

    @classmethod
    def of(cls, name: str, content: bytes, outline: Outline) -> OpenPart:
        """Find the slots of a part: at most one takes a table's rows."""
        stencil = Stencil(content)
        slots, first = frozenset(stencil.slots), outline.first_bottom
        bottoms = frozenset(slot for slot in slots if slot >= first)
        body = next((slot for slot in slots - bottoms if slot >= outline.single_slots), None)
        return cls(name, stencil, body, bottoms, slots == bottoms)

    def packed(self, filling: Filling, compression: Compression) -> Member:
        """Return the part filled and compressed."""
        if self.only_bottoms and self.last is not None and self.last[0] == filling.bottoms:
            return self.last[1]
        member = Member.packed(self.name, self.stencil.filled(filling.texts), compression)
        self.last = (filling.bottoms, member) if self.only_bottoms else None
        return member

    def poured(self, filling: Filling, chunks: Iterable[bytes], compression: Compression) -> Member:
        """Return the part filled and compressed, with a table's rows in chunks."""
        before, after = (stencil.filled(filling.texts) for stencil in self.around)
        return Member.poured(self.name, chain([before], chunks, [after]), compression)

    @cached_property
    def around(self) -> tuple[Stencil, Stencil]:
        """What stands before the table's rows and what stands after them."""
        assert self.body is not None
        return self.stencil.around(self.body)
