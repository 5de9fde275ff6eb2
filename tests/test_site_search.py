"""Search text: bigrams, and the documents that the indexer reads."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site_packages import LINES, NAME, write_packages
from yusuan.site.bigrams import normalise, to_bigrams
from yusuan.site.packages import load_unit
from yusuan.site.published import published_tables
from yusuan.site.search_text import search_document


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("驻京联络处", "驻京 京联 联络 络处"),
        ("“三公”经费", '"三公" 经费'),
        ("（本级）2023年", "(本级) 2023 年"),
        ("1,623.35万元", "1623.35 万元"),
        ("ＩＰｖ６维护费", "ipv6 维护 护费"),
        ("三", "三"),
        ("", ""),
    ],
)
def test_text_as_bigrams(text: str, tokens: str) -> None:
    assert to_bigrams(text).replace("“", '"').replace("”", '"') == tokens


HAN = st.text("预算支出单位联络处三公", min_size=2, max_size=30)


@given(HAN, st.data())
def test_any_piece_of_a_text_is_a_phrase_of_its_bigrams(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    assert f" {to_bigrams(text[start:end])} " in f" {to_bigrams(text)} "


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_every_line_is_indexed_once_and_passages_lead_to_the_page(tmp_path: Path) -> None:
    unit = load_unit(write_packages(tmp_path) / NAME)
    document = search_document(unit, published_tables(unit))
    assert re.findall(r'<h3 id="([^"]+)"', document) == ["section-s001", "table-t01", "L16"]
    assert document.count("<p>") == len([line for line in LINES if line.strip()])
