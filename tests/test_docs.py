"""The docs for developers name only what there is, and what is generated of the code is fresh."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from benchmarks.accuracy import measure_accuracy
from scripts.reference import BEGIN, END, regenerated, write_reference
from tests.cases import load_cases
from yusuan.errors import YusuanError

ROOT = Path(__file__).parent.parent
PAGES = [
    *(ROOT / name for name in ("README.md", "README.zh.md", "CHANGELOG.md", "SECURITY.md")),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs/decisions").glob("*.md")),
    *sorted((ROOT / "docs/developers").glob("*.md")),
    ROOT / ".github/pull_request_template.md",
]
PAGES = [page for page in PAGES if page.name != "index.md"]
each_page = pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])

FORMS = sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml"))
WORKFLOWS = sorted((ROOT / ".github/workflows").glob("*.yml"))

TOPS = "yusuan tests benchmarks scripts docs disclosures .github .ci"
PATH = re.compile(rf"(?<![\w/.:…-])(?:{'|'.join(map(re.escape, TOPS.split()))})/[A-Za-z0-9_./-]*")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
TARGET = re.compile(r"\bmake ((?:-C \S+ )?[a-z][a-z-]*)")
MODULE = re.compile(r"python -m ((?:scripts|benchmarks|tests|yusuan)[\w.]*)")
CODE = re.compile(r"```[\s\S]*?```|`[^`\n]+`|^    .+$", re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+)`")
MODULE_FILE = re.compile(r"(?<![\w/.:…-])(?:[a-z_]+/)*[a-z_]+\.py\b")
ASSETS = sorted(path for path in (ROOT / "yusuan/site/theme").rglob("*") if path.suffix in (".js", ".css"))
WRITTEN = {"disclosures/catalog.csv"}
"""What a command writes, and a fresh clone lacks."""


def code_of(page: Path) -> str:
    """Return what a page prints as code."""
    return "\n".join(CODE.findall(page.read_text("utf-8")))


def make_targets() -> set[str]:
    """Return the targets that `make help` lists."""
    listed = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return {line.split()[1] for line in listed.splitlines()}


@each_page
def test_files_that_a_page_names_are_there(page: Path) -> None:
    text = page.read_text("utf-8")
    named = {found.rstrip(".") for found in PATH.findall(text)} - WRITTEN
    # A name that goes on with a placeholder (tests/cases/<id>/) is looked up as far as it goes.
    missing = sorted(name for name in named if not (ROOT / name).exists() and not _is_begun(name, text))
    assert not missing


def _is_begun(name: str, text: str) -> bool:
    """Tell whether a path is printed with a placeholder behind it, and is there up to that."""
    goes_on = all(char in "<*…编" for char in re.findall(rf"{re.escape(name)}(.|$)", text))
    return goes_on and (ROOT / name).parent.is_dir()


@each_page
def test_modules_that_a_page_names_without_a_folder_are_there(page: Path) -> None:
    named = {name for code in INLINE.findall(page.read_text("utf-8")) for name in MODULE_FILE.findall(code)}
    assert not [name for name in sorted(named) if not _is_module(name)]


def _is_module(name: str) -> bool:
    """Tell whether a module has a path, or one that ends so (`pdf/read.py`)."""
    return (ROOT / name).is_file() or any(path.endswith(f"/{name}") for path in modules())


@cache
def modules() -> list[str]:
    """Return the paths of the project's modules, tests apart."""
    return [path.as_posix() for top in ("yusuan", "scripts") for path in (ROOT / top).rglob("*.py")]


@pytest.mark.parametrize("asset", ASSETS, ids=[path.name for path in ASSETS])
def test_files_that_a_script_or_a_style_names_are_there(asset: Path) -> None:
    named = {found.rstrip(".") for found in PATH.findall(asset.read_text("utf-8"))}
    assert not [name for name in sorted(named) if name.startswith("yusuan/") and not (ROOT / name).exists()]


@each_page
def test_links_of_a_page_lead_somewhere(page: Path) -> None:
    generated = re.compile(r"(?:^|/)(?:findings|units|regions|downloads)/")
    links = [link for link in LINK.findall(page.read_text("utf-8")) if not generated.search(link)]
    assert not [link for link in links if not (page.parent / link).exists()]


@each_page
def test_commands_that_a_page_names_are_there(page: Path) -> None:
    code = code_of(page)
    targets = {name.split()[-1] for name in TARGET.findall(code)}
    assert targets <= make_targets()
    modules = [name.rstrip(".").replace(".", "/") for name in MODULE.findall(code)]
    assert not [name for name in modules if not ((ROOT / f"{name}.py").is_file() or (ROOT / name).is_dir())]


def test_a_name_that_is_not_there_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("`yusuan/nowhere.py`, `nowhere.py`, `make nothing`, [a](b.md)\n", "utf-8")
    for test in (
        test_files_that_a_page_names_are_there,
        test_modules_that_a_page_names_without_a_folder_are_there,
        test_links_of_a_page_lead_somewhere,
        test_commands_that_a_page_names_are_there,
    ):
        with pytest.raises(AssertionError):
            test(page)


def test_what_is_generated_is_fresh(tmp_path: Path) -> None:
    kept = {
        name: (ROOT / "docs/developers" / name).read_text("utf-8") for name in ("architecture.md", "spec.md")
    }
    for name in kept:
        (tmp_path / name).write_text(f"{BEGIN}\n{END}", "utf-8")
    fresh = {page.name: page.read_text("utf-8") for page in write_reference(tmp_path)}
    for name, text in kept.items():
        assert fresh[name] in text, f"docs/developers/{name} is not fresh: run `make reference`"


def test_a_page_without_marks_is_refused() -> None:
    with pytest.raises(YusuanError, match="the page has no"):
        regenerated("words", "content")


def numbers_of(page: Path) -> list[list[str]]:
    """Return the numbers of the rows of a page's table of accuracy."""
    table = page.read_text("utf-8").split("<!-- accuracy -->")[1].split("<!-- /accuracy -->")[0]
    return [[cell.strip() for cell in row.split("|")[2:-1]] for row in table.strip().splitlines()[2:]]


def test_both_readmes_say_what_is_measured() -> None:
    measured = [
        [cell.strip() for cell in str(score).split("|")[2:-1]] for score in measure_accuracy(load_cases())
    ]
    for name in ("README.md", "README.zh.md"):
        assert numbers_of(ROOT / name) == measured, f"{name}: put in what `make accuracy` prints"


def test_both_readmes_have_the_same_parts() -> None:
    """Headings, pictures, rows of tables, commands and numbered steps come in one order."""
    begin = re.compile(r"^(?:#+ |!\[|\||\d\. |- |    )", re.MULTILINE)
    english, chinese = (
        begin.findall((ROOT / name).read_text("utf-8")) for name in ("README.md", "README.zh.md")
    )
    assert english == chinese


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github/ISSUE_TEMPLATE").glob("*-*.yml")), ids=lambda path: path.stem
)
def test_an_issue_form_is_one_that_github_takes(path: Path) -> None:
    form = yaml.safe_load(path.read_text("utf-8"))
    assert form.keys() >= {"name", "description", "body"}
    asked = [part for part in form["body"] if part["type"] != "markdown"]
    assert {part["type"] for part in asked} <= {"input", "textarea", "dropdown", "checkboxes"}
    ids = [part["id"] for part in asked]
    assert len(set(ids)) == len(ids)
    assert all(part["attributes"]["label"] for part in asked)
    assert any(part.get("validations", {}).get("required") for part in asked)


@pytest.mark.parametrize(
    "path", sorted((ROOT / ".github/workflows").glob("*.yml")), ids=lambda path: path.stem
)
def test_commands_of_a_workflow_are_there(path: Path) -> None:
    jobs = yaml.safe_load(path.read_text("utf-8"))["jobs"]
    run = "\n".join(step.get("run", "") for job in jobs.values() for step in job["steps"])
    assert set(re.findall(r"\bmake (?:-C \S+ )?([a-z][a-z-]*)", run)) <= make_targets()
    assert not [name for name in MODULE.findall(run) if not (ROOT / f"{name.replace('.', '/')}.py").is_file()]


def public_functions(path: Path) -> Iterator[tuple[str, ast.AST]]:
    """Yield the functions, classes and methods of a module that others may use."""
    tree = ast.parse(path.read_text("utf-8"))
    yield path.name, tree
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            yield node.name, node
            for inner in node.body if isinstance(node, ast.ClassDef) else ():
                if isinstance(inner, ast.FunctionDef) and not inner.name.startswith("_"):
                    yield f"{node.name}.{inner.name}", inner


CODE_FILES = [
    path for top in ("yusuan", "scripts", "benchmarks") for path in sorted((ROOT / top).rglob("*.py"))
]


@pytest.mark.parametrize("path", CODE_FILES, ids=[str(path.relative_to(ROOT)) for path in CODE_FILES])
def test_what_is_public_has_a_docstring_that_ends_as_a_sentence(path: Path) -> None:
    """Overridden methods of the parsers and servers of the standard library are described there."""
    theirs = re.compile(r"\.(?:handle_(?:starttag|endtag|data)|log_message|send_error|disclosure_id)$")
    for name, node in public_functions(path):
        if theirs.search(name):
            continue
        said = ast.get_docstring(node)  # type: ignore[arg-type]
        assert said, f"{path.name}: {name} has no docstring"
        # A summary may go over two lines; a module's may end in a colon before its list.
        summary = said.split("\n\n")[0].strip()
        assert summary[-1] in ".:…`)" or "\n" in summary, f"{path.name}: {name}: {summary!r}"


def test_what_a_public_function_raises_is_said() -> None:
    """A function whose own body raises an error says so, in whatever words."""
    silent = []
    for path in CODE_FILES:
        for name, node in public_functions(path):
            said = (ast.get_docstring(node) or "").lower()  # type: ignore[arg-type]
            if (
                isinstance(node, ast.FunctionDef)
                and _raises(node)
                and not re.search("raise|refuse|error", said)
            ):
                silent.append(f"{path.relative_to(ROOT)}: {name}")
    assert not silent


def _raises(function: ast.FunctionDef) -> bool:
    """Tell whether a function's own body raises an error that it does not catch itself."""
    raised = [node for node in ast.walk(function) if isinstance(node, ast.Raise) and node.exc is not None]
    caught = [
        part
        for node in ast.walk(function)
        if isinstance(node, ast.Try) and node.handlers
        for part in node.body
    ]
    within = {node for part in caught for node in ast.walk(part)}
    nested = {part for node in ast.walk(function) if _is_nested(node, function) for part in ast.walk(node)}
    return any(node not in within and node not in nested for node in raised)


def _is_nested(node: ast.AST, function: ast.FunctionDef) -> bool:
    return isinstance(node, ast.FunctionDef) and node is not function
