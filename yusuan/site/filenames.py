"""Names under which readers find their downloads again: unit, year, what it is."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePosixPath

FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
LONGEST = 80


def file_name(whose: str, what: str, path: str) -> str:
    """Name a download: ``path``, or its end, gives its type; what no system allows becomes a hyphen.

    >>> file_name("某局 2023 年预算", "收支总表", "tables/t01.csv")
    '某局2023年预算-收支总表.csv'
    """
    parts = [_plain(part) for part in (whose, what)]
    return "-".join(part for part in parts if part) + PurePosixPath(f"x{path}").suffix


def _plain(text: str) -> str:
    joined = "".join(unicodedata.normalize("NFC", text).split())
    return FORBIDDEN.sub("-", joined).strip("-. ")[:LONGEST]
