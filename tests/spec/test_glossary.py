"""The site's own glossary: every word in plain words with an example, each spelling once."""

from __future__ import annotations

import re
from collections import Counter

from markupsafe import Markup

from yusuan.site.views.plain_words import PlainWords
from yusuan.spec.glossary import load_glossary


def test_every_word_is_explained_with_an_example() -> None:
    for term in load_glossary():
        assert re.fullmatch(r"[a-z][a-z-]*", term.id)
        assert term.plain.endswith("。") and term.example.endswith("。"), term.word
        assert len(term.example) > 12 and term.example != term.plain, term.word


def test_no_word_and_no_place_stands_twice() -> None:
    words = Counter(word for term in load_glossary() for word in (term.word, *term.also))
    assert [word for word, count in words.items() if count > 1] == []
    assert len({term.id for term in load_glossary()}) == len(load_glossary())


def test_only_the_first_use_on_a_page_is_linked() -> None:
    words = PlainWords("../../")
    first = words("基本支出 <b>，基本支出")
    assert first == Markup(
        '<a class="gl-word" href="../../glossary/#term-basic">基本支出</a> &lt;b&gt;，基本支出'
    )
    assert words("基本支出") == "基本支出"


def test_the_longest_word_that_fits_is_the_one() -> None:
    assert "term-general-public-services" in PlainWords("")("一般公共服务支出 3 万元")
    assert ">一般公共服务支出</a>" in PlainWords("")("一般公共服务支出 3 万元")


def test_markup_stays() -> None:
    assert PlainWords("")(Markup("<a>决算</a>")) == "<a>决算</a>"
