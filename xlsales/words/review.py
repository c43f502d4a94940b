"""Words of the performance review sheets."""

from __future__ import annotations

_SHEETS: dict[str, tuple[str, str]] = {
    "sheet.performance": ("业绩表", "Performance"),
    "sheet.teams": ("团队业绩", "Teams"),
    "sheet.scorecard": ("评分卡", "Scorecard"),
    "sheet.plan_actual": ("计划与实际", "Plan and actual"),
    "sheet.ranking": ("排名", "Ranking"),
    "sheet.person": ("个人页", "Person"),
    "performance.title": ("业绩表", "Performance"),
    "performance.subtitle": (
        "本期能完成多少，其中多少已有着落",
        "Where the period will land, and how much of it rests on deals already in the funnel",
    ),
    "teams.title": ("团队业绩", "Teams"),
    "teams.subtitle": (
        "每个团队本期能完成多少，与业绩表是否一致",
        "Where each team will land, tied to the people on the performance sheet",
    ),
    "scorecard.title": ("评分卡", "Scorecard"),
    "scorecard.subtitle": (
        "按指标、权重和目标给每人评分；黄底处可改",
        "A score per person by measure, weight and target; yellow cells are yours to set",
    ),
    "plan_actual.title": ("计划与实际", "Plan and actual"),
    "plan_actual.subtitle": (
        "本财年每月计划与赢单，当月与累计",
        "Plan and won business for each month of the fiscal year, by month and cumulative",
    ),
    "ranking.title": ("排名", "Ranking"),
    "ranking.subtitle": ("谁走在前面；同分同名次", "Who is ahead; equal results share a rank"),
    "review.lists": ("个人页清单", "Lists of the person pages"),
    "review.largest_deal": ("最大单金额", "Largest deal"),
    "review.first_line": ("商机表首行", "First row of the deals"),
    "review.season": ("各季度占全年", "Seasons of the year"),
    "review.season1": ("第一季度占比", "Share of quarter 1"),
    "review.season2": ("第二季度占比", "Share of quarter 2"),
    "review.season3": ("第三季度占比", "Share of quarter 3"),
    "review.season4": ("第四季度占比", "Share of quarter 4"),
    "review.season_period": ("本期占全年", "Share of the period in the year"),
}
_REASONS: dict[str, tuple[str, str]] = {
    "review.no_quota": ("未设定额", "No quota"),
    "review.quota_zero": ("定额为 0", "Quota is 0"),
    "review.quota_met": ("定额已完成", "Quota met"),
    "review.over": ("期间已结束", "Period over"),
    "review.no_closed": ("无成交", "No closed deals"),
    "review.no_won": ("无赢单", "No won deals"),
    "review.no_open": ("无在谈", "No open deals"),
    "review.no_score": ("无可评指标", "Nothing to score"),
    "review.no_plan": ("无计划", "No plan"),
    "review.no_rank": ("–", "–"),
}
_PERFORMANCE: dict[str, tuple[str, str]] = {
    "performance.name": ("项目 姓名", "Name"),
    "performance.quota": ("本期定额", "Quota"),
    "performance.forecast": ("预测合计", "Forecast total"),
    "performance.won": ("本期已实现", "Won to date"),
    "performance.commit": ("保证实现", "Commit"),
    "performance.upside": ("可能实现", "Upside"),
    "performance.beyond": ("预测外实现", "Beyond forecast"),
    "performance.completion": ("预测完成率", "Forecast completion"),
    "performance.firm": ("不含预测外", "Without beyond"),
    "performance.attainment": ("达成率", "Attainment"),
    "performance.gap": ("定额差额", "Left of quota"),
    "performance.open": ("本期在谈", "Open in period"),
    "performance.total": ("合计", "Total"),
    "performance.unowned": ("其中无负责人", "of which no owner"),
    "performance.chart": ("预计落点与定额", "Expected landing against quota"),
    "performance.money": ("金额", "Amount"),
    "performance.team": ("团队", "Team"),
    "review.tile.quota": ("本期定额", "Quota"),
    "review.tile.won": ("本期已实现", "Won to date"),
    "review.tile.attainment": ("达成率", "Attainment"),
    "review.tile.forecast": ("预测合计", "Forecast total"),
    "review.tile.landing": ("预测完成率", "Forecast completion"),
    "review.tile.firm": ("不含预测外", "Without beyond forecast"),
    "review.tile.week": ("每周需完成", "Needed per week"),
    "review.tile.score": ("加权得分", "Weighted score"),
    "review.note.unit": ("单位：", "Unit: "),
    "review.note.gone": ("期间已过 ", "Period gone "),
    "review.note.left": ("还差 ", "Left "),
    "review.note.weeks": (" 周", " weeks left"),
    "review.note.weeks_before": ("剩余 ", ""),
    "review.note.firm": ("不含预测外 ", "Without beyond "),
    "review.note.beyond": ("预测外占 ", "Beyond adds "),
    "review.note.short": ("距定额 ", "Short of quota by "),
    "review.note.points": (" 个百分点", " points"),
    "review.note.commit": ("保证 ", "Commit "),
    "review.note.upside": (" · 可能 ", " · Upside "),
    "review.note.rank": ("名次 ", "Rank "),
    "review.note.period": ("期间 ", "Period "),
    "review.note.as_of": (" · 截至 ", " · as of "),
    "review.note.unit_of": (" · 单位 ", " · unit "),
    "review.note.scope": (" · 范围 ", " · scope "),
}
_KPIS: dict[str, tuple[str, str]] = {
    "measure.attainment": ("达成率", "Attainment"),
    "measure.win_rate": ("赢单率", "Win rate"),
    "measure.coverage": ("覆盖倍数", "Coverage"),
    "measure.deal_size": ("平均单产", "Mean deal size"),
    "measure.cycle": ("平均周期天数", "Mean cycle days"),
    "measure.created": ("本期新增商机额", "New pipeline"),
    "measure.moving": ("未停滞占比", "Not stalled"),
    "measure.attainment.how": ("已实现 / 本期定额", "Won / quota of the period"),
    "measure.win_rate.how": ("本期赢单数 /（赢单数 + 丢单数）", "Won / (won + lost) deals closed in the period"),
    "measure.coverage.how": ("本期在谈金额 /（定额 − 已实现）", "Open amount of the period / (quota − won)"),
    "measure.deal_size.how": ("本期赢单金额 / 赢单数", "Amount / number of deals won in the period"),
    "measure.cycle.how": (
        "本期赢单从创建到成交的平均天数",
        "Mean days from created to close of deals won in the period",
    ),
    "measure.created.how": ("本期内创建的商机金额", "Amount of deals created in the period"),
    "measure.moving.how": ("未停滞的在谈商机数 / 在谈商机数", "Open deals not stalled / open deals"),
    "review_kpi.measure": ("指标", "Measure"),
    "review_kpi.weight": ("权重", "Weight"),
    "review_kpi.target": ("目标", "Target"),
    "review_kpi.amber": ("黄线占目标", "Amber share"),
    "review_kpi.higher": ("越高越好", "Higher is better"),
    "review_kpi.how": ("算法", "How it is measured"),
    "kpi.yes": ("是", "Yes"),
    "kpi.no": ("否", "No"),
    "kpi.section": ("指标、权重与目标", "Measures, weights and targets"),
    "kpi.people": ("每人得分", "Scores by person"),
    "kpi.green": ("● 绿", "● Green"),
    "kpi.amber": ("▲ 黄", "▲ Amber"),
    "kpi.red": ("■ 红", "■ Red"),
    "kpi.none": ("–", "–"),
    "kpi.up": ("↑ 越高越好", "↑ Higher"),
    "kpi.down": ("↓ 越低越好", "↓ Lower"),
    "kpi.weight_sum": ("权重合计", "Sum of weights"),
    "kpi.weight_ok": ("合计为 100%", "Adds up to 100%"),
    "kpi.weight_off": ("不等于 100%，得分按合计折算", "Not 100%: scores are divided by the sum"),
    "kpi.cap": ("单项得分上限", "Highest score of a measure"),
    "kpi.score_target": ("总分绿线", "Green from a score of"),
    "kpi.score_amber": ("总分黄线占绿线", "Amber from this share of it"),
    "kpi.team": ("团队", "Team"),
    "kpi.line.weight": ("权重", "Weight"),
    "kpi.line.target": ("目标", "Target"),
    "kpi.line.limit": ("黄线", "Amber from"),
    "kpi.line.direction": ("方向", "Direction"),
    "review_score.name": ("姓名", "Name"),
    "review_score.score": ("加权得分", "Weighted score"),
    "review_score.status": ("总评", "Overall"),
    "review_score.counted": ("计入权重", "Weight counted"),
}
_MONTHS: dict[str, tuple[str, str]] = {
    "review_month.no": ("序", "No"),
    "review_month.month": ("月份", "Month"),
    "review_month.in_period": ("本期", "In period"),
    "review_month.share": ("占本期定额", "Share of quota"),
    "review_month.set_plan": ("指定计划", "Set plan"),
    "review_month.plan": ("计划", "Plan"),
    "review_month.won": ("实际", "Won"),
    "review_month.variance": ("差异", "Variance"),
    "review_month.attainment": ("完成率", "Attainment"),
    "review_month.plan_sum": ("累计计划", "Plan to date"),
    "review_month.won_sum": ("累计实际", "Won to date"),
    "review_month.variance_sum": ("累计差异", "Variance to date"),
    "month.chart": ("每月赢单与计划", "Won and planned by month"),
    "month.chart_sum": ("全年累计赢单与计划", "Won and planned, year to date"),
    "month.axis": ("月份", "Month"),
    "month.year_plan": ("今年至今计划", "Plan to date"),
    "month.year_won": ("今年至今实际", "Won to date"),
    "month.period_plan": ("本期计划", "Plan of the period"),
    "month.period_won": ("本期实际", "Won in the period"),
    "month.variance": ("本期差异", "Variance of the period"),
    "month.rate": ("本期完成率", "Attainment of the period"),
}
_RANKING: dict[str, tuple[str, str]] = {
    "review_rank.place": ("序", "No"),
    "review_rank.rank": ("名次", "Rank"),
    "review_rank.name": ("姓名", "Name"),
    "review_rank.attainment": ("达成率", "Attainment"),
    "review_rank.won": ("已实现", "Won"),
    "review_rank.quota": ("定额", "Quota"),
    "review_rank.score": ("加权得分", "Weighted score"),
    "review_rank.status": ("总评", "Overall"),
    "rank.by_quota": ("按达成率", "By attainment"),
    "rank.by_score": ("按加权得分", "By weighted score"),
    "rank.chart_quota": ("达成率排名", "Attainment, highest first"),
    "rank.chart_score": ("加权得分排名", "Weighted score, highest first"),
    "deal.line": ("表行", "Line"),
    "deal.open_key": ("金额排序", "Size order"),
    "deal.stall_key": ("停滞排序", "Stall order"),
}
_PERSON: dict[str, tuple[str, str]] = {
    "person.performance": ("业绩", "Performance"),
    "person.kpis": ("评分卡", "Scorecard"),
    "person.deals": ("最大的在谈商机", "Largest open deals"),
    "person.stalled": ("停滞的商机", "Stalled deals"),
    "person.count": ("共 ", ""),
    "person.count_end": (" 单", " in all"),
    "person.actual": ("实际", "Actual"),
    "person.points": ("得分", "Score"),
    "person.status": ("预警", "Status"),
    "person.close": ("预计成交", "Close date"),
    "person.days": ("停滞天数", "Days"),
    "person.notes": ("面谈记录", "Notes"),
    "person.actions": ("商定的行动", "Agreed actions"),
    "person.who": ("谁", "Who"),
    "person.until": ("完成日期", "By"),
    "person.signed_person": ("本人签字", "Signed"),
    "person.signed_manager": ("经理签字", "Manager"),
    "person.signed_date": ("日期", "Date"),
    "person.chart": ("每月计划与实际", "Plan and won by month"),
    "person.plan": ("计划", "Plan"),
    "person.won": ("实际", "Won"),
    "person.none": ("没有", "None"),
    "person.team": ("团队 ", "Team "),
}
_NOTES: dict[str, tuple[str, str]] = {
    "review.notes.figures": ("业绩表", "Performance"),
    "review.notes.forecast": ("预测合计", "Forecast total"),
    "review.notes.forecast.text": (
        "保证实现 × 70% + 可能实现 × 25%；系数在设置里。",
        "Commit × 70% + upside × 25%; the rates are on the settings sheet.",
    ),
    "review.notes.beyond": ("预测外实现", "Beyond forecast"),
    "review.notes.beyond.text": (
        "本期定额 × 4% × 剩余周数：还没有进漏斗的业务。没有定额的人为 0。",
        "Quota × 4% × weeks left: business that is not in the funnel yet. It is 0 for people without a quota.",
    ),
    "review.notes.completion": ("预测完成率", "Forecast completion"),
    "review.notes.completion.text": (
        "（已实现 + 预测合计 + 预测外实现）/ 本期定额。讲义上的公式漏印了括号，写成 30.92+92.21+59.52/186；按括号计算"
        "才得到讲义自己的 98%。",
        "(Won + forecast total + beyond forecast) / quota. The course prints the formula without brackets, as "
        "30.92+92.21+59.52/186; only with brackets does it give the 98% the course itself states.",
    ),
    "review.notes.firm": ("不含预测外", "Without beyond forecast"),
    "review.notes.firm.text": (
        "（已实现 + 预测合计）/ 本期定额。两个完成率要一起看：讲义的例子 98.2% 里有 32 个百分点是还没找到的业务，"
        "不含它只有 66.2%。",
        "(Won + forecast total) / quota. Read both rates together: in the course's example 32 points of the 98.2% are "
        "business nobody has found yet; without it the period lands at 66.2%.",
    ),
    "review.notes.scores": ("评分卡", "Scorecard"),
    "review.notes.points": ("单项得分", "Score of a measure"),
    "review.notes.points.text": (
        "越高越好：100 × 实际 / 目标；越低越好：100 × 目标 / 实际。得分在 0 和上限（评分卡上可改）之间。",
        "Higher is better: 100 × actual / target; lower is better: 100 × target / actual. A score lies between 0 and "
        "the cap, which is set on the scorecard.",
    ),
    "review.notes.weighted": ("加权得分", "Weighted score"),
    "review.notes.weighted.text": (
        "Σ 得分 × 权重 / Σ 权重。没有依据的指标（如无成交、未设定额、未设目标）连同权重一起不计，“计入权重”说明还剩"
        "多少。权重合计不是 100% 也能算，按合计折算。",
        "Sum of score × weight / sum of weights. A measure without a base (no closed deals, no quota, no target) "
        "is left out together with its weight; 'Weight counted' says how much is left. Weights need not add up "
        "to 100%.",
    ),
    "review.notes.status": ("预警", "Status"),
    "review.notes.status.text": (
        "达到目标为绿；达到黄线（黄线占比 × 目标，越低越好的指标为目标 / 黄线占比）为黄；否则为红。",
        "Green at or beyond the target; amber at or beyond the amber limit (amber share × target, or target / "
        "amber share where lower is better); else red.",
    ),
    "review.notes.plan": ("计划与实际", "Plan and actual"),
    "review.notes.months": ("每月计划", "Plan of a month"),
    "review.notes.months.text": (
        "本期定额按设置里的季度占比摊到每月；期间以外的月份按同样的比例推算。知道实际计划就填“指定计划”。"
        "截至日期之后的月份不算差异。",
        "The period's quota, spread over the months by the shares of the quarters in the settings; months outside the "
        "period follow by the same shares. Where the true plan is known, type it into 'Set plan'. Months after the "
        "as-of date have no variance.",
    ),
    "review.notes.total": ("合计与无负责人", "Total and no owner"),
    "review.notes.total.text": (
        "合计取自全部商机；没有负责人的商机单列一行，所以各人相加再加这一行等于合计。",
        "The total covers all deals; deals without an owner have a line of their own, so people plus that line make up "
        "the total.",
    ),
    "review.notes.teams": ("团队业绩", "Teams"),
    "review.notes.teams.text": (
        "每队为队员之和，团队取自团队表；没有团队的人列在“未分团队”。“与业绩表核对”一行逐列说明各队加上无负责人是否等于合计；"
        "另设总定额、新增人员或团队后会显示差额。",
        "A team is the sum of its people, by the team sheet; people without one stand under 'No team'. The line 'Check "
        "against total' says for each column whether teams plus deals without owner make up the total; it shows a "
        "difference after a total quota is set by hand, or a person or team is added.",
    ),
    "review.notes.rank": ("排名", "Ranking"),
    "review.notes.rank.text": (
        "同值同名次，下一名次顺延；没有定额或没有得分的人排在最后，不给名次。",
        "Equal values share a rank and the next rank is skipped; people without a quota or score come last, unranked.",
    ),
}
_MEASURES = ("attainment", "win_rate", "coverage", "deal_size", "cycle", "created", "moving")


_TEAMS: dict[str, tuple[str, str]] = {
    "teams.none": ("未分团队", "No team"),
    "teams.unowned": ("其中无负责人", "of which no owner"),
    "teams.check": ("与业绩表核对", "Check against total"),
    "teams.ties": ("合计相符 ✓", "Adds up ✓"),
    "teams.off": ("差 ", "Off by "),
    "teams.chart": ("各团队预计落点与定额", "Expected landing against quota by team"),
    "teams.people": ("人数", "People"),
    "teams.label": ("图上名称", "Chart label"),
}
_OF_TEAM = (
    "quota", "forecast", "won", "commit", "upside", "beyond", "completion", "firm", "attainment", "gap",
    "open", "total",
)  # fmt: skip
_SORTING = {
    "rank": ("名次", "Rank"),
    "line": ("表行", "Line"),
    "key": ("排序值", "Sort value"),
    "order": ("排序位", "Sort place"),
}


def _shared_headers() -> dict[str, tuple[str, str]]:
    headers: dict[str, tuple[str, str]] = {}
    for key in _MEASURES:
        zh, en = _KPIS[f"measure.{key}"]
        headers[f"review_score.{key}"] = (zh, en)
        headers[f"review_score.{key}_points"] = (f"{zh}得分", f"{en} score")
        headers[f"review_score.{key}_status"] = (f"{zh}预警", f"{en} status")
    for table in ("performance", "review_score", "teams"):
        headers |= {f"{table}.{key}": words for key, words in _SORTING.items()}
    headers |= {f"teams.{key}": _PERFORMANCE[f"performance.{key}"] for key in _OF_TEAM}
    headers["teams.name"] = _PERFORMANCE["performance.team"]
    return headers


WORDS: dict[str, tuple[str, str]] = {
    **_SHEETS,
    **_REASONS,
    **_PERFORMANCE,
    **_KPIS,
    **_TEAMS,
    **_shared_headers(),
    **_MONTHS,
    **_RANKING,
    **_PERSON,
    **_NOTES,
    "review.no_target": ("未设目标", "No target"),
}
