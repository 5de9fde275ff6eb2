"""Terms: where they are defined, in which ways, and what defines nothing."""

from __future__ import annotations

import pytest

from tests.tiny import lines_of
from yusuan.parse.narrative.sections import passages
from yusuan.parse.narrative.terms import read_terms, terms_region
from yusuan.spec.narrative import load_narrative


def terms(text: str) -> list[tuple[str, str, int]]:
    """Return term, definition and line of what a narrative defines."""
    found = passages(lines_of(text), ())
    region = terms_region(found, load_narrative())
    return [(one.term, one.definition, one.source_line) for one in read_terms("a", found, region)]


@pytest.mark.parametrize(
    ("line", "term", "definition"),
    [
        ("1.财政拨款收入：指本级财政当年拨付的资金。", "财政拨款收入", "指本级财政当年拨付的资金。"),
        ("（一）“三公”经费：是因公出国等三项费用。", "“三公”经费", "因公出国等三项费用。"),
        ("上年结转是指以前年度尚未完成的支出。", "上年结转", "是指以前年度尚未完成的支出。"),
        (
            "机关运行经费，指为保障运行购买货物和服务的资金。",
            "机关运行经费",
            "，指为保障运行购买货物和服务的资金。",
        ),
    ],
)
def test_a_term_and_what_it_means(line: str, term: str, definition: str) -> None:
    assert terms(f"第一部分 概况\n\n第三部分 名词解释\n\n{line}") == [(term, definition, 5)]


def test_terms_end_with_their_part_and_stand_under_its_heading_only() -> None:
    found = terms("""
        第一部分 概况

        主要职责：负责编制预算。

        第二部分 名词解释

        一、基本支出：指为保障机构运转的支出。

        二、项目支出：指为完成任务的支出。

        第三部分 附件

        附件一：预算表。
    """)
    assert [term for term, _, _ in found] == ["基本支出", "项目支出"]


def test_a_heading_of_a_part_and_a_unit_of_money_define_nothing() -> None:
    assert terms("第一部分 名词解释\n\n第二部分：部门预算表\n") == []
    assert terms("第一部分 名词解释\n\n单位：万元\n") == []
