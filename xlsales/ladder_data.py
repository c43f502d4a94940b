"""The built-in stage ladders as plain data: the method's own, those of common CRMs, and a general one."""

from __future__ import annotations

Rung = tuple[str, str, float, int, tuple[str, ...]]

WON = ("赢单", "Closed Won")
LOST = ("输单", "Closed Lost")

WON_WORDS = (
    "won", "win", "closed won", "close won", "deal won", "signed", "contract signed", "order received",
    "赢单", "已赢单", "成交", "已成交", "成交客户", "签约", "已签约", "签约成交", "赢单关闭", "成功关闭", "成功",
    "赢", "赢单结束", "合同签订",
)  # fmt: skip
LOST_WORDS = (
    "lost", "lose", "closed lost", "close lost", "deal lost", "closed lost to competition", "abandoned",
    "cancelled", "canceled", "dead", "disqualified", "out sold", "no decision", "rejected", "not interested",
    "输单", "已输单", "丢单", "已丢单", "流失", "已流失", "失败", "关闭失败", "失败关闭", "无效", "作废", "放弃",
    "输", "已取消", "取消", "终止", "输单关闭", "输单结束",
)  # fmt: skip
OPEN_WORDS = (
    "open", "in progress", "active", "pending", "ongoing", "on hold", "new",
    "进行中", "跟进中", "未结束", "开放", "打开", "正常", "活跃", "未关闭", "推进中",
)  # fmt: skip

# key: (zh, en, won stage, rungs as (zh, en, rate, days until stalled, aliases))
LADDERS: dict[str, tuple[str, str, tuple[str, str], tuple[Rung, ...]]] = {
    "small": ("小项目", "Small projects", ("成交", "Won"), (
        ("意向", "Interest", 0.20, 14, ("意向客户", "有意向", "interested")),
        ("方案", "Solution", 0.35, 21, ("方案客户", "方案阶段")),
        ("谈判", "Negotiation", 0.70, 14, ("谈判客户", "谈判阶段")),
    )),
    "uss": ("五阶段", "Five stages", ("成交", "Won"), (
        ("潜在", "Potential", 0.10, 30, ("潜在客户", "开发商机")),
        ("意向", "Interest", 0.20, 21, ("意向客户", "引导需求")),
        ("方案", "Solution", 0.35, 21, ("方案客户", "建立规范")),
        ("谈判", "Negotiation", 0.70, 14, ("谈判客户", "呈现价值")),
    )),
    "large": ("大项目", "Large projects", ("成交", "Won"), (
        ("潜在", "Potential", 0.10, 60, ("潜在客户", "潜在项目")),
        ("意向", "Interest", 0.20, 60, ("意向客户", "意向项目")),
        ("立项", "Project approved", 0.30, 45, ("已立项", "客户立项", "project set up")),
        ("初步认可", "First approval", 0.50, 30, ("初步认同", "方案认可", "preliminary approval")),
        ("商务谈判", "Commercial negotiation", 0.70, 30, ("商务阶段", "business negotiation")),
    )),
    "salesforce": ("Salesforce", "Salesforce", WON, (
        ("发掘", "Prospecting", 0.10, 30, ("潜在客户开发", "寻找客户")),
        ("资格确认", "Qualification", 0.10, 30, ("资格审查",)),
        ("需求分析", "Needs Analysis", 0.20, 30, ()),
        ("价值主张", "Value Proposition", 0.50, 30, ("价值建议",)),
        ("确定决策者", "Id. Decision Makers", 0.60, 30, ("identify decision makers", "确认决策者")),
        ("感知分析", "Perception Analysis", 0.70, 30, ("认知分析",)),
        ("建议/报价", "Proposal/Price Quote", 0.75, 21, ("提案/报价", "方案/价格报价")),
        ("协商/复审", "Negotiation/Review", 0.90, 14, ("谈判/复审", "谈判/检查", "谈判/审查")),
    )),
    "hubspot": ("HubSpot", "HubSpot", WON, (
        ("已约会面", "Appointment Scheduled", 0.20, 21, ("预约已安排", "已安排约见")),
        ("合格买家", "Qualified To Buy", 0.40, 30, ("有资格购买",)),
        ("已约演示", "Presentation Scheduled", 0.60, 21, ("演示已安排",)),
        ("决策者认可", "Decision Maker Bought-In", 0.80, 21, ("决策者已认可",)),
        ("合同已发", "Contract Sent", 0.90, 14, ("合同已发送",)),
    )),
    "dynamics": ("Dynamics 365", "Dynamics 365", WON, (
        ("授予资格", "Qualify", 0.10, 30, ("限定", "资格")),
        ("开发", "Develop", 0.30, 30, ("培养",)),
        ("建议", "Propose", 0.50, 21, ("提议",)),
        ("关闭", "Close", 0.80, 14, ("结束",)),
    )),
    "zoho": ("Zoho CRM", "Zoho CRM", WON, (
        ("资格审查", "Qualification", 0.10, 30, ("资质审查",)),
        ("需求分析", "Needs Analysis", 0.20, 30, ()),
        ("价值建议", "Value Proposition", 0.40, 30, ("价值定位",)),
        ("确认决策者", "Identify Decision Makers", 0.60, 30, ("确定决策人", "id decision makers")),
        ("提案/报价", "Proposal/Price Quote", 0.75, 21, ("建议/报价",)),
        ("谈判/复审", "Negotiation/Review", 0.90, 14, ("谈判/审核",)),
    )),
    "pipedrive": ("Pipedrive", "Pipedrive", WON, (
        ("合格", "Qualified", 0.10, 30, ("已确认资格", "lead in")),
        ("已联系", "Contact Made", 0.25, 21, ("已建立联系",)),
        ("已约演示", "Demo Scheduled", 0.40, 21, ("演示已安排",)),
        ("已提方案", "Proposal Made", 0.60, 21, ("已提案",)),
        ("已启动谈判", "Negotiations Started", 0.80, 14, ("谈判已开始",)),
    )),
    "odoo": ("Odoo", "Odoo", ("赢单", "Won"), (
        ("新建", "New", 0.10, 30, ("新",)),
        ("合格", "Qualified", 0.30, 30, ("已确认",)),
        ("提案", "Proposition", 0.60, 21, ("建议书",)),
    )),
    "fxiaoke": ("纷享销客", "ShareCRM", ("赢单", "Won"), (
        ("验证客户", "Verify customer", 0.10, 30, ("客户验证", "verification")),
        ("需求确定", "Confirm needs", 0.30, 30, ("确定需求", "确认需求")),
        ("方案/报价", "Solution and quote", 0.60, 21, ("方案报价", "方案及报价")),
        ("谈判审核", "Negotiation and approval", 0.80, 14, ("谈判/审核", "谈判与审核")),
    )),
    "xiaoshouyi": ("销售易", "Neocrm", ("赢单", "Won"), (
        ("初步接洽", "First contact", 0.10, 30, ("初步接触", "初步沟通", "initial contact")),
        ("需求确定", "Needs confirmed", 0.30, 30, ("需求确认", "需求分析", "确认需求")),
        ("方案报价", "Proposal and quote", 0.50, 21, ("方案/报价", "方案沟通")),
        ("谈判审核", "Negotiation and review", 0.70, 14, ("商务谈判", "谈判/审核")),
        ("签订合同", "Contract signing", 0.90, 14, ("合同签署", "合同审批", "签约中")),
    )),
    "general": ("通用", "General", WON, (
        ("线索", "Lead", 0.05, 30, ("leads", "new", "new lead", "inquiry", "新线索", "新商机", "新建")),
        ("潜在", "Prospecting", 0.10, 30, ("prospect", "identified", "opportunity", "suspect", "潜在客户",
         "目标客户")),
        ("接触", "Engaging", 0.20, 30, (
            "engaged", "engagement", "contact", "contacted", "contact made", "connected", "meeting",
            "meeting scheduled", "appointment scheduled", "first meeting", "初步接触", "初步接洽", "初步沟通",
            "已接触", "已联系", "拜访",
        )),
        ("合格", "Qualified", 0.25, 30, (
            "qualify", "qualification", "qualifying", "qualified lead", "sql", "qualified to buy", "验证客户",
            "资格确认", "合格商机",
        )),
        ("意向", "Interest", 0.20, 30, ("interested", "意向客户", "有意向")),
        ("需求", "Discovery", 0.30, 30, (
            "needs analysis", "needs assessment", "requirements", "develop", "consideration", "scoping",
            "需求分析", "需求确认", "需求确定", "确认需求", "需求调研", "需求挖掘", "引导需求",
        )),
        ("立项", "Project approved", 0.30, 45, ("已立项", "客户立项", "business case")),
        ("协同", "Alignment", 0.35, 30, ("aligned", "stakeholder alignment", "value proposition")),
        ("演示", "Demo", 0.40, 30, (
            "demo scheduled", "demo completed", "demonstration", "presentation", "presentation scheduled",
            "trial", "poc", "pilot", "proof of concept", "evaluation", "product demo", "产品演示", "试用", "测试",
            "技术交流",
        )),
        ("方案设计", "Solutioning", 0.45, 30, ("solution", "solution design", "technical validation", "方案",
         "方案确认")),
        ("报价", "Proposal", 0.50, 21, (
            "propose", "proposed", "proposal sent", "proposal made", "proposition", "proposal price quote",
            "quote", "quoted", "quotation", "quote sent", "rfp", "bid", "tender", "proposal quote",
            "方案报价", "方案/报价", "提案", "已报价", "投标", "招投标", "方案提供", "方案沟通",
        )),
        ("谈判", "Negotiation", 0.70, 14, (
            "negotiations", "negotiating", "negotiation review", "negotiations started", "in negotiation",
            "商务谈判", "谈判审核", "商务", "议价",
        )),
        ("合同", "Contract", 0.90, 14, (
            "contract sent", "contracting", "contract negotiation", "verbal", "verbal agreement",
            "verbal commitment", "commit", "closing", "decision maker bought in", "legal",
            "合同签署", "合同审批", "签约中", "签订合同", "待签约", "合同谈判",
        )),
    )),
}  # fmt: skip
