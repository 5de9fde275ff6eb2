"""The expected files of a case: what reading it gives, in few enough words to be reviewed.

Amounts stand a row a line (`rows.csv`), their meaning a column a line (`columns.csv`); a row says under
`otherwise` what its amounts mean that their columns do not. Values stand where the case has no answer key.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from yusuan.model import BudgetLine, Record

# The columns shown of other records.
SHOWN = {
    "tables": "table_id kind title status money_unit first_line last_line row_count cell_count",
    "projects": "source_line table_id unit_name project subproject category level is_leaf total_yuan",
    "performance_indicators": (
        "source_line source_column position horizon project level1 level2 indicator operator target "
        "target_unit"
    ),
    "procurement_items": "source_line unit_name project catalogue_code quantity unit_price_yuan amount_yuan",
    "sections": "first_line last_line heading_level heading",
    "form_texts": "source_line source_column label",
    "statements": (
        "source_line source_column subject value unit compared_with change change_percent direction "
        "share_percent share_of reason"
    ),
    "terms": "source_line term",
    "leftovers": "source_line source_column text reason",
    "redactions": "class_ count",
}
# What stands only where it differs from the line above.
DITTO = {"performance_indicators": ("horizon", "project", "level1", "level2")}

MEANING = ("column", "measure", "fund", "period", "fiscal_year", "phase", "money_unit", "repaired")
ROW = (
    "source_line table_id side row level parent_row is_total item function_code economic_code "
    "gov_economic_code project"
)
Place = tuple[str, str, int, int]
"""A column of amounts: its table, side, block and field."""
Row = list[str]


def expected_rows(records: Mapping[str, Sequence[Record]], keyed: bool) -> dict[str, list[Row]]:
    """Return the rows of each expected file, headings first; ``keyed``: an answer key holds the values."""
    files = {
        name: [shown.split(), *_ditto(name, [_cells(record, shown) for record in records[name]])]
        for name, shown in SHOWN.items()
        if name in records
    }
    lines = [line for line in records.get("budget_lines", ()) if isinstance(line, BudgetLine)]
    if lines:
        usual = _usual(lines)
        files["columns"] = [["table_id", "side", "block", "source_column", *MEANING], *_columns(usual)]
        files["rows"] = [[*ROW.split(), "amounts", "otherwise"], *_rows(lines, usual, keyed)]
    return files


def _ditto(name: str, rows: Sequence[Row]) -> Iterator[Row]:
    """Leave blank what is the same as in the line above, in the columns that say so."""
    at = [SHOWN[name].split().index(column) for column in DITTO.get(name, ())]
    above: Row = []
    for row in rows:
        yield [
            "" if place in at and above and above[place] == text else text for place, text in enumerate(row)
        ]
        above = row


def _place(line: BudgetLine) -> Place:
    return line.table_id, line.side, line.block, line.source_column


def _meaning(line: BudgetLine) -> tuple[str, ...]:
    return tuple(_text(getattr(line, name)) for name in MEANING)


def _usual(lines: Iterable[BudgetLine]) -> dict[Place, tuple[str, ...]]:
    """Return what most amounts of a column mean, of equally many the first."""
    counted: dict[Place, Counter[tuple[str, ...]]] = {}
    for line in lines:
        counted.setdefault(_place(line), Counter())[_meaning(line)] += 1
    return {place: meanings.most_common(1)[0][0] for place, meanings in counted.items()}


def _columns(usual: Mapping[Place, tuple[str, ...]]) -> Iterator[Row]:
    for place, meaning in sorted(usual.items()):
        yield [*map(str, place), *meaning]


def _rows(lines: Sequence[BudgetLine], usual: Mapping[Place, tuple[str, ...]], keyed: bool) -> Iterator[Row]:
    """Yield a line a row: what it is, its amounts by field (a leaf with *), and what these mean otherwise."""
    for labels, group in groupby(lines, key=lambda line: _cells(line, ROW)):
        amounts, otherwise = [], []
        for line in group:
            value = "" if keyed else f"={line.printed_value}"
            amounts.append(f"{line.source_column}{'*' if line.is_leaf else ''}{value}")
            said = zip(MEANING, _meaning(line), usual[_place(line)], strict=True)
            others = [f"{name}={own}" for name, own, most in said if own != most]
            otherwise += [f"{line.source_column}: {' '.join(others)}"] if others else []
        yield [*labels, " ".join(amounts), "; ".join(otherwise)]


def _cells(record: Record, shown: str) -> Row:
    return [_text(getattr(record, name)) for name in shown.split()]


def _text(value: object) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
