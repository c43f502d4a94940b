"""Words of the notes sheets that all workbooks share."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "notes.title": ("说明", "Notes"),
    "notes.subtitle": (
        "每个数字的含义和算法，以及使用方法",
        "What each figure means, how it is computed, and how to use this workbook",
    ),
    "notes.section.use": ("使用方法", "How to use it"),
    "notes.live": ("实时计算", "Live figures"),
    "notes.live.text": (
        "所有数字都是商机表、团队表和设置上的普通公式，不需要加载项；改一处，全簿随之更新。",
        "Every figure is a plain formula over the deals, the team and the settings; no add-in is needed. "
        "Change a cell and the whole workbook follows.",
    ),
    "notes.inputs": ("黄底蓝字", "Yellow cells"),
    "notes.inputs.text": (
        "可以修改；选中单元格会提示该填什么。手工填写的数字优先于从商机表算出的数字，清空即恢复。",
        "Yours to edit; select one and it says what it takes. A typed figure wins over the one from the deals; "
        "clear it to go back.",
    ),
    "notes.protection": ("保护", "Protection"),
    "notes.protection.text": (
        "公式单元格受保护以防误改，没有密码：审阅 → 撤消工作表保护。",
        "Formula cells are protected against slips of the hand, without a password: Review → Unprotect Sheet.",
    ),
    "notes.names": ("名称", "Defined names"),
    "notes.names.text": (
        "以 xs_ 开头的名称和以 xs 开头的表是填数的地址：可以改样式、移动、重命名工作表，名称在就能重新填数。",
        "Names that begin with xs_ and tables that begin with xs are where data is filled in: restyle, move or rename "
        "sheets freely; as long as the names stand, the workbook can be filled again.",
    ),
    "notes.period": ("本期", "In the period"),
    "notes.period.text": (
        "已实现：成交日期在期间内的赢单。在谈商机：预计成交日不晚于期末的（含逾期与未填日期）；设置里可改为全部在谈。",
        "Won: deals closed within the period. Open deals: those expected by the end of the period (overdue and undated "
        "ones too); Settings can widen this to all open deals.",
    ),
}
