"""Is it much? A unit's figures among those of comparable units, and who they are.

Units are comparable in shares and in money per head where their documents are of one year, one kind and one
standing (unit or department, of a province, a city or a county). Amounts depend on what a unit does, too:
they are held only against units whose largest spending is under the same function (款). Money of other funds
is not compared.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from statistics import median

from yusuan.site.across.digest import Digest
from yusuan.site.amounts import WAN, format_share
from yusuan.site.views.summary import LEVEL_WORDS, TYPE_WORDS
from yusuan.spec.money import round_to

FEWEST = 4
"""Comparable units beside the unit itself, below which nothing is said."""

RANKS = ("省级", "市级", "县级")
GROUP_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure that units are compared by: what it is, of a digest, and how it is written.

    ``value`` returns the figure and the funds of its money, or None where the document does not print it.
    """

    slug: str
    title: str
    is_amount: bool
    value: Callable[[Digest], tuple[Decimal, object] | None]
    write: Callable[[Decimal], str]


Figures = Mapping[tuple[str, object], Sequence[tuple[Decimal, str]]]
"""The figures of units in order, each with its unit's id, by measure and funds of the money."""


@dataclass(frozen=True, slots=True)
class Group:
    """Comparable units: how they are called, where they are listed, and their documents, the own included.

    ``figures`` are theirs in the measures that the group is comparable in.
    """

    slug: str
    words: str
    members: Sequence[Digest]
    has_amounts: bool
    figures: Figures = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit's figure stands among comparable ones; ``others`` are theirs, in order."""

    measure: Measure
    group: Group
    own: Decimal
    others: Sequence[Decimal]

    @property
    def below(self) -> int:
        """Count the units whose figure is lower."""
        return bisect_left(self.others, self.own)

    @property
    def above(self) -> int:
        """Count the units whose figure is higher."""
        return len(self.others) - bisect_right(self.others, self.own)

    @property
    def low(self) -> Decimal:
        """Return the lowest figure, the unit's own included."""
        return min(self.own, self.others[0])

    @property
    def high(self) -> Decimal:
        """Return the highest figure, the unit's own included."""
        return max(self.own, self.others[-1])

    @property
    def middle(self) -> str:
        """Write the median of the others."""
        return self.measure.write(median(self.others))


def _amount(name: str, digest: Digest) -> tuple[Decimal, object] | None:
    found = digest["headlines"].get(name)
    return (Decimal(found["yuan"]), found["fund"]) if found and found["fund"] else None


def _ratio(name: str, digest: Digest) -> tuple[Decimal, object] | None:
    part, whole = _amount(name, digest), _amount("expenditure", digest)
    return (part[0] / whole[0], (part[1], whole[1])) if part and whole and whole[0] > 0 else None


def _staff(digest: Digest) -> tuple[Decimal, object] | None:
    staff = digest["staff"]
    whole = Decimal(staff["of"]) if staff else Decimal(0)
    return (Decimal(staff["yuan"]) / whole, staff["fund"]) if whole > 0 else None


def _per_head(name: str, digest: Digest) -> tuple[Decimal, object] | None:
    amount, count = _amount(name, digest), digest["staff_count"]
    return (amount[0] / count["count"], amount[1]) if amount and count and count["count"] else None


def _percent(value: Decimal) -> str:
    return format_share(value, Decimal(1)) or "0%"


def _wan(value: Decimal) -> str:
    return f"{round_to(value / WAN):,}"


MEASURES = (
    Measure("expenditure", "支出合计（万元）", True, partial(_amount, "expenditure"), _wan),
    Measure("three", "“三公”经费（万元）", True, partial(_amount, "three_public"), _wan),
    Measure("project-share", "项目支出占支出", False, partial(_ratio, "project"), _percent),
    Measure("staff-share", "人员支出占支出", False, _staff, _percent),
    Measure("three-share", "“三公”经费占支出", False, partial(_ratio, "three_public"), _percent),
    Measure("basic-head", "人均基本支出（万元）", False, partial(_per_head, "basic"), _wan),
    Measure("three-head", "人均“三公”经费（万元）", False, partial(_per_head, "three_public"), _wan),
)


def comparable_groups(digests: Sequence[Digest]) -> list[Group]:
    """Gather the groups of comparable units that are large enough to say something, one document a unit."""
    found: dict[str, dict[str, Digest]] = {}
    for digest in digests:
        for slug in group_slugs(digest):
            found.setdefault(slug, {}).setdefault(digest["unit_id"], digest)
    groups = [_group(slug, list(units.values())) for slug, units in sorted(found.items())]
    return [group for group in groups if len(group.members) > FEWEST]


def _group(slug: str, members: Sequence[Digest]) -> Group:
    one = members[0]
    rank = RANKS[_rank(one["adcode"]) or 0]
    words = f"{one['year']} 年{TYPE_WORDS[one['type']]}，{rank}{LEVEL_WORDS[one['level']]}"
    has_amounts = slug != group_slugs(one)[0]
    if has_amounts:
        words += f"，支出最多的款同为 {_function_words(members)}"
    return Group(slug, words, members, has_amounts, _figures(members, has_amounts))


def _figures(members: Sequence[Digest], has_amounts: bool) -> Figures:
    found: dict[tuple[str, object], list[tuple[Decimal, str]]] = {}
    for measure in (measure for measure in MEASURES if measure.is_amount == has_amounts):
        for member in members:
            figure = measure.value(member)
            if figure is not None:
                found.setdefault((measure.slug, figure[1]), []).append((figure[0], member["unit_id"]))
    return {key: sorted(figures) for key, figures in found.items()}


def _function_words(members: Sequence[Digest]) -> str:
    """Name the function that all members spend most on, as most of them print it."""
    code = main_function(members[0])
    names = Counter(item["name"] for one in members for item in one["functions"] if item["code"] == code)
    return f"{code} {names.most_common(1)[0][0]}"


def group_slugs(digest: Digest) -> list[str]:
    """Name the groups that a document belongs to: that of its standing, then that of its main function."""
    rank = _rank(digest["adcode"])
    if rank is None or digest["level"] is None:
        return []
    slug = f"{digest['year']}-{digest['type']}-{digest['level']}-{rank}".replace("_", "-")
    code = main_function(digest)
    return [slug, f"{slug}-{code}"] if code else [slug]


def _rank(adcode: str | None) -> int | None:
    if not adcode or len(adcode) != 6:
        return None
    return 0 if adcode.endswith("0000") else 1 if adcode.endswith("00") else 2


def main_function(digest: Digest) -> str | None:
    """Return the function (款) that a unit spends most on; None where its document prints none."""
    items = [item for item in digest["functions"] if len(item["code"]) == GROUP_DIGITS]
    largest = max(items, key=lambda item: (Decimal(item["yuan"]), item["code"]), default=None)
    return str(largest["code"]) if largest else None


def unit_places(digest: Digest, groups: Mapping[str, Group]) -> list[Place]:
    """List a unit's figures among comparable ones; those with too few to compare are left out."""
    of_standing, of_function = [*(groups.get(slug) for slug in group_slugs(digest)), None, None][:2]
    chosen = [(measure, of_function if measure.is_amount else of_standing) for measure in MEASURES]
    places = [_place(digest, measure, group) for measure, group in chosen if group]
    return [place for place in places if place]


def _place(digest: Digest, measure: Measure, group: Group) -> Place | None:
    own = measure.value(digest)
    if own is None:
        return None
    figures = group.figures.get((measure.slug, own[1]), ())
    others = [value for value, unit_id in figures if unit_id != digest["unit_id"]]
    return Place(measure, group, own[0], others) if len(others) >= FEWEST else None
