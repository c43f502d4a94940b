"""What stands on the benchmarks' workbook besides its data: the same for whoever draws it."""

from __future__ import annotations

from typing import NamedTuple

FIELDS = (
    ("ID", "General"),
    ("Name", "General"),
    ("Account", "General"),
    ("Owner", "General"),
    ("Stage", "General"),
    ("Product", "General"),
    ("Created", "yyyy-mm-dd"),
    ("Close", "yyyy-mm-dd"),
    ("Amount", "#,##0.00"),
    ("Chance", "0%"),
    ("Expected", "#,##0.00"),
    ("Age", "0"),
    ("Region", "General"),
    ("Touched", "yyyy-mm-dd"),
    ("Next step", "General"),
)
COLUMNS = tuple(name for name, _code in FIELDS)
CALCULATED = {
    "Expected": "tblDeals[[#This Row],[Amount]]*tblDeals[[#This Row],[Chance]]",
    "Age": "xs_0-tblDeals[[#This Row],[Created]]",
}
GIVEN = tuple(name for name in COLUMNS if name not in CALCULATED)
STAGES = ("Lead", "Qualified", "Proposal", "Negotiation", "Closed Won", "Closed Lost")
OWNERS = ("Ann Lee", "Bo Chan", "Cai Wen", "Dora Novak", "Emil Sand")
SHEETS = ("Dashboard", "Deals", "Quota", "Review")
NAMES = tuple(f"xs_{i}" for i in range(61))
MONTHS, PEOPLE = range(12), range(20)
QUOTA = tuple((month, person) for month in MONTHS for person in PEOPLE)
REVIEW = range(5, 29)
FIRST_ROW, SAMPLE_ROWS = 6, 3


class Style(NamedTuple):
    """How a cell looks: number format, colour of its ground, bold or not; all have thin borders."""

    code: str = "General"
    ground: str | None = None
    bold: bool = False


TEXT, HEAD, TITLE = Style(), Style(ground="0F4C5C", bold=True), Style(bold=True)
DAY, MONEY, SHARE, SCORE = Style("yyyy-mm-dd"), Style("#,##0.00"), Style("0%"), Style("0.0")
INPUT = Style("#,##0", "FFF9DB")


class Chart(NamedTuple):
    """One chart of the dashboard: its kind, its place, and categories and values of each series."""

    kind: str
    place: str
    series: tuple[tuple[str, str], ...]


def column(number: int) -> str:
    """Return the letters of a column below ZZ."""
    first, last = divmod(number - 1, 26)
    return (chr(64 + first) if first else "") + chr(65 + last)


def name_cell(number: int) -> str:
    """Return the dashboard cell of a name."""
    return f"B{4 + number}"


def quota_cell(month: int, person: int) -> str:
    """Return the quota cell of a month and a person."""
    return f"{column(2 + person)}{5 + month}"


def labels() -> dict[tuple[str, str], tuple[str | float, Style]]:
    """Return the fixed texts and numbers by sheet and cell."""
    found: dict[tuple[str, str], tuple[str | float, Style]] = {(sheet, "A1"): (sheet, TITLE) for sheet in SHEETS}
    found |= {("Dashboard", f"A{4 + i}"): (f"Figure {i}", HEAD) for i in range(len(NAMES))}
    found |= {("Dashboard", f"C{row}"): (STAGES[row % len(STAGES)], TEXT) for row in range(4, 58)}
    found |= {("Quota", f"A{5 + month}"): (f"Month {1 + month}", TEXT) for month in MONTHS}
    found |= {("Quota", f"{column(2 + person)}4"): (f"Person {1 + person}", HEAD) for person in PEOPLE}
    found |= {("Review", f"A{row}"): (f"Criterion {row - 4}", TEXT) for row in REVIEW}
    found |= {("Review", f"B{row}"): (round(1 / len(REVIEW), 4), SHARE) for row in REVIEW}
    return found


def formulas() -> dict[tuple[str, str], tuple[str, Style]]:
    """Return the formulas outside the table by sheet and cell."""
    found: dict[tuple[str, str], tuple[str, Style]] = {}
    for row in range(4, 58):
        found["Dashboard", f"D{row}"] = f"SUMIFS(tblDeals[Amount],tblDeals[Stage],$C{row})", MONEY
        found["Dashboard", f"E{row}"] = f"COUNTIFS(tblDeals[Stage],$C{row})", TEXT
    for row in range(5, 17):
        for person in range(10):
            quota, actual = f"{column(2 + person)}{row}", f"{column(12 + person)}{row}"
            found["Quota", f"{column(22 + person)}{row}"] = f"IF({quota}=0,0,{actual}/{quota})", SHARE
        found["Quota", f"AF{row}"] = f"SUM(B{row}:K{row})", MONEY
        found["Quota", f"AG{row}"] = f"SUM(L{row}:U{row})", MONEY
        found["Quota", f"AH{row}"] = f"IF(AF{row}=0,0,AG{row}/AF{row})", SHARE
    for person in PEOPLE:
        letters = column(2 + person)
        found["Quota", f"{letters}17"] = f"SUM({letters}5:{letters}16)", MONEY
    for row in REVIEW:
        found["Review", f"D{row}"] = f"B{row}*C{row}", SCORE
        found["Review", f"E{row}"] = f'IF(C{row}>=4,"exceeds",IF(C{row}>=3,"meets","below"))', TEXT
    found["Review", "D29"] = "SUM(D5:D28)", SCORE
    found["Review", "E29"] = 'IF(D29>=3,"meets","below")', TEXT
    found["Review", "B32"] = "SUM(Quota!AG5:AG16)/MAX(1,SUM(Quota!AF5:AF16))", SHARE
    return found


def charts(last: int) -> tuple[Chart, ...]:
    """Return the four charts, one of them over a table that ends on row `last`."""
    months = "Quota!$A$5:$A$16"
    stages = "Dashboard!$C$4:$C$9"
    owners = tuple((months, f"Quota!${column(2 + i)}$5:${column(2 + i)}$16") for i in range(6))
    deals = tuple(f"Deals!${letter}${FIRST_ROW}:${letter}${last}" for letter in "LI")
    return (
        Chart("bar", "G3", ((stages, "Dashboard!$D$4:$D$9"),)),
        Chart("stacked", "G20", owners),
        Chart("scatter", "G36", (deals,)),
        Chart("line", "G52", tuple((months, f"Quota!${column(12 + i)}$5:${column(12 + i)}$16") for i in range(3))),
    )
