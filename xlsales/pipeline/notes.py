"""What the reader has to say, as a key of the catalogue and its values: put into words only when asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xlsales.words import Words

_ENGLISH = Words("en")


@dataclass(frozen=True, slots=True)
class Note:
    """One sentence of the catalogue with its values; a value may be a note of its own.

    >>> note = Note.of("remark.repeated_id", row=4)
    >>> note.text, note.said(Words("zh-CN"))
    ('the id stands in row 4 already; both rows are used', '编号已在第 4 行出现；两行都采用')
    """

    key: str
    values: Mapping[str, object]
    _said: dict[str, str] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, key: str, /, **values: object) -> Note:
        """Return the note of a key."""
        return cls(key, values)

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.said(_ENGLISH)

    def said(self, words: Words) -> str:
        """Return the sentence in the language of the words; the rows that share a note format it once."""
        found = self._said.get(words.language)
        if found is None:
            found = self._said[words.language] = words(self.key, **self._values(words))
        return found

    def _values(self, words: Words) -> dict[str, object]:
        return {name: value.said(words) if isinstance(value, Note) else value for name, value in self.values.items()}
