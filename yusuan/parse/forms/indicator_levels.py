"""The levels of indicators: merged cells filled down, cut ones joined, lost ones told by what is below."""

from __future__ import annotations

from collections.abc import Sequence

from yusuan.parse.cells import label_text
from yusuan.parse.forms.indicator_cells import Cells
from yusuan.parse.forms.indicator_groups import Group
from yusuan.parse.forms.indicator_records import Found
from yusuan.spec.indicators import IndicatorSpec
from yusuan.spec.spelling import normalise


def carry_levels(
    above: tuple[str | None, str | None],
    cells: Cells,
    group: Group,
    found: Sequence[Found],
    spec: IndicatorSpec,
) -> tuple[str | None, str | None]:
    """Fill merged level cells down; a new first level ends the second level of the one before.

    A second level below another first level than the one carried was printed without its own: a merged cell
    lost at a page's end. It has the first level of its name.
    """
    level1 = label_text(cells.level1) or None
    level2 = label_text(cells.level2) or None
    if group.level1_name is not None:
        return group.level1_name, level2 or above[1]
    if level1:
        again = normalise(level1) == normalise(above[0] or "")
        return level1, level2 or (above[1] if again else None)
    over = spec.parents.get(normalise(level2 or ""), ())
    if (
        level2
        and over
        and normalise(above[0] or over[0]) not in over
        and normalise(above[0] or "") in spec.level1
    ):
        printed = [one.level1 for one in found if one.level1 and normalise(one.level1) in over]
        return printed[-1] if printed else over[0], level2
    return above[0], level2 or above[1]


def heal_level(
    levels: dict[int, tuple[str | None, str | None]],
    number: int,
    cells: Cells,
    found: Sequence[Found],
    spec: IndicatorSpec,
) -> None:
    """Join a second level that a line break cut in two (可持续影 / 响指标), for the rows before as well."""
    level1, before = levels.get(number, (None, None))
    whole = normalise((before or "") + cells.level2)
    if not before or not cells.level2 or normalise(cells.level2) in spec.level2 or whole not in spec.level2:
        return
    for one in found:
        if one.group == number and one.level2 == before:
            one.level2 = whole
    levels[number] = (level1, whole)
    cells.level2 = whole


def with_later_levels(found: list[Found], spec: IndicatorSpec) -> list[Found]:
    """Give rows above the first printed level its name: a merged cell's text can stand on its last rows.

    Rows whose second level belongs to another keep none.
    """
    for number in {one.group for one in found}:
        group = [one for one in found if one.group == number]
        first = next((one.level1 for one in group if one.level1), None)
        for one in group:
            if one.level1 is not None:
                break
            over = spec.parents.get(normalise(one.level2 or ""))
            if over is None or normalise(first or "") in over or normalise(first or "") not in spec.level1:
                one.level1 = first
            else:
                one.level1 = over[0]
    return found
