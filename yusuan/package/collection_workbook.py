"""Write the workbook of all units: totals, projects and what does not add up, in one money unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from yusuan.package.sheets import Sheet
from yusuan.package.tabular import Link, Value
from yusuan.package.workbook import write_workbook
from yusuan.spec.labels import labels_of

ROWS = 50_000
"""Rows of a sheet at most, which bounds time and memory; a sheet that is cut says so."""

_UNIT = "金额单位：万元"
_WAN = Decimal(10_000)
_WHOSE = ("单位", "年度", "预算或决算", "地区")

_UNIT_NAMES = (
    *("disclosure_id", "unit_name", "fiscal_year", "document_type", "entity_level"),
    *("province", "city", "county", "source_url"),
)
_AMOUNTS = ("income_total_yuan", "expenditure_total_yuan", "basic_yuan", "project_yuan", "three_public_yuan")
_TOTALS = (*_AMOUNTS, "checks_passed", "checks_failed")
_FINDING = (
    *("disclosure_id", "check_id", "headline", "title", "nature", "message"),
    *("left_line", "right_line"),
)

Row = Mapping[str, Any]


_HINT = (
    "每个单位一行；项目列出各单位的项目表和绩效目标表里的项目。"
    "最后一列是原文件行号；逐个金额的编码、口径和资金来源见合集 ZIP 中的 budget_lines.csv。"
)


def write_collection_workbook(
    folder: Path, name: str, facts: Sequence[tuple[str, str]], site_url: str
) -> None:
    """Write ``<name>.xlsx`` into the folder of the collection, from the Parquet files that it holds."""
    units = {row["disclosure_id"]: row for row in _rows(folder, "disclosures", (*_UNIT_NAMES, *_TOTALS))}
    sheets = [
        _totals(units, site_url),
        _projects(folder, units, site_url),
        _findings(folder, units, site_url),
    ]
    said = [*facts, ("金额单位", "各工作表的金额一律为万元。")]
    write_workbook(said, sheets, facts[0][1], folder / f"{name}.xlsx", _HINT)


def _rows(
    folder: Path, resource: str, columns: Sequence[str], where: tuple[str, object] | None = None
) -> Iterable[Row]:
    """Yield some columns of a resource, of the rows that hold a value in another where one is given."""
    path = folder / f"{resource}.parquet"
    if not path.is_file():
        return
    with pq.ParquetFile(path) as file:
        for batch in file.iter_batches(columns=[*columns, *(where[:1] if where else ())]):
            if where:
                kept = pc.equal(batch.column(where[0]), pa.scalar(where[1]))
                batch = batch.filter(kept).select(list(columns))
            yield from batch.to_pylist()


def _whose(unit: Row) -> tuple[Value, ...]:
    place = "".join(unit[name] or "" for name in ("province", "city", "county"))
    kind = labels_of("disclosures", "document_type").get(unit["document_type"], unit["document_type"])
    level = labels_of("disclosures", "entity_level").get(unit["entity_level"] or "", "")
    return unit["unit_name"], unit["fiscal_year"], level + kind, place


def _wan(yuan: Decimal | None) -> Decimal | None:
    """Return an amount in 万元, to the yuan at most four places after the point, at least two."""
    if yuan is None:
        return None
    amount = (yuan / _WAN).normalize()
    places = min(6, max(2, len(f"{amount:f}".partition(".")[2])))
    return amount.quantize(Decimal(1).scaleb(-places))


def _link(site_url: str, unit: Row, place: str, shown: str | int) -> Value:
    return Link(f"{site_url}units/{unit['disclosure_id']}/{place}", shown) if site_url else shown


def _totals(units: Mapping[str, Row], site_url: str) -> Sheet:
    header = (
        *_WHOSE,
        "收入总计",
        "支出总计",
        "基本支出",
        "项目支出",
        "“三公”经费",
        "核对相符",
        "核对不符",
        "原文网址",
    )
    rows: list[tuple[Value, ...]] = []
    for unit in units.values():
        whose = _whose(unit)[1:]
        figures = [_wan(unit[field]) for field in _AMOUNTS]
        checks = (unit["checks_passed"], unit["checks_failed"])
        rows.append(
            (_link(site_url, unit, "", unit["unit_name"]), *whose, *figures, *checks, unit["source_url"])
        )
    return _sheet("公开文件", "每份公开文件一行。部门的文件包含其下属单位，不能相加。", header, rows)


def _projects(folder: Path, units: Mapping[str, Row], site_url: str) -> Sheet:
    header = (*_WHOSE, "项目", "金额", "一般公共预算", "政府性基金", "原文行号")
    amounts = ("total_yuan", "general_budget_yuan", "gov_fund_yuan")
    rows: list[tuple[Value, ...]] = []
    columns = ("disclosure_id", "project", "subproject", *amounts, "source_line")
    for row in _rows(folder, "projects", columns, ("is_leaf", True)):
        unit = units[row["disclosure_id"]]
        names = (row["project"], row["subproject"])
        project = " · ".join(name for name in names if name)
        line = _link(site_url, unit, f"#L{row['source_line']}", row["source_line"])
        rows.append((*_whose(unit), project, *(_wan(row[field]) for field in amounts), line))
    return _sheet("项目", "项目表或绩效目标表里印出的项目；两样都没有印的单位不在内。", header, rows)


def _findings(folder: Path, units: Mapping[str, Row], site_url: str) -> Sheet:
    header = (*_WHOSE, "不符之处", "性质", "说明", "左边行号", "右边行号", "网页")
    rows: list[tuple[Value, ...]] = []
    for row in _rows(folder, "checks", _FINDING, ("status", "fail")):
        unit = units[row["disclosure_id"]]
        nature = labels_of("checks", "nature").get(row["nature"] or "", "")
        said = (row["headline"] or row["title"], nature, row["message"])
        place = f"#check-{row['check_id']}"
        page = _link(site_url, unit, place, f"units/{row['disclosure_id']}/{place}")
        rows.append((*_whose(unit), *said, row["left_line"], row["right_line"], page))
    where = "" if site_url else "“网页”一栏接在本站首页的网址后面。"
    note = f"文件自己前后不一致的地方。不符不等于有问题，引用前请看原文。{where}"
    return _sheet("核对不符", note, header, rows)


def _sheet(name: str, note: str, header: Sequence[str], rows: Sequence[tuple[Value, ...]]) -> Sheet:
    cut = f"共 {len(rows):,} 行，这里是前 {ROWS:,} 行，其余见 CSV。" if len(rows) > ROWS else ""
    return Sheet(name, (note + cut, _UNIT), tuple(header), tuple(rows[:ROWS]))
