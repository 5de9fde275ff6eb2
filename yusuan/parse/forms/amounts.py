"""Amounts of money in forms, where label and value stand side by side and no header spans columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from yusuan.parse.cells import is_figure, label_text, looks_like_money, parse_amount, parse_money
from yusuan.parse.forms.formulas import FormAmount, place_by_formula
from yusuan.parse.rows.table import ReadTable
from yusuan.parse.tables.grids import Row
from yusuan.parse.tables.headers import INDICATOR_ROLES
from yusuan.spec.lines import load_lines
from yusuan.spec.load import TableSpec
from yusuan.spec.numbering import numbering_of
from yusuan.spec.roles import roles_that_are
from yusuan.spec.spelling import bare_label, is_among, money_unit_in, normalise

_CONTINUES = "本行缺左侧的合并单元格，按编号顺序接在上一行之后"
_LONG = 40
_BROKEN = 8  # （万元） on a line of its own


@dataclass(slots=True)
class _Labels:
    """The labels merged down over the rows so far, by column, and the last row's own label.

    ``valued`` are labels that a value stands beside: they head nothing. ``heads`` are the first of them in a
    column: what stands below, 其中 and the rest, is of their years.
    """

    open: dict[int, str] = field(default_factory=dict)
    valued: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    last: tuple[int, str] | None = None

    def put(self, column: int, text: str) -> None:
        """Open a label; those to its right belonged to the one before."""
        self.open = {at: label for at, label in self.open.items() if at < column}
        self.open[column] = text
        if column == 0:
            self.heads = {}

    def above(self, column: int, item: str | None) -> tuple[str, ...]:
        """Return the labels that stand over a label in a column, from the left."""
        heads = [
            self.open[at] for at in sorted(self.open) if at < column and self.valued.get(at) != self.open[at]
        ]
        head = self.heads.get(column)
        return (*heads, head) if head is not None and head != item else tuple(heads)

    def value(self, column: int, text: str, first: bool) -> None:
        """Note that a value stands beside a label; ``first``: it may head the labels below it."""
        self.valued[column] = text
        if first:
            self.heads.setdefault(column, text)


def form_amounts(read: ReadTable, spec: TableSpec) -> tuple[list[FormAmount], set[tuple[int, int]]]:
    """Return the amounts of money of a form, and the labels of its rows of money, blank amounts included.

    Counts of staff and targets of indicators are no money.
    """
    found: list[FormAmount] = []
    named: set[tuple[int, int]] = set()
    labels = _Labels()
    scope = _Scope()
    indicators = False
    counted: set[int] = set()
    body = read.table.body
    stated = read.table.money_unit
    for position, row in enumerate(body):
        texts = {at: label_text(row[at]) for at in row.printed}
        roles = {word.role for text in texts.values() if (word := spec.word(text))}
        indicators = len(roles & INDICATOR_ROLES) >= 2 or (indicators and not _reopens(texts))
        if indicators:
            continue
        figures = {at for at, text in texts.items() if _is_number(text)}
        own = {at: text for at, text in texts.items() if at not in figures}
        counted = _counted(counted, own, spec)
        numbers = figures - counted
        continued = any(_continued(labels, at, text) is not None for at, text in own.items())
        unit = scope.enter(texts, numbers, body[position + 1 : position + 2], continued)
        for at, text in own.items():
            _open(labels, at, text, texts)
        if unit is None and stated is not None:
            numbers = {at for at in numbers if _stands_by_money(at, own, spec)}
            unit = stated[0] if numbers else None
        if unit is not None:
            words = {at for at, text in own.items() if len(text) <= _LONG and not looks_like_money(text)}
            named |= {(row.line, at) for at in words}
            found += [_amount(row, at, unit, texts, labels) for at in sorted(numbers)]
        labels.last = next(reversed(own.items()), labels.last)
    return _listed(place_by_formula(found, body), body, spec), named


@dataclass(slots=True)
class _Scope:
    """The money unit in force: of a part of the form headed by it, or of the rows beside one merged label."""

    unit: str | None = None
    headed: bool = False

    def enter(
        self, texts: dict[int, str], numbers: set[int], following: Sequence[Row], continued: bool
    ) -> str | None:
        """Return the unit that holds for a row, which may name one, end one, or leave it in force."""
        named = [text for text in texts.values() if _names_money(text)]
        broken = [row[at] for row in following for at in row.printed[:1]] if numbers else []
        named += [text for text in broken if _names_money(text) and len(text) < _BROKEN]
        if named:
            self.unit, self.headed = money_unit_in(named[0]), tuple(texts) == (0,)
            return self.unit
        heading = not numbers and (tuple(texts) == (0,) or any(len(text) > _LONG for text in texts.values()))
        among = is_among(texts.get(0, ""))
        other = 0 in texts and not self.headed and not continued and not among and 0 not in numbers
        if heading or other:
            self.unit = None
        return self.unit


def _counted(before: set[int], own: dict[int, str], spec: TableSpec) -> set[int]:
    """Return the columns whose figures are no money: their latest word is one for scores or percentages."""
    words = {at: word.role for at, text in own.items() if (word := spec.word(text))}
    return (before - set(words)) | {at for at, role in words.items() if role in roles_that_are("figure")}


def _stands_by_money(at: int, own: dict[int, str], spec: TableSpec) -> bool:
    """Tell whether the label to the left of a number is a word for money, where its unit stands above."""
    before = [column for column in own if column < at]
    word = spec.word(bare_label(own[max(before)])) if before else None
    return word is not None and word.role == "amount"


def _is_number(text: str) -> bool:
    return parse_amount(text) is not None or parse_money(text) is not None


def _reopens(texts: dict[int, str]) -> bool:
    """Tell whether a row after the indicators begins another part of the form."""
    return any(_names_money(text) for text in texts.values()) and not any(map(is_figure, texts.values()))


def _names_money(text: str) -> bool:
    return len(text) <= _LONG and money_unit_in(text) is not None


def _open(labels: _Labels, at: int, text: str, texts: dict[int, str]) -> None:
    if len(text) > _LONG or _continued(labels, at, text) is not None:
        return
    if tuple(texts) == (0,):
        labels.open = {}
    labels.put(at, text)


def _continued(labels: _Labels, at: int, text: str) -> int | None:
    """Return the column in which the label before stands that this one's number follows, if not its own."""
    if labels.last is None:
        return None
    column, before = labels.last
    number, previous = numbering_of(normalise(text)), numbering_of(normalise(before))
    if number is None or previous is None or number.style != "bracketed_number":
        return None
    follows = previous.style == number.style and number.value == previous.value + 1
    return column if follows and column != at else None


def _amount(row: Row, at: int, unit: str, texts: dict[int, str], labels: _Labels) -> FormAmount:
    own = [(column, text) for column, text in texts.items() if column < at and not _is_number(text)]
    label_at, item = own[-1] if own else (None, None)
    repaired = None
    if label_at is None:
        above = [(column, text) for column, text in labels.open.items() if column <= at]
        label_at, item = max(above) if above else (at, None)
    elif (continued := _continued(labels, label_at, item or "")) is not None:
        label_at, repaired = continued, _CONTINUES
    if item is not None and len(item) > _LONG and len(own) > 1:
        label_at, item = own[0]
    path = labels.above(label_at, item)
    if own and item is not None:
        labels.value(label_at, item, first=any(word in item for word in load_lines().sum_labels))
    return FormAmount(row.line, at, row[at].strip(), unit, path, item, repaired)


def _listed(found: Sequence[FormAmount], body: Sequence[Row], spec: TableSpec) -> list[FormAmount]:
    """Name the amounts of a list within a form by its columns: 任务名称 │ 主要内容 │ 预算金额 over its rows.

    The first column below such a header names the row; the words over an amount are its column's.
    """
    heads: list[Row] = []
    listed: dict[tuple[int, int], FormAmount] = {(one.line, one.field): one for one in found}
    first = -1
    for row in body:
        figures = [at for at in row.printed if (row.line, at) in listed]
        if not figures:
            names = [at for at in row.printed if spec.is_list_label(row[at])]
            if names:
                heads, first = [row], names[0]
            elif heads and row.line == heads[-1].line + 1 and row.printed and row.printed[0] > first:
                heads.append(row)
            elif row.printed and row.printed[0] < first:
                heads = []
            continue
        if row.printed[0] < first:
            heads = []
        if not heads or not row[first].strip():
            continue
        for at in figures:
            words = tuple(word for head in heads if (word := _word_over(head, at, spec)))
            item = label_text(row[first])
            listed[row.line, at] = replace(listed[row.line, at], item=item, path=(), words=words)
    return [listed[one.line, one.field] for one in found]


def _word_over(head: Row, at: int, spec: TableSpec) -> str | None:
    """Return the word over a column, which may stand to its left where it is one for money that spans it."""
    if head[at].strip():
        return head[at]
    left = next((head[column] for column in range(at - 1, -1, -1) if head[column].strip()), "")
    word = spec.word(left)
    return left if money_unit_in(left) or (word is not None and word.role == "amount") else None
