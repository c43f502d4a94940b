"""What the buttons of the ribbon say: questions, progress in the status bar, the one message at the end."""

from __future__ import annotations

_BUILD: dict[str, tuple[str, str]] = {
    "report.funnel": ("销售漏斗", "Funnel"),
    "report.quota": ("销售定额", "Quota"),
    "report.review": ("业绩评估", "Performance review"),
    "built": (
        "已加入“{report}”：{sheets}。\n数据来自 {place}：采用 {used} 条商机，搁置 {aside} 行（见导入记录表）。"
        "\n您原有的单元格没有改动。",
        "{report} was added: {sheets}.\nFrom {place}: {used} deals used, {aside} rows set aside (see the import sheet)."
        "\nYour own cells were not changed.",
    ),
    "no_join": (
        "没有 xlsales 的商机表 xsDeals 可以共用，或者“{report}”的表已有一部分在这里",
        "there is no deal table xsDeals of xlsales to share, or a part of the tables of {report} is here already",
    ),
    "refreshed": (
        "已按 {place} 更新：采用 {used} 条商机，搁置 {aside} 行。手工填写的设置保持不变。",
        "Updated from {place}: {used} deals used, {aside} rows set aside. Settings made by hand stay as they were.",
    ),
    "imported": (
        "已导入 {file}：读入 {read} 行 = 采用 {used} + 搁置 {aside}；修正 {repairs} 处。明细见导入记录表。",
        "{file} was imported: {read} rows read = {used} used + {aside} set aside; {repairs} repairs. "
        "The import sheet lists each one.",
    ),
    "more": ("……还有 {count} 条", "… and {count} more"),
    "choose": ("选择商机文件", "Choose the file with the deals"),
    "taken": (
        "工作簿里已有 {count} 个 xlsales 要用的名称或表：{names}。请先改名，或在新工作簿中生成。",
        "The workbook already has {count} names or tables that xlsales needs: {names}. "
        "Rename them, or build in a new workbook.",
    ),
    "no_page": (
        "还没有考核页的人：{names}（重新生成绩效考核工作簿即可得到他们的考核页）",
        "People who have no review page yet: {names}; build the performance review anew to get theirs",
    ),
    "nothing_of_ours": (
        "这个工作簿里还没有 xlsales 的表。请先点“生成”中的一项。",
        "This workbook has no sheets of xlsales yet. Choose one of the Build buttons first.",
    ),
    "no_deal_table": (
        "没有找到商机表。商机表需要一行标题，至少有商机名称（或编号、客户）、阶段和金额等列；"
        "中文或英文、任意顺序、在任意工作表上都可以。也可以用“导入商机”读入文件。",
        "No deal table was found. It needs a row of headers with at least a deal name (or id, or account), a stage "
        "and some more such as amount, in Chinese or English, in any order, on any sheet. "
        "You can also read a file with Import deals.",
    ),
}
_DATA: dict[str, tuple[str, str]] = {
    "found": ("商机表：{place}，{rows} 行。识别出的列：", "Deal table: {place}, {rows} rows. Columns understood:"),
    "not_understood": ("未识别的列（保持原样）：{columns}", "Columns not understood (left alone): {columns}"),
    "also_found": ("其他可能的商机表：{places}", "Other tables that look like deals: {places}"),
}
_CHECK: dict[str, tuple[str, str]] = {
    "check.title": ("检查结果", "Check"),
    "check.subtitle": (
        "{book}：{counts}。每次检查都会重写本表。",
        "{book}: {counts}. Each check writes this sheet anew.",
    ),
    "check.severity": ("程度", "Severity"),
    "check.place": ("位置", "Where"),
    "check.text": ("发现", "What was found"),
    "check.advice": ("怎么办", "What to do"),
    "check.done": ("检查完毕：{counts}。明细见“{sheet}”表。", "Checked: {counts}. The sheet {sheet} lists them."),
    "why.select": ("请先选中一个显示错误的单元格。", "Select a cell that shows an error first."),
    "why.no_error": ("{place} 没有显示错误。", "{place} shows no error."),
    "why.reason": (
        "{place} 显示 {code}，因为 {function}：\n{reason}",
        "{place} shows {code} because of {function}:\n{reason}",
    ),
    "why.meaning": ("{place} 显示 {code}：{meaning}", "{place} shows {code}: {meaning}"),
    "why.comes_from": ("错误来自 {place}，请先看那里。", "The error comes from {place}; look there first."),
    "why.div0": ("除数是 0 或空白。", "something is divided by 0 or by a blank cell."),
    "why.na": ("没有找到要查的值，或者缺少数据。", "a value that is looked up was not found, or data is missing."),
    "why.name": (
        "Excel 不认识公式里的某个函数或名称；若是 xlsales 的函数，请确认加载项已启用，或用“嵌入函数”。",
        "Excel does not know a function or name in the formula; for one of xlsales, switch the add-in on or embed it.",
    ),
    "why.null": ("两个区域没有公共的单元格。", "two ranges have no cell in common."),
    "why.num": ("结果太大、太小，或者无法计算。", "the result is too large, too small, or cannot be calculated."),
    "why.ref": ("引用的单元格已被删除。", "a cell that the formula refers to was deleted."),
    "why.value": (
        "参数的类型不对，例如该是数字的地方是文本。",
        "an argument is of the wrong kind, such as text for a number.",
    ),
    "why.spill": (
        "结果要占多个单元格，但旁边有内容挡住。",
        "the result needs more cells, but something stands in its way.",
    ),
    "why.calc": ("公式没有可以显示的结果。", "the formula has no result that a cell can show."),
    "why.other": ("这是 Excel 自己的错误。", "this is an error of Excel itself."),
}
_SHARE: dict[str, tuple[str, str]] = {
    "embedded": (
        "已嵌入 {count} 个函数：没有加载项的同事也能计算（需要 Excel 365 或 2024）。",
        "{count} functions were embedded: colleagues without the add-in can calculate too (Excel 365 or 2024).",
    ),
    "embed_foreign": (
        "\n这些名称已被您使用，没有改动：{names}",
        "\nThese names are in use for something of yours and were left alone: {names}",
    ),
    "none_embedded": ("{book} 里没有嵌入的函数。", "{book} holds no embedded functions."),
    "removed": ("已移除 {count} 个嵌入的函数。", "{count} embedded functions were removed."),
    "none_to_freeze": ("没有使用 xlsales 函数的公式。", "No formula uses a function of xlsales."),
    "frozen": (
        "已把 {count} 个单元格的公式换成数值（{sheets}），格式不变。",
        "The formulas of {count} cells were replaced by their values ({sheets}); formats stay.",
    ),
    "exported": ("已把 {count} 张工作表存为 PDF：\n{file}", "Sheets in the PDF: {count}\n{file}"),
}
_ASK: dict[str, tuple[str, str]] = {
    "ask.new_workbook": (
        "这个工作簿里已有“{held}”，无法在旁边加入“{report}”，工作簿没有改动：\n{reason}\n要把它放到新工作簿里吗？",
        "This workbook holds {held}, and {report} cannot be put beside it; nothing was changed:\n{reason}\n"
        "Open it as a new workbook instead?",
    ),
    "ask.import_builds": (
        "这个工作簿里还没有 xlsales 的表。将用 {file} 加入销售漏斗的工作表（含商机和导入记录），继续吗？",
        "This workbook has no sheets of xlsales yet. Add those of the funnel, with the deals and the import record "
        "of {file}?",
    ),
    "ask.settings_build": (
        "这个工作簿里还没有设置表，它随销售漏斗一起加入。现在加入吗？",
        "This workbook has no settings sheet yet; it comes with the funnel. Add the funnel now?",
    ),
    "ask.embed": (
        "将在 {book} 的名称管理器中加入 {count} 个函数，继续吗？",
        "{count} functions will be added to the Name Manager of {book}. Go on?",
    ),
    "ask.remove": (
        "将从 {book} 移除 {count} 个嵌入的函数；没有加载项时用到它们的单元格会显示 #NAME?。继续吗？",
        "{count} embedded functions will be removed from {book}; without the add-in, cells that use them show #NAME?. "
        "Go on?",
    ),
    "ask.freeze": (
        "将把 {count} 个单元格的公式换成当前数值（{sheets}）。这一步无法撤销，继续吗？",
        "The formulas of {count} cells will become the values they show now ({sheets}). This cannot be undone. Go on?",
    ),
    "ask.overwrite": ("{file} 已存在，要覆盖吗？", "{file} exists already. Replace it?"),
}
_HELP: dict[str, tuple[str, str]] = {
    "help.title": ("xlsales 函数", "xlsales functions"),
    "help.example": ("示例：", "Example:"),
    "no_log": ("还没有记录：没有函数出过错。（{file}）", "The log is empty: no function has failed yet. ({file})"),
    "about": (
        "xlsales {xlsales} · {functions} 个函数\nxlwings {xlwings}\nPython {python}\nExcel {excel}",
        "xlsales {xlsales} · {functions} functions\nxlwings {xlwings}\nPython {python}\nExcel {excel}",
    ),
    "switched": (
        "界面语言已改为中文。功能区在重新加载后更换文字。",
        "The language is English now. The ribbon changes its words when it is reloaded.",
    ),
    "problem": ("没有完成，工作簿没有改动：\n{problems}", "This could not be done; nothing was changed:\n{problems}"),
    "failed": (
        "出了意外，已做的改动都已撤回：{reason}\n详细记录：{file}",
        "Something unexpected happened; what had been done was taken back: {reason}\nDetails: {file}",
    ),
    "half_done": (
        "出了意外，而且没能全部撤回。请不要保存，关闭工作簿再重新打开。\n详细记录：{file}",
        "Something unexpected happened, and not all of it could be taken back. Close the workbook without saving "
        "and open it again.\nDetails: {file}",
    ),
}
_PROGRESS: dict[str, tuple[str, str]] = {
    "progress.find": ("正在查找……", "looking …"),
    "progress.read": ("正在读取 {place}……", "reading {place} …"),
    "progress.plan": ("正在计算……", "calculating …"),
    "progress.write": ("正在写入……", "writing …"),
    "progress.sheet": ("正在加入 {sheet}（{number}/{count}）……", "adding {sheet} ({number} of {count}) …"),
    "progress.check": ("正在检查……", "checking …"),
    "progress.pdf": ("正在生成 PDF……", "making the PDF …"),
}

WORDS: dict[str, tuple[str, str]] = {
    f"macro.{key}": texts
    for group in (_BUILD, _DATA, _CHECK, _SHARE, _ASK, _HELP, _PROGRESS)
    for key, texts in group.items()
}
