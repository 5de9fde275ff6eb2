"""Which format a file has: told by its first bytes, never by its name."""

from __future__ import annotations

import zipfile
from pathlib import Path

from yusuan.convert.shape import ConvertError

MAX_BYTES = 200 * 1024 * 1024
"""Bytes of a file; the largest known has 2.5 million."""
MAX_UNPACKED = 400 * 1024 * 1024
"""Bytes that an archive, a Word file or a workbook unpacks to."""
MAX_RATIO = 300
"""How many times its own size a file may unpack to."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table", b"<div", b"<?xml", b"<meta", b"<p")

FORMATS = ("pdf", "docx", "doc", "xlsx", "xls", "html", "zip")


def format_of(path: Path) -> str:
    """Return the format of a file, one of FORMATS; raises ConvertError for others, and for one too large."""
    size = path.stat().st_size
    if size == 0:
        raise ConvertError("the file is empty")
    if size > MAX_BYTES:
        raise ConvertError(f"{size:,} bytes, more than {MAX_BYTES:,}: is this one disclosure?")
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return _packed(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        return _compound(path.read_bytes())
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_HTML) or b"<html" in head.lower():
        return "html"
    raise ConvertError(
        "this is no PDF, Word, Excel or HTML file, whatever its name says; "
        "a text file goes into disclosures/ as it is"
    )


def _packed(path: Path) -> str:
    """Tell Word from Excel from a mere archive; refuse one that unpacks to more than a disclosure can be."""
    try:
        with zipfile.ZipFile(path) as packed:
            names = {info.filename for info in packed.infolist()}
            unpacked = sum(info.file_size for info in packed.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ConvertError(f"damaged: {error}; fetch it again from where it was published") from error
    if unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * max(path.stat().st_size, 65536):
        raise ConvertError(f"it unpacks to {unpacked:,} bytes: that is no disclosure")
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    return "zip"


def _compound(data: bytes) -> str:
    """Tell the old formats of Word and Excel, and locked ones of the new, by the names of their streams."""
    if _stream("EncryptedPackage") in data:
        raise ConvertError("locked with a password: save it without one, then add it")
    if _stream("WordDocument") in data:
        return "doc"
    if _stream("Workbook") in data or _stream("Book") in data:
        return "xls"
    raise ConvertError("an old Office file that is neither Word nor Excel")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")
