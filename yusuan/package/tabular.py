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
    """Return a value as its CSV cell: empty for null, money with two decimals, never an exponent; quoted."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value, field)
    return value.isoformat() if isinstance(value, date) else _quoted(str(value))


def number_text(value: Decimal, field: Field) -> str:
    """Return a decimal in fixed notation: money with its two places, other numbers without needless zeros."""
    text = f"{exact(value, field):f}"
    return text if field.decimals == 2 else text.rstrip("0").removesuffix(".")


def exact(value: Decimal, field: Field) -> Decimal:
    """Return a decimal with its column's number of places, without a negative zero."""
    assert field.decimals is not None
    return (value or Decimal(0)).quantize(Decimal(1).scaleb(-field.decimals))


def write_resource(records: Sequence[Record], resource: Resource, folder: Path) -> None:
    """Write a resource's records as ``<resource>.csv`` and ``<resource>.parquet``, column by column.

    The CSV is UTF-8 with a header line and no byte-order mark, the Parquet file of one row group.
    """
    columns = [list(map(attrgetter(field.attribute), records)) for field in resource.fields]
    _write_csv(columns, resource, folder / f"{resource.name}.csv")
    _write_parquet(columns, resource, folder / f"{resource.name}.parquet")


def _write_csv(columns: Sequence[Sequence[Value]], resource: Resource, path: Path) -> None:
    texts = [_column_texts(values, field) for values, field in zip(columns, resource.fields, strict=True)]
    rows = "".join(",".join(row) + "\n" for row in zip(*texts, strict=True))
    path.write_bytes(csv_header(resource) + rows.encode())


def _column_texts(values: Sequence[Value], field: Field) -> list[str]:
    """Write each different value of a column once."""
    texts = {value: cell_text(value, field) for value in set(values)}
    return [texts[value] for value in values]


def _write_parquet(columns: Sequence[Sequence[Value]], resource: Resource, path: Path) -> None:
    schema = arrow_schema(resource)
    arrays = [
        pa.array(_arrow_values(values, field), type=schema.field(field.name).type)
        for values, field in zip(columns, resource.fields, strict=True)
    ]
    with parquet_writer(path, schema) as writer:
        writer.write_table(pa.Table.from_arrays(arrays, schema=schema))


def parquet_writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    """Open a Parquet file for writing as all our files are written: dictionaries, and zstd at level 9."""
    return pq.ParquetWriter(path, schema, compression="zstd", compression_level=9, use_dictionary=True)


def _arrow_values(values: Sequence[Value], field: Field) -> Sequence[Value]:
    if field.type != "number":
        return values
    return [exact(value, field) if isinstance(value, Decimal) else value for value in values]
