"""Sentences about installing the add-in."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "install.no_excel": (
        "Excel 没有 Linux 版，这里不能安装加载项；"
        "`xlsales addin build -o xlsales.xlam` 可以生成文件，"
        "`xlsales addin install` 请在装有 Excel 的 Windows 或 Mac 上运行",
        "Excel does not run on Linux, so nothing can be installed here; `xlsales addin build -o xlsales.xlam` "
        "builds the file, and `xlsales addin install` is for the Windows or Mac machine that has Excel",
    ),
    "install.store_python": (
        "{interpreter} 是 Microsoft Store 版 Python，Excel 无法启动它：请从 python.org 安装 Python，再装 xlsales",
        "{interpreter} comes from the Microsoft Store, and Excel cannot start it: "
        "install Python from python.org and xlsales with it",
    ),
    "install.temporary_python": (
        "{interpreter} 属于临时环境，过后会被删除："
        "请用 `uv tool install xlsales` 或 `pip install xlsales` 安装，再运行一次",
        "{interpreter} belongs to an environment made for one run: "
        "install with `uv tool install xlsales` or `pip install xlsales`, then run this again",
    ),
    "install.path_of_python": (
        "{interpreter} 的路径里有空格或特殊符号，Mac 版 Excel 无法启动它："
        "请把 Python 环境建在例如 ~/xlsales 的文件夹里，再运行一次",
        "the path {interpreter} has a space or a sign that Excel for Mac cannot pass on: "
        "put the Python environment into a folder such as ~/xlsales and run this again",
    ),
    "install.no_start": (
        "{interpreter} 无法启动 xlsales（{reason}），什么都没有写入：请重新安装 xlsales，或运行 `xlsales addin doctor`",
        "{interpreter} cannot start xlsales ({reason}), so nothing was written: "
        "install xlsales again, or run `xlsales addin doctor`",
    ),
    "install.locked": (
        "无法写入 {path}（{reason}），原来的文件没有变：请关闭 Excel 再运行一次",
        "{path} cannot be written ({reason}) and the old files are as they were: close Excel and run this again",
    ),
    "install.locked_mac": (
        "无法写入 {path}（{reason}），原来的文件没有变：请退出 Excel（Cmd+Q），"
        "并在“系统设置 > 隐私与安全性”中允许“终端”访问其他 App 的数据，再运行一次",
        "{path} cannot be written ({reason}) and the old files are as they were: quit Excel (Cmd+Q), allow Terminal "
        "to access other apps' data in System Settings > Privacy & Security, and run this again",
    ),
    "install.bits_32": (
        "这是 32 位 Python：能用，但较慢，内存有限；建议换成 64 位",
        "this Python is 32-bit: it works, but slower and with little memory; prefer a 64-bit one",
    ),
    "install.wrote": ("已写入 {path}", "wrote {path}"),
    "install.unchanged": ("已是最新 {path}", "up to date {path}"),
    "install.starts": (
        "Excel 将启动 {interpreter}（{seconds:.1f} 秒）；请保留它所在的文件夹，移动之后要重新安装",
        "Excel will start {interpreter} ({seconds:.1f} s); keep its folder, and install again after moving it",
    ),
    "install.next": (
        "接下来：退出并重新打开 Excel，功能区会出现“销售”选项卡，单元格里可以输入 =FUNNEL_GAP(",
        "Next: quit Excel and open it again; the ribbon has a Sales tab, and cells know =FUNNEL_GAP(",
    ),
    "install.next_mac": (
        "接下来：用 Cmd+Q 退出 Excel 再打开，第一次点按钮时允许它控制 Excel；Mac 的单元格函数请用“嵌入函数”按钮",
        "Next: quit Excel with Cmd+Q, open it again, and allow it to control Excel when a button first asks; "
        "for functions in cells on a Mac use the button Embed functions",
    ),
    "uninstall.removed": ("已删除 {path}", "removed {path}"),
    "uninstall.nothing": ("没有安装加载项，无需删除", "the add-in is not installed; there was nothing to remove"),
    "uninstall.next": ("退出并重新打开 Excel 即可", "quit Excel and open it again"),
    "uninstall.logs": ("日志保留在 {path}（--logs 可一并删除）", "log files stay in {path} (--logs removes them)"),
    "status.ready": ("加载项已安装：{path}", "the add-in is installed: {path}"),
    "status.absent": (
        "没有安装加载项：运行 `xlsales addin install`",
        "the add-in is not installed: run `xlsales addin install`",
    ),
    "status.unreadable": (
        "{path} 不是完好的 xlsales 加载项：运行 `xlsales addin install` 重新生成",
        "{path} is not a sound add-in of xlsales: run `xlsales addin install` to build it anew",
    ),
    "status.other_version": (
        "加载项是用 {package} {then} 生成的，现在是 {now}：运行 `xlsales addin install`",
        "the add-in was built with {package} {then}, and now there is {now}: run `xlsales addin install`",
    ),
    "status.no_interpreter": (
        "加载项要启动的 Python 已不在：{interpreter}；运行 `xlsales addin install`",
        "the Python that the add-in starts is gone: {interpreter}; run `xlsales addin install`",
    ),
    "status.built_with": ("生成时：{versions}", "built with: {versions}"),
    "status.now": ("现在：{versions}", "now: {versions}"),
    "status.log": ("日志：{path}", "log: {path}"),
    "build.wrote": (
        "已生成 {path}；Excel 将启动 {python}（--python 可以改）",
        "built {path}; Excel will start {python} (--python changes it)",
    ),
}
