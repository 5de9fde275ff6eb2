"""Search text: bigrams, and the documents that the indexer reads."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.site_packages import LINES, NAME, write_packages
from yusuan.site.packages import load_unit
from yusuan.site.search.bigrams import fold, normalise, to_bigrams
from yusuan.site.search.pages import built_articles, page_documents
from yusuan.site.search.ranges import HIGHEST, closed
from yusuan.site.search.text import Passage, render_search, search_documents
from yusuan.site.views.published import published_tables


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("驻京联络处", "驻 驻京 京联 联络 络处 处"),
        ("“三公”经费", "{三 三公 公}经 经费 费"),
        ("（本级）2023年", "(本 本级 级) 2023 年"),
        ("1,623.35万元", "1623.35 万 万元 元"),
        ("ＩＰｖ６维护费", "IPv6 维 维护 护费 费"),
        ("国防动员工\n\n作。", "国 国防 防动 动员 员工 工~~作 作^"),
        ("合  计\t\t基本\t900.00\t5", "合 合计 计|基 基本 本| 900.00| 5"),
        ("收入、支", "收 收入 入` 支"),
        ("三", "三"),
        ("", ""),
    ],
)
def test_text_as_bigrams(text: str, tokens: str) -> None:
    assert to_bigrams(text) == tokens


HAN = st.text("预算支出单位联络处三公", min_size=2, max_size=30)


@given(HAN, st.data())
def test_any_piece_of_a_text_is_a_phrase_of_its_bigrams(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 2, len(text)))
    pairs = to_bigrams(text[start:end]).split()[1:-1]
    assert f" {' '.join(pairs)} " in f" {to_bigrams(text)} "


@given(HAN, HAN)
def test_a_piece_of_a_text_is_a_piece_of_its_fold(before: str, after: str) -> None:
    text = f"{before}、1,234.5{after} “x”"
    for start in range(len(text)):
        piece = text[start:]
        if not re.match(r"[\d,.]", piece):
            assert fold(piece) in fold(text)


@given(HAN)
def test_spaces_width_and_quotes_make_no_difference(text: str) -> None:
    spelled = text.replace("预", "“预”").replace("支", " 支\t").replace("公", "公\n")
    assert fold(f"{spelled}ＡＢ１，２３４") == fold(f"{text}ab1234")


@given(st.text(max_size=40))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def documents(folder: Path) -> dict[str, str]:
    """Return the documents of the example, by kind."""
    unit = load_unit(write_packages(folder) / NAME)
    return search_documents(unit, published_tables(unit))


def test_passages_lead_to_the_unit_its_projects_sections_and_rows(tmp_path: Path) -> None:
    found = documents(tmp_path)
    anchors = {kind: re.findall(r'<h3 id="([^~"]*)~(\d+)~', text) for kind, text in found.items()}
    assert anchors["unit"] == [("", "0"), ("alias", "0")]
    assert anchors["project"] == [("row", "16")]
    assert anchors["narrative"][:2] == [("", "1"), ("section-s001", "3")]
    assert ("row", "10") in anchors["table"]
    assert not [anchor for anchor, _ in anchors["narrative"] if anchor == "row"]
    assert "万元" in found["project"].split("<p", 1)[0]


def test_every_line_is_indexed_once(tmp_path: Path) -> None:
    indexed = "".join(documents(tmp_path).values())
    for line in LINES[:15]:
        for word in re.findall(r"\w+", to_bigrams(line)):
            assert word in indexed
    assert indexed.count("1000.00") == 1


def test_documents_show_markup_as_text(tmp_path: Path) -> None:
    assert not [text for text in documents(tmp_path).values() if "<script" in text or "<b>" in text]


def test_markup_of_the_text_is_not_indexed() -> None:
    texts = ['延续 <input checked="" type="checkbox"/> 新增', "费：</p> <p>1. 负责", "<P>甲", "1<2，x<y"]
    document = render_search("table", "甲", [Passage("row", 1, "", text) for text in texts])
    shown = [running.replace("&lt;", "<") for running in re.findall(r"<p>(.*)</p>", document)]
    assert shown == [to_bigrams(text) for text in ("延续 新增", "费： 1. 负责", "甲", "1<2，x<y")]


def test_a_passage_writes_what_its_results_show() -> None:
    assert Passage("row", 7, "项目 ~ 甲", "", beside="1.00\u00a0万元").id == "row~7~项目_～_甲~1.00_万元"


def test_chunks_reach_up_to_the_next_one() -> None:
    chunks = closed([["0", "19", "a"], ["195", "人民", "b"], ["人物", "费", "c"]])
    assert [first for first, _, _ in chunks] == ["", "195", "人物"]
    assert chunks[0][1] > "194999"
    assert chunks[1][1] > "人牨"
    assert chunks[2][1] == HIGHEST
    for one, other in pairwise(chunks):
        assert one[0] <= one[1] < other[0]


def test_hand_written_pages_are_indexed_by_heading(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    for name in ("method", "search", "made"):
        (site / name).mkdir(parents=True)
    docs.mkdir()
    (docs / "method.md").write_text("# 方法")
    (docs / "search").mkdir()
    (docs / "search/index.md").write_text("# 搜索")
    (docs / "made.md").write_text("---\nprerendered: true\n---\n")
    article = '<article><h1 id="a">方法</h1><p>怎样读出</p><h2 id="b">核对</h2><p>勾稽<a>关系</a></p>'
    article = f"<nav>导航</nav>{article}<table><td>表格</td></table></article>"
    (site / "method/index.html").write_text(article)
    [(name, document)] = page_documents(built_articles(docs, site))
    assert name == "method"
    assert re.findall(r'<h3 id="([^~"]*)~', document) == ["a", "b"]
    assert "稽关" in document
    assert "导航" not in document
    assert "表格" not in document
