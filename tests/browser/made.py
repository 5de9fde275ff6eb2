"""Made-up disclosures with what the real ones lack: pages, a published file and its address, departments."""

from __future__ import annotations

import csv
from pathlib import Path

from tests.tiny import DISCLOSURE, typed

CASES = Path(__file__).parents[1] / "cases"
UNIT = "532600-sample-kindergarten-2024"
PDF = "https://example.org/files/yuer.pdf"
PAGE_STARTS = (30, 55, 86)
"""First lines of the unit's pages from the second on; the last of them stands within a table."""

DEPARTMENT = "532600-sample-education-bureau-2024"
"""The department that the unit's own table of income prints above it."""

SEVERAL = "330500-some-office-2023"
CORRECTED = f"""
[[correction]]
on = 2024-03-01
disclosure_id = "{UNIT}"
place = "L42C3"
was = "32.05 万元"
now = "320.50 万元"
why = "读错了一位 <b>小数</b>，原文印在合并的格子里，转成文字时断成了两行，小数点落在了第二行的开头"

[[correction]]
on = 2024-04-01
disclosure_id = "330500-gone-2020"
unit = "某撤下的局"
was = "有"
now = "没有"
"""

CATALOG = [
    {
        "source_file": f"{UNIT}.txt",
        "source_document_name": "yuer.pdf",
        "source_document_format": "pdf",
        "source_document_pages": "5",
        "source_document_sha256": "a" * 64,
        "source_document_warning": "page 5 is an image: what it prints is not in the text",
        "source_url": PDF,
        "published_on": "2024-02-20",
        "included_on": "2024-02-25",
    },
    {
        "source_file": f"{SEVERAL}.txt",
        "source_document_name": "a.pdf; b.pdf",
        "source_document_format": "pdf",
        "source_url": "https://example.org/files/a.pdf",
        "included_on": "2024-03-05",
    },
]


def write_disclosures(folder: Path) -> None:
    """Write the texts and their catalog."""
    lines = (CASES / UNIT / f"{UNIT}.txt").read_text("utf-8").split("\n")
    paged = ["\f" * (number in PAGE_STARTS) + line for number, line in enumerate(lines, start=1)]
    (folder / f"{UNIT}.txt").write_text("\n".join(paged), "utf-8")
    several = typed(DISCLOSURE).replace("收支总表\n单位", "\f收支总表\n单位")
    (folder / f"{SEVERAL}.txt").write_text(several, "utf-8")
    department = typed(DISCLOSURE).replace("湖州市某某局2023年单位预算", "某县教育体育局2024年部门预算")
    (folder / f"{DEPARTMENT}.txt").write_text(department.replace("2023", "2024"), "utf-8")
    (folder / "corrections.toml").write_text(CORRECTED, "utf-8")
    with (folder / "catalog.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, CATALOG[0], restval="")
        writer.writeheader()
        writer.writerows(CATALOG)
