"""Words of the quota sheets."""

from __future__ import annotations

_BLOCKS = {"q1": "Q1", "q2": "Q2", "q3": "Q3", "q4": "Q4", "p": ("零段", "Part")}
_PARTS = {
    "ramp": ("爬坡", "ramp"),
    "load": ("承担", "load"),
    "units": ("步数", "steps"),
    "part": ("整步", "whole"),
    "quota": ("定额", "quota"),
}


def _split_columns() -> dict[str, tuple[str, str]]:
    return {
        f"split.{block}_{part}": tuple(
            f"{title if isinstance(title, str) else title[at]}{' ' * at}{word[at]}" for at in (0, 1)
        )  # type: ignore[misc]
        for block, title in _BLOCKS.items()
        for part, word in _PARTS.items()
    }


WORDS: dict[str, tuple[str, str]] = {
    "sheet.quota": ("总览", "Overview"),
    "sheet.breakdown": ("分解", "Breakdown"),
    "sheet.people_quota": ("人员定额", "People"),
    "sheet.split": ("拆分计算", "Workings"),
    "quota.title": ("销售定额", "Sales quota"),
    "quota.period": ("期间", "Period"),
    "quota.scope": ("范围", "Scope"),
    "quota.as_of": ("截至", "As of"),
    "quota.unit": ("单位", "Unit"),
    "quota.basis": ("年度目标依据", "Annual target"),
    "quota.basis.input": ("设置中指定", "as set in Settings"),
    "quota.basis.annual": ("团队年度定额合计", "sum of the team's annual quotas"),
    "quota.basis.mixed": (
        "团队年度定额合计，其余由本期定额按季节比例折算",
        "sum of annual quotas; period quotas scaled by season for the rest",
    ),
    "quota.basis.period": (
        "由本期定额合计按季节比例折算",
        "sum of the period's quotas, scaled by the season share",
    ),
    "quota.basis.none": ("没有年度目标", "none"),
    "quota.alert.no_target": (
        "没有年度目标：在“设置”填写年度目标，或在“团队”填写定额。",
        "No annual target: type one in Settings, or type quotas in Team.",
    ),
    "quota.alert.season": (
        "季节比例合计不是 100%：请在“设置”更正。",
        "Season shares do not add up to 100%: see Settings.",
    ),
    "quota.alert.segment": (
        "小项目与大项目比例合计不是 100%：请在“设置”更正。",
        "Small and large shares do not add up to 100%: see Settings.",
    ),
    "quota.alert.step": ("拆分步长须大于 0：请在“设置”更正。", "The split step must be above 0: see Settings."),
    "quota.alert.split": (
        "人员定额合计与本期定额不符：见“人员定额”。",
        "People's quotas do not add up to the quota of the period: see People.",
    ),
    "quota.annual": ("年度目标", "Annual target"),
    "quota.won_year": ("全年赢单", "Won this year"),
    "quota.attainment_year": ("全年完成率", "Attainment of the year"),
    "quota.year_to_go": ("全年差额", "Year to go"),
    "quota.quota": ("本期定额", "Quota of the period"),
    "quota.won": ("本期赢单", "Won in period"),
    "quota.attainment": ("本期完成率", "Attainment"),
    "quota.gap": ("本期差额", "Gap of the period"),
    "quota.pace": ("进度", "Pace"),
    "quota.year_required": ("全年每周需完成", "Required per week, year"),
    "quota.is": ("：", ": "),
    "quota.next": ("　", "  ·  "),
    "quota.note.and": (" · ", " · "),
    "quota.note.year_pace": ("全年进度 ", "Pace of the year "),
    "quota.required": ("每周需完成", "Required per week"),
    "quota.zero": ("定额为 0", "Quota is 0"),
    "quota.no_annual": ("目标为 0", "Target is 0"),
    "quota.over": ("期间已结束", "Period is over"),
    "quota.not_begun": ("期间未开始", "Not begun"),
    "quota.note.of_year": ("占全年 ", "Share of the year "),
    "quota.note.deals": ("赢单数 ", "Deals won "),
    "quota.note.year_gone": ("全年已过 ", "Year gone "),
    "quota.note.gone": ("期间已过 ", "Period gone "),
    "quota.note.per_week": ("每周需 ", "Per week "),
    "quota.note.weeks": ("剩余周数 ", "Weeks left "),
    "quota.note.gap": ("差额 ", "Gap "),
    "quota.note.surplus": ("超出 ", "Ahead by "),
    "quota.note.split": ("小项目 ", "Small "),
    "quota.note.split_large": ("，大项目 ", ", large "),
    "quota.status.none": ("无定额", "No quota"),
    "quota.status.ramp": ("爬坡期，无定额", "In ramp, no quota"),
    "quota.status.met": ("已完成", "Met"),
    "quota.status.pace": ("按进度", "On pace"),
    "quota.status.slightly": ("略落后", "Slightly behind"),
    "quota.status.behind": ("落后", "Behind"),
    "quota.status.missed": ("未完成", "Missed"),
    "quota.status.waiting": ("未开始", "Not begun"),
    "quota.status.later": ("尚未入职", "Not yet hired"),
    "quota.status.unknown": ("拆分计算中没有此人", "Not in Workings"),
    "quota.check.ok": ("合计相符 ✓", "Adds up ✓"),
    "quota.check.off": ("差 ", "Off by "),
    "quota.check.shares_ok": ("合计 100% ✓", "Adds up to 100% ✓"),
    "quota.check.shares_off": ("≠ 100%：合计 ", "≠ 100%: sum "),
    "quota.check.step_ok": ("步长 ✓", "Step ✓"),
    "quota.check.step_off": ("步长须大于 0", "Must be above 0"),
    "quota.chart.quarters": ("各季度：赢单与定额", "Quarters: won against quota"),
    "quota.chart.months": ("全年累计：赢单与计划", "Year to date: won against plan"),
    "quota.chart.people": ("本期各人：赢单与定额", "People: won against quota of the period"),
    "quota.axis.quarter": ("季度", "Quarter"),
    "quota.axis.month": ("月份", "Month"),
    "quota.axis.money": ("金额（单位见表头）", "Amount in the workbook's unit"),
    "quota.block.target": ("年度目标与本期", "Annual target and period"),
    "quota.block.season": ("季节比例", "Season shares"),
    "quota.block.segment": ("项目类型比例", "Segment shares"),
    "quota.block.split": ("拆分到人", "Split to people"),
    "quota.block.deals": ("在谈商机", "Open deals"),
    "quota.block.ramp": ("新人爬坡", "Ramp of new hires"),
    "quota.annual_input": ("指定年度目标（空则按团队）", "Set annual target (blank: team's)"),
    "quota.fiscal_start": ("财年起始月", "Fiscal year starts in month"),
    "quota.year_start": ("财年开始", "Fiscal year starts"),
    "quota.year_end": ("财年结束", "Fiscal year ends"),
    "quota.first_month": ("本期首月（财年第几月）", "First month of the period in the year"),
    "quota.months": ("本期月数", "Months in the period"),
    "quota.period_share": ("本期占全年比例", "Share of the year in the period"),
    "quota.season_1": ("第一季度", "Q1"),
    "quota.season_2": ("第二季度", "Q2"),
    "quota.season_3": ("第三季度", "Q3"),
    "quota.season_4": ("第四季度", "Q4"),
    "quota.check": ("核对", "Check"),
    "quota.small_share": ("小项目比例", "Small deals"),
    "quota.large_share": ("大项目比例", "Large deals"),
    "quota.step": ("拆分步长（按金额单位）", "Step of the split (unit of money)"),
    "breakdown.title": ("定额分解", "Breakdown of the target"),
    "breakdown.subtitle": (
        "年度目标如何分到季度、项目类型和个人；每一步合计都相符",
        "From the year to quarters, segments and people; every step adds up",
    ),
    "breakdown.matrix": ("年度 → 季度 → 项目类型", "Year → quarters → segments"),
    "breakdown.line": ("项目", "Line"),
    "breakdown.share": ("比例", "Share"),
    "breakdown.year": ("全年", "Year"),
    "breakdown.season": ("季节比例", "Season share"),
    "breakdown.small": ("小项目定额", "Quota, small deals"),
    "breakdown.large": ("大项目定额", "Quota, large deals"),
    "breakdown.quota": ("季度定额", "Quota of the quarter"),
    "breakdown.segments": ("项目类型合计核对", "Segments add up?"),
    "breakdown.people": ("人员定额合计", "Sum of people's quotas"),
    "breakdown.people_check": ("人员合计核对", "People add up?"),
    "breakdown.won_small": ("小项目赢单", "Won, small deals"),
    "breakdown.won_large": ("大项目赢单", "Won, large deals"),
    "breakdown.won_other": ("未分类赢单", "Won, no segment"),
    "breakdown.won": ("赢单合计", "Won"),
    "breakdown.attainment": ("完成率", "Attainment"),
    "breakdown.gap": ("差额", "Gap"),
    "breakdown.months": ("其中属于本期的月数", "Months of it in the period"),
    "breakdown.month_plan": ("月度计划（季度定额按月均分）", "Plan by month (a quarter's quota in equal thirds)"),
    "breakdown.month": ("月份", "Month"),
    "breakdown.quarter": ("季度", "Quarter"),
    "breakdown.plan": ("当月计划", "Plan"),
    "breakdown.plan_cumulated": ("累计计划", "Plan to date"),
    "breakdown.won_month": ("当月赢单", "Won"),
    "breakdown.won_cumulated": ("累计赢单", "Won to date"),
    "breakdown.ahead": ("领先（落后）", "Ahead (behind)"),
    "breakdown.people_year": ("个人全年定额", "People's quotas of the year"),
    "person_year.name": ("姓名", "Name"),
    "person_year.team": ("团队", "Team"),
    "person_year.q1": ("Q1", "Q1"),
    "person_year.q2": ("Q2", "Q2"),
    "person_year.q3": ("Q3", "Q3"),
    "person_year.q4": ("Q4", "Q4"),
    "person_year.year": ("全年定额", "Year"),
    "person_year.won": ("全年赢单", "Won in year"),
    "person_year.attainment": ("完成率", "Attainment"),
    "people_quota.title": ("人员定额", "People's quotas"),
    "people_quota.subtitle": (
        "本期谁承担多少、完成多少、每周还需多少",
        "Who carries how much of the period, how far it is met, what each week must bring",
    ),
    "people_quota.check": ("合计核对", "Check of the sum"),
    "people_quota.unowned": ("无负责人的赢单（未计入个人）：", "Won without an owner (in no person's row): "),
    "person_quota.name": ("姓名", "Name"),
    "person_quota.team": ("团队", "Team"),
    "person_quota.hired": ("入职日期", "Hire date"),
    "person_quota.service": ("期末服务月", "Service month at end"),
    "person_quota.weight": ("权重", "Weight"),
    "person_quota.ramp": ("爬坡比例", "Ramp share"),
    "person_quota.set": ("指定定额", "Set quota"),
    "person_quota.quota": ("本期定额", "Quota"),
    "person_quota.difference": ("与指定之差", "Less set quota"),
    "person_quota.plain": ("爬坡后份额", "Ramped share alone"),
    "person_quota.won": ("本期赢单", "Won"),
    "person_quota.attainment": ("完成率", "Attainment"),
    "person_quota.gap": ("差额", "Gap"),
    "person_quota.pace": ("进度", "Pace"),
    "person_quota.required": ("每周需完成", "Required per week"),
    "person_quota.status": ("状态", "Status"),
    "team.annual": ("年度定额", "Annual quota"),
    "ramp.month": ("服务月", "Service month"),
    "ramp.share": ("爬坡比例", "Ramp share"),
    "split.title": ("拆分计算", "Workings of the split"),
    "split.subtitle": (
        "最大余额法：先按承担量分整步，余下的步给余数最大者（相同则靠前者），不足一步的零头归最大份",
        "Largest remainder: whole steps by load, steps left over "
        "to the largest remainders (the earlier row on a tie), "
        "what no step holds to the largest part",
    ),
    "split.total": ("待拆总额", "Total to split"),
    "split.end": ("末月序号", "Last month, counted"),
    "split.span": ("月数", "Months"),
    "split.whole": ("整步数", "Whole steps"),
    "split.left": ("按余数分配的步数", "Steps given by remainder"),
    "split.rest": ("不足一步的零头", "Rest below a step"),
    "split.inside": ("其中属于本期的月数", "Months of it in the period"),
    "split.aligned": ("本期为整季度", "Period is whole quarters"),
    "split.name": ("姓名", "Name"),
    "split.no": ("序", "No"),
    "split.start": ("入职月序号", "Hire month counted"),
    "split.known": ("年化指定定额", "Set quota a year"),
    "split.base": ("基数", "Base"),
    "split.full": ("满额承担", "Full load"),
    "split.quota": ("本期定额", "Quota of the period"),
    "split.ramp": ("本期爬坡比例", "Ramp of the period"),
    "split.plain": ("爬坡后份额", "Ramped share alone"),
    **_split_columns(),
    "notes.section.quota": ("定额怎样算", "How quotas are computed"),
    "notes.quota.annual": ("年度目标", "Annual target"),
    "notes.quota.annual.text": (
        "设置中指定则用指定值；否则为团队年度定额合计，只有本期定额的人按季节比例折算成全年。总览写明用的是哪一种。",
        "The one set in Settings; otherwise the sum of the team's "
        "annual quotas, a period's quota being scaled to the year "
        "by the season shares. The overview says which.",
    ),
    "notes.quota.season": ("季度与项目类型", "Quarters and segments"),
    "notes.quota.season.text": (
        "季度定额 = 年度目标 × 季节比例；再乘项目类型比例。"
        "月计划为季度的三分之一。比例合计不是 100% 时以红字提示，不自动修正。",
        "Quota of a quarter = annual target × season share, then × segment share. A month is a third of its quarter. "
        "Shares that do not add up to 100% are flagged, not repaired.",
    ),
    "notes.quota.split": ("拆分到人", "Split to people"),
    "notes.quota.split.text": (
        "每季度：承担量 = 基数 × 权重 × 爬坡比例；"
        "按承担量用最大余额法拆成步长的整数倍，合计一分不差（算法在“拆分计算”）。"
        "基数为该人年化的指定定额，未指定者取平均，全无指定则人人为 1。半年与全年为各季度之和。",
        "Each quarter: load = base × weight × ramp share; the "
        "quarter is split by load in multiples of the step, largest "
        "remainder, and adds up exactly (see Workings). The base is "
        "a person's set quota a year; the mean where none is set; "
        "1 for everyone where no quota is set at all. Halves and years are sums of quarters.",
    ),
    "notes.quota.ramp": ("新人爬坡", "Ramp of new hires"),
    "notes.quota.ramp.text": (
        "入职当月为第 1 个服务月；一期的爬坡比例为其各月比例的平均，入职前为 0，爬坡后为 100%，未填入职日期按 100%。"
        "新人少担的部分由其他人按承担量代担，所以合计不变；“爬坡后份额”列是不代担时的数。"
        "指定定额应填满额；若已打过折，把爬坡比例改为 100% 即可避免重复。",
        "The month of hire is service month 1. The ramp share of "
        "a period is the mean over its months: 0 before the hire, "
        "100% after the ramp and where no hire date is known. What "
        "new hires do not carry the others carry by their load, "
        "so the sum stays; 'Ramped share alone' shows the share "
        "without that. Set quotas are meant in full: if they are "
        "already reduced, set the ramp to 100%.",
    ),
    "notes.quota.weight": ("权重", "Weight"),
    "notes.quota.weight.text": (
        "1 为正常，1.2 为多担两成，0 为不承担。只在商机中出现、名单和定额表中没有的人，权重为 0。",
        "1 is normal, 1.2 carries a fifth more, 0 carries nothing. "
        "People who own deals but stand on neither the team nor "
        "the quota list have weight 0.",
    ),
    "notes.quota.join": ("新增人员", "Adding a person"),
    "notes.quota.join.text": (
        "在“团队”加一行，再在“人员定额”“分解”“拆分计算”三张表各加一行同名；或更新团队名单后重新生成。",
        "Add a row in Team, and a row with the same name to the "
        "tables in People, Breakdown and Workings; or rebuild with "
        "the new team list.",
    ),
    "notes.quota.pace": ("进度", "Pace"),
    "notes.quota.pace.text": (
        "赢单 ÷（定额 × 期间已过比例）。100% 为准时；低于 100% 为落后，90% 以上为略落后。",
        "Won ÷ (quota × share of the period gone). 100% is on time; below it is behind, from 90% slightly behind.",
    ),
    "notes.quota.won": ("赢单", "Won"),
    "notes.quota.won.text": (
        "按成交日期计入；没有成交日期的赢单不计入任何期间。",
        "Counted by close date; a won deal without one counts in no period.",
    ),
    "notes.quota.seed": ("与方法原文的差异", "Where the print differs"),
    "notes.quota.seed.text": (
        "按原文公式：1100×26%×75% = 214.5，原文印 372；1120×26%×25% = 72.8，原文印 72.9。本簿按公式计算，"
        "且只用一个年度基数（原文小项目用 1100、大项目用 1120）。",
        "By its own formula 1100×26%×75% = 214.5 where the method "
        "prints 372, and 1120×26%×25% = 72.8 where it prints 72.9. "
        "This workbook follows the formula and one annual base "
        "(the method uses 1100 for small and 1120 for large deals).",
    ),
    "notes.quota.zero": ("没有定额", "No quota"),
    "notes.quota.zero.text": (
        "定额为 0 时不显示比率，而写明原因。",
        "Where a quota is 0 no ratio is shown; the cell says why.",
    ),
}
