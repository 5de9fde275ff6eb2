"""Lay out the workbook's sheets as plain values: one a published table, one a resource of another kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from yusuan.model import BudgetLine, Check, Record, Table
from yusuan.package.tabular import Link, Value
from yusuan.spec.fields import Field, FieldSpec, Resource
from yusuan.spec.labels import labels_of
from yusuan.spec.money import YUAN_PER_UNIT

_LABELS = (
    "unit_name",
    "function_code",
    "economic_code",
    "gov_economic_code",
    "project_code",
    "project",
    "item",
)
_SIDES = labels_of("budget_lines", "side")
_FIRST = ("fail", "unreadable", "not_applicable")
_NOT_IN_WORKBOOK = {"disclosures", "budget_lines"}  # in the sheet 说明, and in the sheets of the tables


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its wished name, lines above the header, the header, and rows as wide as the header."""

    name: str
    notes: tuple[str, ...]
    header: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class _Amounts:
    """A column of amounts: its header path and money unit, and which of several alike in one row it is."""

    column: str
    money_unit: str
    nth: int


def resource_sheets(records: Mapping[str, Sequence[Record]], spec: FieldSpec, page: str = "") -> list[Sheet]:
    """Return a sheet for each resource that no other sheet shows, under its Chinese headings.

    ``page`` is the address of the document's page, to which line numbers lead.
    """
    return [
        _resource_sheet(spec.resources[name], rows, page)
        for name, rows in records.items()
        if name not in _NOT_IN_WORKBOOK
    ]


def _resource_sheet(resource: Resource, records: Sequence[Record], page: str) -> Sheet:
    """Lay out a resource: words beside the codes that have any, checks that failed before the others."""
    fields = [field for field in resource.fields if field.name != "disclosure_id"]
    header: list[str] = []
    for field in fields:
        header += [field.title] + [f"{field.title}（中文）"] * bool(labels_of(resource.name, field.name))
    shown = [record for record in records if not _is_passed(record)]
    ordered = sorted(shown, key=_gravity) if resource.name == "checks" else shown
    rows = tuple(tuple(_resource_cells(resource, fields, record, page)) for record in ordered)
    notes = resource.description
    if len(shown) < len(records):
        notes += f"另有 {len(records) - len(shown)} 项相符，逐项见数据包 ZIP 中的 {resource.name}.csv。"
    return Sheet(resource.title, (notes,), tuple(header), rows)


def _is_passed(record: Record) -> bool:
    """Tell whether a record is a check that came out right: there are hundreds, and they hide the others."""
    return isinstance(record, Check) and record.status == "pass"


def _gravity(record: Record) -> int:
    status = getattr(record, "status", "")
    return _FIRST.index(status) if status in _FIRST else len(_FIRST)


def _resource_cells(
    resource: Resource, fields: Sequence[Field], record: Record, page: str
) -> Iterator[Value]:
    for field in fields:
        value = getattr(record, field.attribute)
        yield line_link(page, value) if field.name == "source_line" else value
        labels = labels_of(resource.name, field.name)
        if labels:
            yield labels.get(value or "", "")


def line_link(page: str, line: Value) -> Value:
    """Return a line's number that leads to the line on the document's page, where that has an address."""
    return Link(f"{page}source/#L{line}", line) if page and isinstance(line, int) else line


def table_sheets(
    tables: Sequence[Table], lines: Sequence[BudgetLine], resource: Resource, page: str = ""
) -> list[Sheet]:
    """Return a sheet for each table that prints amounts, numbered in the order of the tables.

    ``page`` is the address of the document's page, to which line numbers lead.
    """
    by_table: defaultdict[str, list[BudgetLine]] = defaultdict(list)
    for line in lines:
        by_table[line.table_id].append(line)
    titles = {field.name: field.title for field in resource.fields}
    return [
        _table_sheet(f"{number:02d} {table.title}", table, by_table[table.table_id], titles, page)
        for number, table in enumerate(tables, start=1)
        if by_table[table.table_id]
    ]


def _table_sheet(
    name: str, table: Table, lines: Sequence[BudgetLine], titles: Mapping[str, str], page: str
) -> Sheet:
    """Set the sides of a table beside each other, as printed: one sheet row for each printed line."""
    sides = [side for side in _SIDES if any(line.side == side for line in lines)]
    blocks = [_Block([line for line in lines if line.side == side]) for side in sides]
    header: list[str] = []
    for side, block in zip(sides, blocks, strict=True):
        prefix = f"{_SIDES[side]}：" if len(sides) > 1 else ""
        header += [prefix + title for title in block.header(titles, table.money_unit)]
    rows: list[tuple[Value, ...]] = []
    for number in sorted({line.source_line for line in lines}):
        height = max(len(block.rows.get(number, ())) for block in blocks)
        for index in range(height):
            cells = [cell for block in blocks for cell in block.cells(number, index)]
            at = Link(f"{page}#L{number}", number) if page else number
            rows.append((*cells, at))
    notes = (table.title, f"单位：{table.money_unit}" if table.money_unit else "金额单位见各栏")
    return Sheet(name, notes, (*header, titles["source_line"]), tuple(rows))


class _Block:
    """One side of a table: its label columns, its columns of amounts, its rows by printed line."""

    def __init__(self, lines: Sequence[BudgetLine]) -> None:
        by_row: defaultdict[tuple[int, int], dict[_Amounts, BudgetLine]] = defaultdict(dict)
        places: defaultdict[_Amounts, Counter[int]] = defaultdict(Counter)
        for line in sorted(lines, key=lambda line: (line.row, line.source_line, line.source_column)):
            row = by_row[line.row, line.source_line]
            nth = sum(key.column == line.column and key.money_unit == line.money_unit for key in row)
            amounts = _Amounts(line.column, line.money_unit, nth)
            row[amounts] = line
            places[amounts][line.source_column] += 1
        # A repaired cell stands beside its column, so the place of most of the column's cells decides.
        self.columns = sorted(places, key=lambda key: (places[key].most_common(1)[0][0], key.nth))
        self.labels = [label for label in _LABELS if self._says_something(label, lines)]
        self.rows: defaultdict[int, list[dict[_Amounts, BudgetLine]]] = defaultdict(list)
        for (_, number), row in by_row.items():
            self.rows[number].append(row)

    @staticmethod
    def _says_something(label: str, lines: Sequence[BudgetLine]) -> bool:
        values = [(getattr(line, label), line.item) for line in lines]
        return label == "item" or any(value is not None and value != item for value, item in values)

    def header(self, titles: Mapping[str, str], money_unit: str | None) -> list[str]:
        """Return the titles of the block's columns; a unit that is not the table's stands in brackets."""
        amounts = [
            key.column + ("" if key.money_unit == money_unit else f"（{key.money_unit}）")
            for key in self.columns
        ]
        return [titles[label] for label in self.labels] + amounts

    def cells(self, number: int, index: int) -> list[Value]:
        """Return the cells of one of the rows that stand in a printed line, empty ones if it has fewer."""
        rows = self.rows.get(number, [])
        if index >= len(rows):
            return [None] * (len(self.labels) + len(self.columns))
        row = rows[index]
        first = next(iter(row.values()))
        labels: list[Value] = [getattr(first, label) for label in self.labels]
        return labels + [_printed_amount(row[key]) if key in row else None for key in self.columns]


def _printed_amount(line: BudgetLine) -> Decimal:
    """Return an amount in the unit it is printed in, with at least two decimal places."""
    amount = (line.amount_yuan / YUAN_PER_UNIT[line.money_unit]).normalize() + 0
    places = len(f"{amount:f}".partition(".")[2])
    return amount.quantize(Decimal(1).scaleb(-max(2, places)))
