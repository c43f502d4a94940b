"""Data: the deal table found in the workbook, and deals imported from a file."""

from __future__ import annotations

import xlwings as xw

from xlsales.hosts.excel import live
from xlsales.hosts.excel.macros import building, source
from xlsales.hosts.excel.macros.copies import snapshot
from xlsales.hosts.excel.macros.desk import Desk, Outcome
from xlsales.hosts.excel.macros.forecast import refresh_from_file, told
from xlsales.pipeline.deals import Deals
from xlsales.settings import Settings

_FIELDS = frozenset(
    {"id", "name", "account", "owner", "stage", "amount", "close", "created", "last_activity", "next_step",
     "team", "region", "product", "segment", "category", "status"}
)  # fmt: skip


def find_deals(desk: Desk) -> Outcome:
    """Select the deal table and say which columns were understood; nothing in the workbook changes."""
    with snapshot(desk.book) as snap:
        desk.progress("progress.find")
        found = source.find(snap)
        chosen = source.best(snap, desk.book.sheets.active.name)
    area = chosen.area
    cells = desk.book.sheets[chosen.sheet].range((area.top, area.left), (area.bottom, area.right))
    lines = [desk.say("found", place=chosen.label, rows=chosen.rows)]
    lines += [f"• {_field(desk, role)}: {header}" for role, header in chosen.roles.items()]
    if chosen.unknown:
        lines.append(desk.say("not_understood", columns=", ".join(chosen.unknown)))
    others = [one.label for one in found if one != chosen]
    if others:
        lines.append(desk.say("also_found", places=", ".join(others)))
    return Outcome("\n".join(lines), cells)


def import_deals(desk: Desk) -> Outcome:
    """Read a file the user chooses into our deal and import sheets; without them the funnel is added first."""
    path = desk.choose_file("choose")
    with snapshot(desk.book) as snap:
        desk.progress("progress.read", place=path.name)
        if not snap.held:
            desk.ask("ask.import_builds", file=path.name)
            built = building.place(desk, "funnel", path, Settings(language=desk.words.language))
            return Outcome(built.message, _import_sheet(desk))
        deals, done = refresh_from_file(desk, snap, path)
    return Outcome(told(desk, _story(desk, deals), done.remarks), _import_sheet(desk))


def _story(desk: Desk, deals: Deals) -> str:
    repairs = sum(remark.kind == "repair" and remark.row > 0 for remark in deals.remarks)
    return desk.say(
        "imported", file=deals.source, read=deals.read, used=deals.used, aside=deals.set_aside, repairs=repairs
    )


def _import_sheet(desk: Desk) -> xw.Sheet | None:
    name = live.names_of(desk.book).get("xs_source")
    return name.refers_to_range.sheet if name is not None else None


def _field(desk: Desk, role: str) -> str:
    return desk.words(f"deal.{role}") if role in _FIELDS else role
