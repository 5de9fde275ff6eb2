"""Widths of Chinese labels, counted instead of measured: the build machine may have no Chinese font."""

from __future__ import annotations

import unicodedata

FULL_EM = 1.0
HALF_EM = 0.6


def em_width(text: str) -> float:
    """Count a text's width in em: 1 for a full-width character, 0.6 for any other."""
    return sum(FULL_EM if unicodedata.east_asian_width(char) in "WFA" else HALF_EM for char in text)


def wrap_label(text: str, width: float, size: float) -> list[str]:
    """Break a label into lines of at most ``width`` pixels at a font size; Chinese breaks anywhere."""
    lines = [""]
    for char in text:
        if lines[-1] and em_width(lines[-1] + char) * size > width:
            lines.append("")
        lines[-1] += char
    return lines
