"""Performance targets that cannot be meant as printed: a cost ceiling with ≥, a rate above 100 %."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from yusuan.check.amounts import line_words, money, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.model import BudgetLine, PerformanceIndicator
from yusuan.model.performance import QUALITATIVE
from yusuan.spec.indicators import load_indicators
from yusuan.spec.money import FACTORS
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise

_HUNDRED = Decimal(100)
_TENFOLD = Decimal(1000)


def check_indicator(rule: Rule, document: Document) -> Iterator[Result]:
    """Check every performance target by itself, or against its project's amount."""
    run = _MODES[rule.text("mode")]
    results = [r for indicator in document.indicators for r in run(rule, document, indicator)]
    failed = [result for result in results if result.status == FAIL]
    yield from failed
    good = len(results) - len(failed)
    if good:
        words = f"{rule.title}：核对了{len(results)}个指标，{good}个相符。"
        yield Result(
            PASS, words, Operand("相符的指标", Decimal(good)), Operand("核对的指标", Decimal(len(results)))
        )
    elif not failed:
        yield unmet(rule)


def _number(indicator: PerformanceIndicator) -> Decimal | None:
    try:
        return Decimal((indicator.target or "").replace(",", ""))
    except InvalidOperation:
        return None


def _label(indicator: PerformanceIndicator) -> str:
    return f"{squeeze(indicator.project or '整体绩效')}：{squeeze(indicator.indicator or '（未印指标名）')}"


def _printed(indicator: PerformanceIndicator) -> str:
    target = indicator.printed_target or ""
    operator = indicator.operator if indicator.operator not in {None, QUALITATIVE} else ""
    shown = target if target.startswith(("≥", ">", "≤", "<", "=", "≦", "≧")) else f"{operator}{target}"
    unit = indicator.target_unit or ""
    return shown if shown.endswith(unit) else f"{shown}{unit}"


def _verdict(bad: bool, indicator: PerformanceIndicator, words: str, right: Operand | None = None) -> Result:
    label, value, line = f"指标值：{_label(indicator)}", _value(indicator), indicator.source_line
    left = Operand(label, value, line, printed=_printed(indicator))
    where = line_words(indicator.source_line, right.line if right else None)
    return Result(
        FAIL if bad else PASS,
        f"“{_label(indicator)}”的指标值印为{_printed(indicator)}，{words}{where}。",
        left,
        right,
    )


def _value(indicator: PerformanceIndicator) -> Decimal | None:
    """Return a target as checks publish numbers: money in yuan, others as printed."""
    number = _number(indicator)
    return None if number is None else number * FACTORS.get(indicator.target_unit or "", Decimal(1))


def _is_cost(indicator: PerformanceIndicator) -> bool:
    levels = f"{indicator.level1 or ''}{indicator.level2 or ''}"
    return any(word in levels for word in load_indicators().costs) and indicator.target_unit in FACTORS


def _ceilings(rule: Rule, _: Document, indicator: PerformanceIndicator) -> Iterator[Result]:
    if _is_cost(indicator) and indicator.operator in {"≥", ">", "≤", "<", "="}:
        bad = indicator.operator in {"≥", ">"}
        yield _verdict(bad, indicator, "成本指标应是上限，却印成下限" if bad else "是成本的上限")


def _zeros(rule: Rule, document: Document, indicator: PerformanceIndicator) -> Iterator[Result]:
    if _is_cost(indicator) and indicator.operator in {"≤", "<", "="} and _number(indicator) is not None:
        outputs = [i for i in document.indicators if i.project == indicator.project and not _is_cost(i)]
        bad = _number(indicator) == 0 and bool(outputs)
        yield _verdict(bad, indicator, f"成本为0，却列有{len(outputs)}项产出和效果" if bad else "成本不为0")


def _units(rule: Rule, document: Document, indicator: PerformanceIndicator) -> Iterator[Result]:
    """Compare a cost ceiling with the project's amount: the same digits in another unit are a slip."""
    number = _number(indicator)
    if not _is_cost(indicator) or not number:
        return
    target = number * FACTORS[indicator.target_unit or "元"]
    for amount in _amounts(document, indicator):
        right = Operand(
            f"项目资金：{squeeze(indicator.project or '')}", amount.amount_yuan, amount.source_line
        )
        ratio = target / amount.amount_yuan
        bad = ratio in {Decimal(10_000), Decimal(1) / Decimal(10_000)}
        if bad or target == amount.amount_yuan:
            unit = "，数字相同而单位差一万倍" if bad else "，一致"
            yield _verdict(bad, indicator, f"项目资金为{money(amount.amount_yuan)}{unit}", right)
            return


def _amounts(document: Document, indicator: PerformanceIndicator) -> list[BudgetLine]:
    return [
        line
        for line in document.budget_lines
        if line.project and line.project == indicator.project and line.amount_yuan
    ]


def _rates(rule: Rule, _: Document, indicator: PerformanceIndicator) -> Iterator[Result]:
    number = _number(indicator)
    if (
        indicator.target_unit != "%"
        or number is None
        or not _is_bounded(rule, indicator.indicator or "", number)
    ):
        return
    bad = number > _HUNDRED or (number == _HUNDRED and indicator.operator == ">")
    yield _verdict(bad, indicator, "而这种比率不可能超过100%" if bad else "在100%以内")


def _is_bounded(rule: Rule, name: str, number: Decimal) -> bool:
    """Tell whether a rate cannot exceed 100 %: by its name, or any rate but one of growth where tenfold."""
    if rule.pattern("bounded").search(name):
        return True
    return number >= _TENFOLD and bool(rule.pattern("rate").search(name))


def _names(rule: Rule, document: Document, indicator: PerformanceIndicator) -> Iterator[Result]:
    name = (indicator.indicator or "").strip()
    if name and (indicator.target or indicator.printed_target) and not _is_beside_name(document, indicator):
        bad = name.replace(".", "").isdigit()
        yield _verdict(bad, indicator, f"而指标名只印了“{name}”，看不出考核什么" if bad else "指标名可读")


def _is_beside_name(document: Document, indicator: PerformanceIndicator) -> bool:
    """Tell whether words other than a level's stand before an indicator in its line: they are its name."""
    if not 0 < indicator.source_line <= len(document.parsed.lines):
        return False
    cells = [normalise(cell) for cell in document.parsed.lines[indicator.source_line - 1].split("\t")]
    name = normalise(indicator.indicator or "")
    before = [cell for cell in cells[: cells.index(name)] if cell] if name in cells else []
    if not before or before[-1] == normalise(indicator.project or ""):
        return False
    return not any(word in before[-1] for word in load_indicators().level_endings)


_MODES: dict[str, Callable[[Rule, Document, PerformanceIndicator], Iterator[Result]]] = {
    "ceiling": _ceilings,
    "zero": _zeros,
    "unit": _units,
    "rate": _rates,
    "name": _names,
}
