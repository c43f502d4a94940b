"""The LAMBDA bodies of the category Review 考核."""

from __future__ import annotations

from xlsales.hosts.lambdas.bodies.parts import REACHES

BODIES = {
    "KPI_SCORE": "SUM(scores*weights)/SUM(weights)",
    "KPI_STATUS": f"""
        LET(reaches, {REACHES},
            direction, IF(higher_is_better, 1, -1),
            IF(reaches(direction*actual, direction*target), "green",
                IF(AND(NOT(higher_is_better), amber=0), #DIV/0!,
                    IF(reaches(direction*actual, direction*IF(higher_is_better, target*amber, target/amber)),
                        "amber", "red"))))""",
    "COMMISSION": """
        IF(SUM(filled)=0, 0, LET(
            starts, FILTER(thresholds, filled),
            IF(ROWS(UNIQUE(starts))<ROWS(starts), #NUM!, SUM(MAP(starts, FILTER(rates, filled), LAMBDA(start, share,
                MAX(MIN(amount, IF(starts>start, starts, amount))-start, 0)*share))))))""",
    "CAGR": """
        LET(grown, end/start, per_year, 1/years,
            IF(ISERROR(grown+per_year), grown+per_year,
                IF(grown<0, #NUM!, IF(AND(grown=0, per_year<0), #DIV/0!, grown^per_year-1))))""",
}
