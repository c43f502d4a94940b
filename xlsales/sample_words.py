"""The people, firms and words of the sample data, in both languages, as plain tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

# team, hire date, annual quota in 10,000 yuan, skill, share of large projects
Seller = tuple[int, date, int, float, float]

SELLERS: tuple[Seller, ...] = (
    (0, date(2021, 3, 1), 150, 1.18, 0.26),
    (0, date(2022, 7, 18), 120, 1.02, 0.20),
    (0, date(2023, 4, 10), 100, 0.92, 0.16),
    (0, date(2026, 7, 6), 70, 0.55, 0.10),
    (1, date(2020, 9, 14), 140, 1.08, 0.24),
    (1, date(2022, 2, 21), 120, 0.84, 0.18),
    (1, date(2024, 1, 8), 100, 1.10, 0.14),
    (1, date(2024, 6, 3), 90, 0.72, 0.12),
    (2, date(2019, 5, 6), 150, 0.97, 0.26),
    (2, date(2021, 11, 1), 120, 1.15, 0.20),
    (2, date(2023, 8, 28), 100, 0.80, 0.14),
    (2, date(2026, 9, 14), 70, 0.40, 0.08),
)


@dataclass(frozen=True)
class Locale:
    """One language of the sample: its words, and what 10,000 yuan of a deal are worth in its currency."""

    language: str
    scale: int
    step_small: int
    step_large: int
    unit: str
    divisor: int
    headers: tuple[str, ...]
    team_headers: tuple[str, ...]
    id_format: str
    name_format: str
    people: tuple[str, ...]
    teams: tuple[str, ...]
    products: tuple[str, ...]
    segments: tuple[str, str]
    open_stages: tuple[str, ...]
    won: str
    lost: str
    places: tuple[str, ...]
    stems: tuple[str, ...]
    trades: tuple[str, ...]
    long_account: str
    next_steps: tuple[str, ...]
    date_shapes: tuple[str, ...]
    money_shapes: tuple[str, ...]


CHINESE = Locale(
    language="zh-CN",
    scale=10_000,
    step_small=1_000,
    step_large=10_000,
    unit="万元",
    divisor=10_000,
    headers=(
        "商机编号", "商机名称", "客户名称", "负责人", "团队", "产品", "项目类型",
        "阶段", "金额", "创建日期", "成交日期", "最近活动", "下一步",
    ),
    team_headers=("姓名", "团队", "入职日期", "年度定额"),
    id_format="SJ{year}{number:04d}",
    name_format="{account}{product}项目",
    people=(
        "陈思远", "林嘉怡", "周明轩", "何雨桐", "王建国", "刘晓峰",
        "赵雅静", "孙浩然", "黄志强", "吴佩珊", "郑子涵", "梁文博",
    ),
    teams=("华东", "华北", "华南"),
    products=("生产执行", "设备管理", "质量追溯", "能耗监测"),
    segments=("小项目", "大项目"),
    open_stages=("意向", "方案", "谈判"),
    won="成交",
    lost="丢单",
    places=(
        "宁波", "苏州", "无锡", "常州", "绍兴", "天津", "保定", "廊坊", "石家庄", "唐山",
        "东莞", "佛山", "中山", "惠州", "珠海",
    ),
    stems=("恒达", "瑞丰", "华盛", "远航", "金石", "联创", "新禾", "博远", "正和", "百川", "明德", "同舟"),
    trades=("机械", "食品", "电子", "纺织", "建材", "汽配", "包装", "化工"),
    long_account="中部长江经济带先进装备制造产业创新示范联合投资发展集团有限公司",
    next_steps=(
        "约客户技术负责人交流", "提交方案初稿", "安排现场演示", "确认预算与采购流程", "补充报价清单",
        "拜访分管副总", "走合同评审", "等客户内部立项结果",
    ),
    date_shapes=("{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0.year}.{0.month:02d}.{0.day:02d}"),
    money_shapes=("￥{0:,}", "{1:g}万", "{0:,}元"),
)  # fmt: skip

ENGLISH = Locale(
    language="en",
    scale=2_000,
    step_small=100,
    step_large=1_000,
    unit="$k",
    divisor=1_000,
    headers=(
        "Opportunity ID", "Opportunity Name", "Account Name", "Owner", "Team", "Product", "Segment",
        "Stage", "Amount", "Created Date", "Close Date", "Last Activity", "Next Step",
    ),
    team_headers=("Name", "Team", "Hire Date", "Annual Quota"),
    id_format="OP-{year}-{number:04d}",
    name_format="{account} - {product}",
    people=(
        "Alice Morgan", "Ben Carter", "Chloe Nguyen", "Daniel Reed", "Emma Hughes", "Felix Brandt",
        "Grace Okafor", "Henry Walsh", "Isabel Romero", "Jack Palmer", "Karen Lindqvist", "Liam Foster",
    ),
    teams=("East", "Central", "West"),
    products=("Production", "Maintenance", "Quality", "Energy"),
    segments=("Small", "Large"),
    open_stages=(
        "Prospecting", "Qualification", "Needs Analysis", "Value Proposition", "Id. Decision Makers",
        "Perception Analysis", "Proposal/Price Quote", "Negotiation/Review",
    ),
    won="Closed Won",
    lost="Closed Lost",
    places=(
        "Albany", "Boulder", "Camden", "Dayton", "Erie", "Fresno", "Hartford", "Lansing", "Madison", "Norfolk",
        "Oakland", "Peoria", "Reno", "Salem", "Tacoma",
    ),
    stems=("Apex", "Birch", "Cedar", "Delta", "Ember", "Granite", "Harbor", "Keystone", "Lakeside", "Meridian",
           "Northgate", "Summit"),
    trades=("Machinery", "Foods", "Electronics", "Textiles", "Materials", "Auto Parts", "Packaging", "Chemicals"),
    long_account="Intercontinental Advanced Manufacturing and Logistics Development Corporation",
    next_steps=(
        "Meet the technical lead", "Send the draft proposal", "Run the on-site demo", "Confirm budget and process",
        "Complete the price list", "Visit the operations director", "Start contract review",
        "Wait for the internal approval",
    ),
    date_shapes=("{0.year}/{0.month}/{0.day}", "{0:%d} {0:%b} {0.year}", "{0:%b} {0.day}, {0.year}"),
    money_shapes=("${0:,}", "{2:g}k", "USD {0:,}"),
)  # fmt: skip

LOCALES = {"zh-CN": CHINESE, "en": ENGLISH}
