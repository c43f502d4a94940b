"""The LAMBDA bodies of the category Review 考核."""

from __future__ import annotations

from xlsales.hosts.lambdas.bodies.parts import REACHES

BODIES = {
    "KPI_SCORE": "SUM(scores*weights)/SUM(weights)",
    "KPI_STATUS": f"""
        LET(reaches, {REACHES},
            sign, IF(higher_is_better, 1, -1),
            IF(reaches(sign*actual, sign*target), "green",
                IF(AND(NOT(higher_is_better), amber=0), #DIV/0!,
                    IF(reaches(sign*actual, sign*IF(higher_is_better, target*amber, target/amber)),
                        "amber", "red"))))""",
    "COMMISSION": """
        IF(SUM(filled)=0, 0, LET(
            starts, FILTER(thresholds, filled),
            IF(ROWS(UNIQUE(starts))<ROWS(starts), #NUM!, SUM(MAP(starts, FILTER(rates, filled), LAMBDA(start, share,
                MAX(MIN(amount, IF(starts>start, starts, amount))-start, 0)*share))))))""",
    "CAGR": """
        LET(growth, end/start, power, 1/years,
            IF(ISERROR(growth+power), growth+power,
                IF(growth<0, #NUM!, IF(AND(growth=0, power<0), #DIV/0!, growth^power-1))))""",
}
