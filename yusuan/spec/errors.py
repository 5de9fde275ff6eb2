"""The error of the spec's files."""

from __future__ import annotations


class SpecError(ValueError):
    """Raised when a file of the spec contradicts itself; the message names the entry."""
