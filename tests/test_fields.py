"""The published columns agree with the records, and the loader refuses a contract that contradicts itself."""

from __future__ import annotations

import re
import typing
from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest

from yusuan.model import RECORD_TYPES, Record
from yusuan.spec.errors import SpecError
from yusuan.spec.fields import load_fields, read_fields

TYPES = {str: "string", int: "integer", Decimal: "number", bool: "boolean", date: "date"}

# The Fiscal Data Package's taxonomy of budgets, as far as it has a name for what our documents print:
# https://fiscal.datapackage.org/specifications/fiscal-data-package-budgets
FISCAL = {
    "activity:generic:project:code",
    "activity:generic:project:label",
    "activity:generic:subproject:label",
    "administrative-classification:generic:code",
    "administrative-classification:generic:label",
    "date:fiscal-year",
    "direction",
    "economic-classification:generic:code",
    "economic-classification:generic:label",
    "expenditure-type:code",
    "fin-source:generic:code",
    "fin-source:generic:label",
    "functional-classification:generic:code",
    "functional-classification:generic:label",
    "geo:generic:code",
    "phase:id",
    "value",
}

RESOURCE = """
version = "1"
[resource.a]
title = "甲"
description = "甲"
primary_key = ["x"]
[resource.a.fields.x]
type = "string"
title = "一"
description = "一"
required = true
"""


def test_every_record_has_its_resource_in_order() -> None:
    assert list(load_fields().resources) == [record.RESOURCE for record in RECORD_TYPES]


@pytest.mark.parametrize("record", RECORD_TYPES, ids=lambda record: record.RESOURCE)
def test_columns_are_the_attributes_of_the_record(record: type[Record]) -> None:
    hints = typing.get_type_hints(record)
    expected = []
    for attribute in fields(record):
        kinds = typing.get_args(hints[attribute.name]) or (hints[attribute.name],)
        kind = next(kind for kind in kinds if kind is not type(None))
        expected.append((attribute.name, TYPES[kind], type(None) not in kinds))
    resource = load_fields().resources[record.RESOURCE]
    assert [(field.attribute, field.type, field.required) for field in resource.fields] == expected


def test_column_types_are_of_the_fiscal_taxonomy_and_stand_once_in_a_resource() -> None:
    found = set()
    for resource in load_fields().resources.values():
        types = [field.column_type for field in resource.fields if field.column_type]
        assert len(set(types)) == len(types), f"{resource.name}: {types}"
        found |= set(types)
    assert found == FISCAL


def test_money_has_two_decimals_and_says_yuan() -> None:
    for resource in load_fields().resources.values():
        for field in resource.fields:
            assert (field.decimals == 2) == field.name.endswith("_yuan"), f"{resource.name}.{field.name}"


def test_titles_and_meanings_are_chinese_sentences() -> None:
    for resource in load_fields().resources.values():
        entries = [(resource.title, resource.description)]
        for title, description in entries + [(field.title, field.description) for field in resource.fields]:
            assert re.search("[\u4e00-\u9fff]", title), title
            assert re.search("[\u4e00-\u9fff].*。$", description), description


def test_a_sound_contract_loads() -> None:
    (resource,) = read_fields(RESOURCE).resources.values()
    assert resource.primary_key == ("x",)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('type = "string"', 'type = "text"', "unknown type 'text'"),
        ('type = "string"', 'type = "number"', "states its decimals"),
        ('type = "string"', 'type = "string"\ndecimals = 2', "states its decimals"),
        ('type = "string"', 'type = "number"\ndecimals = 0', "is an integer"),
        ('type = "string"', 'type = "integer"\npattern = "x"', "for strings"),
        ('type = "string"', 'type = "string"\nenum = ["y", "y"]', "twice"),
        ('type = "string"', 'type = "string"\npattern = "("', "pattern"),
        ("required = true", "", "not required"),
        ("required = true", "obligatory = true", "obligatory"),
        ('title = "一"', "", "title"),
        ('primary_key = ["x"]', 'primary_key = ["y"]', "key column y"),
        ('primary_key = ["x"]', 'foreign_keys = [{ fields = ["x"], resource = "b" }]', "no primary key of b"),
        ("required = true", "[resource.a.fields.x]", "declare"),
        ("[resource.a]", "[field.z]\n[resource.a]", "column z"),
        (
            "required = true",
            'required = true\n[resource.a.fields.y]\ntype="date"\ntitle="一"\ndescription="二"',
            "title 一",
        ),
    ],
)
def test_a_contract_that_contradicts_itself_is_refused(old: str, new: str, message: str) -> None:
    with pytest.raises(SpecError, match=re.escape(message)):
        read_fields(RESOURCE.replace(old, new, 1))
