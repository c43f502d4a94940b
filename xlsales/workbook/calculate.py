"""placeholder"""

from __future__ import annotations


def with_results(data: bytes) -> bytes:
    return data
