"""The LAMBDA bodies of the category Opportunity and account 机会与客户 that look at one deal."""

from __future__ import annotations

_LEVERS = ("prospects", "screen_rate", "show_rate", "close_rate", "order_value")
_RESULT = "*".join(_LEVERS)


def _question(first: int, last: int) -> str:
    return f"SUM(points*(place>={first})*(place<={last}))"


def _gain(lever: str) -> str:
    raised = f"{lever}*(1+uplift)"
    raised = f"MIN({raised}, 1)" if lever.endswith("_rate") else raised
    return "*".join(raised if lever == other else other for other in _LEVERS) + "-base"


BODIES = {
    "OPPORTUNITY_SCORE": f"""
        LET(known, (marks="+")+(marks="-")+(marks="")+(marks=1)+(marks=-1)+(marks=0),
            points, (marks="+")+(marks=1)-(marks="-")-(marks=-1),
            place, SEQUENCE(19),
            IF(OR(ROWS(marks)<>19, MIN(known)=0), #VALUE!,
                HSTACK({", ".join(_question(*ends) for ends in ((1, 5), (6, 10), (11, 14), (15, 19), (1, 19)))})))""",
    "RELATIONSHIP_TYPE": """
        IF(organisation_needs_met, IF(personal_needs_met, "partner 伙伴", "vendor 供货商"),
            IF(personal_needs_met, "friend 朋友", "outsider 局外人"))""",
    "FOLLOW_UP_DATES": """
        LET(plain, first_check+HSTACK(INT(weekly_days), 15, 30),
            dates, IF(mac, plain, plain+(first_check<60)*(plain>59)-(first_check>60)*(plain<=60)),
            IF(OR(dates<first_day, dates>last_day), #NUM!, dates))""",
    "LEVER_RESULT": _RESULT,
    "LEVER_IMPACT": f"LET(base, {_RESULT}, HSTACK({', '.join(map(_gain, _LEVERS))}))",
    "MILESTONE_STATUS": """
        IF(done="", IF(as_of>due, "overdue", "due"), IF(done<=due, "done", "done late"))""",
}
