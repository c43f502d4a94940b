"""What the reader says about a file or a row: repairs, problems, and reasons to set a row aside."""

from __future__ import annotations

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_FILE: dict[str, tuple[str, str]] = {
    "remark.sheet": (
        "读取的是工作表“{sheet}”；工作簿共有 {count} 张工作表",
        "sheet '{sheet}' is read; the workbook has {count} sheets",
    ),
    "remark.encoding": ("文本按 {encoding} 编码读取", "the text is read as {encoding}"),
    "remark.header_row": (
        "表头在第 {row} 行；以上各行不是商机",
        "the headers are in row {row}; the rows above are no deals",
    ),
    "remark.multiplied": (
        "按表头注明的单位，金额已乘以 {factor:,.0f}",
        "amounts are multiplied by {factor:,.0f}, as the header says",
    ),
    "remark.decimal_point": (
        "“.”按小数点读取；但本列每个数里的“.”也都可能是千分位",
        "the point is read as a decimal point; every number here could also mean thousands",
    ),
    "remark.in_percent": (
        "赢率以百分数填写，已逐个除以 100",
        "probabilities are in percent; each is divided by 100",
    ),
    "remark.no_segment": (
        "未注明项目类型的商机按小项目计；在 [deals] 下设置 large_from 即可区分",
        "deals without a project type count as small; large_from under [deals] tells them apart",
    ),
    "remark.borrowed_day_first": (
        "日期按“日在前”读取，依据是“{other}”列；本列自身看不出顺序",
        "dates are read day first, as the column '{other}' shows; this one does not",
    ),
    "remark.borrowed_month_first": (
        "日期按“月在前”读取，依据是“{other}”列；本列自身看不出顺序",
        "dates are read month first, as the column '{other}' shows; this one does not",
    ),
    "remark.no_actual_close": (
        "{count} 个已结束商机没有实际成交日期，改用预计日期",
        "{count} closed deals have no actual close date; the expected one is used",
    ),
    "remark.no_amount": (
        "{total} 个在谈商机中有 {count} 个没有金额，不计入任何合计",
        "{count} of {total} open deals have no amount; they add nothing to any sum",
    ),
    "remark.may_be_weighted": (
        "金额取自此列；如果它已经加权，请在 [columns] 下另行指定",
        "amounts are taken from this column: if it is weighted already, name another under [columns]",
    ),
    "remark.no_owner_column": ("没有负责人列", "there is no column of owners"),
    "remark.no_stage_column": (
        "没有阶段列，在谈商机都没有阶段",
        "there is no stage column: open deals have no stage",
    ),
    "remark.currencies": (
        "金额含 {count} 种货币（{currencies}），未经换算直接相加",
        "amounts in {count} currencies ({currencies}) are added as they stand",
    ),
    "remark.not_on_team": (
        "{owner} 名下有 {count} 个商机，但不在团队名单上",
        "{owner} owns {count} deals and is not on the team list",
    ),
}

_CELL: dict[str, tuple[str, str]] = {
    "remark.spaces": ("已去掉多余空格", "spaces removed"),
    "remark.blank": ("视为空白", "read as blank"),
    "remark.read_as": ("读作 {value}", "read as {value}"),
    "remark.read_day_first": (
        "读作 {value}，与本列其他日期一样日在前",
        "read as {value}, day first as elsewhere in the column",
    ),
    "remark.read_month_first": (
        "读作 {value}，与本列其他日期一样月在前",
        "read as {value}, month first as elsewhere in the column",
    ),
    "remark.two_dates": (
        "{year}年{second_month}{first}日（日在前）或 {year}年{first_month}{second}日（月在前）",
        "{first} {second_month} {year} (day first) or {first_month} {second}, {year} (month first)",
    ),
    "remark.open_date": ("可能是 {dates}；留空", "could be {dates}; left blank"),
    "remark.no_date": ("不是日期；留空", "not a date; left blank"),
    "remark.no_number": ("不是数字；留空", "not a number; left blank"),
    "remark.truth": ("TRUE 或 FALSE 不是数字；留空", "TRUE or FALSE is not a number; left blank"),
    "remark.no_probability": (
        "不是 0 到 100% 之间的赢率；留空",
        "not a probability between 0 and 100%; left blank",
    ),
    "remark.excel_error": ("此处是 Excel 错误值；留空", "an Excel error stands here; left blank"),
    "remark.unknown_category": ("无法识别的预测类别；忽略", "not a known forecast category; ignored"),
    "remark.unknown_segment": ("无法识别的项目类型；忽略", "not a known project type; ignored"),
    "remark.unknown_status": ("无法识别的状态；以阶段为准", "not a known status; the stage counts"),
}

_ROW: dict[str, tuple[str, str]] = {
    "remark.flags_differ": (
        "赢单、关闭标记表示{flagged}；以状态为准",
        "the won and closed flags say {flagged}; the status counts",
    ),
    "remark.stage_differs": (
        "阶段表示{stage}，状态表示{status}；以状态为准",
        "the stage says {stage}, the status says {status}; the status counts",
    ),
    "remark.category_differs": (
        "预测类别表示已结束，商机仍在谈；以阶段为准",
        "the forecast category says closed, the deal is open; the stage counts",
    ),
    "remark.no_stage": (
        "阶段为空；保留为没有阶段的在谈商机",
        "the stage is blank; kept as an open deal without a stage",
    ),
    "remark.repeated_id": (
        "编号已在第 {row} 行出现；两行都采用",
        "the id stands in row {row} already; both rows are used",
    ),
    "remark.no_quota": (
        "{owner} 没有定额，不计入任何达成率",
        "{owner} has no quota; left out of every attainment",
    ),
    "remark.status.open": ("在谈", "open"),
    "remark.status.won": ("赢单", "won"),
    "remark.status.lost": ("丢单", "lost"),
}

_ASIDE: dict[str, tuple[str, str]] = {
    "remark.blank_row": ("整行空白", "the row is blank"),
    "remark.header_again": ("该行重复表头", "the row repeats the headers"),
    "remark.total": ("该行是合计", "the row is a total"),
    "remark.footer": ("该行是表格下方的备注", "the row is a note below the table"),
    "remark.deleted": ("该商机在来源中已删除", "the deal is deleted in the source"),
    "remark.nameless": ("该行没有编号、名称、客户和金额", "the row has no id, name, account or amount"),
    "remark.old_snapshot": (
        "表中已有同一商机更晚的快照",
        "a later snapshot of the same deal is in the table",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    **_FILE,
    **_CELL,
    **_ROW,
    **_ASIDE,
    **{f"remark.month.{number}": (f"{number}月", name) for number, name in enumerate(_MONTHS, start=1)},
}
