"""Examples of rules about performance targets."""

from __future__ import annotations

from typing import Any

from tests.check.builders import amount, document, record
from tests.check.examples.example import Example
from yusuan.model import FormText, ParsedDisclosure, PerformanceIndicator, Record


def _target(**given: Any) -> Record:
    usual = {"project": "建设", "indicator": "总成本", "level1": "成本指标", "target_unit": "万元"}
    target: PerformanceIndicator = record(PerformanceIndicator, **{**usual, **given})
    return target


def _cost(operator: str, target: str, *others: Record, **given: Any) -> ParsedDisclosure:
    return document(_target(operator=operator, target=target, **given), *others)


def _rate(target: str, name: str = "覆盖率") -> ParsedDisclosure:
    words = {"level1": "产出指标", "target_unit": "%", "operator": "≥"}
    return document(_target(indicator=name, target=target, **words))


def _running(printed: str, form: str = "t01") -> ParsedDisclosure:
    runs = record(FormText, label="项目起止时间", text="2023年1月至2023年12月")
    return document(runs, _target(indicator="服务时间", printed_target=printed, table_id=form))


_OUTPUT = _target(level1="产出指标", indicator="数量", target="5", target_unit="个")
_MONEY = amount("12.20", 5, project="建设")

EXAMPLES = (
    Example(
        "target-cost-ceiling",
        _cost("≤", "12.2"),
        _cost("≥", "12.2"),
        _cost("≥", "12.2", level1="产出指标"),
        "an output may have a floor",
    ),
    Example(
        "target-zero-cost",
        _cost("≤", "12.2", _OUTPUT),
        _cost("≤", "0", _OUTPUT),
        _cost("≤", "0"),
        "nothing is to be put out",
    ),
    Example(
        "target-cost-unit",
        _cost("≤", "12.2", _MONEY),
        _cost("≤", "12.2", _MONEY, target_unit="元"),
        _cost("≤", "15", _MONEY, target_unit="元"),
        "the digits are not the project's",
    ),
    Example(
        "target-rate", _rate("100"), _rate("101"), _rate("101", "增长率"), "growth can be more than 100 %"
    ),
    Example(
        "target-name",
        document(_target(target="5", indicator="采购数量")),
        document(_target(target="5", indicator="0")),
        document(
            _target(target="6", indicator="100", source_line=1), lines=["\t采购物资合格率（%）\t100\t6"]
        ),
        "the name stands in the cell before: the cells were read one off",
    ),
    Example(
        "target-period",
        _running("2023年底"),
        _running("2021-2023年"),
        _running("2021-2023年", "t02"),
        "the target is of another form",
    ),
)
