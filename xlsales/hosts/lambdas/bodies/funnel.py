"""The LAMBDA bodies of the category Funnel 漏斗."""

from __future__ import annotations

BODIES = {
    "EXPECTED_DEALS": "SUM(counts*rates)",
    "EXPECTED_AMOUNT": "deals*revenue_per_deal",
    "FUNNEL_GAP": "quota-forecast-won",
    "PROJECT_GAP": """
        IF(funnel_gap<=0, 0, IF(revenue_per_deal<0, #NUM!,
            ROUNDUP(ROUND(funnel_gap/revenue_per_deal/entry_rate, 9), 0)))""",
    "PIPELINE_NEEDED": "MAX(funnel_gap, 0)/win_rate",
    "COVERAGE": """
        IF(quota=0, #DIV/0!, IF(quota-won<=0, NA(), open_pipeline/(quota-won)))""",
    "WIN_RATE": "won/(won+lost)",
    "STAGE_CONVERSION": """
        IF(OR(MIN(ROWS(counts), COLUMNS(counts))>1, MAX(ROWS(counts), COLUMNS(counts))<2), #VALUE!,
            IF(COLUMNS(counts)>1, DROP(counts, 0, 1)/DROP(counts, 0, -1), DROP(counts, 1)/DROP(counts, -1)))""",
    "BOTTLENECK": """
        IF(SUM(filled)<2, #VALUE!, LET(
            people, FILTER(counts, filled),
            steps, DROP(people, 1)/DROP(people, -1),
            INDEX(FILTER(stages, filled), XMATCH(MIN(steps), steps))))""",
    "SALES_VELOCITY": "deals*deal_size*win_rate/cycle_days",
}
