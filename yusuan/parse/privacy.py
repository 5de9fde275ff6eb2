"""Private data masked: names of people who filled in forms, telephone and identity numbers, addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from yusuan.spec.documents import load_private
from yusuan.spec.load import load_tables

NAME_MASK = "〔姓名已隐去〕"
PHONE_MASK = "〔电话已隐去〕"
EMAIL_MASK = "〔邮箱已隐去〕"
IDENTITY_MASK = "〔证件号已隐去〕"
MASKS = frozenset({NAME_MASK, PHONE_MASK, EMAIL_MASK, IDENTITY_MASK})

_HALF_WIDTH = str.maketrans("０１２３４５６７８９＠．－（）：", "0123456789@.-():")
_BLANK = "[ \u3000]"
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}")
_IDENTITY = re.compile(
    r"(?<!\d)[1-9]\d{5}(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}(?:\d(?!\d)|[Xx])"
)
_MOBILE = re.compile(r"(?<![\d.])(?:(?:\+|00)?86[- ]?)?1[3-9]\d(?:[-. ]?\d{4}){2}(?!\d|\.\d)")
_LANDLINE = re.compile(rf"(?<!\d)(?:\(0\d{{2,3}}\)|0\d{{2,3}}[-— ]){_BLANK}?[1-9]\d{{6,7}}(?!\d)")


def _apart(words: Sequence[str]) -> str:
    """Return a pattern for any of the words, longer ones first, blanks between their letters."""
    longest = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(rf"{_BLANK}*".join(map(re.escape, word)) for word in longest) + ")"


_WORDS = load_private()
_PHONE = rf"{_apart(_WORDS.phones)}(?:号码)?(?:{_BLANK}*\([^()\t]{{0,8}}\))?"
_PERSON = (
    rf"{_apart(_WORDS.persons)}(?:姓名)?(?:{_BLANK}*\([^()\t]{{0,8}}\))?"
    rf"(?:{_BLANK}*[及和、/]{_BLANK}*{_PHONE})?"
)
_PERSON_LABEL = re.compile(rf"^{_BLANK}*[一-鿿]{{0,6}}?{_PERSON}{_BLANK}*:?{_BLANK}*$")
_PHONE_LABEL = re.compile(rf"^{_BLANK}*{_PHONE}{_BLANK}*:?{_BLANK}*$")
_NAME = rf"(?:[一-鿿·]{{2,4}}|[一-鿿]{_BLANK}[一-鿿])"
_AFTER_NAME = r"(?=[ \u3000,，;；。、()/\d〔]|$|联系|电话|填报|日期|手机)"
_PERSON_INLINE = re.compile(
    rf"{_PERSON}{_BLANK}*:{_BLANK}*({_NAME}(?:[、/;；]{_NAME})*){_AFTER_NAME}"
    rf"|{_apart(_WORDS.plain)}(?!{'|'.join(_WORDS.no_names)})([一-鿿]{{2,3}})(?=[ \u3000,，;；]|$|联系|电话)"
)
_PHONE_INLINE = re.compile(
    rf"{_PHONE}{_BLANK}*(?:[为是]{_BLANK}*)?:?{_BLANK}*(\d[\d\- ]{{5,14}}\d)"
    rf"(?![\d.,，]|{_BLANK}*(?:万|元|部|台|门))"
)
_NAME_VALUE = re.compile(r"^[一-鿿·、，,/() \u3000]{1,16}[\d\- ]{0,16}$")
_PLAIN_NAME = re.compile(rf"^[一-鿿·]{{2,4}}$|^[一-鿿]{_BLANK}[一-鿿]$")
_PHONE_VALUE = re.compile(r"^[\d\-—、，,/() \u3000转]{7,40}$")
_KINDS = {"name": (NAME_MASK, _NAME_VALUE), "phone": (PHONE_MASK, _PHONE_VALUE)}


@dataclass(slots=True)
class Masking:
    """Masks lines in order and counts what it masks, by class.

    A label of a person or a telephone with no value beside it opens its column: values below are masked
    until a line without cells.
    """

    counts: Counter[str] = field(default_factory=Counter)
    _columns: dict[int, str] = field(default_factory=dict)

    def mask(self, line: str) -> str:
        """Return the line with private data replaced; no tab is added or taken, and masks stay."""
        cells = line.split("\t")
        if len(cells) == 1:
            if line.strip():
                self._columns = {}
        else:
            cells = self._mask_values(cells)
        return "\t".join(self._mask_text(cell) for cell in cells)

    def _mask_values(self, cells: Sequence[str]) -> list[str]:
        """Mask the cells that labels in front of them, or above them, say are private."""
        waiting: list[tuple[int, str]] = []
        masked = []
        for at, cell in enumerate(cells):
            plain = cell.translate(_HALF_WIDTH)
            label = "name" if _PERSON_LABEL.match(plain) else "phone" if _PHONE_LABEL.match(plain) else None
            if label:
                waiting.append((at, label))
            elif cell.strip():
                cell = self._mask_value(cell, waiting, self._columns.get(at))
            masked.append(cell)
        opened = dict(waiting)
        self._columns = {**({} if opened else self._columns), **opened}
        return masked

    def _mask_value(self, cell: str, waiting: list[tuple[int, str]], above: str | None) -> str:
        """Mask a cell that is what a label before it in the row, or else over it, waits for."""
        plain = cell.strip().translate(_HALF_WIDTH)
        kinds = [kind for _, kind in waiting] or ([above] if above else [])
        kind = next((kind for kind in kinds if _KINDS[kind][1].match(plain)), None)
        if not waiting and kind == "name" and not _PLAIN_NAME.match(plain):
            kind = None
        if waiting:
            del waiting[kinds.index(kind) if kind else 0]
        if kind is None or cell.strip() in MASKS or load_tables().word(cell) is not None:
            return cell
        self.counts[kind] += 1
        return _KINDS[kind][0]

    def _mask_text(self, text: str) -> str:
        for name, pattern, mask in (
            ("email", _EMAIL, EMAIL_MASK),
            ("identity_number", _IDENTITY, IDENTITY_MASK),
            ("phone", _MOBILE, PHONE_MASK),
            ("phone", _LANDLINE, PHONE_MASK),
            ("phone", _PHONE_INLINE, PHONE_MASK),
            ("name", _PERSON_INLINE, NAME_MASK),
        ):
            found = pattern.finditer(text.translate(_HALF_WIDTH))
            spans = [match.span(match.lastindex or 0) for match in found]
            for start, end in reversed(spans):
                text = text[:start] + mask + text[end:]
            self.counts[name] += len(spans)
        return text
