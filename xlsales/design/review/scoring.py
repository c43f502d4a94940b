"""The score rule as native formulas: points of one measure, their weighted mean, and green, amber or red."""

from __future__ import annotations

from collections.abc import Mapping

from xlsales.design.review.lines import DIRECTION, TARGET, weight_cell


def points(actual: str, target: str, up: str) -> str:
    """Return 100 × actual / target (target / actual where lower is better) within 0 and the cap, else ''."""
    higher = f'IF({target}=0,"",MIN(xs_score_cap,MAX(0,100*{actual}/{target})))'
    lower = f"IF({actual}<=0,xs_score_cap,MIN(xs_score_cap,MAX(0,100*{target}/{actual})))"
    return f'IF(OR(NOT(ISNUMBER({actual})),NOT(ISNUMBER({target}))),"",IF({up},{higher},{lower}))'


def weighted(scores: Mapping[str, str]) -> str:
    """Return sum of score × weight / sum of weights over the measures that have a score, or why there is none."""
    total = "+".join(f"N({score})*{weight_cell(key)}" for key, score in scores.items())
    weights = "+".join(f"ISNUMBER({score})*{weight_cell(key)}" for key, score in scores.items())
    return f'IF(({weights})=0,"{{review.no_score}}",({total})/({weights}))'


def amber_limit(column: str, amber: str) -> str:
    """Return where amber begins, below the target's cell in a column."""
    target = f"{column}{TARGET}"
    lower = f'IF({amber}=0,"",{target}/{amber})'
    return f'=IF(ISNUMBER({target}),IF({column}{DIRECTION}="{{kpi.up}}",{target}*{amber},{lower}),"")'


def status(actual: str, target: str, amber: str, up: str) -> str:
    """Return the status as a sign and a word; limits are compared as decimals, '–' where nothing is compared."""
    verdict = (
        f'IF({_reaches(actual, target, up)},"{{kpi.green}}",'
        f'IF({_reaches(actual, amber, up)},"{{kpi.amber}}","{{kpi.red}}"))'
    )
    return f'IF(OR(NOT(ISNUMBER({actual})),NOT(ISNUMBER({target}))),"{{kpi.none}}",{verdict})'


def _reaches(actual: str, limit: str, up: str) -> str:
    return f"IF({up},1,-1)*ROUND({actual}-{limit},9)>=0"
