"""Places found in the names of organisations."""

from __future__ import annotations

import pytest

from yusuan.spec.regions import find_region, mends_place


@pytest.mark.parametrize(
    ("name", "adcode"),
    [
        ("埇桥区人民政府办公室", "341302"),
        ("宿州市埇桥区人民政府办公室", "341302"),
        ("安徽省宿州市埇桥区人民政府办公室", "341302"),
        ("湖州市人民政府办公室", "330500"),
        ("浙江省财政厅", "330000"),
        ("上海市普陀区教育局", "310107"),
        ("北京市朝阳区教育委员会", "110105"),
        ("仙桃市审计局", "429004"),
        ("南京市中级人民法院", "320100"),
    ],
)
def test_an_organisation_lies_where_its_name_begins(name: str, adcode: str) -> None:
    region = find_region(name, "")
    assert region is not None and region.adcode == adcode


@pytest.mark.parametrize(
    ("name", "text", "hint", "adcode"),
    [
        ("福州市鼓楼区财政局", "南京市", None, "350102"),
        ("鼓楼区财政局", "南京市鼓楼区不是福州市鼓楼区，南京市是省会", None, "320106"),
        ("鼓楼区财政局", "南京市", "350102", "350102"),
        ("普陀区教育局", "上海市普陀区", None, "310107"),
    ],
)
def test_a_name_that_several_cities_have(name: str, text: str, hint: str | None, adcode: str) -> None:
    region = find_region(name, text, hint)
    assert region is not None and region.adcode == adcode


def test_a_name_that_nothing_decides_is_no_place() -> None:
    assert find_region("鼓楼区财政局", "本单位负责财政工作") is None


def test_a_district_of_a_municipality_lies_in_no_city() -> None:
    region = find_region("重庆市江北区审计局", "")
    assert region is not None
    assert (region.province, region.city, region.county) == ("重庆市", None, "江北区")


@pytest.mark.parametrize("name", ["某某局", "国家图书馆", "中山大学", "西湖大学", ""])
def test_a_name_without_a_place(name: str) -> None:
    assert find_region(name, "位于北京市") is None


def test_a_name_without_a_place_takes_the_hint() -> None:
    region = find_region("某某局", "", "330500")
    assert region is not None and region.name == "湖州市"


def test_a_hint_that_is_no_place_is_passed_over() -> None:
    assert find_region("某某局", "", "999999") is None


def test_a_slip_of_the_scanner_is_mended_by_the_name_that_exists() -> None:
    assert mends_place("埇桥区人民政府办公室", "埭桥区人民政府办公室")
    assert not mends_place("埭桥区人民政府办公室", "埇桥区人民政府办公室")
