"""A unit's documents side by side: year by year, and what was planned against what was spent.

Two amounts are set against one another only where they are of the same thing: the same kind of document, or a
budget and the final account of its year; both of the unit or both of its department; money of the same funds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from yusuan.model.document import FINAL_ACCOUNTS
from yusuan.site.across.digest import Digest
from yusuan.site.amounts import format_share, format_wan
from yusuan.site.views.summary import LEVEL_WORDS, TYPE_WORDS
from yusuan.spec.classes import CLASS_DIGITS, class_name
from yusuan.spec.money import round_to
from yusuan.spec.search import same_name
from yusuan.spec.vocabulary import load_vocabulary

TENTH = Decimal("0.1")
HEADLINES = (
    ("expenditure", "支出合计"),
    ("income", "收入合计"),
    ("basic", "基本支出"),
    ("project", "项目支出"),
)
THREE = (
    ("three_public", "合计"),
    ("abroad", "因公出国（境）"),
    ("vehicles", "公务用车"),
    ("reception", "公务接待"),
)
FUNDS = {**load_vocabulary()["fund"], "all": "全部资金"}


@dataclass(frozen=True, slots=True)
class YearCell:
    """A number of one year: as written, its address, how it differs from the year before or from the plan."""

    words: str
    address: str = ""
    change: str = ""
    fund: str = ""


@dataclass(frozen=True, slots=True)
class YearRow:
    """One figure over the years; ``is_part`` where it is a part of the row above it."""

    name: str
    cells: Sequence[YearCell]
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class YearTable:
    """The years of a unit: what heads each column, the figures, and what a reader has to know of them."""

    columns: Sequence[Digest]
    heads: Sequence[str]
    groups: Sequence[tuple[str, Sequence[YearRow]]]
    notes: Sequence[str]


Amount = Mapping[str, Any]


def unit_years(digests: Sequence[Digest]) -> dict[str, list[Digest]]:
    """Map each disclosure to all those of its unit, the earliest year first; only where there are several.

    Documents are of one unit where their ids say so, or their place and name.
    """
    groups: dict[str, list[Digest]] = {}
    by_name: dict[tuple[str, str], str] = {}
    for digest in sorted(digests, key=lambda d: (d["year"], d["type"], d["id"])):
        key = digest["unit_id"]
        name = (digest["adcode"] or "", same_name(digest["unit"]))
        if name[0]:
            key = by_name.setdefault(name, key)
        groups.setdefault(key, []).append(digest)
    return {one["id"]: found for found in groups.values() if len(found) > 1 for one in found}


def year_table(own: Digest, found: Sequence[Digest]) -> YearTable | None:
    """Set the documents of one unit side by side; None where only one is of the same thing as ``own``."""
    columns = [one for one in found if _may_be_beside(own, one, found)]
    if len(columns) < 2:
        return None
    groups = [
        ("收支", [_row(columns, name, title, "headlines") for name, title in HEADLINES]),
        (
            "“三公”经费",
            [_row(columns, name, title, "three", name != "three_public") for name, title in THREE],
        ),
        ("按功能分类", list(_function_rows(columns))),
        ("人员", list(_staff_rows(columns))),
    ]
    shown = [(title, [row for row in rows if _says_something(row)]) for title, rows in groups]
    heads = [f"{one['year']} 年{TYPE_WORDS.get(one['type'], '')}" for one in columns]
    return YearTable(
        columns, heads, [group for group in shown if group[1]], list(_notes(own, columns, found))
    )


def _may_be_beside(own: Digest, other: Digest, found: Sequence[Digest]) -> bool:
    """Tell whether a document is of the unit or department that ``own`` is of, or may well be."""
    if other["level"] == own["level"]:
        return True
    known = {one["level"] for one in found} - {None}
    return len(known) == 1 and (other["level"] is None or own["level"] is None)


def _says_something(row: YearRow) -> bool:
    return sum(bool(cell.words) for cell in row.cells) > 1


def _row(columns: Sequence[Digest], name: str, title: str, key: str, is_part: bool = False) -> YearRow:
    return _amount_row(title, columns, [one.get(key, {}).get(name) for one in columns], is_part)


def _amount_row(
    title: str, columns: Sequence[Digest], amounts: Sequence[Amount | None], is_part: bool = False
) -> YearRow:
    """Write amounts in 万元; a fund is named only where the columns have several."""
    funds = {amount["fund"] for amount in amounts if amount}
    cells = []
    for place, amount in enumerate(amounts):
        if amount is None:
            cells.append(YearCell(""))
            continue
        fund = FUNDS.get(amount["fund"] or "", "口径未印") if len(funds) > 1 else ""
        address = f"{columns[place]['id']}/#{amount['anchor']}"
        words = format_wan(Decimal(amount["yuan"]))
        cells.append(YearCell(words, address, _against(columns, amounts, place), fund))
    return YearRow(title, cells, is_part)


def _against(columns: Sequence[Digest], amounts: Sequence[Amount | None], place: int) -> str:
    """Say how an amount differs from the budget of its year, else from the document of the year before."""
    own, amount = columns[place], amounts[place]
    for other, before in zip(columns, amounts, strict=True):
        is_plan = (
            own["type"] == FINAL_ACCOUNTS and other["type"] != FINAL_ACCOUNTS and other["year"] == own["year"]
        )
        if is_plan and _are_same(own, other) and amount and before and amount["fund"] == before["fund"]:
            planned = Decimal(before["yuan"])
            return f"为预算的 {format_share(Decimal(amount['yuan']), planned)}" if planned > 0 else ""
    earlier = [
        n for n, one in enumerate(columns) if one["type"] == own["type"] and one["year"] == own["year"] - 1
    ]
    if len(earlier) != 1:
        return ""
    before = amounts[earlier[0]]
    if not amount or not before or amount["fund"] is None or amount["fund"] != before["fund"]:
        return ""
    return _change(amount, before) if _are_same(own, columns[earlier[0]]) else ""


def _change(amount: Amount, before: Amount) -> str:
    was, now = Decimal(before["yuan"]), Decimal(amount["yuan"])
    if was <= 0:
        return ""
    percent = round_to((now - was) / was * 100, TENTH)
    return f"{percent:+}%" if percent else "持平"


def _are_same(one: Digest, other: Digest) -> bool:
    """Tell whether both documents say that they are of the unit, or of the department."""
    return one["level"] is not None and one["level"] == other["level"]


def _function_rows(columns: Sequence[Digest]) -> Iterator[YearRow]:
    """Set the classes of functions side by side; a class is one by its code, whatever it is called."""
    classes: dict[str, list[Amount | None]] = {}
    for place, one in enumerate(columns):
        for item in one["functions"]:
            if len(item["code"]) == CLASS_DIGITS:
                row = classes.setdefault(item["code"], [None] * len(columns))
                row[place] = {**item, "fund": one["functions_fund"]}
    for code in sorted(classes):
        names = [item["name"] for item in classes[code] if item and item["name"]]
        name = names[-1] if names else class_name("function_code", code) or code
        yield _amount_row(f"{name}（{code}）", columns, classes[code])


def _staff_rows(columns: Sequence[Digest]) -> Iterator[YearRow]:
    """Set the number of people side by side, and the share of the expenditure that is spent on them."""
    counts = [one["staff_count"] for one in columns]
    addresses = [
        f"{one['id']}/source/#L{count['line']}" if count else ""
        for one, count in zip(columns, counts, strict=True)
    ]
    yield YearRow(
        "实有人员（人）",
        [YearCell(f"{c['count']:,}" if c else "", a) for c, a in zip(counts, addresses, strict=True)],
    )
    shares = [one["staff"] for one in columns]
    yield YearRow(
        "人员支出占支出",
        [
            YearCell(format_share(Decimal(s["yuan"]), Decimal(s["of"])), f"{one['id']}/#{s['anchor']}")
            if s
            else YearCell("")
            for one, s in zip(columns, shares, strict=True)
        ],
    )


def _notes(own: Digest, columns: Sequence[Digest], found: Sequence[Digest]) -> Iterator[str]:
    """Say which documents differ in name, code or standing, and which are left out."""
    for what, key in (("单位名称", "unit"), ("预算单位编码", "unit_code")):
        said = [(one["year"], one[key]) for one in columns if one[key]]
        if len({value for _, value in said}) > 1:
            parts = "；".join(f"{year} 年“{value}”" for year, value in _first_of_each(said))
            yield f"{what}各年印法不同：{parts}。"
    unknown = [one for one in columns if one["level"] is None]
    if unknown:
        years = "、".join(f"{one['year']} 年" for one in unknown)
        yield f"{years}的文件没有写明是部门还是单位的，并排列出，不算增减。"
    left_out = [one for one in found if one not in columns]
    if left_out:
        words = "、".join(f"{one['year']} 年{LEVEL_WORDS.get(one['level'] or '', '')}" for one in left_out)
        yield f"口径不同的没有列入：{words}（本页是{LEVEL_WORDS.get(own['level'] or '', '')}）。"
    if len({one["functions_fund"] for one in columns if one["functions"]}) > 1:
        yield "按功能分类的表，有的年份只印了一般公共预算，资金口径写在数字下面，不算增减。"
    if any(one["type"] == FINAL_ACCOUNTS for one in columns):
        yield "“为预算的”是决算除以年初预算；年中追加、调整和上年结转都会让它离开 100%。"
    if any(later["year"] - earlier["year"] > 1 for earlier, later in pairwise(columns)):
        yield "中间缺年份，不算增减。"


def _first_of_each(said: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Keep each value once, with the first year that prints it."""
    kept: dict[str, int] = {}
    for year, value in said:
        kept.setdefault(value, year)
    return [(year, value) for value, year in kept.items()]
