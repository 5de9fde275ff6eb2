"""Whose document it is, of which year and kind: its title, and the organisations its tables name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yusuan.errors import YusuanError
from yusuan.model.document import BUDGET, FINAL_ACCOUNTS
from yusuan.parse.cover import AROUND_NAME, YEAR, cover_name, name_in, plain_heading, title_of
from yusuan.parse.tables.assemble import PrintedTable
from yusuan.parse.tables.titles import is_title
from yusuan.spec.documents import DocumentSpec
from yusuan.spec.load import load_tables
from yusuan.spec.organisations import load_organisations
from yusuan.spec.regions import Region, find_region, mends_place, region_named, region_of
from yusuan.spec.spelling import normalise

_ADCODE = re.compile(r"^(\d{6})-")
_PLACEHOLDER = re.compile(r"[XxＸｘ×*＊]{2,}")
_FIRST_LINES = 60
_LONGEST_HEADING = 50


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
    title = title_of(lines, spec)
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
    first = _of_first_year(title)
    for text in (first, title):
        if any(word in text for word in (*spec.final, *spec.budget)):
            return next((word for word in spec.final if word in text), None)
    titles = [normalise(table.title.text) for table in tables if table.title]
    final = [word for line in titles for word in spec.final if word in line]
    return final[0] if len(final) > len(titles) / 2 else None


def _of_first_year(title: str) -> str:
    """Return a title up to the second year that it names: 某局2023年预算及2022年决算."""
    years = [match.start() for match in YEAR.finditer(title)]
    return title[years[0] : years[1]] if len(years) > 1 else title


def _region(name: str, title: str, text: str, hint: str | None) -> Region | None:
    """Return the place that the name begins with, or else a part of the title (某县2022年县委办部门预算)."""
    for part in (name, *AROUND_NAME.split(title)):
        if region := find_region(normalise(part), text, hint):
            return region
    return None


def _region_given(given: Mapping[str, str]) -> Region | None:
    if "adcode" in given:
        return region_of(given["adcode"])
    if "province" in given:
        return region_named(given["province"], given.get("city"), given.get("county"))
    return None


def _year(title: str, tables: Sequence[PrintedTable], text: str, stem: str) -> int | None:
    lone = re.search(r"(?<!\d)20\d{2}(?!\d)", title)
    if match := YEAR.search(title) or lone:
        return int(match.group(0)[:4])
    titles = [table.title.text for table in tables if table.title]
    years = Counter(year for line in titles for year in YEAR.findall(line)) or Counter(YEAR.findall(text))
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
    named = _organisation(name_in(title, spec))
    if named is not None and names and not organisations.is_name(named):
        named = None  # a table's number, a date: the captions know better
    captions = [name for name, _ in names.most_common()]
    titled = (name_in(table.title.text, spec) for table in tables if table.title)
    titles = [name for name in titled if name and organisations.is_name(name)]
    candidates = [name for name in (labelled, named, *(captions or titles)) if name]
    candidates = candidates or _on_cover(lines, spec) or _in_headings(lines, spec)
    candidates.sort(key=lambda name: _PLACEHOLDER.search(name) is not None)  # a template not filled in
    if not candidates:
        return code, None
    best = candidates[0]
    for other in candidates[1:]:
        if len(other) == len(best) and other != best and mends_place(other, best):
            best = other
    return code, best


def _on_cover(lines: Sequence[str], spec: DocumentSpec) -> list[str]:
    name = cover_name(lines, spec)
    return [name] if name else []


def _in_headings(lines: Sequence[str], spec: DocumentSpec) -> list[str]:
    """Return the organisation that one of the first headings names: 某局2023年度部门决算表, 某局概况."""
    for line in lines[:_FIRST_LINES]:
        plain = plain_heading(line)
        if len(plain) <= _LONGEST_HEADING and (YEAR.search(plain) or plain.endswith(spec.overview)):
            name = name_in(plain, spec)
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
