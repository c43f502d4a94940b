"""The functions of the category Quota 定额."""

from __future__ import annotations

from xlsales.metrics import quota
from xlsales.registry.record import QUOTA, Argument, Function

_WON = Argument("won", "amount", "What is won so far.", "本期已实现金额。")
_QUOTA = Argument("quota", "amount", "The quota of the period.", "本期定额。")

FUNCTIONS = (
    Function(
        "PERIOD_QUOTA",
        "本期定额",
        QUOTA,
        "The quota of one period and segment.",
        "某一期间、某一类业务的定额。",
        (
            Argument("annual", "amount", "The quota of the year.", "年度定额。"),
            Argument("season_share", "rate", "The period's share of the year.", "本期占全年的比例。", 1),
            Argument("segment_share", "rate", "The segment's share.", "该类业务所占的比例。", 1),
        ),
        quota.period_quota,
        formula="annual × season_share × segment_share",
        sources=("A24",),
        example=(1120, 0.26, 0.25),
        result=72.8,
        native="SUM(annual)*season_share*segment_share",
    ),
    Function(
        "SPLIT_QUOTA",
        "目标分解",
        QUOTA,
        "The parts of a total by weight, in multiples of a step, adding up exactly.",
        "按权重把总目标分成若干份，以步长为单位，合计分毫不差。",
        (
            Argument("total", "amount", "What is split.", "要分解的总目标。"),
            Argument("weights", "weights", "The weight of each part.", "各部分的权重。"),
            Argument("step", "number", "Parts are multiples of it.", "每份为它的整数倍。", 1),
        ),
        quota.split_quota,
        formula="largest remainder in multiples of step; what no step can hold goes to the largest part",
        sources=("C2", "C6"),
        example=(100, [[1, 1, 1]]),
        result=[[34, 33, 33]],
        native_gap="the largest remainders must be ranked with ties broken by place",
        spill="same",
    ),
    Function(
        "RAMP_QUOTA",
        "爬坡定额",
        QUOTA,
        "The quota of a new seller in a month of service; the full quota after the ramp.",
        "新人在入职第几个月的定额，爬坡期后为全额。",
        (
            Argument("quota", "amount", "The full quota.", "全额定额。"),
            Argument("month", "number", "The month of service, the first being 1.", "入职第几个月，首月为 1。"),
            Argument("ramp", "rates", "The share of each month.", "各月的比例。", quota.RAMP),
        ),
        quota.ramp_quota,
        formula="quota × ramp[month], 100% after the ramp",
        sources=("A30",),
        example=(100000, 2),
        result=25000,
        native="SUM(quota)*IF(month<1,SQRT(-1),IF(INT(month)>COUNT(ramp),1,INDEX(ramp,INT(month))))",
    ),
    Function(
        "ATTAINMENT",
        "完成率",
        QUOTA,
        "The share of the quota that is won.",
        "已实现金额占定额的比例。",
        (_WON, _QUOTA),
        quota.attainment,
        formula="won / quota",
        sources=("C23",),
        example=(30.92, 186),
        result=0.16623655913978494,
        native="SUM(won)/SUM(quota)",
    ),
    Function(
        "PACE",
        "进度",
        QUOTA,
        "How won business stands to the part of the period that is gone: 100% is on time.",
        "已实现与时间进度之比，100% 为同步。",
        (
            _WON,
            _QUOTA,
            Argument("share_of_period_gone", "rate", "The share of the period gone.", "本期已过去的比例。"),
        ),
        quota.pace,
        formula="won / (quota × share_of_period_gone)",
        sources=("C12",),
        example=(50, 200, 0.25),
        result=1,
        native="SUM(won)/(SUM(quota)*share_of_period_gone)",
    ),
    Function(
        "REQUIRED_PER_WEEK",
        "每周需完成",
        QUOTA,
        "What each week left must bring to meet the quota; 0 once it is met.",
        "为完成定额，剩余每周需完成的金额；已完成为 0。",
        (_QUOTA, _WON, Argument("weeks_left", "number", "The weeks left in the period.", "本期剩余周数。")),
        quota.required_per_week,
        formula="max(quota - won, 0) / weeks_left",
        sources=("C12",),
        example=(186, 30.92, 8),
        result=19.385,
        native="MAX(SUM(quota)-SUM(won),0)/MAX(weeks_left,0)",
    ),
)
