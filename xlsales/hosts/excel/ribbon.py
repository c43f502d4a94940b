"""The ribbon of the add-in: the XML of the Sales tab, whose texts and states Excel asks from VBA."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from xlsales.hosts.excel.buttons import GROUPS, TAB, Button, in_group

PART = "customUI/customUI14.xml"
RELATIONSHIP = "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"
NAMESPACE = "http://schemas.microsoft.com/office/2009/07/customui"
ON_LOAD = "XlsOnLoad"
GET_LABEL, GET_ENABLED = "XlsGetLabel", "XlsGetEnabled"
GET_SCREENTIP, GET_SUPERTIP = "XlsGetScreentip", "XlsGetSupertip"
PARAMETERS = {  # what Excel passes to each kind of callback
    "onLoad": ("ribbon As IRibbonUI",),
    "onAction": ("control As IRibbonControl",),
    "get": ("control As IRibbonControl", "ByRef returnedVal As Variant"),
}


def ribbon_xml() -> str:
    """Return the customUI part of the Sales tab."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
        f'<customUI xmlns="{NAMESPACE}" onLoad="{ON_LOAD}">',
        "  <ribbon>",
        "    <tabs>",
        f"      <tab {_attributes(id=TAB, getLabel=GET_LABEL)}>",
        *(line for group in GROUPS for line in _group(group)),
        "      </tab>",
        "    </tabs>",
        "  </ribbon>",
        "</customUI>",
    ]
    return "\n".join(lines) + "\n"


def _group(group: str) -> list[str]:
    opening = f"        <group {_attributes(id=f'group_{group}', getLabel=GET_LABEL)}>"
    buttons = [f"          <button {_button(button)}/>" for button in in_group(group)]
    return [opening, *buttons, "        </group>"]


def _button(button: Button) -> str:
    texts = {"getLabel": GET_LABEL, "getScreentip": GET_SCREENTIP, "getSupertip": GET_SUPERTIP}
    enabled = {"getEnabled": GET_ENABLED} if button.needs_workbook else {}
    return _attributes(
        id=button.id, size=button.size, imageMso=button.image, **texts, **enabled, onAction=button.procedure
    )


def _attributes(**values: str) -> str:
    return " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())
