"""Sentences of the doctor: what keeps the add-in from working, and what to do about it."""

from __future__ import annotations

_AGAIN_ZH, _AGAIN_EN = "运行 `xlsales addin install`", "run `xlsales addin install`"

_PYTHON: dict[str, tuple[str, str]] = {
    "python.ok": ("Python {version}，{bits} 位：{interpreter}", "Python {version}, {bits}-bit: {interpreter}"),
    "python.store": (
        "{interpreter} 是 Microsoft Store 版 Python，它的文件对 Excel 不可见",
        "{interpreter} comes from the Microsoft Store, whose files Excel cannot reach",
    ),
    "python.store.advice": (
        "卸载它，从 python.org 安装 Python，重新安装 xlsales，再运行 `xlsales addin install`",
        "uninstall it, install Python from python.org and xlsales with it, then run `xlsales addin install`",
    ),
    "python.temporary": (
        "{interpreter} 属于临时环境，过后会被删除",
        "{interpreter} belongs to an environment made for one run, which will be deleted",
    ),
    "python.temporary.advice": (
        "用 `uv tool install xlsales` 或 `pip install xlsales` 安装，再运行 `xlsales addin install`",
        "install with `uv tool install xlsales` or `pip install xlsales`, then run `xlsales addin install`",
    ),
    "python.narrow": (
        "Python {version} 是 {bits} 位：{interpreter}",
        "Python {version} is {bits}-bit: {interpreter}",
    ),
    "python.narrow.advice": (
        "能用，但较慢，内存有限；建议换成 64 位 Python（与 Excel 的位数无关）",
        "it works, but slower and with little memory; prefer a 64-bit Python, whatever the bits of Excel",
    ),
    "packages.ok": ("程序包：{versions}", "packages: {versions}"),
    "packages.missing": ("{interpreter} 缺少 {names}", "{interpreter} lacks {names}"),
    "packages.missing.advice": (
        "运行 `{interpreter} -m pip install --force-reinstall {names}`",
        "run `{interpreter} -m pip install --force-reinstall {names}`",
    ),
    "characters.ok": ("Python 的路径可以用 {codepage} 表示", "the path of Python can be written in {codepage}"),
    "characters.unknown": (
        "{path} 含有系统代码页 {codepage} 没有的字符，Excel 无法从那里加载",
        "{path} has characters that this Windows ({codepage}) cannot pass on, so Excel cannot load from there",
    ),
    "characters.unknown.advice": (
        "把 Python 环境建在只含英文字母的文件夹里，例如 C:\\xlsales，再运行 `xlsales addin install`",
        "put the Python environment into a folder of plain letters, such as C:\\xlsales, "
        "and run `xlsales addin install`",
    ),
    "start.ok": ("Python 能启动 xlsales（{seconds} 秒）", "Python starts xlsales ({seconds} s)"),
    "start.slow": ("Python 启动用了 {seconds} 秒", "Python took {seconds} s to start"),
    "start.slow.advice": (
        "多半是杀毒软件在扫描：请管理员把 Python 环境的文件夹加入排除项；第二次通常会快",
        "antivirus scanning is the usual cause: ask for an exclusion of Python's folder; "
        "the second start is often fast",
    ),
    "start.failed": (
        "Python 启动失败：{reason}\n命令：{command}\n它的输出：\n{stderr}",
        "Python does not start: {reason}\ncommand: {command}\nit says:\n{stderr}",
    ),
    "start.failed.advice": (
        "按输出的最后一行处理；多半是缺少程序包，重新安装即可：`pip install --force-reinstall xlsales`",
        "go by the last line; a package is usually missing: `pip install --force-reinstall xlsales`",
    ),
}
_ADDIN: dict[str, tuple[str, str]] = {
    "addin.ok": ("加载项在 {path}", "the add-in is at {path}"),
    "addin.absent": ("{path} 不存在：没有安装加载项", "there is no {path}: the add-in is not installed"),
    "addin.absent.advice": (_AGAIN_ZH, _AGAIN_EN),
    "addin.unreadable": ("{path} 不是完好的 xlsales 加载项", "{path} is not a sound add-in of xlsales"),
    "addin.unreadable.advice": ("关闭 Excel，" + _AGAIN_ZH, "close Excel and " + _AGAIN_EN),
    "addin.altered": (
        "{path} 不是本机安装时写入的那一份",
        "{path} is not the file that was installed on this machine",
    ),
    "addin.altered.advice": (
        "若不是有意复制或签名，" + _AGAIN_ZH,
        "unless it was copied or signed on purpose, " + _AGAIN_EN,
    ),
    "versions.ok": (
        "加载项与 xlsales {xlsales}、xlwings {xlwings} 一致",
        "the add-in fits xlsales {xlsales} and xlwings {xlwings}",
    ),
    "versions.xlwings": (
        "加载项是用 xlwings {then} 生成的，现在装的是 {now}，两者必须一致",
        "the add-in was built with xlwings {then}, but {now} is installed; they must be the same",
    ),
    "versions.xlwings.advice": (_AGAIN_ZH, _AGAIN_EN),
    "versions.xlsales": (
        "加载项是用 xlsales {then} 生成的，现在装的是 {now}",
        "the add-in was built with xlsales {then}, but {now} is installed",
    ),
    "versions.xlsales.advice": (_AGAIN_ZH, _AGAIN_EN),
    "interpreter.ok": ("加载项启动 {path}", "the add-in starts {path}"),
    "interpreter.gone": (
        "加载项要启动的 Python 已不在：{path}",
        "the Python that the add-in starts is gone: {path}",
    ),
    "interpreter.gone.advice": (_AGAIN_ZH, _AGAIN_EN),
    "interpreter.other": (
        "加载项启动 {path}，而本命令由 {this} 运行",
        "the add-in starts {path}, but this command runs with {this}",
    ),
    "interpreter.other.advice": (
        "只更新其中一个，另一个不会跟着变；要换用本命令的 Python，" + _AGAIN_ZH,
        "an update of one does not reach the other; to use this command's Python, " + _AGAIN_EN,
    ),
    "blocked.ok": ("加载项没有“来自网络”的标记", "the add-in is not marked as downloaded"),
    "blocked.marked": (
        "{path} 带有“来自网络”的标记，Excel 会禁用它的宏",
        "{path} is marked as downloaded, so Excel refuses its macros",
    ),
    "blocked.marked.advice": (
        "右键文件 > 属性 > 解除锁定，或" + _AGAIN_ZH + "在本机重新生成",
        "right-click the file > Properties > Unblock, or " + _AGAIN_EN + " to build it on this machine",
    ),
    "disabled.ok": ("Excel 没有禁用加载项", "Excel has not disabled the add-in"),
    "disabled.listed": (
        "Excel 曾异常退出，把加载项列入了“禁用的项目”",
        "Excel disabled the add-in after a crash",
    ),
    "disabled.listed.advice": (
        "在“文件 > 选项 > 加载项 > 管理：禁用项目 > 转到”中启用它",
        "enable it in File > Options > Add-ins > Manage: Disabled Items > Go",
    ),
    "copies.ok": ("没有另一份加载项", "there is no other copy of the add-in"),
    "copies.found": (
        "还有别的 xlsales.xlam：{paths}；Excel 可能加载旧的那份",
        "there are other copies of xlsales.xlam: {paths}; Excel may load an old one",
    ),
    "copies.found.advice": (
        "在“Excel 加载项”对话框中取消勾选，关闭 Excel 后删除这些文件",
        "untick them in Excel's Add-ins dialog, close Excel and delete the files",
    ),
    "folders.ok": ("所需文件夹都可写", "the folders it needs can be written"),
    "folders.closed": ("这些文件夹不可写：{paths}", "these folders cannot be written: {paths}"),
    "folders.closed.advice": (
        "请管理员给予本用户写权限，或检查文件夹是否只读、已被重定向到断开的网络盘",
        "ask for permission to write, and check that they are not read-only or redirected to an absent network drive",
    ),
    "settings.ok": ("没有会改变加载项的配置文件", "no configuration file changes the add-in"),
    "settings.xlwings": (
        "{path} 是 xlwings 自己的配置，本加载项不读它",
        "{path} belongs to xlwings itself; this add-in does not read it",
    ),
    "settings.own": (
        "{path} 会补充加载项的设置，例如 Conda 环境",
        "{path} adds to the settings of the add-in, such as a Conda environment",
    ),
    "settings.own.advice": (
        "若不是有意放在那里，请把它移走",
        "move it away unless it was put there on purpose",
    ),
}
_WINDOWS: dict[str, tuple[str, str]] = {
    "excel.ok": ("Excel {version}，{bits} 位：{program}", "Excel {version}, {bits}-bit: {program}"),
    "excel.absent": ("没有找到 Excel 桌面版", "no Excel for the desktop was found"),
    "excel.absent.advice": (
        "安装 Microsoft 365 或 Excel 2016 以上的桌面版；只有网页版时请用 `xlsales embed`",
        "install the desktop Excel of Microsoft 365, or Excel 2016 or newer; for Excel on the web use `xlsales embed`",
    ),
    "excel.old": ("Excel {version} 太旧：{program}", "Excel {version} is too old: {program}"),
    "excel.old.advice": ("升级到 Excel 2016 以上", "update to Excel 2016 or newer"),
    "excel.store": (
        "Excel {version} 来自 Microsoft Store：{program}",
        "Excel {version} comes from the Microsoft Store: {program}",
    ),
    "excel.store.advice": (
        "若函数返回“Could not activate Python COM server”，请卸载后从 office.com 安装",
        "if functions answer 'Could not activate Python COM server', uninstall it and install Office from office.com",
    ),
    "library.ok": ("{name} 在 Python 旁边", "{name} is beside Python"),
    "library.missing": (
        "{folder} 及其上一级都没有 {name}",
        "{name} is neither in {folder} nor in the folder above",
    ),
    "library.missing.advice": (
        "可能被杀毒软件隔离：恢复它，或运行 `pip install --force-reinstall --no-deps xlwings`",
        "antivirus may have taken it: restore it, or run `pip install --force-reinstall --no-deps xlwings`",
    ),
    "library.other": (
        "需要 {name}，只找到别的版本：{found}",
        "{name} is needed, but only other versions are there: {found}",
    ),
    "library.other.advice": (
        "运行 `pip install --force-reinstall --no-deps xlwings`，再运行 `xlsales addin install`",
        "run `pip install --force-reinstall --no-deps xlwings`, then `xlsales addin install`",
    ),
    "macros.ok": ("Office 的设置允许加载项的宏", "Office's settings allow the add-in's macros"),
    "macros.vba_off": (
        "公司策略关闭了 Office 的 VBA（{name}）",
        "a policy of your company turns VBA off in Office ({name})",
    ),
    "macros.vba_off.advice": (
        "请管理员为你开启；在此之前用 `xlsales embed` 把函数放进工作簿，不需要宏",
        "ask your administrator; until then `xlsales embed` puts the functions into a workbook without macros",
    ),
    "macros.addins_off": (
        "信任中心禁用了所有加载项（{name}）",
        "the Trust Center disables all add-ins ({name})",
    ),
    "macros.addins_off.advice": (
        "在“文件 > 选项 > 信任中心 > 加载项”中取消“禁用所有应用程序加载项”；灰色则请管理员更改",
        "untick 'Disable all Application Add-ins' in File > Options > Trust Center > Add-ins; "
        "if it is grey, ask your administrator",
    ),
    "macros.signed_addins": (
        "加载项必须有受信任发布者的签名（{name}）",
        "add-ins must be signed by a trusted publisher ({name})",
    ),
    "macros.signed_addins.advice": (
        "请管理员用公司证书给 xlsales.xlam 签名，或取消这项要求",
        "ask your administrator to sign xlsales.xlam with the company's certificate, or to lift the requirement",
    ),
    "macros.no_trusted_folders": (
        "所有受信任位置都被停用（{name}），启动文件夹里的加载项不受信任",
        "all trusted locations are disabled ({name}), so the add-in in the start folder is not trusted",
    ),
    "macros.no_trusted_folders.advice": (
        "在“信任中心 > 受信任位置”中取消“禁用所有受信任位置”，或请管理员给 xlsales.xlam 签名",
        "untick 'Disable all Trusted Locations' in the Trust Center, or have xlsales.xlam signed",
    ),
    "macros.macros_off": (
        "宏设置为“禁用所有宏”（{name}）；启动文件夹受信任时加载项仍会运行",
        "macros are set to be disabled ({name}); the add-in still runs while its folder is a trusted location",
    ),
    "macros.macros_off.advice": (
        "若没有“销售”选项卡，在“信任中心 > 宏设置”中改为“通过通知禁用 VBA 宏”",
        "if there is no Sales tab, choose 'Disable VBA macros with notification' in Trust Center > Macro Settings",
    ),
    "macros.signed_macros": (
        "只允许有数字签名的宏（{name}）；启动文件夹受信任时加载项仍会运行",
        "only signed macros are allowed ({name}); the add-in still runs while its folder is a trusted location",
    ),
    "macros.signed_macros.advice": (
        "若没有“销售”选项卡，请管理员给 xlsales.xlam 签名",
        "if there is no Sales tab, have xlsales.xlam signed by your administrator",
    ),
    "protection.ok": (
        "没有发现阻止 Excel 启动 Python 的 Defender 规则",
        "no rule of Microsoft Defender was found that keeps Excel from starting Python",
    ),
    "protection.processes": (
        "Defender 规则 {id} 不让 Office 启动其他程序，Excel 因此启动不了 Python",
        "Defender rule {id} keeps Office from starting other programs, so Excel cannot start Python",
    ),
    "protection.processes.advice": (
        "请管理员对这条规则排除 {python}，或为你的机器改为审核；在此之前用 `xlsales embed`，不需要 Python",
        "ask your administrator to exclude {python} from this rule, or to set it to audit; "
        "until then use `xlsales embed`, which needs no Python",
    ),
    "protection.calls": (
        "Defender 规则 {id} 不让 Office 宏调用系统函数，加载项因此加载不了 xlwings 的库",
        "Defender rule {id} keeps macros from calling Windows, so the add-in cannot load the library of xlwings",
    ),
    "protection.calls.advice": (
        "请管理员对这条规则排除 xlsales.xlam；在此之前用 `xlsales embed`，不需要 Python（现用 {python}）",
        "ask your administrator to exclude xlsales.xlam from this rule; "
        "until then use `xlsales embed`, which needs no Python (now {python})",
    ),
}
_MAC: dict[str, tuple[str, str]] = {
    "excel_mac.ok": ("Excel {version}", "Excel {version}"),
    "excel_mac.absent": ("“应用程序”中没有 Microsoft Excel", "there is no Microsoft Excel in Applications"),
    "excel_mac.absent.advice": ("安装 Microsoft 365 的 Excel", "install the Excel of Microsoft 365"),
    "excel_mac.old": ("Excel {version} 太旧", "Excel {version} is too old"),
    "excel_mac.old.advice": ("升级到 Excel 2016（16）以上", "update to Excel 2016 (16) or newer"),
    "script.ok": ("{name} 已就位", "{name} is in place"),
    "script.missing": (
        "{folder} 中没有 {name}，Excel 启动不了 Python",
        "{name} is not in {folder}, so Excel cannot start Python",
    ),
    "script.missing.advice": (_AGAIN_ZH, _AGAIN_EN),
    "script.other": (
        "需要 {name}，只找到别的版本：{found}",
        "{name} is needed, but only other versions are there: {found}",
    ),
    "script.other.advice": (_AGAIN_ZH, _AGAIN_EN),
    "path.ok": ("Excel 能照原样使用 Python 的路径", "Excel can use the path of Python as it is"),
    "path.broken": (
        "{path} 里有空格或特殊符号，Mac 版 Excel 无法启动它",
        "{path} has a space or a sign that Excel for Mac cannot pass on",
    ),
    "path.broken.advice": (
        "把 Python 环境建在例如 ~/xlsales 的文件夹里，再运行 `xlsales addin install`",
        "put the Python environment into a folder such as ~/xlsales, then run `xlsales addin install`",
    ),
    "automation.ok": ("没有发现控制 Excel 被拒绝的记录", "no refusal to control Excel was found"),
    "automation.refused": (
        "macOS 不允许控制 Excel（错误 -1743）",
        "macOS refuses to let Excel be controlled (error -1743)",
    ),
    "automation.refused.advice": (
        "在“系统设置 > 隐私与安全性 > 自动化”中，为“终端”和“Microsoft Excel”勾选 Microsoft Excel；"
        "没有列出时运行 `tccutil reset AppleEvents`，再点一次按钮并允许",
        "in System Settings > Privacy & Security > Automation tick Microsoft Excel under Terminal and Microsoft Excel; "
        "if they are not listed, run `tccutil reset AppleEvents`, click the button again and allow it",
    ),
    "automation.unknown": ("无法确认能否控制 Excel：{reason}", "whether Excel can be controlled is unknown: {reason}"),
    "automation.unknown.advice": (
        "打开 Excel 再运行一次；按钮能用就不必理会",
        "open Excel and run this again; if the buttons work, ignore it",
    ),
}

WORDS: dict[str, tuple[str, str]] = {
    **{f"doctor.{case}": texts for part in (_PYTHON, _ADDIN, _WINDOWS, _MAC) for case, texts in part.items()},
    "doctor.state.ok": ("正常", "ok   "),
    "doctor.state.warn": ("注意", "note "),
    "doctor.state.fail": ("问题", "fault"),
    "doctor.do": ("怎么办：{advice}", "what to do: {advice}"),
    "doctor.sum": (
        "{fails} 个问题，{warns} 处注意",
        "faults: {fails}, notes: {warns}",
    ),
    "doctor.elsewhere": (
        "这里没有 Excel：只检查了 Python 这一半；另一半请在装有 Excel 的 Windows 或 Mac 上运行本命令",
        "there is no Excel here: only Python's half was checked; run this on the Windows or Mac machine with Excel",
    ),
}
