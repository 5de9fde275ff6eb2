"""The Markdown extension that hands ready pages over, as Zensical runs it: after and before others."""

from __future__ import annotations

import pytest
from markdown import Markdown

EXTENSIONS = [
    "yusuan.ready",
    "attr_list",
    "md_in_html",
    "tables",
    "pymdownx.superfences",
    "pymdownx.snippets",
]
READY = """<div class="ys">
<h2 id="a">甲 &amp; 乙</h2>
    <p>```python *a* _b_ | c | [x](y.md) {: #z } &lt;script&gt; \u7532\u3000\u4e59</p>
--8<-- "downloads.html"
</div>"""


@pytest.fixture
def markdown() -> Markdown:
    """Return Markdown as the site sets it up."""
    return Markdown(extensions=EXTENSIONS)


def test_a_ready_page_is_handed_over_as_it_is(markdown: Markdown) -> None:
    assert markdown.convert(f"\n{READY}\n") == READY


def test_a_page_that_people_wrote_is_read(markdown: Markdown) -> None:
    assert markdown.convert("# 方法\n\n*甲*") == "<h1>方法</h1>\n<p><em>甲</em></p>"
    mixed = '<div class="ys" markdown="1">\n\n*甲*\n\n</div>'
    assert "<em>甲</em>" in markdown.convert(mixed)
    assert "<p><em>甲</em></p>" in markdown.convert("<div>\n甲\n</div>\n\n*甲*")


def test_one_page_leaves_nothing_for_the_next(markdown: Markdown) -> None:
    assert markdown.convert(READY) == READY
    markdown.reset()
    assert markdown.convert("乙") == "<p>乙</p>"
    assert markdown.convert("yusuan-ready") == "<p>yusuan-ready</p>"
    markdown.reset()
    assert markdown.convert(READY) == READY
