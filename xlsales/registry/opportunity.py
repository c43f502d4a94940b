"""The functions of the category Opportunity and account 机会与客户 that look at one deal."""

from __future__ import annotations

from xlsales.metrics import opportunity
from xlsales.registry.record import ACCOUNT, Argument, Function

_AS_OF = Argument("as_of", "date", "The day to look from.", "截至日期。")
_LEVERS = (
    Argument("prospects", "amount", "The number of prospects.", "潜在客户数。"),
    Argument("screen_rate", "rate", "The share that passes screening.", "筛选率。"),
    Argument("show_rate", "rate", "The share that sees a proposal.", "展示率。"),
    Argument("close_rate", "rate", "The share that buys.", "成交率。"),
    Argument("order_value", "number", "The average order.", "平均订单额。"),
)


def _question(first: int, last: int) -> str:
    cells = f"INDEX(marks,{first}):INDEX(marks,{last})"
    return f'SUMPRODUCT(({cells}="+")-({cells}="-"))'


def _raised(lever: str, others: str) -> str:
    return f"(MIN({lever}*(1+uplift),1)-{lever})*{others}"


FUNCTIONS = (
    Function(
        "OPPORTUNITY_SCORE",
        "机会评分",
        ACCOUNT,
        "The score of each of the four assessment questions, and their total.",
        "机会评估四个问题的得分与合计。",
        (
            Argument(
                "marks",
                "marks",
                "19 marks: +, - or blank, 5 + 5 + 4 + 5.",
                "19 项评价：+、- 或空，按 5、5、4、5 排列。",
            ),
        ),
        opportunity.opportunity_score,
        formula="per question: number of + less number of -",
        sources=("B3",),
        example=([["+"] * 5 + [None] * 13 + ["-"]],),
        result=[[5, 0, 0, -1, 4]],
        native="CHOOSE({1,2,3,4,5},"
        + ",".join(_question(*ends) for ends in ((1, 5), (6, 10), (11, 14), (15, 19), (1, 19)))
        + ")",
        array=True,
        spill="row",
    ),
    Function(
        "RELATIONSHIP_TYPE",
        "关系类型",
        ACCOUNT,
        "What we are to a customer, by whose needs we meet.",
        "按满足机构需要与个人需要判断与客户的关系。",
        (
            Argument(
                "organisation_needs_met", "flag", "TRUE when the organisation's needs are met.", "是否满足机构需要。"
            ),
            Argument("personal_needs_met", "flag", "TRUE when the person's needs are met.", "是否满足个人需要。"),
        ),
        opportunity.relationship_type,
        formula="neither: outsider · organisation: vendor · person: friend · both: partner",
        sources=("B7",),
        example=(True, True),
        result="partner 伙伴",
        native='IF(organisation_needs_met,IF(personal_needs_met,"partner 伙伴","vendor 供货商"),'
        'IF(personal_needs_met,"friend 朋友","outsider 局外人"))',
    ),
    Function(
        "FOLLOW_UP_DATES",
        "1-15-30 检查",
        ACCOUNT,
        "The next weekly check, the second check and the day of the verdict.",
        "下次每周检查、15 天复查与 30 天判断意向的日期。",
        (
            Argument("first_check", "date", "The day of the first check.", "首次检查日期。"),
            Argument("weekly_days", "number", "The days to the weekly check.", "每周检查的间隔天数。", 7),
        ),
        opportunity.follow_up_dates,
        formula="first_check + weekly_days, + 15 and + 30 days",
        sources=("E5",),
        example=(46027,),
        result=[[46034, 46042, 46057]],
        native="INT(first_check)+CHOOSE({1,2,3},INT(weekly_days),15,30)",
        array=True,
        spill="row",
    ),
    Function(
        "LEVER_RESULT",
        "四个杠杆",
        ACCOUNT,
        "The sales that prospects bring through screening, showing and closing.",
        "潜在客户经筛选、展示、成交带来的销售额。",
        _LEVERS,
        opportunity.lever_result,
        formula="prospects × screen_rate × show_rate × close_rate × order_value",
        sources=("B11",),
        example=(200, 0.5, 0.4, 0.3, 2),
        result=24,
        native="SUM(prospects)*screen_rate*show_rate*close_rate*order_value",
    ),
    Function(
        "LEVER_IMPACT",
        "杠杆影响",
        ACCOUNT,
        "The gain from raising each lever alone by a share, in the order of the arguments.",
        "各杠杆单独提高一定比例所增加的销售额，按参数顺序。",
        (*_LEVERS, Argument("uplift", "rate", "The share by which each is raised.", "每个杠杆提高的比例。")),
        opportunity.lever_impact,
        formula="result with the lever × (1 + uplift), rates capped at 1, less the result as it is",
        sources=("B11",),
        example=(200, 0.5, 0.5, 1, 2, 0.5),
        result=[[50, 50, 50, 0, 50]],
        native="CHOOSE({1,2,3,4,5},uplift*SUM(prospects)*screen_rate*show_rate*close_rate*order_value,"
        + _raised("screen_rate", "SUM(prospects)*show_rate*close_rate*order_value,")
        + _raised("show_rate", "SUM(prospects)*screen_rate*close_rate*order_value,")
        + _raised("close_rate", "SUM(prospects)*screen_rate*show_rate*order_value,")
        + "uplift*SUM(prospects)*screen_rate*show_rate*close_rate*order_value)",
        array=True,
        spill="row",
    ),
    Function(
        "MILESTONE_STATUS",
        "里程碑",
        ACCOUNT,
        "Where a milestone stands: done, done late, due or overdue.",
        "里程碑状态：done 按时、done late 迟到、due 未到期、overdue 逾期。",
        (
            Argument("due", "date", "The day it is due.", "应完成日期。"),
            Argument("done", "optional_date", "The day it was done, or blank.", "实际完成日期，未完成留空。"),
            _AS_OF,
        ),
        opportunity.milestone_status,
        formula="done by the due day or late; not done: overdue after the due day",
        sources=("E9",),
        example=(46027, None, 46028),
        result="overdue",
        native='IF(done<>"",IF(INT(done)<=INT(due),"done","done late"),IF(INT(as_of)>INT(due),"overdue","due"))',
    ),
)
