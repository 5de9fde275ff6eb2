"""Private data masked. All names, numbers and addresses here are made up."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.parse.privacy import EMAIL_MASK, IDENTITY_MASK, NAME_MASK, PHONE_MASK, mask_lines

MOBILE = "13800000000"
IDENTITY = "110101199001010010"

# What private data is made of and what stands around it, in any order.
PIECES = [
    "某某",
    "某 某",
    "填报人",
    "项目负责人",
    "联系人",
    "联系电话",
    "电话",
    "：",
    ":",
    "(签字)",
    "\t",
    " ",
    "，",
    "。",
]
PIECES += [
    MOBILE,
    "138-0000-0000",
    "+86 ",
    IDENTITY,
    "0570-",
    "2000000",
    "x@example.org",
    "38.50",
    "项目",
    "1",
    "某",
    "0572-",
    "11010119900101001X",
]
LINES = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)


def masked(line: str) -> str:
    """Return a line masked."""
    return mask_lines([line]).lines[0]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"联系电话：{MOBILE}。", f"联系电话：{PHONE_MASK}。"),
        ("手机 138 0000 0000", f"手机 {PHONE_MASK}"),
        ("请拨+86 138-0000-0000咨询", f"请拨{PHONE_MASK}咨询"),
        ("电话：0570-2000000", f"电话：{PHONE_MASK}"),
        ("（0570）2000000", PHONE_MASK),
        ("电话：2000000", f"电话：{PHONE_MASK}"),
        (f"{MOBILE}、{MOBILE}", f"{PHONE_MASK}、{PHONE_MASK}"),
        (f"身份证号{IDENTITY}，", f"身份证号{IDENTITY_MASK}，"),
        ("11010119900101001X", IDENTITY_MASK),
        ("邮箱 yusuan.office@example.gov.cn 。", f"邮箱 {EMAIL_MASK} 。"),
        (f"填报人：某某 联系电话：{MOBILE}", f"填报人：{NAME_MASK} 联系电话：{PHONE_MASK}"),
        ("项目负责人: 某某某（预算科）", f"项目负责人: {NAME_MASK}（预算科）"),
        ("联 系 人：某 某", f"联 系 人：{NAME_MASK}"),
        ("联系人：某某、某某某。", f"联系人：{NAME_MASK}、{NAME_MASK}。"),
        (f"联系人及电话：某某 {MOBILE}", f"联系人及电话：{NAME_MASK} {PHONE_MASK}"),
        (f"联系人及电话：某某{MOBILE}", f"联系人及电话：{NAME_MASK}{PHONE_MASK}"),
        ("审核人：某某", f"审核人：{NAME_MASK}"),
        ("法定代表人：某某某", f"法定代表人：{NAME_MASK}"),
        ("填报人某某 填报日期", f"填报人{NAME_MASK} 填报日期"),
        ("联系电话05722000000", f"联系电话{PHONE_MASK}"),
        (f"某局\t{MOBILE}\t", f"某局\t{PHONE_MASK}\t"),
    ],
)
def test_private_data_in_a_line_is_masked(line: str, expected: str) -> None:
    assert masked(line) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("填报人\t某某\t联系电话\t2000000", f"填报人\t{NAME_MASK}\t联系电话\t{PHONE_MASK}"),
        ("填报人：\t\t\t某某某", f"填报人：\t\t\t{NAME_MASK}"),
        ("项目负责人（签字）\t某某\t年度\t2023", f"项目负责人（签字）\t{NAME_MASK}\t年度\t2023"),
        ("单位负责人\t某 某", f"单位负责人\t{NAME_MASK}"),
        ("联系人\t联系电话\t2000000", f"联系人\t联系电话\t{PHONE_MASK}"),
        ("填报人\t\t12.50", "填报人\t\t12.50"),
        ("项目名称\t某某\t某某", "项目名称\t某某\t某某"),
    ],
)
def test_the_cell_beside_a_label_of_a_person_is_masked(line: str, expected: str) -> None:
    assert masked(line) == expected


@pytest.mark.parametrize(
    "line",
    [
        "18999011.66\t18,999,011.66",
        "13800000000.00",
        "0.13800000000",
        "330100220000000001234\t某项目",  # a project's code, 21 digits
        "3301002200000000123",
        "1380000000",
        "138000000001",
        "单位负责人对本单位的预算负责",
        "联系人大代表工作经费\t20.00",
        "填报人签字",
        "制表人员 3 名",
        "电话 2000000 元",
        "2023-2025年",
        "项目@预算",
        "110101210001010010 人次",  # no such century
    ],
)
def test_what_is_not_private_stays(line: str) -> None:
    assert masked(line) == line


def test_what_was_masked_is_counted_by_class_and_never_kept() -> None:
    lines = [
        f"填报人\t某某\t联系电话\t{MOBILE}\tx@example.org",
        f"电话：{MOBILE}，身份证{IDENTITY}",
        "没有个人信息",
    ]
    assert mask_lines(lines).counts == {"name": 1, "phone": 2, "email": 1, "identity_number": 1}


@given(st.lists(LINES, max_size=4))
def test_masking_masked_lines_changes_nothing(lines: list[str]) -> None:
    once = mask_lines(lines).lines
    again = mask_lines(once)
    assert (again.lines, dict(again.counts)) == (once, {})


@given(LINES)
def test_no_cell_is_added_or_taken(line: str) -> None:
    assert masked(line).count("\t") == line.count("\t")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("联系人（签字）：某某", f"联系人（签字）：{NAME_MASK}"),
        ("填报人\t某某（主任）", f"填报人\t{NAME_MASK}（主任）"),
        ("填报人\t某某、某某", f"填报人\t{NAME_MASK}、{NAME_MASK}"),
        ("联系人姓名\t某某", f"联系人姓名\t{NAME_MASK}"),
        ("１３８００００００００", PHONE_MASK),
        (f"联系方式\t2000000、{MOBILE}", f"联系方式\t{PHONE_MASK}"),
        ("填报人\t联系电话\t某某\t2000000", f"填报人\t联系电话\t{NAME_MASK}\t{PHONE_MASK}"),
        ("项目名称\t负责人\t项目金额\t总计", "项目名称\t负责人\t项目金额\t总计"),
        ("负责人\t合计\t12", "负责人\t合计\t12"),
        ("填报人：某\t某\t3.00", "填报人：某\t某\t3.00"),
        ("电话0572-\t2000000\t3.00", "电话0572-\t2000000\t3.00"),
    ],
)
def test_less_usual_prints_are_masked_and_header_words_are_not(line: str, expected: str) -> None:
    assert masked(line) == expected


def test_values_below_their_labels_are_masked() -> None:
    lines = ["项目\t负责人\t联系电话", "某项\t某某\t2000000", "某项\t某某\t2000001", "说明", "某项\t某某\t1"]
    assert list(mask_lines(lines).lines) == [
        "项目\t负责人\t联系电话",
        f"某项\t{NAME_MASK}\t{PHONE_MASK}",
        f"某项\t{NAME_MASK}\t{PHONE_MASK}",
        "说明",
        "某项\t某某\t1",
    ]


def test_a_form_s_value_below_its_label_is_masked_though_figures_follow() -> None:
    lines = [
        "填报人\t\t某某\t\t联系电话\t",
        f"\t\t\t\t{MOBILE}\t",
        "项目\t\t\t\t12.50\t",
        "\t\t\t\t13.50\t",
    ]
    masked = mask_lines(lines).lines
    assert masked[:2] == (f"填报人\t\t{NAME_MASK}\t\t联系电话\t", f"\t\t\t\t{PHONE_MASK}\t")
    assert list(masked[2:]) == lines[2:]


AROUND = st.text(st.sampled_from("某局、，。：（）()— \t年〔〕"), max_size=6)


@given(AROUND, AROUND)
def test_a_mobile_number_is_masked_whatever_stands_around_it(before: str, after: str) -> None:
    assert MOBILE not in masked(f"{before}{MOBILE}{after}")
