"""Write the records of a resource as CSV and as Parquet, equal cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from operator import attrgetter
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from yusuan.model import Record
from yusuan.package.schema import arrow_schema
from yusuan.spec.fields import Field, Resource


@dataclass(frozen=True, slots=True)
class Link:
    """What a cell of a workbook shows, a number or words, and the web address that it leads to."""

    address: str
    shown: str | int


Value = str | int | Decimal | bool | date | Link | None

_NEEDS_QUOTES = re.compile('[",\r\n]')


def csv_header(resource: Resource) -> bytes:
    """Return the first line of a resource's CSV file."""
    return csv_line(field.name for field in resource.fields)


def csv_line(cells: Iterable[str], end: str = "\n") -> bytes:
    """Return one CSV line in UTF-8; cells that hold a comma, a quote or a line break are quoted."""
    return (",".join(_quoted(cell) for cell in cells) + end).encode()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell


def cell_text(value: Value, field: Field) -> str:
    """Return a value as its CSV cell: empty for null, money with two decimals, never an exponent."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value, field)
    return value.isoformat() if isinstance(value, date) else str(value)


def number_text(value: Decimal, field: Field) -> str:
    """Return a decimal in fixed notation: money with its two places, other numbers without needless zeros."""
    text = f"{exact(value, field):f}"
    return text if field.decimals == 2 else text.rstrip("0").removesuffix(".")


def exact(value: Decimal, field: Field) -> Decimal:
    """Return a decimal with its column's number of places, without a negative zero."""
    assert field.decimals is not None
    return (value or Decimal(0)).quantize(Decimal(1).scaleb(-field.decimals))


def write_csv(records: Sequence[Record], resource: Resource, path: Path) -> None:
    """Write a resource's records as UTF-8 CSV with a header line and no byte-order mark."""
    values_of = attrgetter(*(field.attribute for field in resource.fields))
    with path.open("wb") as file:
        file.write(csv_header(resource))
        for record in records:
            file.write(csv_line(map(cell_text, values_of(record), resource.fields)))


def write_parquet(records: Sequence[Record], resource: Resource, path: Path) -> None:
    """Write a resource's records as a Parquet file of one row group."""
    schema = arrow_schema(resource)
    columns = [
        pa.array(_arrow_values(records, field), type=schema.field(field.name).type)
        for field in resource.fields
    ]
    with parquet_writer(path, schema) as writer:
        writer.write_table(pa.Table.from_arrays(columns, schema=schema))


def parquet_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Open a Parquet file for writing as all our files are written: zstd, dictionaries."""
    return pq.ParquetWriter(path, schema, compression="zstd", use_dictionary=True)


def _arrow_values(records: Sequence[Record], field: Field) -> list[Value]:
    values = map(attrgetter(field.attribute), records)
    return [exact(value, field) if isinstance(value, Decimal) else value for value in values]
