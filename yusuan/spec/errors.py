"""The error of the spec's files."""

from __future__ import annotations

from yusuan.errors import YusuanError


class SpecError(YusuanError):
    """Raised when a file of the spec contradicts itself; the message names the entry."""
