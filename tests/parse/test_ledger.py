"""Each cell becomes one record or is left over."""

from __future__ import annotations

from dataclasses import replace

from yusuan.model import FormText, Statement
from yusuan.parse.records.ledger import Ledger

TEXT = FormText("a-2023", "t01", None, None, "某段文字", 5, 2)
FIGURE = Statement("a-2023", "人数", None, None, None, None, None, None, None, None, None, None, "3", 5, 2)


def test_a_cell_that_one_resource_holds_becomes_no_record_of_another() -> None:
    ledger = Ledger()
    assert ledger.admit([TEXT]) == [TEXT]
    assert ledger.admit([FIGURE]) == []
    assert ledger.admit([replace(FIGURE, source_column=3)]) != []


def test_a_label_gives_way_to_a_record_and_takes_none() -> None:
    ledger = Ledger()
    ledger.label([(5, 2)])
    assert (5, 2) in ledger and ledger.admit([TEXT]) == [TEXT]
    ledger.label([(5, 2)])
    assert ledger.claims == {(5, 2): "form_texts"}


def test_one_cell_may_hold_several_records_of_one_resource() -> None:
    ledger = Ledger()
    assert len(ledger.admit([TEXT, replace(TEXT, text="另一段")])) == 2
