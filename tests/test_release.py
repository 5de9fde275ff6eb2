"""A release holds the packages of the version that its tag names, with checksums that fit."""

from __future__ import annotations

import hashlib
import re
import zipfile
from pathlib import Path

import pytest

from scripts.release import ROOT, NotReady, notes_of, version_of, write_release
from tests.site_packages import NAME, write_packages
from yusuan.site import write_site
from yusuan.site.setup import SiteSetup

CHANGELOG = """# Changelog

## Unreleased

- new

## 0.2.0 (2026-01-31)

### Data

- old

## 0.1.0

- first
"""


def test_a_release_holds_all_packages_with_checksums_that_fit(tmp_path: Path) -> None:
    packages = write_packages(tmp_path / "packages")
    (packages / "x.build.json").write_text("{}", "utf-8")
    offered = write_release(packages, "0.2.0", "what changed\n", tmp_path / "release")
    archives = offered[:2]
    names = [set(zipfile.ZipFile(path).namelist()) for path in archives]
    assert [path.name for path in archives] == ["yusuan-0.2.0-all.zip", "yusuan-0.2.0-documents.zip"]
    assert {"datapackage.json", "budget_lines.csv", "budget_lines.parquet"} <= names[0]
    assert f"{NAME}/datapackage.json" in names[1]
    assert not [name for found in names for name in found if name.endswith(".zip")]
    assert all(name.startswith(f"{NAME}/") for name in names[1])
    sums = dict(line.split()[::-1] for line in (tmp_path / "release/SHA256SUMS").read_text().splitlines())
    assert sums == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in offered}


def test_a_release_offers_what_a_site_leads_to_instead_of_publishing_it(tmp_path: Path) -> None:
    packages = write_packages(tmp_path / "packages")
    write_release(packages, "0.2.0", "", tmp_path / "release")
    address = "https://example.org/releases/latest/download/"
    write_site(packages, tmp_path / "docs", SiteSetup(downloads=address))
    page = (tmp_path / "docs/_includes/downloads.html").read_text("utf-8")
    named = set(re.findall(f'href="{address}([^"]+)"', page))
    assert {"all.zip", "all.xlsx", "budget_lines.parquet", "budget_lines.csv"} <= named
    assert named <= {path.name for path in (tmp_path / "release").iterdir()}
    assert not any((tmp_path / "docs/downloads").iterdir())
    assert "../downloads/" not in page


def test_a_release_without_a_collection_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotReady, match="make data"):
        write_release(tmp_path, "0.2.0", "", tmp_path / "release")


def test_notes_are_those_of_the_version() -> None:
    assert notes_of("0.2.0", CHANGELOG) == "### Data\n\n- old\n"
    assert notes_of("0.1.0", CHANGELOG) == "- first\n"
    with pytest.raises(NotReady, match=r"no heading '## 0\.3\.0'"):
        notes_of("0.3.0", CHANGELOG)


def test_the_files_that_name_the_version_agree() -> None:
    line = next(
        line for line in (ROOT / "pyproject.toml").read_text("utf-8").splitlines() if line[:7] == "version"
    )
    version = line.split('"')[1]
    assert version_of(f"v{version}", ROOT) == version
    with pytest.raises(NotReady, match=r"pyproject\.toml says"):
        version_of("v99.0.0", ROOT)
