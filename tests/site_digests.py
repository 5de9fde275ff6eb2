"""Digests for the tests of what is said across units, and packages of several years of one unit."""

from __future__ import annotations

from typing import Any

from yusuan.site.across.digest import Digest


def amount(wan: str, fund: str | None = "all", anchor: str = "L10") -> dict[str, Any]:
    """Return an amount as a digest has it, given in 万元."""
    return {"yuan": f"{wan}0000.00" if "." not in wan else wan, "anchor": anchor, "fund": fund}


def digest(year: int = 2023, kind: str = "budget", **changes: Any) -> Digest:
    """Return the digest of a department with some values changed."""
    own = f"330500-some-office-{year}" + ("-final" if kind == "final_accounts" else "")
    values: Digest = {
        "id": own,
        "title": f"甲市乙局 {year} 年",
        "unit": "甲市乙局",
        "unit_id": "330500-some-office",
        "unit_code": None,
        "year": year,
        "type": kind,
        "level": "department",
        "adcode": "330500",
        "place": "甲省甲市",
        "headlines": {"expenditure": amount("1000"), "project": amount("250")},
        "three": {},
        "staff": None,
        "staff_otherwise": None,
        "staff_count": None,
        "functions": [],
        "functions_fund": "all",
        "economics": [],
        "checks": {"pass": 1, "fail": 0},
    }
    return values | changes
