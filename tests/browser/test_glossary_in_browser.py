"""The site's own glossary: linked where a page first uses a word, each entry with an example."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import ROOT, Visit
from yusuan.spec.glossary import load_glossary

DISCLOSURES = sorted(path.stem.lower() for path in (ROOT / "disclosures").glob("*.txt"))


def test_the_first_use_leads_to_the_entry(visit: Visit) -> None:
    page = visit.open(f"units/{DISCLOSURES[0]}/")
    link = page.locator("a.gl-word").first
    word = link.inner_text()
    link.click()
    expect(page.locator("dt:target")).to_contain_text(word.removesuffix("支出"))
    expect(page.locator("dt:target")).to_be_in_viewport()
    expect(page.locator("dt:target ~ .gl-example").first).to_be_visible()


def test_no_word_is_linked_twice_on_a_page(site: Path, visit: Visit) -> None:
    for name in DISCLOSURES:
        page = visit.open(f"units/{name}/")
        found = [link.get_attribute("href") for link in page.locator("a.gl-word").all()]
        assert len(found) >= 4
        assert len(set(found)) == len(found)


def test_the_glossary_shows_every_word_with_its_example(visit: Visit) -> None:
    page = visit.open("glossary/")
    assert page.locator(".gl-own dt").count() == len(load_glossary())
    assert page.locator(".gl-own .gl-example").count() == len(load_glossary())
    expect(page.locator("#documents")).to_be_visible()
