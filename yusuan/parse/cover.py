"""A document's title on its first lines, and whose name a title holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from yusuan.parse.cells import label_text
from yusuan.parse.tables.grids import money_unit_of, unit_name_of
from yusuan.parse.tables.titles import is_title
from yusuan.spec.documents import DocumentSpec, load_documents
from yusuan.spec.load import load_tables
from yusuan.spec.numbering import CHINESE_DIGITS, FIRST, without_numbering
from yusuan.spec.organisations import load_organisations
from yusuan.spec.patterns import alternatives
from yusuan.spec.spelling import normalise

YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_MARKS = re.compile(r"[*#\s]+")
_CHINESE_YEAR = re.compile(r"(二[〇○ＯO零0][一二三四五六七八九〇○ＯO零0]{2})年")
_DIGITS = str.maketrans("〇○ＯO零一二三四五六七八九", "00000123456789")
_INDEX_NUMBER = re.compile(r"^\D{2,10}\d{8,}$")
_WORDS = load_documents()
_DOCUMENT_NUMBER = re.compile(
    rf"[〔\[（(]20\d{{2}}[〕\]）)]\d{{1,4}}{alternatives(_WORDS.number)}$|{alternatives(_WORDS.official)}$"
)
_ANNEX = re.compile(
    rf"^(?:{alternatives(_WORDS.annexes)}[-—－\d{CHINESE_DIGITS}]{{0,5}}[:：、.]?"
    rf"|第[{CHINESE_DIGITS}]{alternatives(_WORDS.parts)}[:：、.]?|【[^【】]{{1,12}}】)"
)
_PLANNED = "|".join(rf"(?<={re.escape(word)})" for word in (*_WORDS.budget, *_WORDS.final))
AROUND_NAME = re.compile(
    rf"[(（]?(?<!\d)20\d{{2}}(?!\d)\s*年?(?:度)?[)）]?|(?:{_PLANNED})[(（]?{alternatives(_WORDS.published)}"
    rf"{alternatives(_WORDS.published_as)}*[)）]?[-—－:：]*"
)
_SCOPE = re.compile(r"\(([^()]{2,8})\)$")
_OF_PAGE = re.compile(r"[:：>＞|｜\[\]]|\d{6}|20\d{2}-\d{1,2}|\.[a-z]{2,4}$", re.IGNORECASE)
_NAVIGATION = re.compile(r"[>＞»].+[>＞»]|^[•·▪■●◆]")
_CODE = re.compile(r"^(?:[\[【(（]\d{3,9}[\]】)）]|\d{6,9}|\d{3,9}[-—_])[-—_:：]?")
_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
_BEGINS_TEXT = re.compile(rf"(?:{FIRST.pattern}|20\d{{2}}年\d{{1,2}}月$)")
_MAX_TITLE_LINES = 6
_FIRST_LINES = 60
_SHORTEST_NAME = 4  # of what does not end as an organisation's does


def title_of(lines: Sequence[str], spec: DocumentSpec) -> str:
    """Return the first lines as one title: up to the contents, a table, or the year and what is planned."""
    parts: list[str] = []
    for line, plain in ((line, plain_heading(line)) for line in lines):
        if (
            not plain
            or _is_navigation(plain, spec)
            or _INDEX_NUMBER.match(plain)
            or _DOCUMENT_NUMBER.search(plain)
        ):
            continue
        if plain in spec.contents or "\t" in line or len(parts) == _MAX_TITLE_LINES or len(plain) > 60:
            break
        if parts and (money_unit_of(plain) or unit_name_of(line) or is_title(line, load_tables())):
            break
        if parts and _BEGINS_TEXT.match(plain):
            break
        parts.append(plain)
        if any(word in plain for word in (*spec.final, *spec.budget)) and YEAR.search("".join(parts)):
            if _OF_PAGE.search(plain) and not _names_organisation("".join(parts), spec):
                parts.clear()
                continue
            parts = parts[-1:] if _stands_alone(parts[-1], parts[:-1], spec) else parts
            break
    return label_text("".join(parts))


def _stands_alone(line: str, before: Sequence[str], spec: DocumentSpec) -> bool:
    """Tell whether a line is the whole title and those before it are a page's: 首页 > 预算公开, 索引号：…"""
    whole = YEAR.search(line) is not None and _names_organisation(line, spec)
    return whole and any(_OF_PAGE.search(part) for part in before)


def _names_organisation(title: str, spec: DocumentSpec) -> bool:
    name = name_in(title, spec)
    return name is not None and load_organisations().is_name(name)


def _is_navigation(plain: str, spec: DocumentSpec) -> bool:
    """Tell whether a line is a page's way to itself (首页>公开>预算) or one of its facts (•索引号…)."""
    if not _NAVIGATION.search(plain):
        return False
    return YEAR.search(plain) is None or plain[0] in "•·▪■●◆" or not _names_organisation(plain, spec)


def plain_heading(line: str) -> str:
    """Return a line without marks, blanks and an annex's number, its year in plain digits."""
    text = _ANNEX.sub("", _MARKS.sub("", line)).translate(_WIDE_DIGITS)
    return _CHINESE_YEAR.sub(lambda match: match.group(1).translate(_DIGITS) + "年", text)


def _without_scope(text: str, tails: Sequence[str]) -> tuple[str, str]:
    """Split a part of a title from the words for the organisation alone behind it: 某局部门决算(本级)."""
    scope = _SCOPE.search(text)
    if scope is None or scope.group() in tails or scope.group(1) not in load_organisations().own:
        return text, ""
    rest = text[: scope.start()]
    return (rest, scope.group()) if rest.endswith(tuple(tails)) else (text, "")


def name_in(title: str, spec: DocumentSpec) -> str | None:
    """Return the organisation's name in a title: what stands before or after the year, without the tails."""
    parts = AROUND_NAME.split(title)
    organisations = load_organisations()
    tails = sorted(map(normalise, spec.tails), key=len, reverse=True)  # 信息公开 before 公开
    names = []
    for part in parts:
        name, own = _without_scope(without_numbering(normalise(part)), tails)
        while tail := next((tail for tail in tails if name.endswith(tail)), None):
            name = name.removesuffix(tail)
        name += own if name else ""
        name = next((name.removeprefix(lead) for lead in spec.leads if name.startswith(lead)), name)
        name = _CODE.sub("", re.sub(r"^\(?([^()]*)\)?$", r"\1", name))
        is_long = len(name) >= _SHORTEST_NAME or organisations.is_name(name)
        if is_long and not is_title(name, load_tables()):
            names.append(name.replace("(", "（").replace(")", "）"))
    planned = (*spec.final, *spec.budget)

    def rank(name: str) -> tuple[bool, bool, int]:
        return organisations.is_name(name), not any(word in name for word in planned), len(name)

    return max(names, key=rank) if names else None


def cover_name(lines: Sequence[str], spec: DocumentSpec) -> str | None:
    """Return the organisation that one of the first lines is and nothing else: below 2022年部门预算."""
    headings = [plain for plain in map(plain_heading, lines[:_FIRST_LINES]) if plain]
    for plain in headings[:_MAX_TITLE_LINES]:
        if plain in spec.contents or _BEGINS_TEXT.match(plain) or is_title(plain, load_tables()):
            return None
        if len(plain) >= _SHORTEST_NAME and load_organisations().is_name(plain):
            return plain.replace("(", "（").replace(")", "）")
    return None
