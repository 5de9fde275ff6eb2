"""The contract's columns as Table Schema and as an Arrow schema."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyarrow as pa

from yusuan.package.integrity import NUMBER_DIGITS
from yusuan.spec.fields import Field, Resource


@cache
def table_schema(resource: Resource) -> dict[str, Any]:
    """Return a resource's Table Schema with keys, titles, meanings and constraints."""
    schema: dict[str, Any] = {"fields": [_field_descriptor(field) for field in resource.fields]}
    if resource.primary_key:
        schema["primaryKey"] = list(resource.primary_key)
    if resource.foreign_keys:
        schema["foreignKeys"] = [
            {"fields": list(key.fields), "reference": {"resource": key.resource, "fields": list(key.fields)}}
            for key in resource.foreign_keys
        ]
    return schema


def _field_descriptor(field: Field) -> dict[str, Any]:
    constraints = {
        "required": field.required or None,
        "enum": list(field.enum) or None,
        "pattern": field.pattern,
        "minimum": field.minimum,
    }
    descriptor = {
        "name": field.name,
        "type": field.type,
        "title": field.title,
        "description": field.description,
        "columnType": field.column_type,
        "constraints": {name: value for name, value in constraints.items() if value is not None} or None,
    }
    return {name: value for name, value in descriptor.items() if value is not None}


@cache
def arrow_schema(resource: Resource) -> pa.Schema:
    """Return a resource's Arrow schema: exact decimals, strings as dictionaries, nulls only where allowed."""
    return pa.schema(
        [pa.field(field.name, _arrow_type(field), nullable=not field.required) for field in resource.fields]
    )


def _arrow_type(field: Field) -> pa.DataType:
    if field.type == "number":
        return pa.decimal128(NUMBER_DIGITS, field.decimals)
    return {
        "string": pa.dictionary(pa.int32(), pa.string()),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }[field.type]
