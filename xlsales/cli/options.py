"""The options that several commands share, and how what they carry is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Lang = Annotated[str | None, typer.Option("--lang", help="zh-CN or en.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="An xlsales.toml.")]
Query = Annotated[str | None, typer.Option("--query", help="SQL to run when deals come from a database.")]
InPlace = Annotated[bool, typer.Option("--in-place", help="Write over FILE; the original stays as FILE.bak-….")]
KeepCached = Annotated[bool, typer.Option("--keep-cached", help="Leave stored results of formulas, stale or not.")]
DropSignature = Annotated[bool, typer.Option("--drop-signature", help="Take out a digital signature.")]
Deals = Annotated[str, typer.Option("--deals", help="A CSV, a workbook or a database URL.")]
Quotas = Annotated[Path | None, typer.Option("--quotas", help="Who has which quota.")]
Team = Annotated[Path | None, typer.Option("--team", help="Who is in which team since when.")]
PeriodText = Annotated[str | None, typer.Option("--period", help="2026Q4, 2026H2, 2026 or 2026-11.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="The day to look from, as 2026-11-22.")]
Owner = Annotated[str | None, typer.Option("--owner", help="Only this person's deals.")]


def settings_of(path: Path | None, given: Mapping[str, Any]) -> Any:
    """Return the settings of a file with the options given laid over them."""
    from xlsales.settings_file import load_settings

    return load_settings(path, {key: value for key, value in given.items() if value is not None})


def day_of(text: str | None) -> date | None:
    """Return a day given as 2026-11-22."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"'{text}' is not a day: write it as 2026-11-22", param_hint="--as-of") from None
