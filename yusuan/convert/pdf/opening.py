"""Opening a PDF: what keeps it from being read, in words; and a copy that anybody may read."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from yusuan.convert.shape import ConvertError


def opened(path: Path) -> pdfium.PdfDocument:
    """Return the open document; raises ConvertError where it is locked or damaged."""
    try:
        return pdfium.PdfDocument(path)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code == raw.FPDF_ERR_PASSWORD:
            raise ConvertError("locked with a password: save it without one, then add it") from error
        if code == raw.FPDF_ERR_SECURITY:
            raise ConvertError("locked by a method that only its maker's program opens") from error
        raise ConvertError("damaged: fetch it again from where it was published") from error


def unlocked(path: Path) -> bytes | None:
    """Return a copy without the marks that forbid printing or copying, None where the file has none."""
    document = opened(path)
    try:
        if raw.FPDF_GetSecurityHandlerRevision(document.raw) < 0:
            return None
        copy = io.BytesIO()
        document.save(copy, flags=raw.FPDF_REMOVE_SECURITY)
        return copy.getvalue()
    finally:
        document.close()
