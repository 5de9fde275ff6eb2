"""Two sites of a province each, and a start page that lists them and searches both, on one host."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Route, expect

from tests.browser.conftest import DESKTOP, ROOT, Visit, _visit, copy_docs

HUZHOU = "330500-huzhou-government-office-2023"
LUOHE = "411100-luohe-government-office-2023"
SITES = """
[[site]]
adcode = "330000"
address = "../site-33/"

[[site]]
adcode = "410000"
address = "../site-41/"
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Keep the server's log out of the tests' output."""


def _run(folder: Path, scope: str, *command: str) -> None:
    env = os.environ | {"SCOPE": scope, "SITE_START": "/start/", "SITE_CONTACT": "a@example.org"}
    done = subprocess.run(
        [sys.executable, *command], cwd=folder, capture_output=True, text=True, check=False, env=env
    )
    assert not done.returncode, f"{command}: {done.stdout[-2000:]}{done.stderr[-2000:]}"


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build both sites in one checkout, one after the other, and the start page; return their folder."""
    folder, served = tmp_path_factory.mktemp("checkout"), tmp_path_factory.mktemp("host")
    copy_docs(folder / "docs")
    for name in ("mkdocs.yml", "start.yml"):
        shutil.copy(ROOT / name, folder)
    for name in ("yusuan", "scripts", "disclosures", "build_data.py"):
        (folder / name).symlink_to(ROOT / name)
    for scope in ("33", "41"):
        _run(folder, scope, "build_data.py")
        _run(folder, scope, "-m", "mkdocs", "build", "--strict")
        shutil.move(folder / "site", served / f"site-{scope}")
    (folder / "sites.toml").write_text(SITES, "utf-8")
    _run(folder, "", "-m", "scripts.start", "sites.toml")
    shutil.move(folder / "start-site", served / "start")
    return served


@pytest.fixture(scope="module")
def host(sites: Path) -> Iterator[str]:
    """Serve the sites side by side; return the host's address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(sites)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def start(browser: Browser, host: str) -> Iterator[Visit]:
    """Open a tab; no other host is asked."""
    context = browser.new_context(viewport=DESKTOP)
    made = _visit(context, host)
    yield made
    context.close()
    assert made.elsewhere == []


def test_a_site_of_a_province_has_its_own_documents_only(sites: Path) -> None:
    def units(name: str) -> set[str]:
        return {path.parent.name for path in (sites / name).glob("units/*/digest.json")}

    assert HUZHOU in units("site-33") and all(name.startswith("33") for name in units("site-33"))
    assert units("site-41") == {LUOHE}
    assert not [path for path in (sites / "site-33").rglob("*.html") if LUOHE in path.read_text("utf-8")]


@pytest.mark.parametrize("name", ["site-33", "site-41", "start"])
def test_no_link_of_a_page_is_dead(sites: Path, name: str) -> None:
    dead = []
    for path in (sites / name).rglob("*.html"):
        for href in re.findall(r'<a\b[^>]*href="([^"#?]+)', path.read_text("utf-8")):
            if ":" in href or path.name == "404.html":
                continue
            target = sites / href[1:] if href.startswith("/") else path.parent / href
            target = Path(os.path.normpath(target))
            if not (target / "index.html").is_file() and not target.is_file():
                dead.append(f"{path.relative_to(sites)}: {href}")
    assert dead == []


def test_search_on_the_start_page_finds_units_of_each_site_and_leads_there(start: Visit) -> None:
    page = start.open("start/")
    page.locator("#search").fill("政府办公室")
    found = page.locator("#search-results")
    expect(found.locator("a[href*='/site-33/units/330500-']").first).to_be_visible(timeout=20_000)
    luohe = found.locator(f"a[href*='/site-41/units/{LUOHE}/']").first
    expect(luohe).to_be_visible()
    luohe.click()
    expect(page).to_have_url(re.compile(f"/site-41/units/{LUOHE}/"))
    expect(page.locator("h1")).to_contain_text("漯河")
    assert start.complaints == []


def test_a_line_found_on_the_start_page_is_opened_where_it_is_printed(start: Visit) -> None:
    page = start.open("start/search/?q=驻京联络处")
    link = page.locator(".ys-results-list a[href*='/site-33/']").first
    expect(link).to_be_visible(timeout=20_000)
    page.goto(str(link.get_attribute("href")))
    expect(page.locator("body")).to_contain_text("驻京联络处")
    assert start.complaints == []


def test_a_code_says_of_which_site_it_is(start: Visit) -> None:
    page = start.open("start/search/?q=30215")
    code = page.locator(".ys-results-list li", has_text="支出经济分类").first
    expect(code).to_contain_text(re.compile("支出经济分类 · (浙江省|河南省)"), timeout=20_000)


def test_a_chosen_province_is_asked_of_its_site_alone(start: Visit) -> None:
    page = start.open("start/search/?q=办公室&province=河南省")
    links = page.locator(".ys-results-list a:not(.ys-src)")
    expect(links.first).to_be_visible(timeout=20_000)
    assert all("/site-41/" in str(link.get_attribute("href")) for link in links.all())
    start.requests.clear()
    page.locator("#search-query").fill("会议")
    expect(links.first).to_be_visible(timeout=20_000)
    assert not [url for url in start.requests if "/site-33/pagefind/index/" in url]


def test_the_list_leads_to_each_site_and_says_how_much_it_has(start: Visit) -> None:
    page = start.open("start/")
    rows = page.locator(".st-sites li")
    expect(rows.nth(0)).to_contain_text("浙江省")
    expect(rows.nth(0)).to_contain_text("2 份文件")
    expect(rows.nth(1)).to_contain_text("1 个单位，1 份文件，2023 年")
    rows.nth(1).locator("a").click()
    expect(page.locator(".sc-scope")).to_have_text("这个网站只收录河南省的文件。")
    page.locator(".sc-start a").click()
    expect(page).to_have_url(f"{start.address}start/")


def test_a_site_that_does_not_answer_is_named_and_takes_nothing_from_the_others(start: Visit) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=404, body="")

    start.page.context.route("**/site-33/pagefind/**", refuse)
    page = start.open("start/search/?q=办公室")
    expect(page.locator(".ys-count")).to_contain_text("没有搜浙江省：那里的网站没有回应。", timeout=20_000)
    links = page.locator(".ys-results-list a:not(.ys-src)")
    assert links.count()
    assert all("/site-41/" in str(link.get_attribute("href")) for link in links.all())


def test_what_no_site_prints_is_said_to_be_found_nowhere(start: Visit) -> None:
    page = start.open("start/")
    page.locator("#search").fill("龘靐齉")
    expect(page.locator("#search-results")).to_contain_text("没有找到", timeout=20_000)
    expect(page.locator("#search-results")).to_contain_text("看各地的网站")
