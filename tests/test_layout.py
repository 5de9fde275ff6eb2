"""The rules of the layout that a reviewer would otherwise have to remember."""

from __future__ import annotations

import ast
import csv
import os
import re
import socket
import subprocess
import sys
import tomllib
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from scripts.architecture import imported_names, part_of

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "yusuan"
MODULES = sorted(PACKAGE.rglob("*.py"))
NAMES = [str(path.relative_to(ROOT)) for path in MODULES]

# build → (convert | parse | check | publish) → (package | site) → model → spec, by and large: the five beside
# publish never import one another.
FLOOR = {"errors", "replacing"}
"""What any of these may import, and what imports nothing of ours."""

MAY_IMPORT = {
    **{name: set() for name in FLOOR},
    "spec": {"spec"},
    "model": {"model", "spec"},
    "ready": set(),
    "convert": {"convert", "model", "spec"},
    "parse": {"parse", "model", "spec"},
    "check": {"check", "model", "spec"},
    "package": {"package", "model", "spec"},
    "site": {"site", "model", "spec"},
    "run": {"run", "model", "spec"},
    "publish": {"publish", "run", "package", "site", "model", "spec"},
    "build": {"build", "publish", "run", "convert", "parse", "check", "package", "site", "model", "spec"},
    "": set(),  # yusuan/__init__.py
}

# Within the site each folder may import those before it, and the modules beside the folders.
SITE_ORDER = ("charts", "views", "across", "files", "pages", "search", "mkdocs")

PINS = (ROOT / "requirements.txt").read_text("utf-8").splitlines()

MOBILE = re.compile(r"(?<![0-9A-Za-z])1[3-9][0-9]{9}(?![0-9A-Za-z])")


@pytest.mark.parametrize(
    ("statement", "parts"),
    [
        ("import yusuan.parse.text", ["parse"]),
        ("from yusuan.package.write import x", ["package"]),
        ("from yusuan import model, site", ["model", "site"]),
        ("from ..parse.cells import x", ["parse"]),
        ("from .. import build", ["build"]),
        ("def f():\n    from . import numbers", ["check"]),
        ("import json, re\nfrom pathlib import Path", []),
    ],
)
def test_imports_of_every_form_are_seen(statement: str, parts: list[str]) -> None:
    assert [part_of(name) for name in imported_names(statement, "yusuan.check")] == parts


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_imports_go_one_way(path: Path) -> None:
    package = ".".join(path.relative_to(ROOT).parent.parts)
    part = part_of(".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"))
    assert part in MAY_IMPORT, f"{path.name} is a new part of the library: give it a place in MAY_IMPORT"
    found = {part_of(name) for name in imported_names(path.read_text("utf-8"), package)} - {""}
    assert found <= MAY_IMPORT[part] | (FLOOR if MAY_IMPORT[part] else set())


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_module_is_too_long(path: Path) -> None:
    lines = len(path.read_text("utf-8").splitlines())
    assert lines <= 300, "make it two modules"


LONG_RECORDS = {"_budget_line"}
"""Functions whose body is one record with a line a field, and may be longer."""


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_function_is_too_long(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef) and node.name not in LONG_RECORDS:
            first = node.body[0]
            is_doc = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            body = node.body[1:] if is_doc and len(node.body) > 1 else node.body
            assert (node.end_lineno or 0) - body[0].lineno < 40, f"{node.name}: make it two functions"


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_private_name_is_unused(path: Path) -> None:
    source = path.read_text("utf-8")
    private = re.findall(r"^(?:def |class )?(_[A-Za-z]\w*)(?=[(:\[]| = |, _)", source, re.MULTILINE)
    unused = [name for name in private if len(re.findall(rf"\b{name}\b", source)) == 1]
    assert not unused, "take out what nothing uses"


@cache
@pytest.mark.parametrize("folder", SITE_ORDER)
def test_folders_of_the_site_import_in_one_direction(folder: str) -> None:
    modules = sorted((PACKAGE / "site" / folder).rglob("*.py"))
    later = {f"yusuan.site.{name}" for name in SITE_ORDER[SITE_ORDER.index(folder) + 1 :]}
    for module in modules:
        imported = imported_names(module.read_text("utf-8"), f"yusuan.site.{folder}")
        wrong = [name for name in imported if ".".join(name.split(".")[:3]) in later]
        assert not wrong, f"{module.name} imports {wrong}"


def test_every_folder_of_the_site_has_its_place_in_the_order() -> None:
    folders = {path.parent.name for path in (PACKAGE / "site").glob("*/__init__.py")}
    assert folders == set(SITE_ORDER)


def region_names() -> frozenset[str]:
    """Return full names of three characters or more, and provinces without their suffix too (浙江)."""
    found = set()
    with (PACKAGE / "spec/regions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if len(row["name"]) > 2:
                found.add(row["name"])
            if row["level"] == "province":
                found.add(re.sub("(壮族|回族|维吾尔)?自治区$|[省市]$", "", row["name"]))
    return frozenset(found)


@pytest.mark.parametrize("path", MODULES, ids=NAMES)
def test_no_place_is_named_in_code(path: Path) -> None:
    source = path.read_text("utf-8")
    named = sorted(name for name in region_names() if name in source)
    assert not named, "what is known of one place belongs in yusuan/spec, as data"


def kept_files() -> list[Path]:
    """Return the files under version control or about to be; outside a clone, all but generated folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listing.returncode == 0:
        paths = [ROOT / name for name in listing.stdout.decode().split("\0") if name]
    else:
        generated = {"site", "datapackages"}
        tops = [top for top in ROOT.iterdir() if top.name[0] != "." and top.name not in generated]
        paths = [path for top in tops for path in [top, *top.rglob("*")]]
    return [path for path in paths if path.is_file()]


def test_no_mobile_number_is_kept() -> None:
    """disclosures/ is the input as published, masked when it is read; tests/ has made-up numbers."""
    elsewhere = {"disclosures", "tests"}
    files = [path for path in kept_files() if path.relative_to(ROOT).parts[0] not in elsewhere]
    assert files
    found = [path.name for path in files if MOBILE.search(path.read_bytes().decode("utf-8", "ignore"))]
    assert not found


def test_lock_pins_every_direct_dependency_and_names_no_registry() -> None:
    assert [pin for pin in PINS if not re.fullmatch("[a-z0-9.-]+==[0-9][0-9a-z.]*", pin)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    direct = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    assert {re.split(r"[\[<]", name)[0] for name in direct} <= {pin.split("==")[0] for pin in PINS}


def test_lock_installs_on_the_oldest_python() -> None:
    """Debian 12 has Python 3.11.2; pymdown-extensions 13 wants 3.11.5, and nothing else would tell."""
    packages = [distribution(pin.split("==")[0]) for pin in PINS]
    versions = [pin.split("==")[1] for pin in PINS]
    assert [package.version for package in packages] == versions, "`make check` brings .venv up to date"
    wants = {package.name: str(package.metadata.json.get("requires_python", "")) for package in packages}
    assert [name for name, python in wants.items() if not SpecifierSet(python).contains("3.11.0")] == []


def test_make_lists_its_targets_and_refuses_others() -> None:
    targets = {"serve", "site", "data", "test", "check", "golden", "new-case", "coverage", "bench"}
    targets |= {"add", "accuracy", "reference", "fuzz", "start", "after-material", "help"}
    listed = make().stdout
    assert {line.split()[1] for line in listed.splitlines()} == targets
    refused = make("docs")  # a folder of that name does not make it a target
    assert (refused.returncode, "no target 'docs'" in refused.stderr) == (2, True)


def make(*words: str) -> subprocess.CompletedProcess[str]:
    """Run make without its environment step; SITE_URL and PORT are not those of whoever runs the tests."""
    environment = {name: value for name, value in os.environ.items() if name not in ("SITE_URL", "PORT")}
    return subprocess.run(
        ["make", "-o", ".venv", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        env=environment,
    )


def test_a_port_in_use_is_told_with_what_shows_the_new_site() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        refused = make("serve", f"PORT={port}", f"PYTHON={sys.executable}")
    assert refused.returncode == 2
    assert f"Already serving? Run `make site PORT={port}` and reload" in refused.stderr


def test_the_site_is_built_for_the_port_at_which_it_is_served(tmp_path: Path) -> None:
    python = tmp_path / "python"
    python.write_text('#!/bin/sh\necho "$SITE_URL"\n', "utf-8")
    python.chmod(0o755)
    site = ("-o", "data", "site", f"PYTHON={python}")
    assert make(*site).stdout == "http://localhost:8000/\n"
    assert make(*site, "PORT=8123").stdout == "http://localhost:8123/\n"
    assert make(*site, "PORT=8123", "SITE_URL=https://example.org/").stdout == "https://example.org/\n"
