"""The search index has one order, whatever order Pagefind wrote it in."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path
from typing import Any

import pytest

from yusuan.site.search.order import settle_order
from yusuan.site.search.ranges import MAGIC, UnknownIndex, decode_index, encode_index

FILTERS: dict[str, list[list[Any]]] = {
    "year": [["2023", [0, 1]], ["2024", [2]]],
    "city": [["甲市", [0]], ["乙市", [1, 2]], ["丙市", []]],
}


def write(folder: Path, chance: random.Random) -> None:
    """Write an index's metadata and filters in a random order under random names."""
    (folder / "filter").mkdir(parents=True)
    listed = []
    for name in chance.sample(sorted(FILTERS), len(FILTERS)):
        values = chance.sample(FILTERS[name], len(FILTERS[name]))
        hashed = f"und_{chance.randrange(10**6)}"
        path = folder / "filter" / f"{hashed}.pf_filter"
        path.write_bytes(gzip.compress(MAGIC + encode_index([name, values])))
        listed.append([name, hashed])
    meta = f"und_{chance.randrange(10**6)}"
    data = MAGIC + encode_index(["1.5.2", [], [], listed, [], ["title"]])
    (folder / f"pagefind.{meta}.pf_meta").write_bytes(gzip.compress(data))
    entry = {"version": "1.5.2", "languages": {"und": {"hash": meta, "page_count": 3}}}
    (folder / "pagefind-entry.json").write_text(json.dumps(entry), "utf-8")


def test_two_orders_give_the_same_files(tmp_path: Path) -> None:
    found = []
    for seed in range(6):
        folder = tmp_path / str(seed)
        write(folder, random.Random(seed))
        settle_order(folder)
        found.append({str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.*")})
    assert all(one == found[0] for one in found)


def test_the_entry_leads_to_the_filters(tmp_path: Path) -> None:
    write(tmp_path, random.Random(1))
    settle_order(tmp_path)
    entry = json.loads((tmp_path / "pagefind-entry.json").read_text("utf-8"))
    (meta,) = tmp_path.glob(f"pagefind.{entry['languages']['und']['hash']}.pf_meta")
    fields = decode_index(gzip.decompress(meta.read_bytes())[len(MAGIC) :])
    read = {}
    for name, hashed in fields[3]:
        data = (tmp_path / "filter" / f"{hashed}.pf_filter").read_bytes()
        own, values = decode_index(gzip.decompress(data)[len(MAGIC) :])
        assert own == name
        read[name] = {value: pages for value, pages in values}
    assert read == {name: {value: pages for value, pages in values} for name, values in FILTERS.items()}
    assert len(list((tmp_path / "filter").iterdir())) == len(FILTERS)


def test_an_index_of_another_form_is_refused(tmp_path: Path) -> None:
    write(tmp_path, random.Random(1))
    (meta,) = tmp_path.glob("*.pf_meta")
    meta.write_bytes(gzip.compress(MAGIC + encode_index(["2.0.0"])))
    with pytest.raises(UnknownIndex):
        settle_order(tmp_path)
