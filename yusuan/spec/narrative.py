"""Load the words of ``narrative.toml`` as patterns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property

from yusuan.spec.files import read_toml
from yusuan.spec.patterns import alternatives


@dataclass(frozen=True)
class NarrativeSpec:
    """Words by which the narrative compares, explains and denies."""

    increase: tuple[str, ...]
    decrease: tuple[str, ...]
    either: tuple[str, ...]
    level: tuple[str, ...]
    more: tuple[str, ...]
    less: tuple[str, ...]
    share: tuple[str, ...]
    compared: tuple[str, ...]
    compared_plan: tuple[str, ...]
    comparing: tuple[str, ...]
    reason: tuple[str, ...]
    none: tuple[str, ...]
    not_none: tuple[str, ...]
    money: tuple[str, ...]
    counted: tuple[str, ...]
    stated_as: tuple[str, ...]
    filler: tuple[str, ...]
    terms: tuple[str, ...]
    heading_ends: tuple[str, ...]
    leads: tuple[str, ...]
    kept: tuple[str, ...]
    bare: tuple[str, ...]
    parts: tuple[str, ...]
    uncounted: tuple[str, ...]
    not_compared: tuple[str, ...]
    planned_as: tuple[str, ...]
    planned: tuple[str, ...]
    executed_as: tuple[str, ...]
    means: tuple[str, ...]
    heading_sentences: tuple[str, ...]
    opens: tuple[str, ...]
    past: tuple[str, ...]
    earlier: tuple[str, ...]
    this_year: tuple[str, ...]
    kept_over: tuple[str, ...]
    fulfils: tuple[str, ...]
    general_fund: tuple[str, ...]
    grants: tuple[str, ...]
    other_funds: tuple[str, ...]
    all_money: tuple[str, ...]
    grand_totals: tuple[str, ...]
    lists_parts: tuple[str, ...]
    year_beginning: tuple[str, ...]
    as_of: tuple[str, ...]
    costs: tuple[str, ...]
    spending: tuple[str, ...]
    loosely_stated: tuple[str, ...]
    change_behind: tuple[str, ...]
    change_letters: tuple[str, ...]
    than: tuple[str, ...]
    year_ends: tuple[str, ...]
    of_beginning: tuple[str, ...]
    compared_behind: tuple[str, ...]
    level_behind: tuple[str, ...]
    compared_as: tuple[str, ...]
    reason_behind: tuple[str, ...]
    counted_reasons: tuple[str, ...]
    none_behind: tuple[str, ...]
    none_endings: tuple[str, ...]
    not_denied: tuple[str, ...]
    defines: tuple[str, ...]
    thresholds: tuple[str, ...]
    including: tuple[str, ...]
    joined_to: tuple[str, ...]

    @cached_property
    def figure(self) -> re.Pattern[str]:
        """A number with its unit; money that names a threshold (50万元以上) is no figure."""
        units = "|".join(re.escape(unit) for unit in (*self.money, *self.counted, "%", "％"))
        number = r"[-－]?\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,6})?|[-－]?\d{1,12}(?:\.\d{1,6})?"
        apart = alternatives(self.uncounted)
        within = rf"(?:[（(]{alternatives(self.including)}[）)]|{alternatives(self.joined_to)})?"
        threshold = rf"元?{within}{alternatives(self.thresholds)}"
        return re.compile(rf"(?<![\d.])({number})\s*(?!{apart})({units})(?!{threshold}|元)")


@cache
def load_narrative() -> NarrativeSpec:
    """Return the words of the narrative."""
    return NarrativeSpec(**{key: tuple(words) for key, words in read_toml("narrative.toml").items()})


def announces_parts(line: str) -> bool:
    """Tell whether a line ends by saying that parts of its figure follow: `支出100万元，其中：`."""
    said = line.rstrip().rstrip(":：")
    return said != line.rstrip() and said.endswith(
        tuple(word.rstrip(":：") for word in load_narrative().lists_parts)
    )
