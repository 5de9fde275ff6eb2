"""The findings as a table for Excel."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from yusuan.model import Check, Disclosure
from yusuan.site.files.excel_csv import BOM, excel_cell
from yusuan.spec.labels import labels_of

NATURES = labels_of("checks", "nature")

COLUMNS = (
    "单位 年度 地区代码 规则 核对 不符之处 性质 同因编号 说明 "
    "左边 左边数值 左边行号 右边 右边数值 右边行号 差额 网页 文件编号"
)


def findings_csv(findings: Iterable[tuple[Disclosure, Check]]) -> str:
    """Write findings with Chinese headings, a byte-order mark, and no cell that is a formula."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS.split())
    for d, c in findings:
        row = [d.unit_name, d.fiscal_year, d.adcode, c.rule, c.title]
        row += [c.headline, NATURES.get(c.nature or "", ""), c.cause_id, c.message]
        row += [c.left_label, c.left_value, c.left_line, c.right_label, c.right_value, c.right_line]
        row += [c.difference, f"units/{d.disclosure_id}/#check-{c.check_id}", d.disclosure_id]
        writer.writerow(map(excel_cell, row))
    return BOM + text.getvalue()
