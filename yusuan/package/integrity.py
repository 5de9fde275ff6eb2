"""Check records against the contract before anything is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from operator import attrgetter

from yusuan.model import Leftover, ParsedDisclosure, Record
from yusuan.package.errors import PackageError
from yusuan.spec.fields import Field, FieldSpec, Resource, load_fields

NUMBER_DIGITS = 18
"""Digits of a number in all, before and after the decimal point: what a Parquet decimal column holds."""

_NO_TEXT = re.compile("[\0\ud800-\udfff]")

_REASON = "不合数据约定"

_PYTHON_TYPES: Mapping[str, type] = {
    "string": str,
    "integer": int,
    "number": Decimal,
    "boolean": bool,
    "date": date,
}


def checked_records(parsed: ParsedDisclosure, spec: FieldSpec) -> dict[str, Sequence[Record]]:
    """Return the records by resource in the contract's order; raises PackageError where they break it."""
    given = {"disclosures": (parsed.disclosure,), **parsed.records}
    unknown = given.keys() - spec.resources.keys()
    if unknown:
        raise PackageError(
            f"{parsed.disclosure.disclosure_id}: unknown resources {', '.join(sorted(unknown))}"
        )
    records = {name: given[name] for name in spec.resources if given.get(name)}
    for name, rows in records.items():
        _check_rows(spec.resources[name], rows)
        _check_primary_key(spec.resources[name], rows)
    for name in records:
        _check_foreign_keys(spec.resources[name], records)
    return records


def sound_records(parsed: ParsedDisclosure) -> ParsedDisclosure:
    """Return a parsed document whose records keep to the contract; each other one becomes a leftover.

    One number of twenty digits costs its own record, never the document. The row of ``disclosures`` itself is
    not touched; where it breaks the contract, the package is refused.
    """
    spec = load_fields()
    records = {name: rows for name, rows in parsed.records.items() if name != "disclosures"}
    dropped: list[tuple[Record, str]] = []
    while True:
        known = {"disclosures": (parsed.disclosure,), **records}
        bad = {
            id(record): reason
            for name, rows in records.items()
            if name in spec.resources
            for record, reason in _broken(spec.resources[name], rows, known)
        }
        if not bad:
            break
        dropped += [(one, bad[id(one)]) for rows in records.values() for one in rows if id(one) in bad]
        records = {name: [one for one in rows if id(one) not in bad] for name, rows in records.items()}
    if not dropped:
        return parsed
    return _with_leftovers(parsed, {name: rows for name, rows in records.items() if rows}, dropped)


def _broken(
    resource: Resource, rows: Sequence[Record], known: Mapping[str, Sequence[Record]]
) -> Iterator[tuple[Record, str]]:
    """Yield the records that break the contract with what they break; of two with one key the second."""
    own_key = key_getter(resource, resource.primary_key)
    foreign = [
        (key_of, set(map(key_of, known.get(key.resource, ()))), key.resource)
        for key in resource.foreign_keys
        for key_of in [key_getter(resource, key.fields)]
    ]
    seen: set[object] = set()
    sound = _are_sound(resource, rows)
    for record in rows:
        values = () if sound else ((getattr(record, field.attribute), field) for field in resource.fields)
        problem = next(
            (f"{field.name} {said}" for value, field in values if (said := value_problem(value, field))), None
        )
        key = own_key(record)
        if problem is None and resource.primary_key and key in seen:
            problem = "a second record with the same key"
        if problem is None:
            problem = next(
                (f"not in {name}" for key_of, ids, name in foreign if key_of(record) not in ids), None
            )
        seen.add(key)
        if problem is not None:
            yield record, f"{resource.name}: {problem}"


def _with_leftovers(
    parsed: ParsedDisclosure, records: dict[str, Sequence[Record]], dropped: Sequence[tuple[Record, str]]
) -> ParsedDisclosure:
    """Add a leftover for each place that a dropped record was read from, once a place."""
    kept = [one for one in records.get("leftovers", ()) if isinstance(one, Leftover)]
    places = {
        (getattr(one, "source_line", None), getattr(one, "source_column", None))
        for rows in records.values()
        for one in rows
    }
    for record, reason in dropped:
        line = getattr(record, "source_line", None) or getattr(record, "first_line", None) or 1
        line = min(max(int(line), 1), max(len(parsed.lines), 1))
        column = getattr(record, "source_column", None) or 0
        if (line, column) in places:
            continue
        places.add((line, column))
        cells = parsed.lines[line - 1].split("\t") if parsed.lines else []
        text = (cells[column] if column < len(cells) else "").strip() or "（空）"
        page = getattr(record, "source_page", None)
        kept.append(
            Leftover(parsed.disclosure.disclosure_id, line, column, text, f"{_REASON}（{reason}）", page)
        )
    disclosure = replace(parsed.disclosure, leftovers=len(kept))
    ordered = {"disclosures": (disclosure,), **records, "leftovers": kept}
    return replace(parsed, disclosure=disclosure, records=ordered)


def check_id(text: str) -> str:
    """Return an identifier that may become part of a path; raises PackageError for any other text."""
    if not re.fullmatch("[a-z0-9-]+", text):
        raise PackageError(f"{text!r} cannot name a file: lower-case letters, digits and hyphens only")
    return text


def key_getter(resource: Resource, names: Collection[str]) -> Callable[[Record], object]:
    """Return what gives a record's values in some columns: one alone, or a tuple of several."""
    attributes = [field.attribute for field in resource.fields if field.name in names]
    return attrgetter(*attributes) if attributes else lambda record: ()


def _are_sound(resource: Resource, rows: Sequence[Record]) -> bool:
    """Tell whether every value keeps to its column's contract; each different one is looked at once."""
    for field in resource.fields:
        values = list(map(attrgetter(field.attribute), rows))
        if not set(map(type, values)) <= {_PYTHON_TYPES[field.type], type(None)}:
            return False
        if any(value_problem(value, field) for value in set(values)):
            return False
    return True


def _check_rows(resource: Resource, rows: Sequence[Record]) -> None:
    if {record.RESOURCE for record in rows} == {resource.name} and _are_sound(resource, rows):
        return
    values_of = attrgetter(*(field.attribute for field in resource.fields))
    for record in rows:
        if resource.name != record.RESOURCE:
            raise PackageError(f"{resource.name}: a record of {record.RESOURCE} stands among its rows")
        for value, field in zip(values_of(record), resource.fields, strict=True):
            problem = value_problem(value, field)
            if problem:
                raise PackageError(f"{_where(resource, record)}: {field.name} {problem}")


def value_problem(value: object, field: Field) -> str | None:
    """Say how a value breaks its column's contract, or None."""
    if value is None:
        return "is null but required" if field.required else None
    if type(value) is not _PYTHON_TYPES[field.type]:
        return f"is {value!r}, not a {field.type}"
    if isinstance(value, str):
        return _text_problem(value, field)
    if isinstance(value, Decimal):
        return _number_problem(value, field)
    if isinstance(value, int) and field.minimum is not None and value < field.minimum:
        return f"is {value}, less than {field.minimum}"
    return None


def _text_problem(value: str, field: Field) -> str | None:
    if not value:
        return "is an empty string; missing is null"
    if _NO_TEXT.search(value):
        return f"is {value[:40]!r}: no text holds a null character or half a surrogate pair"
    if field.enum and value not in field.enum:
        return f"is {value!r}, not one of {', '.join(field.enum)}"
    if field.pattern and not re.fullmatch(field.pattern, value):
        return f"is {value!r}, not of the form {field.pattern}"
    return None


def _number_problem(value: Decimal, field: Field) -> str | None:
    if not value.is_finite():
        return f"is {value}, not a number"
    assert field.decimals is not None
    if value and value.adjusted() >= NUMBER_DIGITS - field.decimals:
        return f"is {value}, too large"
    if value and value.quantize(Decimal(1).scaleb(-field.decimals)) != value:
        return f"is {value}, which does not fit in {field.decimals} decimal places"
    return None


def _check_primary_key(resource: Resource, rows: Sequence[Record]) -> None:
    key_of = key_getter(resource, resource.primary_key)
    seen: set[object] = set()
    for record in rows if resource.primary_key else ():
        key = key_of(record)
        if key in seen:
            raise PackageError(f"{_where(resource, record)}: a second row with the key {key}")
        seen.add(key)


def _check_foreign_keys(resource: Resource, records: Mapping[str, Sequence[Record]]) -> None:
    for foreign in resource.foreign_keys:
        key_of = key_getter(resource, foreign.fields)
        known = set(map(key_of, records.get(foreign.resource, ())))
        for record in records[resource.name]:
            if key_of(record) not in known:
                raise PackageError(
                    f"{_where(resource, record)}: {key_of(record)} is not in {foreign.resource}"
                )


def _where(resource: Resource, record: Record) -> str:
    line = getattr(record, "source_line", None) or getattr(record, "first_line", None)
    return f"{record.disclosure_id}: {resource.name}" + (f", line {line}" if line else "")
