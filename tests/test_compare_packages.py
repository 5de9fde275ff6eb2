"""What a change does to the data is said row by row: added, lost, changed, findings new and gone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from scripts.compare_packages import compare, load_collection, main, report
from tests.site_packages import NAME, check, office, write_packages
from yusuan.model import BudgetLine, Check, ParsedDisclosure, Record

Edit = Callable[[list[Record]], list[Record]]


def edited(resource: str, edit: Edit) -> ParsedDisclosure:
    """Return the made-up office with the records of one resource edited."""
    parsed = office()
    records = dict(parsed.records)
    return replace(parsed, records={**records, resource: edit(list(records.get(resource, [])))})


def said(folder: Path, before: ParsedDisclosure, after: ParsedDisclosure) -> str:
    """Return the report on two packages."""
    old, new = (write_packages(folder / name, one) for name, one in (("old", before), ("new", after)))
    return report(compare(load_collection(old), load_collection(new)))


def finding(**changes: Any) -> Check:
    """Return a finding that the made-up office does not have."""
    given: dict[str, Any] = {"rule": "balance", "title": "收支相等", "status": "fail", "message": "相差"}
    return check("balance-99", **given | {"headline": "收支不等"} | changes)


def test_the_same_data_is_said_to_be_the_same(tmp_path: Path) -> None:
    assert said(tmp_path, office(), office()) == "## Data\n\nNothing in the data changes.\n"


def test_an_amount_lost_added_and_changed_are_told_apart(tmp_path: Path) -> None:
    lines = [line for line in office().records["budget_lines"] if isinstance(line, BudgetLine)]
    first, second = lines[0], lines[1]
    moved = replace(first, source_line=first.source_line + 1000)
    other = replace(second, amount_yuan=second.amount_yuan + 1)
    text = said(tmp_path, office(), edited("budget_lines", lambda _: [moved, other, *lines[2:]]))
    assert f"| budget_lines | {len(lines)} | {len(lines)} | 1 | 1 | 1 |" in text
    assert "Cells of `budget_lines` that changed: `amount_yuan` 1." in text
    place = f"`{NAME}` line {first.source_line}, cell {first.source_column}"
    assert f"### Amounts lost: 1\n\n- {place}" in text
    assert (
        f"### Amounts added: 1\n\n- {place.replace(str(first.source_line), str(moved.source_line))}" in text
    )
    assert f"{second.amount_yuan} → {other.amount_yuan}" in text


def test_findings_that_are_new_and_gone_are_listed(tmp_path: Path) -> None:
    failed = finding()
    with_it = edited("checks", lambda checks: [*checks, failed])
    without = edited("checks", lambda checks: [*checks, replace(failed, status="pass")])
    assert "### Findings that are new: 1" in said(tmp_path / "a", without, with_it)
    gone = said(tmp_path / "b", with_it, office())
    assert "### Findings that are gone: 1" in gone
    assert "Findings that are new" not in gone
    reworded = edited("checks", lambda checks: [*checks, replace(failed, message="别的说法")])
    assert "Findings" not in said(tmp_path / "c", with_it, reworded)


def test_a_document_more_is_rows_added(tmp_path: Path) -> None:
    old = write_packages(tmp_path / "old", office())
    second = office()
    disclosure = replace(second.disclosure, disclosure_id="330500-other-office-2023")
    records = {
        name: [replace(row, disclosure_id=disclosure.disclosure_id) for row in rows]
        for name, rows in second.records.items()
    }
    new = write_packages(tmp_path / "new", office(), replace(second, disclosure=disclosure, records=records))
    changes = {one.name: one for one in compare(load_collection(old), load_collection(new))}
    assert [(len(changes["disclosures"].added), len(changes["disclosures"].lost))] == [(1, 0)]
    assert len(changes["budget_lines"].added) == len(second.records["budget_lines"])
    assert not any(one.lost or one.changed for one in changes.values())


def test_markup_of_a_document_is_shown_as_text(tmp_path: Path) -> None:
    loud = finding(headline="<b>甲</b>|[链接](http://example.org)")
    text = said(tmp_path, office(), edited("checks", lambda checks: [*checks, loud]))
    assert r"\<b\>甲\</b\>\|\[链接\]" in text


@pytest.mark.parametrize(("arguments", "status"), [([], 2), (["a"], 2), (["nowhere", "nothing"], 1)])
def test_wrong_usage_and_missing_folders_are_said(
    arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == status
    assert capsys.readouterr().err
