"""The narrative as an outline: headings by whatever numbering a document uses, and the text under each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yusuan.model import Section
from yusuan.parse.cells import label_text
from yusuan.spec.documents import load_documents
from yusuan.spec.money import UNIT
from yusuan.spec.narrative import announces_parts, load_narrative
from yusuan.spec.numbering import STYLES, numbering_of
from yusuan.spec.patterns import alternatives

_RANK = {style: rank for rank, style in enumerate(STYLES, start=1)}
_MARKDOWN = re.compile(r"^(#{1,6})\s*")
_ENDS_SENTENCE = re.compile(r"[。！？；：:;.!?]$")
_ENDS_REMARK = re.compile(r"[（(][^（()）]{8,}[）)]$")
_BLANKS = r"\s*"
_CONTENTS = re.compile(rf"^[#\s*]*{alternatives(load_documents().contents, between=_BLANKS)}[*\s]*$")
_LEADER = re.compile(r"[.…·]{3,}\s*\d*$")
_FIGURE = re.compile(rf"\d{UNIT}")
_MAX_HEADING = 48
_SHORT_HEADING = 18
_MAX_LINE = 34


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or paragraph made whole: its text, and the line each of its characters' runs begins on."""

    text: str
    lines: tuple[int, ...]
    offsets: tuple[int, ...]

    def line_at(self, offset: int) -> int:
        """Return the line that the character at an offset is printed on."""
        return max(
            (line for line, start in zip(self.lines, self.offsets, strict=True) if start <= offset),
            default=self.lines[0],
        )


def heading_style(text: str) -> str | None:
    """Return the style of numbering that a line begins with."""
    numbering = numbering_of(text)
    return numbering.style if numbering else None


def is_heading(text: str) -> bool:
    """Tell whether a paragraph is a heading: numbered or marked, short, complete, and no sentence."""
    plain = _MARKDOWN.sub("", text)
    style = heading_style(plain)
    if style and plain.endswith(load_narrative().heading_sentences):
        plain = plain.removesuffix("。")
    if (
        len(plain) > _MAX_HEADING
        or "。" in plain
        or plain.endswith(("；", ";", "，", ",", "、"))
        or not _is_closed(plain)
    ):
        return False
    if _FIGURE.search(plain):
        return False
    if _MARKDOWN.match(text) or style in {"part", "chinese"}:
        return True
    short = len(plain) <= _SHORT_HEADING and not re.search(r"[；，,]", plain)
    return style is not None and (short or plain.rstrip(":：").endswith(load_narrative().heading_ends))


def _is_closed(text: str) -> bool:
    return all(text.count(opening) == text.count(closing) for opening, closing in ("“”", "《》", "（）"))


def passages(lines: Sequence[str], taken: Iterable[int]) -> list[Passage]:
    """Heal the narrative's lines into passages; lines of tables (``taken``) and blank ones separate them."""
    skipped = set(taken)
    found: list[Passage] = []
    open_passage: list[tuple[int, str]] = []
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if number in skipped or "\t" in line:
            _close(open_passage, found)
        elif not text:
            continue
        else:
            begun = "".join(part for _, part in open_passage)
            wraps = bool(open_passage) and number == open_passage[-1][0] + 1 and _wraps(begun, text)
            if open_passage and not wraps and not _goes_on(begun, text):
                _close(open_passage, found)
            open_passage.append((number, text))
    _close(open_passage, found)
    return found


def _wraps(before: str, text: str) -> bool:
    """Tell whether a line goes on with the parts that the line right above it announces: `…元，其中：`."""
    return announces_parts(before) and not heading_style(text)


def _goes_on(before: str, text: str) -> bool:
    """Tell whether a line continues the one before it, broken by the page or the margin."""
    if _MARKDOWN.match(text) or _CONTENTS.match(text) or _CONTENTS.match(before) or _LEADER.search(before):
        return False
    if (
        _ENDS_SENTENCE.search(before)
        or _ENDS_REMARK.search(before)
        or heading_style(text) in {"part", "chinese", "bracketed"}
    ):
        return False
    if heading_style(text) and not before.endswith(("，", ",", "、")):
        return False
    if text.startswith(load_narrative().opens):
        return False
    return not is_heading(before) or not is_complete(before)


def is_complete(heading: str) -> bool:
    """Tell whether a heading's line holds all of it: it does not break off at the margin."""
    return len(heading) < _MAX_LINE or heading.endswith(load_narrative().heading_ends)


def _close(open_passage: list[tuple[int, str]], found: list[Passage]) -> None:
    if not open_passage:
        return
    text, lines, offsets = "", [], []
    for number, part in open_passage:
        joined = " " if text and re.search(r"[A-Za-z0-9]$", text) and re.match(r"[A-Za-z]", part) else ""
        text += joined
        lines.append(number)
        offsets.append(len(text))
        text += label_text(part)
    found.append(Passage(text, tuple(lines), tuple(offsets)))
    open_passage.clear()


def read_sections(disclosure_id: str, found: Sequence[Passage]) -> list[Section]:
    """Return the outline: each heading with the text up to the next one, in order of the document.

    ``found`` begins after the contents.
    """
    sections: list[Section] = []
    stack: list[tuple[int, str]] = []
    heading: Passage | None = None
    body: list[Passage] = []
    for passage in [*found, None]:
        if passage is not None and not is_heading(passage.text):
            body.append(passage)
            continue
        if heading is not None:
            level = _level(heading.text)
            stack = [(rank, title) for rank, title in stack if rank < level]
            title = label_text(_MARKDOWN.sub("", heading.text))
            stack.append((level, title))
            sections.append(_section(disclosure_id, len(sections) + 1, stack, heading, body))
        heading, body = passage, []
    return sections


def _level(text: str) -> int:
    return _RANK.get(heading_style(_MARKDOWN.sub("", text)) or "part", 1)


def _section(
    disclosure_id: str,
    number: int,
    stack: Sequence[tuple[int, str]],
    heading: Passage,
    body: Sequence[Passage],
) -> Section:
    return Section(
        disclosure_id=disclosure_id,
        section_id=f"s{number:03}",
        path=" / ".join(title for _, title in stack),
        heading_level=len(stack),
        heading=stack[-1][1],
        text="\n".join(passage.text for passage in body) or None,
        first_line=heading.lines[0],
        last_line=(body[-1] if body else heading).lines[-1],
    )


def after_contents(found: Sequence[Passage]) -> int:
    """Return the position of the first heading that the contents announce and the text prints again."""
    at = next((index for index, passage in enumerate(found) if _CONTENTS.match(passage.text)), None)
    if at is None or at + 1 >= len(found):
        return 0
    first = _key(found[at + 1].text)
    again = next((index for index in range(at + 2, len(found)) if _key(found[index].text) == first), None)
    return again if again is not None else at + 1


def _key(text: str) -> str:
    plain = _LEADER.sub("", re.sub(r"[\s#*]", "", text))
    return plain[:8]
