"""Whose document it is, of which year and kind: its title, and the organisations its tables name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.errors import YusuanError
from yusuan.model.document import BUDGET, FINAL_ACCOUNTS
from yusuan.parse.cells import label_text
from yusuan.parse.tables.assemble import PrintedTable
from yusuan.parse.tables.grids import money_unit_of, unit_name_of
from yusuan.parse.tables.titles import is_title
from yusuan.spec.documents import DocumentSpec, load_documents
from yusuan.spec.load import load_tables
from yusuan.spec.numbering import CHINESE_DIGITS, FIRST, without_numbering
from yusuan.spec.organisations import load_organisations
from yusuan.spec.patterns import alternatives
from yusuan.spec.regions import Region, find_region, mends_place, region_named, region_of
from yusuan.spec.spelling import normalise

_YEAR = re.compile(r"(?<!\d)(20\d{2})\s*年")
_ADCODE = re.compile(r"^(\d{6})-")
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
_AROUND_NAME = re.compile(
    rf"(?<!\d)20\d{{2}}\s*年?(?:度)?|(?:{_PLANNED})[(（]?{alternatives(_WORDS.published)}"
    rf"{alternatives(_WORDS.published_as)}*[)）]?[-—－:：]*"
)
_SCOPE = re.compile(r"\(([^()]{2,8})\)$")
_OF_PAGE = re.compile(r"[:：>＞|｜\[\]]|\d{6}|20\d{2}-\d{1,2}")
_PLACEHOLDER = re.compile(r"[XxＸｘ×*＊]{2,}")
_BEGINS_TEXT = re.compile(rf"(?:{FIRST.pattern}|20\d{{2}}年\d{{1,2}}月$)")
_MAX_TITLE_LINES = 6
_FIRST_LINES = 60
_LONGEST_HEADING = 50
_SHORTEST_NAME = 4  # of what does not end as an organisation's does


@dataclass(frozen=True, slots=True)
class Identity:
    """What the text says of itself."""

    title: str
    unit_name: str
    unit_code: str | None
    document_type: str
    entity_level: str | None
    fiscal_year: int
    region: Region | None

    @property
    def is_final(self) -> bool:
        """Whether the document is a final account (决算), no budget."""
        return self.document_type == FINAL_ACCOUNTS


class NoDisclosure(YusuanError):
    """Raised where a text is no budget disclosure; the message says what is missing."""


def identify(
    lines: Sequence[str],
    tables: Sequence[PrintedTable],
    stem: str,
    spec: DocumentSpec,
    overrides: Mapping[str, str] | None = None,
) -> Identity:
    """Return title, organisation, year and place, each as ``overrides`` set it or else as the text says.

    Raises NoDisclosure without year or organisation.
    """
    given = overrides or {}
    title = _title(lines, spec)
    text = "".join(lines)
    year = int(given["fiscal_year"]) if "fiscal_year" in given else _year(title, tables, text, stem)
    if year is None:
        raise NoDisclosure(
            "no year is named, neither in the title nor in the tables: is this a budget disclosure? "
            "If so, give its fiscal_year in catalog.csv"
        )
    hint = match.group(1) if (match := _ADCODE.match(stem)) else None
    unit_code, name = _unit(title, lines, tables, spec)
    name = given.get("unit_name") or name
    if name is None:
        raise NoDisclosure(
            "no organisation is named, neither in the title nor over a table: give its unit_name in "
            "catalog.csv"
        )
    plain = normalise(title)
    final = _final_word(plain, tables, spec)
    level = next((word for word in (*spec.department, *spec.unit) if word in plain), "")
    says_nothing = not any(word in plain for word in (*spec.final, *spec.budget, str(year)))
    if says_nothing or (is_title(title, load_tables()) and name not in title):
        title = f"{name}{year}年{level}{final or spec.budget[0]}"
    elif name not in plain.replace("(", "（").replace(")", "）") and name not in title:
        title = f"{name}{title}"
    own_level = ("department" if level in spec.department else "unit") if level else None
    return Identity(
        title=given.get("document_title") or title,
        unit_name=name,
        unit_code=given.get("unit_code") or unit_code,
        document_type=given.get("document_type") or (FINAL_ACCOUNTS if final else BUDGET),
        entity_level=given.get("entity_level") or own_level,
        fiscal_year=year,
        region=_region_given(given) or _region(name, title, text, hint),
    )


def _final_word(title: str, tables: Sequence[PrintedTable], spec: DocumentSpec) -> str | None:
    """Return the word for a final account that the title, or else most titles of tables, print."""
    if any(word in title for word in (*spec.final, *spec.budget)):
        return next((word for word in spec.final if word in title), None)
    titles = [normalise(table.title.text) for table in tables if table.title]
    final = [word for line in titles for word in spec.final if word in line]
    return final[0] if len(final) > len(titles) / 2 else None


def _region(name: str, title: str, text: str, hint: str | None) -> Region | None:
    """Return the place that the name begins with, or else a part of the title (某县2022年县委办部门预算)."""
    for part in (name, *_AROUND_NAME.split(title)):
        if region := find_region(normalise(part), text, hint):
            return region
    return None


def _region_given(given: Mapping[str, str]) -> Region | None:
    if "adcode" in given:
        return region_of(given["adcode"])
    if "province" in given:
        return region_named(given["province"], given.get("city"), given.get("county"))
    return None


def _title(lines: Sequence[str], spec: DocumentSpec) -> str:
    """Return the first lines as one title: up to the contents, a table, or the year and what is planned."""
    parts: list[str] = []
    printed = ((line, _ANNEX.sub("", _MARKS.sub("", line))) for line in lines)
    for line, plain in printed:
        if not plain or _INDEX_NUMBER.match(plain) or _DOCUMENT_NUMBER.search(plain):
            continue
        if plain in spec.contents or "\t" in line or len(parts) == _MAX_TITLE_LINES or len(plain) > 60:
            break
        if parts and (money_unit_of(plain) or unit_name_of(line) or is_title(line, load_tables())):
            break
        if parts and _BEGINS_TEXT.match(plain):
            break
        parts.append(_arabic_year(plain))
        if any(word in plain for word in (*spec.final, *spec.budget)) and _YEAR.search("".join(parts)):
            if _OF_PAGE.search(plain) and not _names_organisation("".join(parts), spec):
                parts.clear()
                continue
            parts = parts[-1:] if _stands_alone(parts[-1], parts[:-1], spec) else parts
            break
    return label_text("".join(parts))


def _stands_alone(line: str, before: Sequence[str], spec: DocumentSpec) -> bool:
    """Tell whether a line is the whole title and those before it are a page's: 首页 > 预算公开, 索引号：…"""
    whole = _YEAR.search(line) is not None and _names_organisation(line, spec)
    return whole and any(_OF_PAGE.search(part) for part in before)


def _names_organisation(title: str, spec: DocumentSpec) -> bool:
    name = _name_in(title, spec)
    return name is not None and load_organisations().is_name(name)


def _arabic_year(text: str) -> str:
    """Return a line with a year in Chinese digits (二〇二三年) in Arabic ones."""
    return _CHINESE_YEAR.sub(lambda match: match.group(1).translate(_DIGITS) + "年", text)


def _year(title: str, tables: Sequence[PrintedTable], text: str, stem: str) -> int | None:
    lone = re.search(r"(?<!\d)20\d{2}(?!\d)", title)
    if match := _YEAR.search(title) or lone:
        return int(match.group(0)[:4])
    titles = [table.title.text for table in tables if table.title]
    years = Counter(year for line in titles for year in _YEAR.findall(line)) or Counter(_YEAR.findall(text))
    in_name = re.findall(r"20\d{2}", stem)
    if not years:
        return int(in_name[-1]) if in_name and tables else None
    return int(years.most_common(1)[0][0])


def _unit(
    title: str, lines: Sequence[str], tables: Sequence[PrintedTable], spec: DocumentSpec
) -> tuple[str | None, str | None]:
    """Return the organisation's code and name: by the title, else by captions or titles of tables."""
    captioned = [table.unit for table in tables if table.unit]
    codes = Counter(code for code, _ in captioned if code)
    code = codes.most_common(1)[0][0] if codes else None
    organisations = load_organisations()
    labelled = _organisation(_labelled(lines, spec))
    names = Counter(name for _, name in captioned)
    named = _organisation(_name_in(title, spec))
    if named is not None and names and not organisations.is_name(named):
        named = None  # a table's number, a date: the captions know better
    captions = [name for name, _ in names.most_common()]
    titled = (_name_in(table.title.text, spec) for table in tables if table.title)
    titles = [name for name in titled if name and organisations.is_name(name)]
    candidates = [name for name in (labelled, named, *(captions or titles)) if name]
    candidates = candidates or _in_headings(lines, spec)
    candidates.sort(key=lambda name: _PLACEHOLDER.search(name) is not None)  # a template not filled in
    if not candidates:
        return code, None
    best = candidates[0]
    for other in candidates[1:]:
        if len(other) == len(best) and other != best and mends_place(other, best):
            best = other
    return code, best


def _in_headings(lines: Sequence[str], spec: DocumentSpec) -> list[str]:
    """Return the organisation that one of the first headings names: 某局2023年度部门决算表, 某局概况."""
    for line in lines[:_FIRST_LINES]:
        plain = _ANNEX.sub("", _MARKS.sub("", line))
        if len(plain) <= _LONGEST_HEADING and (_YEAR.search(plain) or plain.endswith(spec.overview)):
            name = _name_in(plain, spec)
            if name and load_organisations().is_name(name):
                return [name]
    return []


def _organisation(name: str | None) -> str | None:
    """Return a name up to where it ends as an organisation's does (…中心目录), or whole where it never is."""
    return name and (load_organisations().name_in(name) or name)


def _labelled(lines: Sequence[str], spec: DocumentSpec) -> str | None:
    """Return the name that a line before the contents gives in so many words (`预算单位：…`)."""
    for cell in (cell for line in lines[:12] for cell in line.split("\t")):
        label, colon, name = normalise(cell).partition(":")
        if colon and label in spec.labels and 3 <= len(name) <= 40:
            return name.replace("(", "（").replace(")", "）")
    return None


def _without_scope(text: str, tails: Sequence[str]) -> tuple[str, str]:
    """Split a part of a title from the words for the organisation alone behind it: 某局部门决算(本级)."""
    scope = _SCOPE.search(text)
    if scope is None or scope.group() in tails or scope.group(1) not in load_organisations().own:
        return text, ""
    rest = text[: scope.start()]
    return (rest, scope.group()) if rest.endswith(tuple(tails)) else (text, "")


def _name_in(title: str, spec: DocumentSpec) -> str | None:
    """Return the organisation's name in a title: what stands before or after the year, without the tails."""
    parts = _AROUND_NAME.split(title)
    organisations = load_organisations()
    tails = sorted(spec.tails, key=len, reverse=True)  # 信息公开 before 公开
    names = []
    for part in parts:
        name, own = _without_scope(without_numbering(normalise(part)), tails)
        while tail := next((tail for tail in tails if name.endswith(tail)), None):
            name = name.removesuffix(tail)
        name += own if name else ""
        name = next((name.removeprefix(lead) for lead in spec.leads if name.startswith(lead)), name)
        name = re.sub(r"^\(?([^()]*)\)?$", r"\1", name)
        is_long = len(name) >= _SHORTEST_NAME or organisations.is_name(name)
        if is_long and not is_title(name, load_tables()):
            names.append(name.replace("(", "（").replace(")", "）"))
    planned = (*spec.final, *spec.budget)

    def rank(name: str) -> tuple[bool, bool, int]:
        return organisations.is_name(name), not any(word in name for word in planned), len(name)

    return max(names, key=rank) if names else None
