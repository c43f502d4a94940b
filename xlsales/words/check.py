"""Sentences of the findings a check of a workbook gives: what is wrong, and what to do."""

from __future__ import annotations

_FOUND: dict[str, tuple[str, str]] = {
    "name_missing": (
        "缺少名称 {name}，{report} 模板里有它",
        "the name {name} is missing; the {report} template has it",
    ),
    "name_broken": (
        "名称 {name} 指向 {target}，那里已没有单元格",
        "the name {name} stands for {target}, where there are no cells",
    ),
    "name_lost": (
        "名称 {name} 指向 {target}，所指的单元格已被删除",
        "the name {name} stands for {target}: its cells were deleted",
    ),
    "table_missing": (
        "缺少表 {name}，{report} 模板里有它",
        "the table {name} is missing; the {report} template has it",
    ),
    "table_broken": (
        "表 {table} 的“{column}”列公式引用了已删除的单元格（#REF!）",
        "the formula of column '{column}' in table {table} refers to deleted cells (#REF!)",
    ),
    "error_cells": (
        "{count} 个单元格显示 {value}{formula}",
        "cells that show {value}: {count}{formula}",
    ),
    "text_numbers": (
        "{count} 个数字存成了文本，例如“{value}”，求和时会漏掉",
        "numbers stored as text: {count}, such as '{value}'; sums pass over them",
    ),
    "constant_in_formulas": (
        "左右或上下都是同一公式，这里有 {count} 个是手填的数，例如 {value}",
        "typed numbers among equal formulas: {count}, such as {value}",
    ),
    "range_short": (
        "公式只引用到 {area}，紧接着的 {left_out} 也有数据",
        "the formula reads {area} and leaves out the data in {left_out}",
    ),
    "unit_outlier": (
        "{value} 是本列中位数 {median} 的 {times} 倍，可能单位不同（元与万元）",
        "{value} is {times} times the column's median {median}: it may be in another unit",
    ),
    "unit_headers": (
        "“{header}”与 {place} 的“{first}”单位不同",
        "'{header}' and '{first}' in {place} are in different units",
    ),
    "total_differs": (
        "合计写的是 {value}，而 {area} 加起来是 {sum}",
        "the total says {value}, but {area} adds up to {sum}",
    ),
    "brackets_missing": (
        "{formula} 只把最后一项除以 {under}，前面几项没有除",
        "{formula} divides only its last term by {under}",
    ),
    "rate_twice": (
        "{formula} 把 {amount} 又乘了一次比率，{amount} 自己的公式已经乘过",
        "{formula} multiplies {amount} by a rate that its own formula has already applied",
    ),
    "figure_differs": (
        "写的是 {value}，而按方法 {rule} 得 {result}",
        "the figure says {value}, but by the method {rule} gives {result}",
    ),
    "external_link": (
        "有公式从另一个文件取数：{target}",
        "values come from another file: {target}",
    ),
    "sheet_very_hidden": (
        "这张工作表是深度隐藏的，右键菜单里看不到",
        "this sheet is hidden so that Excel's menu does not show it",
    ),
    "macro_sheet": (
        "这张工作表是 Excel 4.0 宏表",
        "this is a sheet of Excel 4.0 macros",
    ),
    "sheet_hidden": ("这张工作表是隐藏的", "this sheet is hidden"),
    "macros": ("工作簿带有宏", "the workbook holds macros"),
    "volatile": (
        "{count} 个公式用了每次改动都要重算的函数（{functions}）",
        "{count} formulas use functions that recalculate at every change ({functions})",
    ),
}
_ADVICE: dict[str, tuple[str, str]] = {
    "name_missing": (
        "在“公式 > 名称管理器”中给对应的单元格定义这个名称",
        "define it on its cell in Formulas > Name Manager",
    ),
    "name_broken": (
        "在“公式 > 名称管理器”中让它指向正确的单元格",
        "point it at the right cell in Formulas > Name Manager",
    ),
    "name_lost": (
        "在“公式 > 名称管理器”中改正，不再使用就删除",
        "correct it in Formulas > Name Manager, or delete it when nothing uses it",
    ),
    "table_missing": (
        "选中数据区域按 Ctrl+T 建表，再在“表设计”中改成这个表名",
        "select its cells, press Ctrl+T and give the table this name in Table Design",
    ),
    "table_broken": (
        "在该列第一行重新输入公式，Excel 会填满整列",
        "type the formula anew in the column's first row; Excel fills the rest",
    ),
    "error_cells": (
        "从这里往回查：用“公式 > 追踪引用单元格”找到出错的来源",
        "trace it back with Formulas > Trace Precedents and correct the source",
    ),
    "text_numbers": (
        "选中这些单元格，点黄色提示，选“转换为数字”",
        "select them and choose Convert to Number from the warning sign",
    ),
    "constant_in_formulas": (
        "确认是否有意为之；不是就把相邻单元格的公式填充过来",
        "if it is not meant, fill the formula of a neighbour over it",
    ),
    "range_short": (
        "把区域延伸到最后一行，或把数据做成表再按列名引用",
        "extend the range to the last row, or make the data a table and refer to its column",
    ),
    "unit_outlier": (
        "核对这个数，换算成本列的单位",
        "check the number and convert it to the unit of its column",
    ),
    "unit_headers": (
        "相加或相除之前先统一单位",
        "bring both to one unit before they are added, compared or divided",
    ),
    "total_differs": (
        "改用 SUM 公式，或核对明细",
        "use a SUM formula, or check the parts",
    ),
    "brackets_missing": (
        "给加数套上括号：(a+b+c)/定额",
        "put the sum in brackets: (a+b+c)/quota",
    ),
    "rate_twice": (
        "已加权的数直接相加，或改为对原金额乘比率",
        "add the weighted figures as they are, or multiply the unweighted amounts",
    ),
    "figure_differs": (
        "换成公式，或注明这个数的来源",
        "put a formula in its place, or note where the number comes from",
    ),
    "external_link": (
        "在“数据 > 编辑链接”中核对来源，不再需要就断开",
        "check the source in Data > Edit Links, and break the link when it is not needed",
    ),
    "sheet_very_hidden": (
        "在 VBA 编辑器里把它的 Visible 改为 xlSheetVisible，看看里面有什么",
        "set its Visible to xlSheetVisible in the VBA editor and see what it holds",
    ),
    "macro_sheet": (
        "来源不明就不要启用宏",
        "do not enable macros unless you know where the file comes from",
    ),
    "sheet_hidden": (
        "右键工作表标签，选“取消隐藏”即可查看",
        "right-click a sheet tab and choose Unhide to see it",
    ),
    "macros": (
        "只在信任来源时启用宏；本检查没有运行它们",
        "enable them only when you trust the source; this check did not run them",
    ),
    "volatile": (
        "工作簿变慢时，改用 INDEX 或固定日期",
        "when the workbook is slow, use INDEX or a fixed date in their place",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    **{f"check.{kind}": texts for kind, texts in _FOUND.items()},
    **{f"check.{kind}.advice": texts for kind, texts in _ADVICE.items()},
    "check.severity.error": ("错误", "error"),
    "check.severity.warning": ("警告", "warning"),
    "check.severity.info": ("提示", "info"),
    "check.none": ("没有发现问题", "no findings"),
    "check.count": (
        "{errors} 个错误，{warnings} 个警告，{infos} 个提示",
        "errors: {errors}, warnings: {warnings}, info: {infos}",
    ),
}
