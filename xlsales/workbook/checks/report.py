"""Checks files one after another: findings in words, or the sentence why a file cannot be read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from xlsales.errors import WorkbookError
from xlsales.words import Words
from xlsales.workbook.checks import check
from xlsales.workbook.checks.finding import ORDER

FOUND, UNREADABLE = 1, 2


@dataclass(frozen=True)
class FileReport:
    """What was found on one file; `problems` says why it cannot be read."""

    file: str
    findings: tuple[dict[str, str], ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 without findings, 1 with findings, 2 for a file that cannot be read."""
        return UNREADABLE if self.problems else FOUND * bool(self.findings)

    def as_json(self) -> dict[str, object]:
        """Return the report for machines; problems are named only where there are some."""
        said: dict[str, object] = {"file": self.file, "findings": list(self.findings)}
        return {**said, "problems": list(self.problems)} if self.problems else said

    def lines(self, words: Words) -> list[str]:
        """Return the report for people: a head line, then two lines for each finding."""
        if self.problems:
            return [self.file, *(f"  ✗ {problem}" for problem in self.problems)]
        lines = [f"{self.file}: {self._count(words)}"]
        for finding in self.findings:
            place = "!".join(part for part in (finding["sheet"], finding["cell"]) if part)
            where = f" {place}" if place else ""
            lines.append(f"  {words('check.severity.' + finding['severity'])}{where}: {finding['text']}")
            lines.append(f"      → {finding['advice']}")
        return lines

    def _count(self, words: Words) -> str:
        if not self.findings:
            return words("check.none")
        counted = Counter(finding["severity"] for finding in self.findings)
        return words("check.count", **{f"{severity}s": counted[severity] for severity in ORDER})


def check_files(files: Iterable[Path], language: str) -> list[FileReport]:
    """Return the report of each file, in order; a file that cannot be read does not stop the others."""
    words = Words(language)
    return [_check_file(file, words) for file in files]


def _check_file(file: Path, words: Words) -> FileReport:
    try:
        return FileReport(str(file), tuple(finding.told(words) for finding in check(file)))
    except WorkbookError as error:
        return FileReport(str(file), problems=error.problems)
