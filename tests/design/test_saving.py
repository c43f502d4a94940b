"""Templates are reproducible: what is drawn twice is the same file."""

from __future__ import annotations

import io
import time
import zipfile
from pathlib import Path

from openpyxl import load_workbook

from xlsales.design.book import Book
from xlsales.design.saving import same_bytes


def draw(path: Path) -> bytes:
    """Draw a small book and return its bytes."""
    book = Book("en")
    sheet = book.sheet("Demo", widths={"B": 20})
    book.title(sheet, "Title", "What it answers")
    book.figure(sheet, "B5", "=1+1", "integer", name="xs_two")
    book.save(path)
    return path.read_bytes()


def test_drawing_twice_gives_the_same_bytes(tmp_path: Path) -> None:
    """The clock leaves no trace in a template."""
    first = draw(tmp_path / "one.xlsx")
    time.sleep(2.1)  # zip entries count in steps of two seconds
    assert draw(tmp_path / "two.xlsx") == first


def test_saving_makes_missing_folders(tmp_path: Path) -> None:
    """A template can be drawn into a folder that does not exist yet."""
    draw(tmp_path / "new" / "folder" / "one.xlsx")
    assert load_workbook(tmp_path / "new" / "folder" / "one.xlsx")["Demo"]["B2"].value == "Title"


def test_only_time_stamps_change() -> None:
    """Every other member of the package keeps its content."""
    source = io.BytesIO()
    with zipfile.ZipFile(source, "w") as package:
        package.writestr("docProps/core.xml", '<a><dcterms:created x="1">2001-02-03T04:05:06Z</dcterms:created></a>')
        package.writestr("xl/other.xml", "2001-02-03")
    with zipfile.ZipFile(io.BytesIO(same_bytes(source.getvalue()))) as package:
        assert package.read("xl/other.xml") == b"2001-02-03"
        assert b'<dcterms:created x="1">2026-01-01T00:00:00Z</dcterms:created>' in package.read("docProps/core.xml")
