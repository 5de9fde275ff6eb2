"""What a package says of itself: title, licence, citation, and the notes for its readers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from yusuan.model import Disclosure
from yusuan.spec.fields import Resource
from yusuan.spec.labels import labels_of

PUBLISHER = "阳光预算"
LICENCE = {
    "name": "CC0-1.0",
    "title": "CC0 1.0 通用（放弃权利，归入公有领域）",
    "path": "https://creativecommons.org/publicdomain/zero/1.0/deed.zh-hans",
}


def package_title(disclosure: Disclosure) -> str:
    """Return the title that readers see, such as 某某局 2023 年单位预算."""
    level = labels_of("disclosures", "entity_level").get(disclosure.entity_level or "", "")
    kind = level + labels_of("disclosures", "document_type")[disclosure.document_type]
    return f"{disclosure.unit_name} {disclosure.fiscal_year} 年{kind}"


def citation(disclosure: Disclosure) -> str:
    """Return one line that cites the package and pins the document it was made from."""
    address = f"，{disclosure.source_url}" if disclosure.source_url else ""
    return (
        f"{disclosure.unit_name}：《{disclosure.document_title}》{address}。{PUBLISHER}整理，"
        f"数据包 {disclosure.disclosure_id}，原文件 SHA-256 {disclosure.source_sha256}，CC0-1.0。"
    )


def about(disclosure: Disclosure, version: str) -> list[tuple[str, str]]:
    """Return the facts on source, licence and citation as pairs of heading and text."""
    return [
        ("名称", package_title(disclosure)),
        ("单位", disclosure.unit_name),
        ("原文标题", disclosure.document_title),
        ("原文件", disclosure.source_file),
        ("原文网址", disclosure.source_url or "未登记"),
        ("原文件 SHA-256", disclosure.source_sha256),
        ("数据包", disclosure.disclosure_id),
        ("数据约定版本", version),
        ("许可", f"{LICENCE['name']} {LICENCE['title']} {LICENCE['path']}"),
        ("引用格式", citation(disclosure)),
        ("说明", "数字照原文发布，不作更正；每个数字都注明印在原文件（source.txt）第几行。个人信息已遮盖。"),
    ]


DISCLOSURE_NOTES = (
    "source.txt 是原文文字，行号与原文件一致，个人信息已遮盖；换页符（form feed）处是所公布文件的换页。",
    "用 Excel 阅读，请在网页上另外下载工作簿，或照原样的各表。",
)


def readme(facts: Iterable[tuple[str, str]], resources: Iterable[Resource], notes: Iterable[str] = ()) -> str:
    """Return the text that lies beside the data in the archive."""
    lines = [f"{heading}：{text}" for heading, text in facts]
    lines += ["", "文件", "datapackage.json：各资源、各栏目的含义与校验值（Data Package v2）。"]
    lines += [f"{r.name}.csv：{r.title}。{r.description}" for r in resources]
    lines += ["", "各资源的 CSV 供程序读取，编码为 UTF-8；空的格表示未印或不适用，不是零。", *notes]
    return "\n".join(lines) + "\n"


def citation_file(title: str, message: str, version: str) -> str:
    """Return a CITATION.cff; its strings are JSON strings, which YAML reads as they are."""
    entries = {
        "cff-version": "1.2.0",
        "message": message,
        "type": "dataset",
        "title": title,
        "version": version,
        "license": LICENCE["name"],
    }
    lines = [f"{key}: {_yaml_text(text)}" for key, text in entries.items()]
    return "\n".join([*lines, "authors:", f"  - name: {_yaml_text(PUBLISHER)}"]) + "\n"


def _yaml_text(text: str) -> str:
    return json.dumps(
        re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", " ", text), ensure_ascii=False
    )
