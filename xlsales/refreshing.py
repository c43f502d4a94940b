"""A user's workbook brought up to date: new deals and people go in, what was set by hand stays."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from xlsales.building import prepare
from xlsales.errors import SettingsError
from xlsales.filling import Filled, open_template, write_request
from xlsales.mapping import Request
from xlsales.pipeline.deals import Deals
from xlsales.settings import Settings
from xlsales.settings_file import load_settings
from xlsales.standing import Standing
from xlsales.updating import Desk, Update, up_to_date
from xlsales.workbook.admission import readable
from xlsales.workbook.fill import Template
from xlsales.workbook.targets import choose_target


@dataclass(frozen=True)
class Refreshed:
    """What a refresh did: the file, the reports found in it, names kept as set by hand, and remarks."""

    filled: Filled
    reports: tuple[str, ...]
    language: str
    kept: tuple[str, ...]
    remarks: tuple[str, ...]


def refresh(
    path: Path | str,
    deals: Deals | pd.DataFrame | Path | str,
    out: Path | str | None = None,
    *,
    in_place: bool = False,
    team: Path | str | None = None,
    quotas: Path | str | None = None,
    settings: Settings | Path | str | None = None,
    period: str | None = None,
    as_of: date | None = None,
    keep_cached: bool = False,
    drop_signature: bool = False,
) -> Refreshed:
    """Bring every `xs_` name and `xs` table of a workbook up to date with new deals.

    The reports it holds are recognised by their tables and names. Written are deals, people, the import
    record, and whatever `settings`, `period` and `as_of` say beyond what the workbook says; stages, KPIs and
    ramp only where they are blank. All other inputs stay as set by hand, as do columns people added to the
    deal table (by deal id). Raises an XlsalesError with every problem; nothing is written then.
    """
    source = Path(path)
    target = choose_target(source, Path(out) if out else None, in_place=in_place)
    opened = open_template(source, drop_signature=drop_signature)
    update = plan(source.name, opened, deals, team=team, quotas=quotas, settings=settings, period=period, as_of=as_of)
    filled = write_request(
        source, opened, Request(update.fill), target,
        keep_cached=keep_cached, drop_signature=drop_signature, then=update.with_pages,
    )  # fmt: skip
    added = [f"pages added: {', '.join(page.title for page in update.pages)}"] if update.pages else []
    return Refreshed(filled, update.reports, update.language, update.kept, (*added, *update.remarks))


def plan(
    label: str,
    opened: tuple[Template, bytes],
    deals: Deals | pd.DataFrame | Path | str,
    *,
    team: Path | str | None = None,
    quotas: Path | str | None = None,
    settings: Settings | Path | str | None = None,
    period: str | None = None,
    as_of: date | None = None,
    fresh: frozenset[str] = frozenset(),
) -> Update:
    """Return what brings an opened workbook up to date, a file as well as one open in Excel, named by `label`.

    Names and tables that are `fresh` take all that the reports say.
    """
    with readable(label):
        desk = Desk.of(*opened)
    chosen = _chosen(settings, desk.own, period, as_of)
    _check_unit(desk.standing, chosen)
    job = prepare(deals, chosen, team=team, quotas=quotas)
    update = up_to_date(desk, job, lists_given=team is not None or quotas is not None, fresh=fresh)
    if chosen.as_of != desk.own.as_of or chosen.as_of == date.today():
        return update
    seen = f"seen from {chosen.as_of}, as the workbook says; give --as-of to move the day"
    return replace(update, remarks=tuple(dict.fromkeys([*update.remarks, seen])))


def _chosen(settings: Settings | Path | str | None, own: Settings, period: str | None, as_of: date | None) -> Settings:
    """Return the settings to work with: the options, then the settings given, then the workbook's."""
    given = settings if isinstance(settings, Settings) else load_settings(settings, {"period": period})
    default = Settings()
    said = {
        name: getattr(own, name)
        for name in ("as_of", "fiscal_year_start", "period_text", "owner", "ladder")
        if getattr(given, name) == getattr(default, name)
    }
    chosen = replace(given, language=own.language, **said)
    return replace(chosen, period_text=period or chosen.period_text, as_of=as_of or chosen.as_of)


def _check_unit(standing: Standing, chosen: Settings) -> None:
    there, wanted = standing.value("xs_unit"), chosen.money.unit or standing.words.pick("元", "currency units")
    if there is not None and there != wanted:
        raise SettingsError(
            f"{standing.book.package.label} counts money in {there} (name xs_unit), but the deals would be written "
            f"in {wanted}; give --settings with [money] unit and divisor"
        )
