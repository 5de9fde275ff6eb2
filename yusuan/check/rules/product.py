"""Within procurement: quantity × unit price = amount, and the share kept for small firms is within it."""

from __future__ import annotations

from collections.abc import Iterator

from yusuan.check.amounts import line_words, money, plain, squeeze
from yusuan.check.document import Document
from yusuan.check.result import FAIL, PASS, Operand, Result, compared, unmet
from yusuan.model import ProcurementItem
from yusuan.spec.money import rounding_error
from yusuan.spec.rules import Rule


def check_product(rule: Rule, document: Document) -> Iterator[Result]:
    """Check each procurement row by itself."""
    run = _within if rule.text("of") == "small_firms" else _multiplied
    found = False
    for item in document.procurement_items:
        for result in run(item):
            found = True
            yield result
    if not found:
        yield unmet(rule)


def _name(item: ProcurementItem) -> str:
    return squeeze(item.catalogue_name or item.project or item.unit_name or "采购")


def _multiplied(item: ProcurementItem) -> Iterator[Result]:
    if item.quantity is None or item.unit_price_yuan is None or item.amount_yuan is None:
        return
    product = item.quantity * item.unit_price_yuan
    left = Operand(f"{_name(item)}采购金额", item.amount_yuan, item.source_line)
    right = Operand(f"{_name(item)}数量×单价", product, item.source_line)
    written = f"数量{plain(item.quantity)}×单价{money(item.unit_price_yuan, '元')}为{money(product, '元')}"
    said = f"{left.label}印为{money(item.amount_yuan, '元')}，{written}"
    where = line_words(item.source_line)
    tolerance = rounding_error("元") * (item.quantity + 1)
    yield compared(left, right, tolerance, f"{said}，相符{where}。", f"{said}，不符{where}。")


def _within(item: ProcurementItem) -> Iterator[Result]:
    pairs = (
        ("面向中小企业", item.amount_sme_yuan, item.amount_yuan),
        ("面向小微企业", item.amount_micro_yuan, item.amount_sme_yuan or item.amount_yuan),
    )
    for word, part, whole in pairs:
        if part is None or whole is None:
            continue
        left = Operand(f"{_name(item)}{word}", part, item.source_line)
        right = Operand(f"{_name(item)}采购金额", whole, item.source_line)
        figures = f"{left.label}{money(part, '元')}，{right.label}{money(whole, '元')}"
        said = f"{figures}{line_words(item.source_line)}"
        status = PASS if part <= whole else FAIL
        yield Result(status, f"{said}{'。' if status == PASS else '：部分大于全部。'}", left, right)
