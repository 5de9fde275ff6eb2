"""The one error that the package stage raises."""

from __future__ import annotations

from yusuan.errors import YusuanError


class PackageError(YusuanError):
    """Raised when records cannot be published; the message names resource, row and column."""
