"""Words of the two project tools, and of the notes on them."""

from __future__ import annotations

_SMALL: dict[str, tuple[str, str]] = {
    "small.sheet": ("小项目漏斗", "Small projects"),
    "small.title": ("小项目漏斗工具", "Small-project funnel"),
    "small.subtitle": (
        "小项目数量多、金额小：按各阶段客户数量和成功率估算本期还差多少金额、还要找多少客户",
        "Many small deals: what the customers in each stage will bring, what is missing, how many more to find",
    ),
    "small.interest": ("意向客户阶段客户数量", "Customers in intention"),
    "small.proposal": ("方案阶段客户数量", "Customers in proposal"),
    "small.negotiation": ("商务谈判阶段客户数量", "Customers in negotiation"),
    "small.deals": ("预计成交单数", "Expected deals"),
    "small.won": ("本期已实现金额", "Won in period"),
    "small.yield": ("单产", "Revenue per deal"),
    "small.amount": ("小项目预计成交金额", "Expected amount"),
    "small.quota": ("小项目定额", "Small-project quota"),
    "small.gap": ("金额缺口", "Amount gap"),
    "small.projects": ("项目缺口", "Project gap"),
    "small.share": ("小项目比例", "Small-project share"),
    "small.chart": ("各阶段客户与预计成交", "Customers by stage and deals expected"),
    "small.chart.count": ("客户数量", "Customers"),
    "small.chart.expected": ("预计成交", "Expected deals"),
    "small.no_segment": ("", "Open deals without segment, in neither tool: "),
    "small.no_segment_end": (
        " 个在谈商机没有项目类型，未计入小项目和大项目；请在商机表填写项目类型。",
        ". Fill the Segment column on the Deals sheet.",
    ),
    "small.print": (
        "印本小项目定额的算式 1100×26%×75% 得 214.5，印出的却是 372；用 372 缺口为 88、"
        "项目缺口 220，用 214.5 则缺口为 −69.5（超出定额）。372 的来历无从查证，可在“手工填写”里填入。",
        "The print's small-project quota 1100×26%×75% gives 214.5, but it states 372. "
        "With 372 the gap is 88 and 220 customers are to be found; with 214.5 the gap is −69.5, a surplus. "
        "Where 372 comes from is not known; type it in to follow the print.",
    ),
}
_LARGE: dict[str, tuple[str, str]] = {
    "large.sheet": ("大项目漏斗", "Large projects"),
    "large.title": ("大项目漏斗工具", "Large-project funnel"),
    "large.subtitle": (
        "大项目数量少、金额大：按各阶段金额和成功率估算期望收入、本期回款和缺口",
        "Few large deals: what revenue to expect from each stage, what cash arrives this period, what is missing",
    ),
    "large.prospect": ("潜在客户", "Prospects"),
    "large.interest": ("意向客户", "Intention"),
    "large.project": ("立项客户", "Project set up"),
    "large.approval": ("初步认可", "First approval"),
    "large.negotiation": ("商务谈判", "Negotiation"),
    "large.won": ("成交", "Won"),
    "large.total": ("合计", "Total"),
    "large.count": ("数量", "Count"),
    "large.amount": ("金额", "Amount"),
    "large.expected": ("期望收入", "Expected revenue"),
    "large.due": ("成交栏填成交未回款", "Under Won: won but not yet paid"),
    "large.item": ("项目", "Item"),
    "large.receipts": ("本期预计回款", "Receipts expected"),
    "large.realised": ("本期已实现", "Won in period"),
    "large.quota": ("大项目定额", "Large-project quota"),
    "large.gap": ("本期大项目缺口", "Large-project gap"),
    "large.annual": ("年度定额（空则同小项目页）", "Annual quota (blank: as on Small projects)"),
    "large.share": ("大项目比例", "Large-project share"),
    "large.close_rate": ("签约比例", "Share that closes"),
    "large.first_payment": ("首付比例", "First payment"),
    "large.collection_rate": ("成交回款比例", "Collection of won deals"),
    "large.won_text": ("大项目赢单，成交日期在期间内", "Large deals won, closed within the period"),
    "large.from_stages": ("各阶段合计 ", "From the stages "),
    "large.plus_due": ("；加成交未回款 ", "; with won but unpaid "),
    "large.chart": ("各阶段金额与期望收入", "Amount and expected revenue by stage"),
    "large.print.expected": (
        "（一）期望收入合计：42+25+168.7+12.4 = 248.1，印本为 248.7；各阶段之和为 235.7。"
        "成交栏的 12.4 没有说明（成交金额为 92.8），这里按“成交未回款”手工填写。",
        "(1) Expected revenue: 42+25+168.7+12.4 = 248.1, the print says 248.7; the "
        "stages alone give 235.7. The 12.4 under Won is not explained (92.8 were won); here it is typed in, "
        "as won but unpaid.",
    ),
    "large.print.receipts": (
        "（二）预计回款：248.7×70%×50%+12.4×75% = 96.345，印本为 53.6；没有一种算法能确证 53.6。"
        "按印本的算式，合计里已含成交未回款，它又按 75% 再计一次。",
        "(2) Receipts: 248.7×70%×50%+12.4×75% = 96.345, the print says 53.6, which no reading proves. "
        "The printed formula counts won but unpaid twice: inside the total and again at 75%.",
    ),
    "large.print.quota": (
        "（三）大项目定额：1120×26%×25% = 72.8，印本为 72.9；小项目的年度数却是 1100。缺口 72.9−15.5−53.6 = 3.8 "
        "与印本一致；用 96.345 则为 −38.9，即超出定额。",
        "(3) Quota: 1120×26%×25% = 72.8, the print says 72.9, and small projects start from 1100. "
        "The gap 72.9−15.5−53.6 = 3.8 agrees; with 96.345 it would be −38.9, a surplus.",
    ),
}
_TOOLS: dict[str, tuple[str, str]] = {
    "tool.rate": ("成功率", "Success rate"),
    "tool.deals": ("按商机表", "From the deals"),
    "tool.typed": ("手工填写", "Typed in"),
    "tool.used": ("采用", "Used"),
    "tool.formula": ("算式", "Formula"),
    "tool.by_formula": ("按算式", "By formula"),
    "tool.inputs": ("参数", "Inputs"),
    "tool.annual": ("年度定额", "Annual quota"),
    "tool.season": ("季度比例", "Season share"),
    "tool.quota_rest": ("本期定额", "quota of the period"),
    "tool.annual_help": (
        "年度定额留空时，以本期总定额 × 比例计算",
        "With the annual quota blank, the quota of the period × share is used",
    ),
    "tool.count_of": ("数量", "Count"),
    "tool.print": ("与印本的出入", "Where the print differs"),
}
_NOTES: dict[str, tuple[str, str]] = {
    "funnel_note.section": ("数字的含义", "What the figures mean"),
    "funnel_note.forecast": ("加权预测", "Weighted forecast"),
    "funnel_note.forecast.text": (
        "保证实现 × 保证类系数 + 可能实现 × 可能类系数；只算本期到期的在谈商机。预测类别先看商机表的指定，再看阶段。",
        "Commit × commit rate + upside × upside rate, over open deals due in the period. A category set on the deal "
        "comes before that of its stage.",
    ),
    "funnel_note.beyond": ("预测外实现", "Beyond forecast"),
    "funnel_note.beyond.text": (
        "定额 × 每周系数 × 剩余周数：漏斗里还没有的业务，因此含与不含两种落点都列出。",
        "Quota × weekly rate × weeks left: business nobody has found yet, so the landing is shown with and without it.",
    ),
    "funnel_note.landing": ("预测完成率", "Landing"),
    "funnel_note.landing.text": (
        "（已实现 + 加权预测 + 预测外实现）÷ 定额。教材印本漏了括号。",
        "(Won + weighted forecast + beyond forecast) ÷ quota. The method's print leaves out the brackets.",
    ),
    "funnel_note.gap": ("漏斗缺口", "Funnel gap"),
    "funnel_note.gap.text": (
        "定额 − 加权预测 − 已实现；负数表示超出定额。",
        "Quota − weighted forecast − won; below 0 it is a surplus.",
    ),
    "funnel_note.projects": ("需找项目", "Projects to find"),
    "funnel_note.projects.text": (
        "缺口 ÷ 单产 ÷ 意向成功率，向上取整；再除以剩余周数，向上取整，为每周需找项目。",
        "Gap ÷ revenue per deal ÷ entry rate, rounded up; divided by the weeks left and rounded up, it is "
        "the task of a week.",
    ),
    "funnel_note.coverage": ("覆盖倍数", "Coverage"),
    "funnel_note.coverage.text": (
        "本期在谈金额 ÷（定额 − 已实现）；定额完成后不再计算。",
        "Open amount due in the period ÷ (quota − won); not computed once the quota is met.",
    ),
    "funnel_note.conversion": ("转化率与瓶颈", "Conversion and bottleneck"),
    "funnel_note.conversion.text": (
        "下一阶段在谈个数 ÷ 本阶段在谈个数；比值最小的一步是瓶颈。这是当前存量之比，不是跟踪同一批商机。",
        "Open deals in the next stage ÷ open deals in this one; the smallest is the bottleneck. It compares today's "
        "stock, it does not follow the same deals through time.",
    ),
    "funnel_note.win": ("赢单率", "Win rate"),
    "funnel_note.win.text": (
        "赢单数 ÷（赢单数 + 丢单数），按全部日期。",
        "Deals won ÷ (won + lost), over all dates.",
    ),
    "funnel_note.stalled": ("停滞", "Stalled"),
    "funnel_note.stalled.text": (
        "在谈商机的静止天数（自创建或最近活动起）超过其阶段的上限（设置页阶段阶梯）。",
        "An open deal whose idle days (since creation or last activity) exceed the limit of its stage (Settings).",
    ),
    "funnel_note.tools": ("小项目与大项目漏斗", "The two project tools"),
    "funnel_note.tools.text": (
        "阶段对应哪一栏，在设置页的阶段阶梯里指定；“手工填写”有数即采用，否则用商机表的数。",
        "The stage ladder in Settings says which column a stage belongs to. What is typed in wins; "
        "otherwise the deals decide.",
    ),
}
WORDS: dict[str, tuple[str, str]] = {**_SMALL, **_LARGE, **_TOOLS, **_NOTES}
