"""Chart: where the money comes from and where it goes, where there is more than one source.

Documents print sources and uses, not which source pays for which use: both sides meet in one bar, and no band
leads from one to the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup, escape

from yusuan.site.amounts import format_share
from yusuan.site.charts.drawing import NOT_XML
from yusuan.site.charts.figures import REST, Figures, Missing, Part, fold_small
from yusuan.site.charts.functions import find_functions
from yusuan.site.charts.income import find_income
from yusuan.site.charts.pixels import WIDTH
from yusuan.site.charts.text import wrap_label
from yusuan.site.packages import UnitPackage
from yusuan.spec.money import rounding_error

SLUG = "flow"
TITLE = "从哪里来，到哪里去"
SUBTITLE = "左边来源，右边用途"
NOTE = "文件没有印出哪笔来源用在哪里，所以两边只在中间会合。来源和用途各自相加都是合计。"

FROM, TO = "来源：", "用途："
SOURCE_TONE, USE_TONE = "2", "1"
SHOWN = 5
FEWEST = 2

FONT_SIZE = 12
LINE_HEIGHT = 16
TALL = 150
"""Height of the bar in the middle; bands are their share of it."""

BAR = 8
GAP = 8
LABEL_ROOM = 150


def find_flow(unit: UnitPackage) -> Figures | Missing:
    """Find sources and uses of the same money: both complete, of all funds, and of one total."""
    income, spent = find_income(unit), find_functions(unit)
    if isinstance(income, Missing) or isinstance(spent, Missing):
        return Missing("没有找到全部来源或用途。")
    if len(income.parts) < FEWEST or not (income.is_complete and spent.is_complete):
        return Missing("来源只有一个，或者没有全部分列。")
    is_part = "general_budget" in spent.table.kind
    if is_part or abs(income.total - spent.total) > rounding_error(spent.table.money_unit or "元") * 2:
        return Missing("来源和用途不是同一笔钱。")
    sources = _named(FROM, SOURCE_TONE, income.parts)
    uses = _named(TO, USE_TONE, spent.parts)
    return replace(spent, parts=[*sources, *uses], notes=(NOTE,), zeros=())


def _named(prefix: str, tone: str, parts: Sequence[Part]) -> list[Part]:
    folded = fold_small(parts, SHOWN, "项")
    return [replace(part, label=f"{prefix}{part.label}", tone=tone) for part in folded if part.tone != REST]


def paint_flow(figures: Figures, title: str, description: str) -> Markup:
    """Draw sources on the left and uses on the right, each a band to its share of the bar in the middle."""
    sides = [_side(figures, FROM), _side(figures, TO)]
    height = max(TALL, *(_height(side, figures.total) for side in sides))
    top = (height - TALL) / 2
    drawn = [
        piece
        for side, is_left in zip(sides, (True, False), strict=True)
        for piece in _bands(side, figures.total, is_left=is_left, top=top)
    ]
    bar = Markup('<path d="M{0} {1}h{2}v{3}h-{2}z" fill="var(--chart-soft)"/>').format(
        WIDTH // 2 - BAR // 2, round(top, 1), BAR, TALL
    )
    names = Markup('<title id="chart-flow-title">{0}</title><desc id="chart-flow-desc">{1}</desc>').format(
        title, escape(description)
    )
    return Markup(
        '<svg viewBox="0 0 {0} {1}" role="img" aria-labelledby="chart-flow-title chart-flow-desc" '
        'font-size="{2}px" font-family="inherit">{3}{4}{5}</svg>'
    ).format(WIDTH, round(height, 1), FONT_SIZE, names, Markup("").join(drawn), bar)


def _side(figures: Figures, prefix: str) -> list[Part]:
    return [
        replace(part, label=part.label.removeprefix(prefix))
        for part in figures.parts
        if part.label.startswith(prefix)
    ]


def _label(part: Part, total: Decimal) -> list[str]:
    """Write a part's name, on as many lines as it needs, and its share."""
    words = NOT_XML.sub("", part.label)
    return [*wrap_label(words, LABEL_ROOM, FONT_SIZE), format_share(part.amount, total)]


def _height(side: Sequence[Part], total: Decimal) -> float:
    """Add up what a side needs: each part's label above its band."""
    return sum(len(_label(part, total)) * LINE_HEIGHT + _band(part, total) + GAP for part in side)


def _band(part: Part, total: Decimal) -> float:
    return max(1.0, float(part.amount / total) * TALL)


def _bands(side: Sequence[Part], total: Decimal, *, is_left: bool, top: float) -> Iterator[Markup]:
    """Draw the parts of a side from above: a label, the band's end, and the band to the bar."""
    edge, near = (0, WIDTH // 2 - BAR // 2) if is_left else (WIDTH, WIDTH // 2 + BAR // 2)
    middle = (edge + near) / 2
    y, at = 0.0, top
    for part in side:
        for words in _label(part, total):
            y += LINE_HEIGHT
            yield Markup('<text x="{0}" y="{1}" text-anchor="{2}" fill="var(--chart-ink)">{3}</text>').format(
                edge, round(y - 4, 1), "start" if is_left else "end", words
            )
        band = _band(part, total)
        share = float(part.amount / total) * TALL
        path = (
            f"M{edge} {y:.1f}C{middle} {y:.1f} {middle} {at:.1f} {near} {at:.1f}v{share:.1f}"
            f"C{middle} {at + share:.1f} {middle} {y + band:.1f} {edge} {y + band:.1f}z"
        )
        yield Markup('<path d="{0}" fill="var(--chart-{1})" fill-opacity=".55"/>').format(path, part.tone)
        y, at = y + band + GAP, at + share
