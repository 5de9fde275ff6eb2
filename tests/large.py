"""Documents with a table, or a text, of as many rows as wanted, in the shapes that disclosures have."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator

_NUMERALS = "一二三四五六七八九"
_TITLE = ["某市某办公室2023年部门预算", "", "收支总表", "单位：万元"]
_SUMMARY = ["收入\t\t支出\t", "项目\t预算数\t项目\t预算数", "一、某收入\t1.00\t一、某支出\t1.00", ""]


def _amounts(chance: random.Random, count: int) -> list[str]:
    return [f"{chance.randrange(1, 9_999_999) / 100:.2f}" for _ in range(count)]


def functions(count: int, chance: random.Random) -> Iterator[str]:
    """Items with a total that is now and then not the sum of its columns."""
    yield from ("部门支出总体情况表", "单位：万元", "科目编码\t科目名称\t合计\t基本支出\t项目支出")
    for number in range(count):
        basic, project = (chance.randrange(1, 9_999_999) for _ in range(2))
        whole = basic + project + 50 * (number % 7 == 0)
        amounts = "\t".join(f"{amount / 100:.2f}" for amount in (whole, basic, project))
        yield f"{2010000 + number}\t某项支出{number}\t{amounts}"
    yield "合计\t\t99999.00\t1.00\t2.00"


def classes(count: int, chance: random.Random) -> Iterator[str]:
    """Classes, their sections and items, which do not add up."""
    yield from ("一般公共预算支出表", "单位：万元", "科目编码\t科目名称\t合计\t基本支出\t项目支出")
    codes = (f"{code}{tail}" for code in range(201, 999) for tail in ("", "01", "0101", "0102", "02", "0201"))
    for code, _ in zip(codes, range(count), strict=False):
        yield "\t".join([code, f"某科目{code}", *_amounts(chance, 3)])


def secret(count: int, chance: random.Random) -> Iterator[str]:
    """Items of one class that fall far short of it, as where some are not printed."""
    yield from ("一般公共预算支出表", "单位：万元", "科目编码\t科目名称\t合计\t基本支出\t项目支出")
    yield "201\t某类\t99999999.00\t88888888.00\t11111111.00"
    for number in range(count):
        yield "\t".join([f"{2010000 + number}", f"某科目{number}", *_amounts(chance, 3)])


def units(count: int, chance: random.Random) -> Iterator[str]:
    """Units by code, with their income by source."""
    yield from ("部门收入总体情况表", "单位：万元", "单位编码\t单位名称\t总计\t一般公共预算\t政府性基金预算")
    for number in range(count):
        yield "\t".join([f"{100000 + number}", f"某单位{number}", *_amounts(chance, 3)])


def projects(count: int, chance: random.Random) -> Iterator[str]:
    """Projects, each of its own name."""
    yield from ("项目支出表", "单位：万元", "项目名称\t合计\t一般公共预算\t政府性基金")
    for number in range(count):
        yield "\t".join([f"某项目{number}", *_amounts(chance, 3)])


def same_projects(count: int, chance: random.Random) -> Iterator[str]:
    """Projects of few names and units."""
    yield from ("项目支出表", "单位：万元", "单位名称\t项目名称\t合计\t一般公共预算\t政府性基金")
    for number in range(count):
        yield "\t".join([f"某单位{number % 5}", f"某项目{number % 9}", *_amounts(chance, 3)])


def two_sides(count: int, chance: random.Random) -> Iterator[str]:
    """Numbered rows of income beside those of expenditure, and totals that are not theirs."""
    yield from ("收支总体情况表", "单位：万元", "收入\t\t支出\t", "项目\t预算数\t项目\t预算数")
    for number in range(count):
        numeral = _NUMERALS[number % 9]
        income, spent = _amounts(chance, 2)
        yield f"{numeral}、某收入{number}\t{income}\t（{numeral}）某支出{number}\t{spent}"
    yield "合计\t1234.00\t合计\t1234.00"


def indicators(count: int, _: random.Random) -> Iterator[str]:
    """Performance indicators of one project."""
    yield from ("项目绩效目标表", "单位：万元", "一级指标\t二级指标\t三级指标\t指标值")
    for number in range(count):
        yield f"产出指标\t数量指标\t某数量{number}\t≥{number}个"


def differences(count: int, chance: random.Random) -> Iterator[str]:
    """Amounts of a form below a formula that they do not bear out."""
    yield from ("部门整体支出绩效目标申报表", "单位：万元", "单位名称\t某局")
    yield "项目\t本年(C)\t上年(D)\t增减(C-D)"
    for number in range(count):
        yield "\t".join(["支出（万元）", f"某支出{number}", *_amounts(chance, 3)])


def sentences(count: int, chance: random.Random) -> Iterator[str]:
    """Sentences that say an amount, its change and its parts."""
    for number in range(count):
        whole, more, first, second = _amounts(chance, 4)
        yield (
            f"2023年某项支出{number}预算{whole}万元，比上年增加{more}万元，增长{number % 90}%，"
            f"其中：甲{first}万元，乙{second}万元。"
        )


def headings(count: int, chance: random.Random) -> Iterator[str]:
    """Headed passages, each with a share."""
    for number in range(count):
        yield f"（{_NUMERALS[number % 9]}）关于{number}的说明"
        yield f"行政运行（项）支出{_amounts(chance, 1)[0]}万元，占{number % 100}.5%，主要用于某事。"


SHAPES: list[Callable[[int, random.Random], Iterator[str]]] = [
    functions,
    classes,
    secret,
    units,
    projects,
    same_projects,
    two_sides,
    indicators,
    differences,
    sentences,
    headings,
]


def document(shape: Callable[[int, random.Random], Iterator[str]], count: int) -> str:
    """Return a document whose table or text has ``count`` rows of a shape."""
    return "\n".join([*_TITLE, *_SUMMARY, *shape(count, random.Random(count)), ""])
