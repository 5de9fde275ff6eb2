"""The list of several sites: what it may say, and what is wrong with it in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from yusuan.site.pages.start import LISTED, Site, SitesError, load_sites, write_start

URL = "https://name.example.org/start/"
SEARCH = (Path(__file__).parents[2] / "docs/search/index.md").read_text("utf-8")


def entry(**fields: str) -> str:
    """Write an entry of the list."""
    return "\n".join(["[[site]]", *(f"{name} = {json.dumps(text)}" for name, text in fields.items())]) + "\n"


def load(tmp_path: Path, text: str) -> list[Site]:
    """Read a list of sites."""
    (tmp_path / "sites.toml").write_text(text, "utf-8")
    return load_sites(tmp_path / "sites.toml", URL)


def test_a_site_is_named_by_its_region_or_as_the_list_says(tmp_path: Path) -> None:
    whole = "https://name.example.org/site-4403/"
    text = entry(adcode="330000", address="../site-33/") + entry(adcode="440300", address=whole)
    sites = load(tmp_path, text + entry(adcode="420000", address="42/", name="湖北"))
    assert [site.name for site in sites] == ["浙江省", "广东省深圳市", "湖北"]
    assert [site.address for site in sites] == ["../site-33/", whole, "42/"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "begin an entry"),
        ("site = 3", "begin an entry"),
        ("[[site]", "sites.toml: "),
        (entry(address="../a/"), "no code of GB/T 2260"),
        (entry(adcode="999999", address="../a/"), "'999999' is no code"),
        (entry(adcode="330000"), "address ''"),
        (entry(adcode="330000", address="../site-33"), "address '../site-33'"),
        (entry(adcode="330000", address="javascript:x/"), "address 'javascript:x/'"),
        (entry(adcode="330000", address="//other.example.org/"), "address '//other"),
        (entry(adcode="330000", address="https://other.example.org/a/"), "another host"),
        (entry(adcode="330000", address="../a/", units="3"), "units is unknown"),
        ("[[site]]\nadcode = 330000\n", "are texts"),
        (entry(adcode="330000", address="../a/") * 2, "two sites have the address '../a/'"),
        (entry(adcode="330000", address="../a/") + entry(adcode="330000", address="../b/"), "have the name"),
    ],
)
def test_a_wrong_list_is_refused_with_what_to_mend(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SitesError, match=r".") as error:
        load(tmp_path, text)
    assert said in str(error.value)


def test_a_list_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SitesError, match=r"none\.toml: No such file"):
        load_sites(tmp_path / "none.toml", URL)


def test_the_pages_lead_to_each_site_and_nowhere_that_only_a_site_has(tmp_path: Path) -> None:
    sites = [Site("330000", "../site-33/", "浙江<b>省")]
    write_start(sites, tmp_path, SEARCH)
    home = (tmp_path / "index.md").read_text("utf-8")
    assert '<a href="../site-33/">浙江&lt;b&gt;省</a>' in home
    assert json.loads((tmp_path / LISTED).read_text("utf-8"))[0]["address"] == "../site-33/"
    search = (tmp_path / "search/index.md").read_text("utf-8")
    assert 'id="search-page"' in search
    assert "../regions/" not in search
    assert "../units/" not in search


def test_a_search_page_that_changed_shape_is_noticed(tmp_path: Path) -> None:
    with pytest.raises(SitesError, match="without scripts"):
        write_start([], tmp_path, "# 搜索")
