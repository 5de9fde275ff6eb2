"""Load the published resources and columns of ``fields.toml`` into frozen dataclasses."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from keyword import iskeyword
from typing import Any

from yusuan.spec.errors import SpecError
from yusuan.spec.vocabulary import described, load_vocabulary

FIELD_TYPES = ("string", "integer", "number", "boolean", "date")


@dataclass(frozen=True, slots=True)
class Field:
    """A published column; ``decimals`` is given for numbers, ``enum`` and ``pattern`` for strings."""

    name: str
    type: str
    title: str
    description: str
    required: bool = False
    decimals: int | None = None
    enum: tuple[str, ...] = ()
    pattern: str | None = None
    minimum: int | None = None
    column_type: str | None = None

    @property
    def attribute(self) -> str:
        """Return the name of the record's attribute, which differs where the column is a Python keyword."""
        return f"{self.name}_" if iskeyword(self.name) else self.name


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """Columns whose values together occur in the columns of the same names of another resource."""

    fields: tuple[str, ...]
    resource: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A published table: its columns in order and its keys; an empty primary key means that it has none."""

    name: str
    title: str
    description: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...] = ()
    foreign_keys: tuple[ForeignKey, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """The version of the data contract, and its resources by name in order."""

    version: str
    resources: Mapping[str, Resource]


@cache
def load_fields() -> FieldSpec:
    """Return the contract of ``fields.toml``; raises SpecError where it contradicts itself."""
    return read_fields(resources.files(__package__).joinpath("fields.toml").read_text("utf-8"))


def read_fields(text: str) -> FieldSpec:
    """Return the contract that TOML text describes; raises SpecError naming the entry at fault."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:  # a column or resource given twice ends here too
        raise SpecError(f"fields.toml: {error}") from error
    shared = data.get("field", {})
    found = {name: _read_resource(name, entry, shared) for name, entry in data["resource"].items()}
    _check_shared(shared, data["resource"])
    for resource in found.values():
        _check_keys(resource, found)
    return FieldSpec(data["version"], found)


def _read_resource(name: str, entry: dict[str, Any], shared: dict[str, Any]) -> Resource:
    fields = tuple(_read_field(name, column, entry, shared) for column in entry["fields"])
    titles = [field.title for field in fields]
    for title in titles:
        if titles.count(title) > 1:
            raise SpecError(f"fields.toml: two columns of {name} have the title {title}; change one")
    keys = entry.get("foreign_keys", ())
    return Resource(
        name,
        entry["title"],
        entry["description"],
        fields,
        tuple(entry.get("primary_key", ())),
        tuple(ForeignKey(tuple(key["fields"]), key["resource"]) for key in keys),
    )


def _read_field(resource: str, column: str, entry: dict[str, Any], shared: dict[str, Any]) -> Field:
    merged = {**shared.get(column, {}), **entry["fields"][column]}
    if "enum" in merged:
        merged["enum"] = tuple(merged["enum"])
    for name in load_vocabulary():
        merged["description"] = merged.get("description", "").replace(f"{{{name}}}", described(name))
    try:
        field = Field(name=column, **merged)
    except TypeError as error:
        raise SpecError(f"fields.toml: {resource}.{column}: {error}") from error
    problem = _problem(field)
    if problem:
        raise SpecError(f"fields.toml: {resource}.{column}: {problem}")
    return field


def _problem(field: Field) -> str | None:
    """Say what is wrong with one column, or None."""
    if field.type not in FIELD_TYPES:
        return f"unknown type {field.type!r}; use one of {', '.join(FIELD_TYPES)}"
    if (field.type == "number") != (field.decimals is not None):
        return "a number, and only a number, states its decimals"
    if field.decimals is not None and field.decimals < 1:
        return "a number without decimals is an integer"
    if field.type != "string" and (field.enum or field.pattern):
        return "enum and pattern are for strings"
    if len(set(field.enum)) < len(field.enum):
        return "a word stands twice in enum"
    if field.pattern is not None:
        try:
            re.compile(field.pattern)
        except re.error as error:
            return f"pattern {field.pattern!r}: {error}"
    return None


def _check_shared(shared: dict[str, Any], entries: dict[str, Any]) -> None:
    for column in shared:
        if sum(column in entry["fields"] for entry in entries.values()) < 2:
            raise SpecError(
                f"fields.toml: fewer than two resources share the column {column}; describe it there"
            )


def _check_keys(resource: Resource, found: Mapping[str, Resource]) -> None:
    columns = {field.name: field for field in resource.fields}
    for name in resource.primary_key:
        if name not in columns or not columns[name].required:
            raise SpecError(f"fields.toml: {resource.name}: key column {name} is missing or not required")
    for key in resource.foreign_keys:
        target = found.get(key.resource)
        if target is None or target.primary_key != key.fields or not columns.keys() >= set(key.fields):
            raise SpecError(f"fields.toml: {resource.name}: {key.fields} is no primary key of {key.resource}")
