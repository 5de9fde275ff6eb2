"""Text from outside in messages: what a terminal would obey is shown, not sent."""

from __future__ import annotations

_FULL_WIDTH_BLANK = "\u3000"


def is_plain(text: str) -> bool:
    """Tell whether every character of a text is printed, blanks of Chinese text among them."""
    return text.replace(_FULL_WIDTH_BLANK, " ").isprintable()


def shown(text: str) -> str:
    """Return text on one line, characters that are not printed written out (\\x1b, \\n, \\u202e)."""
    return "".join(one if is_plain(one) else one.encode("unicode_escape").decode() for one in text)
