"""Places kept open in a part: where a value, a table's rows or a table's last row goes in later."""

from __future__ import annotations

import re

_SLOT = re.compile(rb"\0(\d+)\0")  # XML cannot hold a NUL, so no template can look like a slot


class Slot(str):
    """A place kept open, by its number; written as a text that no XML can hold.

    >>> Slot.of(7) == "\\0007\\0"
    True
    """

    __slots__ = ()

    @classmethod
    def of(cls, number: int) -> Slot:
        """Return the slot of that number."""
        return cls(f"\0{number}\0")


class Stencil:
    """A part's content with slots: texts that stay, and the numbers of the slots between them.

    >>> Stencil(b"<v>\\0000\\0</v>").filled([b"186"])
    b'<v>186</v>'
    """

    def __init__(self, content: bytes) -> None:
        pieces = _SLOT.split(content)
        self._pieces = pieces[::2]
        self.slots = tuple(map(int, pieces[1::2]))

    def filled(self, values: list[bytes]) -> bytes:
        """Return the content with the value of each slot's number in its place."""
        whole = [b""] * (2 * len(self.slots) + 1)
        whole[::2] = self._pieces
        whole[1::2] = [values[slot] for slot in self.slots]
        return b"".join(whole)

    def around(self, slot: int) -> tuple[Stencil, Stencil]:
        """Return what stands before one slot and what stands after it."""
        at = self.slots.index(slot)
        before, after = Stencil(b""), Stencil(b"")
        before._pieces, before.slots = self._pieces[: at + 1], self.slots[:at]
        after._pieces, after.slots = self._pieces[at + 1 :], self.slots[at + 1 :]
        return before, after
