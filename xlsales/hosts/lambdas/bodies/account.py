"""The LAMBDA bodies of the category Opportunity and account 机会与客户 that look at customers, people and money."""

from __future__ import annotations

from xlsales.hosts.lambdas.bodies.parts import REACHES

BODIES = {
    "ABC_TIER": f"""
        LET(reaches, {REACHES}, worth, value*probability,
            IF(b_limit>a_limit, #NUM!, IF(reaches(worth, a_limit), "A", IF(reaches(worth, b_limit), "B", "C"))))""",
    "TENURE_BAND": """
        IF(as_of<IFERROR(EDATE(hire_date, 18), last_day), "new",
            IF(as_of<IFERROR(EDATE(hire_date, 36), last_day), "mid", "senior"))""",
    "KEY_PERSON_SHARE": """
        IF(SUM(filled)=0, #DIV/0!, LET(
            people, FILTER(owners, filled),
            books, FILTER(amounts, filled),
            MAX(MAP(UNIQUE(people), LAMBDA(owner, SUM((people=owner)*books))))/SUM(books)))""",
    "ROI": "(gain-cost)/cost",
    "TCO": "(price+yearly_cost*years)/years",
    "STOCK_COVER": "stock/weekly_forecast",
}
