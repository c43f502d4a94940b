"""Check: the findings on the open workbook on a sheet of ours, each with a link to its cell."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from xlsales.hosts.excel.live_cells import typed
from xlsales.hosts.excel.macros import ownsheet
from xlsales.hosts.excel.macros.copies import snapshot
from xlsales.hosts.excel.macros.desk import Desk, Outcome
from xlsales.workbook.checks import check
from xlsales.workbook.checks.finding import ORDER, Finding
from xlsales.workbook.refs import quote_title

SHEET = "xlsales_check"
_WIDTHS = (10, 26, 60, 60)
_LINK = 255  # characters a text in a formula may have


def check_workbook(desk: Desk) -> Outcome:
    """Check what the open workbook holds now; nothing in it changes but our own sheet of findings."""
    desk.progress("progress.check")
    old = ownsheet.find(desk.book, SHEET)
    with snapshot(desk.book) as snap:
        findings = [one for one in check(snap.path) if old is None or one.sheet != old.name]
    counted = Counter(finding.severity for finding in findings)
    counts = desk.words("check.count", **{f"{severity}s": counted[severity] for severity in ORDER})
    if not findings and old is None:
        return Outcome(desk.words("check.none"))
    headers = [desk.say(f"check.{key}") for key in ("severity", "place", "text", "advice")]
    rows = [_row(desk, finding) for finding in findings] or [["", "", typed(desk.words("check.none")), ""]]
    subtitle = desk.say("check.subtitle", counts=counts, book=desk.book.name)
    sheet = ownsheet.write(desk, SHEET, desk.say("check.title"), subtitle, headers, rows, _WIDTHS)
    return Outcome(desk.say("check.done", counts=counts, sheet=sheet.name), sheet)


def _row(desk: Desk, finding: Finding) -> list[object]:
    said = finding.told(desk.words)
    severity = desk.words(f"check.severity.{said['severity']}")
    return [typed(severity), _link(finding), typed(said["text"]), typed(said["advice"])]


def _link(finding: Finding) -> object:
    """Return a formula that jumps to the finding's cell; plain text where there is no cell or no room.

    >>> _link(Finding("error_cells", "Q 4", "B2:B5"))
    '=HYPERLINK("#\\'Q 4\\'!B2:B5","Q 4!B2:B5")'
    """
    shown = "!".join(part for part in (finding.sheet, finding.cell) if part)
    if not finding.sheet:
        return typed(shown)
    target = f"#{quote_title(finding.sheet)}!{finding.cell or 'A1'}"
    if len(target) > _LINK:
        return _link(replace(finding, cell=finding.cell.partition(":")[0])) if ":" in finding.cell else typed(shown)
    return f'=HYPERLINK("{_quoted(target)}","{_quoted(shown)}")'


def _quoted(text: str) -> str:
    return text.replace('"', '""')
