"""What is foreseen is told from faults: one family of errors, and messages that never hide a slip of ours."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from scripts import coverage
from scripts.compare_packages import main as compare
from tests.site_packages import NAME, write_packages
from tests.test_build import ONE, TWO, Workshop
from yusuan import build as module
from yusuan import publish as publishing
from yusuan.convert.__main__ import main as convert
from yusuan.errors import YusuanError, reason_of
from yusuan.package import problem_of
from yusuan.parse.decoding import UnreadableFile
from yusuan.parse.disclosure import parse_disclosure
from yusuan.parse.takedown import load_takedown
from yusuan.run.catalog import CatalogError, load_catalog
from yusuan.run.scope import code_of_package
from yusuan.site.mkdocs import hook
from yusuan.site.packages import UnusablePackage, load_unit

ROOT = Path(__file__).parent.parent
MODULES = sorted(path for name in ("yusuan", "scripts") for path in (ROOT / name).rglob("*.py"))
IDS = [str(path.relative_to(ROOT)) for path in MODULES]
OTHERS = {
    "YusuanError": "is what the others are",
    "OverLimit": "has to pass by whatever catches errors",
    "TookTooLong": "is an OverLimit",
    "TookTooMuch": "is an OverLimit",
    "_NotPutInPlace": "only ends a block and reaches nobody",
}
FAULT = "a fault in this program, please report it: ValueError: made up"


@pytest.fixture
def workshop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Workshop:
    """Return a workshop with one document."""
    workshop = Workshop(tmp_path, capsys)
    workshop.put(f"{ONE}.txt")
    return workshop


def break_down(*_: object, **__: object) -> None:
    """Do what a slip in the code does."""
    raise ValueError("made up")


def builtin_errors() -> set[str]:
    """Return the names of Python's own errors."""
    found = {name: one for name, one in vars(builtins).items() if isinstance(one, type)}
    return {name for name, one in found.items() if issubclass(one, BaseException)}


def named(node: ast.AST) -> Iterator[str]:
    """Yield the names of the classes that an error is made of, or a class made from."""
    if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call | ast.Name):
        called = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        yield from [called.id] if isinstance(called, ast.Name) else []
    if isinstance(node, ast.ClassDef) and node.name not in OTHERS:
        yield from (base.id for base in node.bases if isinstance(base, ast.Name))


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_what_is_raised_on_purpose_is_of_the_family(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    found = {name for node in ast.walk(tree) for name in named(node)}
    assert not found & builtin_errors(), "raise a YusuanError of its own kind"


def test_a_foreign_error_would_be_found() -> None:
    source = "class Odd(ValueError): ...\ndef f():\n    raise KeyError\ndef g():\n    raise OSError('x')\n"
    found = {name for node in ast.walk(ast.parse(source)) for name in named(node)}
    assert found & builtin_errors() == {"ValueError", "KeyError", "OSError"}


def test_a_reason_is_the_users_or_ours() -> None:
    assert reason_of(UnreadableFile("the file is empty")) == "the file is empty"
    assert reason_of(OSError(28, "No space left on device")) == "No space left on device"
    assert reason_of(MemoryError()) == "there is not enough memory for it"
    assert reason_of(ValueError("made up")) == FAULT
    with pytest.raises(ValueError, match="made up") as raised:
        break_down()
    assert reason_of(raised.value).startswith(f"{FAULT} (test_errors.py, line ")
    assert not issubclass(YusuanError, ValueError)


def test_a_slip_in_reading_is_called_a_fault(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "parse_disclosure", break_down)
    run = workshop.build()
    assert run.status == 1
    assert run.errors[0].startswith(f"{ONE}.txt: {FAULT} (test_errors.py, line ")


def test_a_slip_in_showing_is_called_a_fault(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "write_unit_pages", break_down)
    run = workshop.build()
    assert any(f"its pages were not written anew: {FAULT}" in error for error in run.errors)


def test_what_a_user_did_is_called_no_fault(workshop: Workshop) -> None:
    workshop.put(f"{TWO}.txt", "关于召开会议的通知\n")
    workshop.put("a b.txt")
    workshop.put("catalog.csv", 'source_file,"unit_name\n')
    workshop.docs.mkdir()
    (workshop.docs / "corrections.toml").write_bytes("[[correction]]\nwas = '某局'\n".encode("gb18030"))
    run = workshop.build()
    said = {error.partition(":")[0] for error in run.errors}
    assert said == {f"{TWO}.txt", "a b.txt", "catalog.csv", "the collection and the pages"}
    assert "fault" not in run.output
    assert any("corrections.toml: 'utf-8' codec" in error for error in run.errors)


def test_a_heading_whose_quotation_mark_is_left_open_is_named(tmp_path: Path) -> None:
    for name in ("catalog.csv", "takedown.csv"):
        (tmp_path / name).write_text('source_file,"line\n', "utf-8")
    with pytest.raises(CatalogError, match="unexpected end of data"):
        load_catalog(tmp_path / "catalog.csv")
    with pytest.raises(UnreadableFile, match=r"takedown\.csv, .*unexpected end of data"):
        load_takedown(tmp_path / "a.txt", "")


def test_a_damaged_package_is_named(tmp_path: Path) -> None:
    folder = write_packages(tmp_path) / NAME
    (folder / "budget_lines.parquet").write_bytes(b"PAR1 no longer")
    with pytest.raises(UnusablePackage, match=r"budget_lines\.parquet: "):
        load_unit(folder)
    (folder / "disclosures.parquet").write_bytes(b"PAR1 no longer")
    assert code_of_package(folder) is None


def test_a_package_that_cannot_be_collected_has_a_reason(tmp_path: Path) -> None:
    folder = write_packages(tmp_path) / NAME
    assert problem_of(folder) is None
    table = pq.read_table(folder / "tables.parquet")
    pq.write_table(table.drop_columns(["note"]), folder / "tables.parquet")
    assert "tables" in (problem_of(folder) or "")
    (folder / "disclosures.parquet").unlink()
    assert "is no data package" in (problem_of(folder) or "")


def test_a_slip_costs_one_line_of_the_coverage(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    workshop.put(f"{TWO}.txt", "关于召开会议的通知\n")
    assert coverage.main([str(workshop.input)]) == 1
    assert f"ERROR {TWO}.txt: no " in capsys.readouterr().out
    monkeypatch.setattr("yusuan.parse.coverage.parse_disclosure", break_down)
    assert coverage.main([str(workshop.input)]) == 1
    assert capsys.readouterr().out.count(FAULT) == 2


def test_a_slip_in_converting_is_called_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yusuan.convert.__main__.convert_file", break_down)
    monkeypatch.setattr("yusuan.convert.__main__._limit", lambda *_: None)
    monkeypatch.setattr("logging.disable", lambda _: None)
    assert convert([str(tmp_path / "a.pdf"), str(tmp_path / "answer"), "9", "9"]) == 0
    assert f"could not be read: {FAULT}" in (tmp_path / "answer").read_text("utf-8")


def test_a_build_of_the_site_ends_in_the_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    config = MkDocsConfig()
    config.load_dict({"docs_dir": str(tmp_path), "site_dir": str(tmp_path), "extra": {}})
    with pytest.raises(PluginError, match="the theme has 0 files"):
        hook.on_post_build(config=config)
    monkeypatch.setattr(hook, "write_stylesheet", break_down)
    with pytest.raises(ValueError, match="made up"):
        hook.on_post_build(config=config)


def test_a_collection_that_is_none_cannot_be_compared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "all").mkdir()
    (tmp_path / "all/datapackage.json").write_text("{}", "utf-8")
    assert compare([str(tmp_path), str(tmp_path)]) == 1
    assert "is no collection of packages: 'resources'" in capsys.readouterr().err


def test_the_parser_refuses_in_words(tmp_path: Path) -> None:
    path = tmp_path / f"{ONE}.txt"
    path.write_text("关于召开会议的通知\n", "utf-8")
    with pytest.raises(YusuanError, match="no table of a known kind"):
        parse_disclosure(path)
