"""What grows and shrinks with a table: every range that was drawn over its body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsales.workbook.refs import Area, map_references, read_area, same_title, with_row


@dataclass(frozen=True)
class Resize:
    """A table body on a sheet, as it was, its new last row, and whether a totals row moves with it."""

    sheet: str
    body: Area
    bottom: int
    totals: bool = False

    def area(self, area: Area) -> Area:
        """Return the area with the body's new end, if it is the body or columns of it (header or not).

        >>> Resize("Deals", Area(1, 6, 9, 8), 20).area(Area(2, 6, 2, 8))
        Area(left=2, top=6, right=2, bottom=20)
        >>> Resize("Deals", Area(1, 6, 9, 8), 20).area(Area(2, 7, 2, 8)).bottom
        8
        """
        body, down = self.body, self.bottom - self.body.bottom
        if not (body.left <= area.left and area.right <= body.right):
            return area
        total = body.bottom + 1 if self.totals else 0
        if area.top == total:
            return area._replace(top=total + down, bottom=area.bottom + down) if area.bottom == total else area
        drawn_over = area.bottom in (body.bottom, total) and area.top in (body.top, body.top - 1)
        return area._replace(bottom=area.bottom + down) if drawn_over else area

    def page(self, area: Area) -> Area:
        """Return a print area with the body's new end, if it prints columns of the table down to its end.

        >>> Resize("Deals", Area(2, 6, 9, 6), 20).page(Area(1, 2, 5, 6)).bottom
        20
        """
        body = self.body
        end = body.bottom + self.totals
        prints = area.left <= body.right and area.right >= body.left and area.top <= body.top
        return area._replace(bottom=self.bottom + self.totals) if prints and area.bottom == end else area

    def reference(self, formula: str, own: str, *, series: bool = False, page: bool = False) -> str:
        """Return a formula of sheet `own` with its references resized.

        `series`: a single cell in a body of one row is a range too (chart series). `page`: print areas.

        >>> Resize("Deals", Area(1, 6, 9, 8), 20).reference("SUM(Deals!$B$6:$B$8)", "Plan")
        'SUM(Deals!$B$6:$B$20)'
        """

        def change(title: str | None, first: str, last: str | None) -> str | None:
            area = read_area(f"{first}:{last or first}")
            if area is None or not same_title(own if title is None else title, self.sheet):
                return None
            new = self.page(area) if page else self.area(area)
            if new == area or (last is None and new.top == area.top and not series):
                return None
            moved = with_row(first, new.top)
            return moved if last is None and new.top == new.bottom else f"{moved}:{with_row(last or first, new.bottom)}"

        return map_references(formula, change)

    def sqref(self, text: str) -> str:
        """Return a list of ranges, as conditional formats and validations have it, resized.

        >>> Resize("Deals", Area(1, 6, 9, 6), 20).sqref("B6 D6:E6 F1")
        'B6:B20 D6:E20 F1'
        """
        return " ".join(self._range(item) for item in text.split())

    def _range(self, item: str) -> str:
        area = read_area(item)
        return item if area is None or (new := self.area(area)) == area else str(new)


def resize_all(resizes: Sequence[Resize], formula: str, own: str, *, series: bool = False) -> str:
    """Return a formula with every table's resize applied."""
    for resize in resizes:
        formula = resize.reference(formula, own, series=series)
    return formula
