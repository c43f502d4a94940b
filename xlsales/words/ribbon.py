"""Words of the Sales tab in Excel: labels and tips of its buttons, and the add-in's own messages."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "ribbon.sales.label": ("销售管理", "Sales"),
    "ribbon.group_forecast.label": ("预测", "Forecast"),
    "ribbon.group_build.label": ("建表", "Build"),
    "ribbon.group_data.label": ("数据", "Data"),
    "ribbon.group_check.label": ("检查", "Check"),
    "ribbon.group_share.label": ("共享", "Share"),
    "ribbon.group_help.label": ("帮助", "Help"),
    "ribbon.refresh_forecast.label": ("刷新预测", "Refresh forecast"),
    "ribbon.refresh_forecast.tip": (
        "用本工作簿的商机表重新填写 xlsales 的工作表。您手工改过的设置和您自己的单元格不会被改动。",
        "Fills the xlsales sheets of this workbook again from its deal table. Settings you changed by hand and your "
        "own cells stay as they are.",
    ),
    "ribbon.build_funnel.label": ("销售漏斗", "Funnel"),
    "ribbon.build_funnel.tip": (
        "在本工作簿中新增漏斗与预测工作表，并用找到的商机表填好。",
        "Adds the funnel and forecast sheets to this workbook, filled from the deal table found in it.",
    ),
    "ribbon.build_quota.label": ("定额分解", "Quota"),
    "ribbon.build_quota.tip": (
        "新增定额工作表：把目标分解到人和月份，并与实际对照。",
        "Adds the quota sheets: the target split over people and months, beside what was won.",
    ),
    "ribbon.build_review.label": ("业绩考核", "Performance review"),
    "ribbon.build_review.tip": (
        "新增考核工作表：每人的得分、排名和预警。",
        "Adds the review sheets: score, rank and warnings for each person.",
    ),
    "ribbon.find_deals.label": ("找商机表", "Find my deal table"),
    "ribbon.find_deals.tip": (
        "在各工作表中按表头查找商机表（中英文表头均可），并选中它。",
        "Looks on every sheet for the deal table by its headers, Chinese or English, and selects it.",
    ),
    "ribbon.import_deals.label": ("导入商机…", "Import deals…"),
    "ribbon.import_deals.tip": (
        "从 CRM 导出文件（Excel 或 CSV）读入商机，写到新的工作表。",
        "Reads deals from a CRM export, Excel or CSV, onto a new sheet.",
    ),
    "ribbon.check_workbook.label": ("检查工作簿", "Check workbook"),
    "ribbon.check_workbook.tip": (
        "查找公式错误、被数字覆盖的公式、文本型数字、加不到头的合计和失效的名称。",
        "Looks for errors, formulas overwritten by numbers, numbers stored as text, totals that miss rows and "
        "broken names.",
    ),
    "ribbon.why_error.label": ("为什么出错？", "Why this error?"),
    "ribbon.why_error.tip": (
        "说明所选单元格的 xlsales 函数为何显示错误：哪个参数、哪个单元格、哪条规则。",
        "Says why the xlsales function in the selected cell shows an error: which argument, which cell, which rule.",
    ),
    "ribbon.embed_functions.label": ("嵌入函数", "Embed functions"),
    "ribbon.embed_functions.tip": (
        "把 xlsales 函数作为 LAMBDA 名称存入本工作簿，没有安装 xlsales 的同事也能计算（Excel 365 或 2024）。",
        "Puts the xlsales functions into this workbook as LAMBDA names, so that colleagues without xlsales can "
        "calculate it (Excel 365 or 2024).",
    ),
    "ribbon.remove_functions.label": ("移除嵌入的函数", "Remove embedded functions"),
    "ribbon.remove_functions.tip": (
        "从本工作簿中删除嵌入的 LAMBDA 名称。",
        "Takes the embedded LAMBDA names out of this workbook.",
    ),
    "ribbon.freeze_formulas.label": ("公式转为数值", "Freeze formulas to values"),
    "ribbon.freeze_formulas.tip": (
        "把本工作簿中使用 xlsales 函数的公式换成它们当前的数值。执行前会先询问。",
        "Replaces the formulas with xlsales functions in this workbook by their present values. Asks first.",
    ),
    "ribbon.export_pdf.label": ("导出 PDF", "Export PDF"),
    "ribbon.export_pdf.tip": (
        "把 xlsales 的工作表存为一个 PDF 文件。",
        "Saves the xlsales sheets as one PDF file.",
    ),
    "ribbon.function_help.label": ("函数说明", "Function help"),
    "ribbon.function_help.tip": (
        "列出全部函数及其参数、公式和示例。",
        "Lists every function with its arguments, formula and example.",
    ),
    "ribbon.settings.label": ("设置", "Settings"),
    "ribbon.settings.tip": (
        "打开本工作簿的设置工作表：期间、系数、阶段和单位。",
        "Opens the settings sheet of this workbook: period, rates, stages and unit.",
    ),
    "ribbon.open_log.label": ("打开日志", "Open log"),
    "ribbon.open_log.tip": (
        "打开记录单元格错误原因的日志文件。",
        "Opens the file that records why cells showed errors.",
    ),
    "ribbon.reload.label": ("重新加载", "Reload"),
    "ribbon.reload.tip": (
        "结束并重新启动 xlsales 的 Python，然后重新计算。函数全部显示错误时请先试这个。",
        "Ends and restarts the Python of xlsales, then recalculates. Try this first when all functions show errors.",
    ),
    "ribbon.switch_language.label": ("切换语言", "Switch language"),
    "ribbon.switch_language.tip": (
        "用英文显示“销售管理”选项卡和函数说明。",
        "Shows the Sales tab and the function help in Chinese.",
    ),
    "ribbon.about.label": ("关于", "About"),
    "ribbon.about.tip": (
        "显示 xlsales、xlwings、Excel 的版本和 Python 的位置。",
        "Shows the versions of xlsales, xlwings and Excel, and where Python is.",
    ),
    "ribbon.message.no_workbook": ("请先打开一个工作簿。", "Open a workbook first."),
    "ribbon.message.no_python": (
        "xlsales 的 Python 没有启动。请在终端运行  xlsales addin doctor  ，它会指出原因；然后点“重新加载”。",
        "The Python of xlsales does not start. Run  xlsales addin doctor  in a terminal, which finds the cause; "
        "then press Reload.",
    ),
    "ribbon.message.no_log": ("还没有日志：至今没有单元格出错。", "There is no log yet: no cell has shown an error."),
    "ribbon.message.no_script": (
        "Excel 不能启动 Python：请在终端运行  xlsales addin install  ，再试一次。",
        "Excel cannot start Python: run  xlsales addin install  in a terminal, then try again.",
    ),
    "ribbon.message.reloaded": ("xlsales 已重新加载", "xlsales was reloaded"),
}
