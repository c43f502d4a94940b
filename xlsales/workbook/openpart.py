"""A part with slots, and what fills them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import NamedTuple

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

    def kept(self, filling: Filling) -> Member | None:
        """Return what it was packed to the last time, if nothing but last rows fills it and these are the same."""
        return self.last[1] if self.last is not None and self.last[0] == filling.bottoms else None

    def keep(self, filling: Filling, member: Member) -> None:
        """Keep what the part was packed to, if nothing but last rows fills it."""
        if self.only_bottoms:
            self.last = filling.bottoms, member

    def chunks(self, filling: Filling, rows: Iterable[bytes]) -> Iterable[bytes]:
        """Return the part filled, with a table's rows if it holds one."""
        if self.body is None:
            return [self.stencil.filled(filling.texts)]
        before, after = (stencil.filled(filling.texts) for stencil in self.around)
        return chain([before], rows, [after])

    @cached_property
    def around(self) -> tuple[Stencil, Stencil]:
        """What stands before the table's rows and what stands after them."""
        assert self.body is not None
        return self.stencil.around(self.body)
