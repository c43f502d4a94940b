"""The functions of the category Review 考核."""

from __future__ import annotations

from xlsales.metrics import review
from xlsales.registry.record import REVIEW, Argument, Function

_COMMISSION_UPPER = "INDEX(thresholds,2):INDEX(thresholds,COUNT(thresholds))"

FUNCTIONS = (
    Function(
        "KPI_SCORE",
        "加权得分",
        REVIEW,
        "The weighted mean of several scores; the weights need not add up to 100%.",
        "多项得分的加权平均，权重之和不必为 100%。",
        (
            Argument("scores", "paired_amount", "The scores.", "各项得分。"),
            Argument("weights", "paired_number", "The weight of each score.", "各项权重。"),
        ),
        review.kpi_score,
        formula="sum of score × weight / sum of weights",
        sources=("C24",),
        example=([[90, 80, 70]], [[0.5, 0.3, 0.2]]),
        result=83,
        native="SUMPRODUCT(scores,weights)/SUM(weights)",
    ),
    Function(
        "KPI_STATUS",
        "预警",
        REVIEW,
        "green at or beyond the target, amber at or beyond its amber limit, else red.",
        "达到目标为 green，达到预警线为 amber，否则为 red。",
        (
            Argument("actual", "amount", "What was achieved.", "实际值。"),
            Argument("target", "amount", "The target.", "目标值。"),
            Argument("amber", "rate", "The share of the target where amber begins.", "预警线占目标的比例。", 0.90),
            Argument("higher_is_better", "flag", "FALSE where less is better.", "越低越好时填 FALSE。", True),
        ),
        review.kpi_status,
        formula="amber limit = amber × target, or target / amber where lower is better",
        sources=("C13",),
        example=(95, 100),
        result="amber",
        native='IF(higher_is_better,IF(SUM(actual)>=SUM(target),"green",'
        'IF(SUM(actual)>=SUM(target)*amber,"amber","red")),IF(SUM(actual)<=SUM(target),"green",'
        'IF(SUM(actual)<=SUM(target)/amber,"amber","red")))',
    ),
    Function(
        "COMMISSION",
        "阶梯提成",
        REVIEW,
        "Commission on a sliding scale: each slice above a threshold earns its rate.",
        "按阶梯计提成：超过各门槛的部分按该档比例计算。",
        (
            Argument("amount", "amount", "The amount that earns commission.", "计提成的金额。"),
            Argument("thresholds", "paired_amount", "Where each slice begins.", "各档起点。"),
            Argument("rates", "paired_rate", "The rate of each slice.", "各档比例。"),
        ),
        review.commission,
        formula="sum of (part of the amount between one threshold and the next) × rate",
        sources=("D7",),
        example=(150000, [[0, 100000, 125000]], [[0.05, 0.06, 0.07]]),
        result=8250,
        native="SUMPRODUCT((SUM(amount)>thresholds)*(SUM(amount)-thresholds)*rates)"
        f"-SUMPRODUCT((SUM(amount)>{_COMMISSION_UPPER})*(SUM(amount)-{_COMMISSION_UPPER})"
        "*INDEX(rates,1):INDEX(rates,COUNT(rates)-1))",
    ),
    Function(
        "CAGR",
        "年复合增长率",
        REVIEW,
        "The yearly growth that leads from one amount to another.",
        "从期初到期末的年复合增长率。",
        (
            Argument("start", "amount", "The amount at the start.", "期初金额。"),
            Argument("end", "amount", "The amount at the end.", "期末金额。"),
            Argument("years", "number", "The years between them.", "相隔年数。"),
        ),
        review.cagr,
        formula="(end / start)^(1 / years) - 1",
        sources=("E10",),
        example=(200, 2500, 4),
        result=0.8803015465431967,
        native="(SUM(end)/SUM(start))^(1/years)-1",
    ),
)
