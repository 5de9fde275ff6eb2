"""Words of a procurement row stand under the headings that its record gives them."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from tests.package_records import table
from yusuan.model import ProcurementItem
from yusuan.model.printed import lay_out

HEADER = ["单位名称", "项目", "采购品目", "资金来源", "资金性质", "采购数量", "采购金额"]
ROW = ["某局甲项目", "[A05]椅", "年初安排", "拨款", "5", "", "500.00"]


def item(**changes: Any) -> ProcurementItem:
    """Return the record of ROW, with some values changed."""
    values: dict[str, Any] = dict.fromkeys(field.name for field in fields(ProcurementItem))
    values |= {"disclosure_id": "a", "project": "甲项目", "catalogue_code": "A05", "source_line": 2}
    return ProcurementItem(**values | {"fund_source": "年初安排", "fund_nature": "拨款"} | changes)


def shown(row: list[str], record: ProcurementItem, kind: str = "procurement") -> list[str]:
    """Return a row as it is laid out below HEADER."""
    own = replace(table(kind=kind), first_line=1, last_line=2, header_last_line=1)
    ((_, cells),) = lay_out(["\t".join(HEADER), "\t".join(row)], own, [], [record]).rows
    return [cell.text for cell in cells]


def test_words_one_field_off_stand_under_their_headings() -> None:
    assert shown(ROW, item()) == ["", "某局甲项目", "[A05]椅", "年初安排", "拨款", "5", "500.00"]


def test_the_project_s_cell_moves_only_where_the_record_names_it() -> None:
    assert shown(ROW, item(project="乙项目"))[:3] == ["某局甲项目", "", "[A05]椅"]


def test_a_row_under_its_headings_stays() -> None:
    row = ["某局", "甲项目", "[A05]椅", "年初安排", "拨款", "5", "500.00"]
    assert shown(row, item()) == row


def test_one_witness_is_none() -> None:
    assert shown(ROW, item(fund_source="另外", fund_nature=None)) == ROW


def test_witnesses_that_contradict_each_other_move_nothing() -> None:
    row = ["某局甲项目", "[A05]椅", "", "年初安排", "拨款", "5", "500.00"]
    assert shown(row, item()) == row


def test_nothing_is_set_over_another_cell() -> None:
    row = ["某局甲项目", "[A05]椅", "年初安排", "拨款", "5", "6", "500.00"]
    assert sorted(shown(row, item())) == sorted(row)


def test_other_tables_stay() -> None:
    assert shown(ROW, item(), "other") == ROW
