"""A site of one province or city: what is built for it, and that nothing of the others is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.test_build import ONE, TINY, Workshop
from yusuan.run.scope import code_of_input, scope_of

OTHER = "440305-some-office-2023"
PLAIN = "some-office-2023"
HERE, THERE = TINY, TINY.replace("湖州市某某局", "深圳市南山区某某局")
NOWHERE = TINY.replace("湖州市某某局", "某某某某局")


@pytest.fixture
def workshop(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Return a workshop with a document of each of two provinces."""
    monkeypatch.delenv("SCOPE", raising=False)
    made = Workshop(tmp_path, capsys)
    made.put(f"{ONE}.txt", HERE)
    made.put(f"{OTHER}.txt", THERE)
    return made


def pages(workshop: Workshop) -> set[str]:
    """Return the disclosures that have pages."""
    return {path.parent.name for path in workshop.docs.glob("units/*/digest.json")}


def listed(workshop: Workshop) -> set[str]:
    """Return the disclosures of the collection."""
    return {row["disclosure_id"] for row in workshop.rows("disclosures")}


@pytest.mark.parametrize(
    ("given", "scope"), [("44", "44"), ("4400", "44"), ("4403", "4403"), ("440300", "4403"), ("", "")]
)
def test_a_scope_is_what_codes_begin_with(given: str, scope: str) -> None:
    assert scope_of(given) == scope


@pytest.mark.parametrize("given", ["4", "99", "zz", "4499", "44030"])
def test_a_code_of_no_region_is_wrong_usage(given: str, workshop: Workshop) -> None:
    run = workshop.build("--scope", given)
    assert run.status == 2
    assert "no region has the code" in run.output
    assert not workshop.docs.exists()


def test_only_what_is_of_the_scope_is_read_and_shown(workshop: Workshop) -> None:
    run = workshop.build("--scope", "44")
    assert (run.status, run.errors) == (0, [])
    assert run.did("read") == [f"{OTHER}.txt"]
    assert pages(workshop) == listed(workshop) == {OTHER}
    assert not (workshop.docs / "regions/330000").exists()
    assert "只收录广东省的文件" in (workshop.docs / "index.md").read_text("utf-8")
    assert "<h1>广东省" in (workshop.docs / "regions/index.md").read_text("utf-8")


def test_the_environment_says_the_scope_too(workshop: Workshop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCOPE", "440300")
    workshop.build()
    assert listed(workshop) == {OTHER}


def test_what_is_out_of_scope_is_not_gone(workshop: Workshop) -> None:
    workshop.build()
    before = workshop.hashes()
    workshop.build("--scope", "33")
    assert workshop.built == {ONE, OTHER}
    assert pages(workshop) == listed(workshop) == {ONE}
    run = workshop.build("--scope", "44")
    assert run.did("read") == []
    assert pages(workshop) == listed(workshop) == {OTHER}
    run = workshop.build()
    assert run.did("read") == []
    assert workshop.hashes() == before


def test_one_scope_after_the_other_is_as_if_it_were_the_first(workshop: Workshop, tmp_path: Path) -> None:
    workshop.build("--scope", "33")
    clean = {path: known for path, known in workshop.hashes().items() if not path.startswith(ONE)}
    workshop.build("--scope", "44")
    workshop.build("--scope", "33")
    again = workshop.hashes()
    assert {path: again.get(path) for path in clean} == clean
    assert {path for path in again if path not in clean and not path.startswith((ONE, OTHER))} == set()


def test_a_document_that_is_gone_goes_with_its_own_scope_only(workshop: Workshop) -> None:
    workshop.build()
    (workshop.input / f"{OTHER}.txt").unlink()
    workshop.build("--scope", "33")
    assert workshop.built == {ONE, OTHER}
    workshop.put(f"{PLAIN}.txt", THERE)
    workshop.build("--scope", "44")
    assert workshop.built == {ONE, PLAIN}


def test_without_a_code_in_its_name_the_package_says_where_a_document_belongs(workshop: Workshop) -> None:
    workshop.put(f"{PLAIN}.txt", THERE)
    for _ in range(2):
        run = workshop.build("--scope", "33")
        assert run.status == 0
        assert "its region is 440305; not shown on the site of 33" in run.output
        assert pages(workshop) == listed(workshop) == {ONE}
    workshop.build("--scope", "4403")
    assert pages(workshop) == listed(workshop) == {OTHER, PLAIN}


def test_a_document_of_no_known_region_is_said_to_be_on_no_site(workshop: Workshop) -> None:
    workshop.put(f"{PLAIN}.txt", NOWHERE)
    run = workshop.build("--scope", "33")
    assert "no region is known of it: give one in catalog.csv" in run.output
    assert listed(workshop) == {ONE}


def test_the_catalog_decides_where_a_document_belongs(workshop: Workshop) -> None:
    row = f"source_file,adcode\n{ONE}.txt,440300\n"
    (workshop.input / "catalog.csv").write_text(row, "utf-8")
    workshop.build("--scope", "44")
    assert pages(workshop) == listed(workshop) == {ONE, OTHER}
    assert code_of_input(f"{ONE}.txt", {"province": "广东省", "city": "深圳市"}) == "440300"


def test_errors_of_other_regions_do_not_keep_a_site_from_being_built(workshop: Workshop) -> None:
    workshop.put("440305-wrong-2023.txt", "no budget")
    assert workshop.build("--scope", "33").status == 0
    assert workshop.build("--scope", "44").status == 1


def test_a_scope_without_documents_leaves_what_stands(workshop: Workshop) -> None:
    workshop.build("--scope", "33")
    before = workshop.hashes()
    run = workshop.build("--scope", "42")
    assert run.status == 1
    assert "no disclosure of the scope 42 was read" in run.errors[0]
    assert workshop.hashes() == before


def test_only_one_out_of_scope_is_an_error(workshop: Workshop) -> None:
    run = workshop.build("--scope", "33", "--only", OTHER)
    assert run.status == 1
    assert f"{OTHER}.txt: of another region than the scope 33" in run.errors


def test_corrections_are_those_of_the_scope(workshop: Workshop) -> None:
    workshop.docs.mkdir()
    entry = '[[correction]]\non = 2024-03-01\ndisclosure_id = "{}"\nunit = "{}"\nwas = "1"\nnow = "2"\n'
    log = entry.format("330500-gone-2020", "湖州某局") + entry.format(OTHER, "南山某局")
    (workshop.docs / "corrections.toml").write_text(log, "utf-8")
    workshop.build("--scope", "33")
    shown = (workshop.docs / "_includes/corrections.html").read_text("utf-8")
    assert "湖州某局" in shown
    assert "南山某局" not in shown


def test_the_lists_of_a_scope_name_its_own_documents_only(workshop: Workshop) -> None:
    workshop.build("--scope", "33")
    assert [one["id"] for one in json.loads((workshop.docs / "units/list.json").read_text("utf-8"))] == [ONE]
    texts = (path.read_text("utf-8") for path in workshop.docs.rglob("*.md"))
    assert not [text for text in texts if OTHER in text]
