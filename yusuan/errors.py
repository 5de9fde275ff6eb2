"""The one family of errors that this program foresees; any other is a fault of its own, and is called so."""

from __future__ import annotations

import traceback
from pathlib import Path


class YusuanError(Exception):
    """Raised where a document, a list, a package or the spec is not what it has to be; the message says what.

    It is no ValueError, so that a slip in the code is never taken for what a user did.
    """


def reason_of(error: BaseException) -> str:
    """Say to a user why something could not be done, or that it is a fault of this program, and where."""
    if isinstance(error, YusuanError):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, MemoryError):
        return "there is not enough memory for it"
    said = f"a fault in this program, please report it: {type(error).__name__}: {error}"
    frames = traceback.extract_tb(error.__traceback__)
    return f"{said} ({Path(frames[-1].filename).name}, line {frames[-1].lineno})" if frames else said
