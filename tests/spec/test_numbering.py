"""How texts are numbered: every style, its value, and what is no number."""

from __future__ import annotations

import pytest

from yusuan.spec.numbering import numbering_of, without_numbering


@pytest.mark.parametrize(
    ("text", "style", "value"),
    [
        ("第二部分 预算表", "part", 2),
        ("一、甲", "chinese", 1),
        ("（廿一）乙", "bracketed", 21),
        ("(十二)乙", "bracketed", 12),
        ("1.丙", "number", 1),
        ("10、2023年丙", "number", 10),
        ("1.2023年丙", "number", 1),
        ("(3)丁", "bracketed_number", 3),
    ],
)
def test_style_and_value_of_a_number(text: str, style: str, value: int) -> None:
    numbering = numbering_of(text)
    assert numbering is not None
    assert (numbering.style, numbering.value) == (style, value)


@pytest.mark.parametrize(
    "text", ["", "戊", "2010301", "12345热线", "1.5万元", "1.2023", "一般公共服务", "三公经费"]
)
def test_what_is_no_number(text: str) -> None:
    assert numbering_of(text) is None
    assert without_numbering(text) == text


def test_all_numbers_before_a_text_are_left_out() -> None:
    assert without_numbering("一、（一）1.（1）基本支出") == "基本支出"
