"""The words a deal table may use: column headers and cell values of common CRMs, Chinese and English."""

from __future__ import annotations

# role: headers it answers to, the surest first; case, spaces, punctuation and "Deal - " do not matter
DEAL_HEADERS: dict[str, tuple[str, ...]] = {
    "id": (
        "opportunity id", "deal id", "record id", "hs object id", "opportunity number", "deal number", "id",
        "external id", "opportunity no", "商机编号", "商机id", "销售机会编号", "机会编号", "项目编号", "编号", "序号",
    ),
    "name": (
        "opportunity name", "deal name", "dealname", "deal title", "potential name", "title", "topic", "name",
        "opportunity", "deal", "project", "project name", "subject", "商机名称", "销售机会名称", "机会名称",
        "项目名称", "商机主题", "商机标题", "商机", "销售机会", "项目", "名称", "主题", "标题",
    ),
    "account": (
        "account name", "account", "customer name", "customer", "company name", "company", "client", "client name",
        "associated company", "associated company names", "associated company primary", "organization",
        "organization name", "org name", "potential customer", "parent account", "partner name", "customer account",
        "客户名称", "客户", "公司名称", "客户公司", "单位名称", "公司", "客户全称",
        "account id", "customer id", "company id", "partner id", "partner id name", "org id", "parentaccountid name",
        "customerid name", "客户id", "客户编号",
    ),
    "owner": (
        "opportunity owner", "deal owner", "owner name", "owner", "sales rep", "sales representative", "rep name",
        "sales agent", "salesperson", "sales person", "account executive", "assigned to", "rep", "ae", "user id name",
        "owner full name", "owner alias", "ownerid name", "owneridname",
        "负责人", "商机负责人", "销售负责人", "商机所有人", "销售机会所有人", "所有人", "销售", "销售人员", "销售员",
        "业务员", "销售代表", "客户经理", "销售顾问", "归属人", "跟进人",
        "hubspot owner id", "owner id", "ownerid value", "rep id", "user id", "sales rep id", "负责人id", "工号",
    ),
    "team": (
        "team", "sales team", "hubspot team", "owner team", "department", "business unit", "owner role",
        "team id name", "team id", "manager", "团队", "销售团队", "部门", "所属部门", "归属部门", "负责人所在部门",
        "负责人主属部门", "负责人部门", "销售部门", "小组",
    ),
    "region": (
        "region", "sales region", "territory", "territory name", "regional office", "area", "office", "location",
        "区域", "销售区域", "大区", "地区", "所属区域", "省份", "办事处",
    ),
    "product": (
        "product", "product name", "product line", "product family", "products", "solution", "产品", "产品名称",
        "产品线", "意向产品", "产品类别",
    ),
    "segment": (
        "segment", "deal size class", "project type", "deal type", "opportunity type", "dealtype", "deal size",
        "type", "项目类型", "商机类型", "项目规模", "项目大小", "类型", "业务类型", "大小项目",
    ),
    "stage": (
        "stage", "stage name", "deal stage", "dealstage", "sales stage", "opportunity stage", "pipeline stage",
        "pipeline phase", "step name", "stage id name", "stage id", "sales stage code", "phase", "current stage",
        "sale stage", "商机阶段", "销售阶段", "阶段", "项目阶段", "机会阶段", "当前阶段", "漏斗阶段", "阶段名称",
    ),
    "status": (
        "status", "deal status", "opportunity status", "won status", "sales status", "state", "state code",
        "statecode name", "won lost", "outcome", "result", "deal outcome",
        "状态", "商机状态", "销售状态", "机会状态", "项目状态", "赢单状态", "阶段状态", "结果", "商机结果",
    ),
    "is_won": ("is won", "won", "is closed won", "hs is closed won", "是否赢单", "赢单", "是否成交", "是否中标"),
    "is_lost": ("is lost", "is closed lost", "hs is closed lost", "lost", "是否输单", "是否丢单"),
    "is_closed": (
        "is closed", "closed", "hs is closed", "is deal closed", "is deal closed?", "是否关闭", "是否结束",
        "已结束", "已关闭",
    ),
    "category": (
        "forecast category name", "forecast category", "hs manual forecast category", "manual forecast category",
        "msdyn forecastcategory", "msdyn forecastcategoryname", "forecast", "commitment", "forecast type",
        "预测类别", "预测分类", "预测类型", "预测", "把握", "承诺级别",
    ),
    "amount": (
        "amount", "deal amount", "deal value", "value", "close value", "estimated value", "est revenue",
        "estimated revenue", "opportunity amount", "net revenue", "revenue", "contract value", "acv", "tcv", "arr",
        "total amount", "final value", "sales amount", "money", "price", "budget amount",
        "amount in company currency",
        "hs acv", "hs tcv",
        "金额", "商机金额", "预计金额", "预计成交金额", "预计销售金额", "销售金额", "项目金额", "合同金额",
        "预计签约金额", "预计合同金额", "成交金额", "预算金额", "预估金额", "机会金额", "报价金额",
        "expected revenue", "预期收入", "预计收入",
    ),
    "won_amount": ("actual value", "actual revenue", "actual amount", "实际金额", "实际成交金额", "实际签约金额"),
    "probability": (
        "probability", "close probability", "win probability", "probability pct", "deal probability", "win rate",
        "hs deal stage probability", "hs forecast probability", "forecast probability", "likelihood", "confidence",
        "chance", "赢率", "概率", "成交概率", "可能性", "成功率", "赢单率", "成交可能性", "赢单概率", "预计赢率",
    ),
    "created": (
        "created date", "create date", "createdate", "created on", "created time", "created at", "creation date",
        "add time", "deal created", "date created", "open date", "engage date", "start date", "opened date",
        "created",
        "创建时间", "创建日期", "录入日期", "立项日期", "登记日期", "发现日期", "创建于",
    ),
    "close": (
        "expected close date", "expected close", "est close date", "estimated close date", "expected closing",
        "expected closing date", "close date", "closedate", "closing date", "date deadline", "forecast close date",
        "target close date", "预计成交日期", "预计签约日期", "预计结单日期", "预计成交时间", "预计关闭日期",
        "预计签单日期",
        "预计签约时间", "预计完成日期", "预计结束日期", "结单日期", "预期成交日期", "签约日期", "成交日期",
        "关闭日期",
    ),
    "closed": (
        "actual close date", "deal closed on", "closed date", "date closed", "closed on", "close time", "closed time",
        "won time", "won date", "closed at", "actual closing date", "实际成交日期", "实际结单日期", "实际签约日期",
        "实际关闭日期", "赢单日期", "赢单时间", "结束日期", "实际成交时间", "成交时间", "结单时间", "关闭时间",
        "完成时间",
    ),
    "lost_on": ("lost time", "lost date", "date lost", "输单日期", "输单时间", "丢单日期"),
    "stage_since": (
        "last stage change date", "last stage change", "stage change time", "date last stage update",
        "last stage update", "stage modified time", "stage entered", "stage since", "date entered stage",
        "stage updated at", "date entered current stage", "hs date entered current stage",
        "hs v2 date entered current stage", "stage start date", "stg changed time", "active stage started on",
        "阶段变更时间", "阶段更新时间", "阶段进入时间", "进入当前阶段时间", "进入阶段日期", "阶段开始日期",
        "最后阶段变更时间",
    ),
    "last_activity": (
        "last activity", "last activity date", "last activity time", "notes last updated", "last contacted",
        "last contact date", "notes last contacted", "last modified date", "modified on", "modified time",
        "last modified", "last followed time", "last touch", "最后跟进时间", "最近跟进时间", "最后跟进日期",
        "最近跟进日期",
        "最近活动", "最近活动记录时间", "最近活动时间", "最后活动日期", "最近联系时间", "最后修改时间",
        "最近修改日期", "跟进日期",
    ),
    "next_step": (
        "next step", "next steps", "hs next step", "next activity", "next activity summary", "activity summary",
        "next activity subject", "current situation", "下一步", "下一步计划", "下一步行动", "下步计划", "后续计划",
        "待办",
    ),
    "deleted": ("is deleted", "deleted", "is archived", "archived", "已删除", "是否删除", "是否作废"),
    "snapshot": ("snapshot date", "date snapshot", "as of date", "snapshot", "snapshot week", "快照日期", "数据日期"),
    "currency": ("currency", "currency code", "currency iso code", "deal currency code", "transaction currency id",
                 "币种", "币别", "货币"),
}  # fmt: skip

PEOPLE_HEADERS: dict[str, tuple[str, ...]] = {
    "id": ("rep id", "owner id", "user id", "employee id", "sales rep id", "salesperson id", "id", "工号", "员工编号",
           "人员编号", "编号", "负责人id"),
    "name": ("full name", "name", "owner", "owner name", "rep", "rep name", "sales rep", "sales agent", "salesperson",
             "sales person", "user name", "employee", "employee name", "account executive", "负责人", "姓名", "销售",
             "销售人员", "销售员", "销售代表", "业务员", "名字", "员工姓名", "客户经理"),
    "team": ("team", "sales team", "department", "manager", "group", "团队", "销售团队", "部门", "所属部门", "小组"),
    "region": ("region", "regional office", "territory", "area", "office", "区域", "大区", "地区", "销售区域",
               "办事处"),
    "hire_date": ("hire date", "start date", "joined", "join date", "date hired", "hired", "onboard date", "入职日期",
                  "入职时间", "到岗日期", "入职"),
    "level": ("team level", "level", "grade", "seniority", "rank", "job title", "title", "级别", "职级", "等级",
              "职位"),
    "annual": ("annual quota", "yearly quota", "annual target", "year quota", "full year quota", "yearly target",
               "年度定额", "年定额", "年度目标", "年度指标", "全年目标", "年度任务", "全年定额"),
    "quota": ("quota", "period quota", "target", "quarterly quota", "quota amount", "sales target", "goal", "amount",
              "定额", "本期定额", "季度定额", "目标", "季度目标", "销售目标", "指标", "任务", "销售指标",
              "业绩目标", "月度目标"),
    "period": ("period", "quarter", "fiscal quarter", "month", "fiscal period", "期间", "季度", "月份", "周期",
               "账期"),
}  # fmt: skip

HEADER_PREFIXES = ("deal", "opportunity", "property", "properties", "potential", "商机", "销售机会", "机会")
REQUIRED_ONE_OF = (("id", "name", "account"), ("stage", "status", "is_won", "is_closed"))

CATEGORY_WORDS: dict[str, tuple[str, ...]] = {
    "commit": ("commit", "committed", "commitment", "保证", "保证实现", "承诺", "已承诺", "确保", "100000003"),
    "upside": ("upside", "best case", "bestcase", "best_case", "most likely", "mostlikely", "likely", "strong upside",
               "可能", "可能实现", "最佳情况", "最佳案例", "乐观", "最有可能", "争取", "100000002"),
    "pipeline": ("pipeline", "储备", "管道", "渠道", "漏斗", "一般", "进行中", "100000001"),
    "omitted": ("omitted", "omit", "not forecasted", "excluded", "忽略", "已忽略", "已省略", "省略", "不预测",
                "不计入",
                "排除", "100000004"),
    "closed": ("closed", "closed won", "closed lost", "won", "lost", "已结束", "已关闭", "关闭", "结束", "成交",
               "赢单",
               "输单", "100000005", "100000006"),
}  # fmt: skip

SEGMENT_WORDS: dict[str, tuple[str, ...]] = {
    "small": ("small", "small project", "small deal", "小项目", "小单", "小", "常规", "常规项目", "小型", "小型项目"),
    "large": ("large", "large project", "large deal", "big", "大项目", "大单", "大", "重大项目", "大型", "大型项目"),
}

STATE_CODES = {"0": "open", "1": "won", "2": "lost"}
TRUE_WORDS = ("true", "t", "yes", "y", "1", "是", "真", "对", "已赢单", "已关闭", "已删除", "√")
FALSE_WORDS = ("false", "f", "no", "n", "0", "否", "假", "×")
TOTAL_WORDS = ("合计", "总计", "小计", "总和", "汇总", "共计", "total", "grand total", "subtotal", "sub total", "sum",
               "totals", "grand totals")  # fmt: skip
FOOTER_STARTS = ("confidential information", "copyright", "generated", "exported", "report generated", "as of",
                 "导出时间", "制表", "备注：", "注：", "数据来源")  # fmt: skip
BLANK_WORDS = ("-", "--", "—", "n/a", "na", "null", "none", "nil", "nan", "无", "空", "/", "#n/a")
UNIT_FACTORS = {"万元": 1e4, "万": 1e4, "亿元": 1e8, "亿": 1e8, "千元": 1e3, "k": 1e3, "thousand": 1e3, "k$": 1e3,
                "$k": 1e3, "m": 1e6, "million": 1e6, "$m": 1e6, "百万": 1e6, "百万元": 1e6,
                "万美元": 1e4}  # fmt: skip
