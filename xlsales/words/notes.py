"""Words of the notes sheets."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {}
