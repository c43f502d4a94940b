"""One line of the benchmarks' table, and how it is shown."""

from __future__ import annotations

from typing import TypeAlias

Row: TypeAlias = "tuple[str, str, str, float, float | None]"  # what, ours, the peer's, ratio, target
_HEAD = ("same run, medians", "xlsales", "peer", "ratio", "target")


def table(rows: list[Row]) -> str:
    """Return the lines as a table; a mark stands where a target is missed."""
    texts = [
        _HEAD,
        *((what, ours, peer, f"{ratio:.2f}", _target(ratio, target)) for what, ours, peer, ratio, target in rows),
    ]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    lines = [
        "  ".join(
            cell.ljust(width) if i < 3 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(text, widths, strict=True))
        )
        for text in texts
    ]
    return "\n".join([lines[0], "-" * len(lines[0]), *lines[1:]])


def _target(ratio: float, target: float | None) -> str:
    return "" if target is None else f"{target:g}" + ("" if ratio >= target else " missed")


def milliseconds(seconds: float) -> str:
    """Return a time as it is shown.

    >>> milliseconds(0.00234), milliseconds(2.1)
    ('2.34 ms', '2,100 ms')
    """
    shown = 1e3 * seconds
    return f"{shown:,.0f} ms" if shown >= 100 else f"{shown:.2f} ms"
