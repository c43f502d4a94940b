"""Files refused before work starts, each in one sentence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from xlsales.errors import WorkbookError
from xlsales.workbook import admission
from xlsales.workbook.admission import admit
from xlsales.workbook.signatures import without_signature

Repack = Callable[..., bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ORIGIN = '<Relationship Id="rIdS" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" Target="_xmlsignatures/origin.sigs"/>'  # noqa: E501
SIGNATURE = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature" Target="sig1.xml"/></Relationships>'  # noqa: E501


def text_of(data: bytes, name: str) -> str:
    """One part of a package."""
    return zipfile.ZipFile(BytesIO(data)).read(name).decode()


@pytest.fixture
def signed(template: bytes, repack: Repack) -> bytes:
    """The template with a package signature as Office writes it."""
    types = text_of(template, "[Content_Types].xml").replace(
        "</Types>",
        '<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>'
        '<Override PartName="/_xmlsignatures/sig1.xml" ContentType='
        '"application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/></Types>',
    )
    return repack(
        template,
        {
            "[Content_Types].xml": types,
            "_rels/.rels": text_of(template, "_rels/.rels").replace("</Relationships>", ORIGIN + "</Relationships>"),
            "_xmlsignatures/origin.sigs": "",
            "_xmlsignatures/_rels/origin.sigs.rels": SIGNATURE,
            "_xmlsignatures/sig1.xml": "<Signature/>",
        },
    )


def zipped(*parts: tuple[str, bytes]) -> bytes:
    """A zip of some parts."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts:
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE, "old .xls workbook; open it in Excel, save it as .xlsx"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted with a password"),
        (b"", "not an Excel workbook"),
        (b"id,name\n1,a\n", "not an Excel workbook"),
        (zipped(("xl/workbook.bin", b"x")), r"binary workbook \(\.xlsb\); open it in Excel, save it as \.xlsx"),
        (zipped(("a.xml", b"<!DOCTYPE a><a/>")), "document type"),
        (zipped(("a.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')), "document type or entities"),
        (zipped(("a.xml", b"<a>")), "a.xml inside book is damaged"),
        (zipped(("a.xml", b"<a/>"), ("A.xml", b"<a/>")), "twice"),
    ],
)
def test_what_cannot_be_edited_is_refused(data: bytes, said: str) -> None:
    """The message names the file, says why, and is one sentence."""
    with pytest.raises(WorkbookError, match=said) as refused:
        admit(data, "book")
    assert "book" in str(refused.value)
    assert len(refused.value.problems) == 1


def test_a_whole_workbook_is_admitted(template: bytes) -> None:
    """What is sound passes without a word."""
    assert admit(template, "book") is None  # type: ignore[func-returns-value]


def test_a_truncated_workbook_is_refused(template: bytes) -> None:
    """A download that stopped is not edited."""
    with pytest.raises(WorkbookError, match="damaged"):
        admit(template[: len(template) // 2], "book")


def test_a_changed_byte_inside_a_part_is_refused(template: bytes) -> None:
    """A part whose checksum fails is named, even one that a fill would never read."""
    with zipfile.ZipFile(BytesIO(template)) as archive:
        place = archive.getinfo("xl/theme/theme1.xml").header_offset + 200
    with pytest.raises(WorkbookError, match=r"theme1\.xml inside book is damaged"):
        admit(template[:place] + bytes([template[place] ^ 1]) + template[place + 1 :], "book")


def test_a_zip_bomb_is_refused_by_what_it_declares(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the ratio nor the total may pass its limit, and nothing is unpacked to find out."""
    bomb = zipped(("a.xml", b" " * (admission.RATIO_FREE_BYTES + 1)))
    with pytest.raises(WorkbookError, match="times its size"):
        admit(bomb, "book")
    monkeypatch.setattr(admission, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(WorkbookError, match="1,000 allowed"):
        admit(bomb, "book")


def test_a_part_larger_than_it_declares_is_refused(template: bytes) -> None:
    """A lie about the unpacked size does not get around the limits."""
    bomb = bytearray(zipped(("a.xml", b"<a>" + b" " * 1_000_000 + b"</a>")))
    entry = bomb.index(b"PK\x01\x02")
    bomb[entry + 24 : entry + 28] = (10).to_bytes(4, "little")
    with pytest.raises(WorkbookError, match="damaged"):
        admit(bytes(bomb), "book")


def test_a_workbook_without_a_sheet_it_names_is_refused(template: bytes, repack: Repack) -> None:
    """A missing part is named before anything is written."""
    with pytest.raises(WorkbookError, match=r"lacks its part xl/worksheets/sheet2\.xml"):
        admit(repack(template, {"xl/worksheets/sheet2.xml": None}), "book")


def test_a_signed_workbook_is_refused_unless_asked(signed: bytes) -> None:
    """A signature is never broken in silence."""
    with pytest.raises(WorkbookError, match="--drop-signature"):
        admit(signed, "book")
    admit(signed, "book", signed=True)


def test_a_signature_goes_whole(signed: bytes, template: bytes) -> None:
    """Its parts, its relationship and its content types go together; the rest stays packed as it was."""
    with zipfile.ZipFile(BytesIO(without_signature(signed))) as after, zipfile.ZipFile(BytesIO(signed)) as before:
        assert not any("_xmlsignatures" in name for name in after.namelist())
        assert "digital-signature" not in after.read("_rels/.rels").decode()
        assert "digital-signature" not in after.read("[Content_Types].xml").decode()
        for name in set(after.namelist()) - {"_rels/.rels", "[Content_Types].xml"}:
            assert after.getinfo(name).CRC == before.getinfo(name).CRC
    assert without_signature(template) is template
