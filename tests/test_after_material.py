"""What the comparison of two built sites notices, and that Zensical builds ours as MkDocs does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from scripts.after_material import COMMAND
from scripts.page_contents import compare_sites
from tests.browser.conftest import ROOT, copy_docs
from tests.browser.made import write_disclosures

PAGE = """<!doctype html><html><head><title>甲局</title><meta name="description" content="甲">
<link rel="canonical" href="https://example.org/a/"><link rel="stylesheet" href="{css}">
<script type="application/ld+json">{data}</script></head><body>
<header><a href="../">首页</a></header><article>{skip}<h1 id="a">甲局</h1>
<p><b id="L3C1">1,623.35</b> <a href="../source/#L3">第 3 行</a></p></article></body></html>"""
WHOLE = PAGE.format(css="../assets/yusuan.css", data='{"a": 1, "b": 2}', skip="")


def differences(tmp_path: Path, changed: str, path: str = "a/index.html", first: str = WHOLE) -> list[str]:
    """Compare a site of one page with one where it is changed."""
    for name, text in (("first", first), ("second", changed)):
        file = tmp_path / name / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return list(compare_sites(tmp_path / "first", tmp_path / "second", ("theirs/",)))


def test_a_page_laid_out_another_way_is_the_same(tmp_path: Path) -> None:
    other = PAGE.format(css="/assets/yusuan.css", data='{"b":2,"a":1}', skip='<a id="__skip"></a>\n')
    other = other.replace("../source/", "/source/").replace(
        "</head>", '<link href="x.png" rel="icon"></head>'
    )
    assert differences(tmp_path, other) == []


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("1,623.35", "1,623.53", "text: "),
        ("1,623.35", "1,623.35 ", ""),
        ("L3C1", "L3C2", "anchor: 1 lost, 1 added"),
        (' id="a"', "", "anchor: 1 lost, 0 added"),
        ("../source/#L3", "../../source/#L3", "link: 1 lost"),
        ('<a href="../">', "<a>", "link around: 1 lost"),
        ("<title>甲局", "<title>乙局", "head: 1 lost, 1 added; lacks ('title', '甲局')"),
        ("example.org/a/", "example.org/b/", "head: "),
        ('"b": 2', '"b": 3', "head: "),
        ("../assets/yusuan.css", "../assets/other.css", "file loaded: 1 lost"),
        ("article>", "section>", "text: "),
    ],
)
def test_what_changed_is_said(tmp_path: Path, was: str, now: str, said: str) -> None:
    found = differences(tmp_path, WHOLE.replace(was, now))
    assert bool(found) == bool(said)
    assert any(said in one for one in found) or not said


def test_missing_files_and_other_bytes_are_said_but_those_of_the_builder(tmp_path: Path) -> None:
    for name in ("a.zip", "gone.csv", "theirs/x.css"):
        file = tmp_path / "first" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(name, "utf-8")
    (tmp_path / "second").mkdir()
    (tmp_path / "second/a.zip").write_text("other", "utf-8")
    assert differences(tmp_path, WHOLE) == ["a.zip: other bytes", "gone.csv: missing"]


def test_sitemaps_are_the_same_where_they_list_the_same(tmp_path: Path) -> None:
    one, other = ("<urlset><url>\n<loc>https://x/a/</loc></url></urlset>", "<urlset><loc>https://x/a/</loc>")
    assert differences(tmp_path, other, "sitemap.xml", one) == []
    more = f"{other}<loc>https://x/b/</loc>"
    (said,) = differences(tmp_path, more, "sitemap.xml", one)
    assert said == "sitemap.xml: only one lists https://x/b/"


@pytest.mark.skipif(
    not (ROOT / COMMAND).exists(), reason="Zensical is not installed: make after-material installs it"
)
def test_zensical_builds_every_page_as_mkdocs_does(tmp_path: Path) -> None:
    folder = tmp_path / "checkout"
    copy_docs(folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "yusuan/site/theme", folder / "yusuan/site/theme")
    shutil.copy(ROOT / "yusuan/site/mkdocs/hook.py", folder / "yusuan/site")
    (folder / "disclosures").mkdir()
    write_disclosures(folder / "disclosures")
    env = os.environ | {"PYTHONPATH": str(ROOT)}
    for command in (str(ROOT / "build_data.py"), "-m scripts.after_material " + str(ROOT / COMMAND)):
        done = subprocess.run(
            [sys.executable, *command.split(" ")],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env=env,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    assert "; 0 differences" in done.stdout
