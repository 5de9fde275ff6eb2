"""Write a page for each function and economic code: its name, its parent, who spends on it, how much."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from yusuan.replacing import replaced_folder, write_text
from yusuan.site.across.digest import Digest
from yusuan.site.across.families import counted_already, digest_member
from yusuan.site.pages.listing import ListPage, write_list
from yusuan.site.pages.render import render_page
from yusuan.site.views.summary import TYPE_WORDS
from yusuan.spec.classes import class_name

LEVELS = {3: "类", 5: "款", 7: "项"}


@dataclass(frozen=True, slots=True)
class CodeKind:
    """A classification: where its pages stand, what it is called, and what its amounts are."""

    folder: str
    title: str
    key: str
    field: str
    scope: str


FUNCTIONS = CodeKind(
    "functions",
    "支出功能分类",
    "functions",
    "function_code",
    "金额取自各份文件的支出总表（没有印的，取一般公共预算支出表或收支总表），是这个科目的全部支出。",
)
ECONOMICS = CodeKind(
    "economics",
    "支出经济分类",
    "economics",
    "economic_code",
    "金额取自各份文件的一般公共预算基本支出表，只是基本支出，不含项目支出。",
)


@dataclass(frozen=True, slots=True)
class Spent:
    """What one disclosure spends under a code, and the number on its page; ``rows`` were added up."""

    digest: Digest
    yuan: Decimal
    share: Decimal | None
    anchor: str
    rows: int
    is_sum_of_items: bool = False


@dataclass
class Code:
    """A code with every disclosure that spends on it."""

    kind: CodeKind
    code: str
    names: Counter[str] = field(default_factory=Counter)
    spent: list[Spent] = field(default_factory=list)
    below: list[Code] = field(default_factory=list)
    above: list[Code] = field(default_factory=list)

    @property
    def name(self) -> str:
        """Give the name that most documents print, the shortest of equals; else the national list's."""
        named = min(self.names, key=lambda name: (-self.names[name], len(name), name), default=None)
        return named or class_name(self.kind.field, self.code) or f"（文件没有印出名称的{self.level}）"

    @property
    def level(self) -> str:
        """Say 类, 款 or 项."""
        return LEVELS[len(self.code)]

    @property
    def address(self) -> str:
        """Name the code's page from the site's root."""
        return f"{self.kind.folder}/{self.code}/"

    @property
    def years(self) -> list[tuple[str, int, Decimal]]:
        """Add up by year and type of document, the newest first: both in words, how many, and their sum.

        Units whose department is listed too are left out: their money is in its amount.
        """
        groups: dict[tuple[int, str], list[Decimal]] = {}
        within = counted_already(digest_member(spent.digest) for spent in self.spent)
        for spent in (one for one in self.spent if one.digest["id"] not in within):
            key = (spent.digest["year"], TYPE_WORDS.get(spent.digest["type"], ""))
            groups.setdefault(key, []).append(spent.yuan)
        ordered = sorted(groups, key=lambda key: (-key[0], key[1]))
        return [
            (f"{year} 年{word}", len(groups[year, word]), sum(groups[year, word], Decimal(0)))
            for year, word in ordered
        ]


def gather_codes(digests: Sequence[Digest], kind: CodeKind) -> list[Code]:
    """Collect the codes of all disclosures in order, each with those above and below it."""
    found: dict[str, Code] = {}
    for digest in digests:
        for item in digest[kind.key]:
            code = found.setdefault(item["code"], Code(kind, item["code"]))
            if item["name"] and not item.get("sum"):
                code.names[item["name"]] += 1
            code.spent.append(_spent(digest, item))
    codes = [found[name] for name in sorted(found)]
    for code in codes:
        code.above = [found[code.code[:n]] for n in LEVELS if n < len(code.code)]
        for above in code.above[-1:]:
            above.below.append(code)
    return codes


def _spent(digest: Digest, item: Mapping[str, Any]) -> Spent:
    yuan = Decimal(item["yuan"])
    total = digest["headlines"].get("expenditure")
    share = yuan / Decimal(total["yuan"]) if total and Decimal(total["yuan"]) else None
    return Spent(digest, yuan, share, item["anchor"], int(item.get("rows", 1)), bool(item.get("sum")))


def write_codes(digests: Sequence[Digest], kind: CodeKind, docs: Path) -> list[Code]:
    """Write ``docs/functions/`` or ``docs/economics/`` in place of an earlier one; return the codes."""
    codes = gather_codes(digests, kind)
    with replaced_folder(docs / kind.folder) as folder:
        write_text(folder / "index.md", render_codes(kind, codes))
        for code in codes:
            spent = sorted(code.spent, key=lambda s: (-s.digest["year"], -s.yuan, s.digest["id"]))
            write_list(folder / code.code, code.address.rstrip("/"), spent, _code_page(code))
    return codes


def render_codes(kind: CodeKind, codes: Sequence[Code]) -> str:
    """Render the index of a classification."""
    meta = {
        "title": kind.title,
        "description": f"{kind.title}的 {len(codes)} 个科目：哪些单位在上面花钱，各花多少。",
    }
    return render_page("codes.html", meta, root="../", kind=kind, codes=codes)


def _code_page(code: Code) -> Callable[[ListPage[Spent]], str]:
    def render(page: ListPage[Spent]) -> str:
        title = f"{code.code} {code.name}"
        meta = {
            "title": f"{title}{page.suffix}",
            "description": f"{code.kind.title}{code.level}级科目 {title}："
            f"{len(code.spent)} 份公开文件的金额，每个都连着原表。",
        }
        return render_page("code.html", meta, root=page.root, code=code, page=page)

    return render
