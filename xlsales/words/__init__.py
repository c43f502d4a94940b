"""The catalogue of every word in a workbook, in Chinese and English, keyed by what it names."""

from __future__ import annotations

from xlsales.errors import SettingsError
from xlsales.words import check, deals, doctor, frame, funnel, install, notes, quota, remarks, review, ribbon

_ALL: dict[str, tuple[str, str]] = {
    **check.WORDS,
    **deals.WORDS,
    **doctor.WORDS,
    **frame.WORDS,
    **funnel.WORDS,
    **install.WORDS,
    **notes.WORDS,
    **quota.WORDS,
    **remarks.WORDS,
    **review.WORDS,
    **ribbon.WORDS,
}
_COLUMN = {"zh-CN": 0, "en": 1}


class Words:
    """The words of one language.

    >>> Words("en")("deal.owner"), Words("zh-CN")("deal.owner")
    ('Owner', '负责人')
    """

    def __init__(self, language: str) -> None:
        if language not in _COLUMN:
            raise SettingsError(f"language '{language}' is not known: use zh-CN or en")
        self.language = language
        self._column = _COLUMN[language]

    def __call__(self, key: str, **values: object) -> str:
        """Return the text of a key, with `{placeholders}` filled from the values."""
        text = _ALL[key][self._column]
        return text.format(**values) if values else text

    def pick(self, zh: str, en: str) -> str:
        """Return the one of two texts that is in this language."""
        return (zh, en)[self._column]


def keys() -> tuple[str, ...]:
    """Return every key of the catalogue."""
    return tuple(_ALL)
