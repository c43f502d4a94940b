"""Which words head the columns of which table: table names are the same in every language, headers are not."""

from __future__ import annotations

from xlsales.words import Words

TABLE_WORDS = {
    "xsDeals": "deal",
    "xsStages": "stage",
    "xsTeam": "team",
    "xsImport": "import",
    "xsFunnel": "funnel_stage",
    "xsOwners": "funnel_owner",
    "xsPeopleQuota": "person_quota",
    "xsPeopleYear": "person_year",
    "xsSplit": "split",
    "xsRamp": "ramp",
    "xsPerformance": "performance",
    "xsTeams": "teams",
    "xsKpis": "review_kpi",
    "xsScores": "review_score",
    "xsMonths": "review_month",
    "xsRankQuota": "review_rank",
    "xsRankScore": "review_rank",
}


def header(table: str, key: str, words: Words) -> str:
    """Return the header of a table's column in a language.

    >>> header("xsStages", "rate", Words("en"))
    'Rate'
    """
    return words(f"{TABLE_WORDS[table]}.{key}")
