"""A project's targets lie within the years in which the project runs, as its own form prints them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from yusuan.check.amounts import line_words, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, unmet
from yusuan.model import FormText
from yusuan.spec.rules import Rule
from yusuan.spec.spelling import normalise


def check_period(rule: Rule, document: Document) -> Iterator[Result]:
    """Compare the years of targets with the years from the project's beginning to its end."""
    found = False
    for text in document.form_texts:
        if rule.pattern("label").search(text.label or ""):
            for result in _compare(rule, document, text):
                found = True
                yield result
    if not found:
        yield unmet(rule)


def _compare(rule: Rule, document: Document, text: FormText) -> Iterator[Result]:
    runs = _years(rule, text.text)
    if not runs:
        return
    for indicator in document.indicators:
        years = _years(rule, indicator.printed_target or "") if indicator.table_id == text.table_id else []
        if not years:
            continue
        late = min(years) >= min(runs) and max(years) > max(runs)
        words, end, choose = ("最晚", "结束", max) if late else ("最早", "起始", min)
        label = f"目标“{squeeze(indicator.indicator or '')}”的{words}年份"
        left = Operand(label, Decimal(choose(years)), indicator.source_line)
        right = Operand(f"项目{end}年份", Decimal(choose(runs)), text.source_line)
        words = f"项目起止时间为{squeeze(text.text)}，目标“{squeeze(indicator.indicator or '')}”"
        said = squeeze(indicator.printed_target or "")
        where = line_words(text.source_line, indicator.source_line)
        if min(years) < min(runs) or max(years) > max(runs):
            failed = Result(FAIL, f"{words}却写{said}，超出起止时间{where}。", left, right)
            yield _explained(rule, failed, _other_period(rule, document, text, years))
            return
        yield Result(PASS, f"{words}写{said}，在起止时间之内{where}。", left, right)


def _other_period(rule: Rule, document: Document, runs: FormText, years: list[int]) -> FormText | None:
    """Return what else the form prints whose heading spans the target's years: 中期目标（2021年—2023年）."""
    for text in document.form_texts:
        spans = _years(rule, text.label or "") if text.table_id == runs.table_id else []
        if spans and min(spans) <= min(years) and max(years) <= max(spans):
            return text
    return None


def _explained(rule: Rule, failed: Result, period: FormText | None) -> Result:
    """Quote beside the failure the other period that the form prints, which may be what the target is of."""
    if period is None:
        return failed
    words = f"同一表单另印“{squeeze(period.label or '')}”"
    said = failed.noted(f"{words}（第{period.source_line}行），可能目标按它填写")
    return replace(said, headline=rule.headline + "；" + words.replace("{", "{{").replace("}", "}}"))


def _years(rule: Rule, text: str) -> list[int]:
    return [int(year) for year in rule.pattern("year").findall(normalise(text))]
