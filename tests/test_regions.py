"""regions.csv: the codes and names of GB/T 2260."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

PATH = Path(__file__).parent.parent / "yusuan/spec/regions.csv"
COLUMNS = ["adcode", "name", "level", "province", "city", "county", "until"]
MUNICIPALITIES = {"11", "12", "31", "50"}

with PATH.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
REGIONS = {row["adcode"]: row for row in ROWS}
CURRENT = [row for row in ROWS if not row["until"]]


def test_file_is_tidy() -> None:
    data = PATH.read_bytes().decode("utf-8")
    assert data.splitlines()[0] == ",".join(COLUMNS)
    assert data.endswith("\n")
    assert not re.search(r'[ \t\r"]', data)
    codes = [row["adcode"] for row in ROWS]
    assert codes == sorted(set(codes)), "codes are sorted, each once"


def test_mainland_is_complete() -> None:
    """31 provinces, 333 prefectures, and 2,846 counties, as counted at the end of 2024."""
    assert Counter(row["level"] for row in CURRENT) == {"province": 31, "city": 333, "county": 2846}


def place_by_code(code: str) -> dict[str, str]:
    """Return what the row of a code has to say, given the names of the row itself and of those above it."""
    level = "province" if code.endswith("0000") else "city" if code.endswith("00") else "county"
    under_province = level == "province" or code[:2] in MUNICIPALITIES or code[2:4] == "90"
    return {
        "level": level,
        "province": REGIONS[code[:2] + "0000"]["name"],
        "city": "" if under_province else REGIONS[code[:4] + "00"]["name"],
        "county": REGIONS[code]["name"] if level == "county" else "",
    }


def test_levels_and_parents_follow_from_the_code() -> None:
    assert [code for code in REGIONS if not re.fullmatch("[1-6][0-9]{5}", code)] == []
    assert [row for row in ROWS if not place_by_code(row["adcode"]).items() <= row.items()] == []


@pytest.mark.parametrize(
    ("adcode", "place"),
    [
        ("110000", ["北京市", "", ""]),
        ("310107", ["上海市", "", "普陀区"]),
        ("330400", ["浙江省", "嘉兴市", ""]),
        ("330500", ["浙江省", "湖州市", ""]),
        ("341302", ["安徽省", "宿州市", "埇桥区"]),
        ("350102", ["福建省", "福州市", "鼓楼区"]),
        ("411100", ["河南省", "漯河市", ""]),
        ("421303", ["湖北省", "随州市", "曾都区"]),
        ("429004", ["湖北省", "", "仙桃市"]),
        ("441900", ["广东省", "东莞市", ""]),
        ("653228", ["新疆维吾尔自治区", "和田地区", "和康县"]),
    ],
)
def test_known_places(adcode: str, place: list[str]) -> None:
    assert [REGIONS[adcode][level] for level in ("province", "city", "county")] == place


def test_former_counties_are_told_from_current_ones() -> None:
    former = [row for row in ROWS if row["until"]]
    assert (REGIONS["330103"]["until"], REGIONS["370684"]["until"]) == ("2021", "2020")
    assert all(row["level"] == "county" and 2019 <= int(row["until"]) <= 2026 for row in former)
    current = {(row["province"], row["name"]) for row in CURRENT}
    twice = [row for row in former if (row["province"], row["name"]) in current]
    assert not twice, "a former name stands beside a current place of that name"
