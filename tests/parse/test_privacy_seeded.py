"""Made private data in the prints that disclosures use: what gets through is counted, class by class.

Nothing here is anybody's: names are made of surnames and the letter 某, numbers are random within the
numbering plan, identity numbers of a place whose code is no longer in force.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.cn import ric

from yusuan.parse.privacy import mask_lines

ITEMS = 200
SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾"
    "丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤"
    "尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "某丽军敏静涛强磊洋勇艳杰娟超秀英华慧巧美娜珠翠雅芝玉萍红娥玲芬芳燕彩春菊兰凤洁梅琳素云莲真"
    "环雪荣爱妹霞香月莺媛"
)
FILLER = ["", "特此说明", "共3项", "（盖章）"]

Make = Callable[[random.Random], str]
Print = Callable[[str, random.Random], list[str]]


def name(chance: random.Random) -> str:
    """Make a name of two or three letters."""
    return chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice([1, 2, 2])))


def mobile(chance: random.Random) -> str:
    """Make eleven digits of a mobile number."""
    return "1" + chance.choice("3456789") + "".join(chance.choices("0123456789", k=9))


def landline(chance: random.Random) -> str:
    """Make an area and a local number, a dash between them."""
    area, digits = chance.choice([("0571", 8), ("0572", 7), ("010", 8), ("0395", 7), ("021", 8), ("0557", 7)])
    first = "85" if digits == 8 else chance.choice(["22", "31", "58", "61"])
    return f"{area}-{first}" + "".join(chance.choices("0123456789", k=digits - 2))


def identity(chance: random.Random) -> str:
    """Make an identity number with its check digit."""
    born = f"{chance.randint(1955, 2005)}{chance.randint(1, 12):02}{chance.randint(1, 28):02}"
    digits = "110103" + born + f"{chance.randint(0, 999):03}"
    return digits + ric.calc_check_digit(digits + "0")


def email(chance: random.Random) -> str:
    """Make an address."""
    letters = "".join(chance.choices("abcdefghijklmnopqrstuvwxyz0123456789_.", k=8)).strip("._") or "a"
    return f"a{letters}z@{chance.choice(['example.org', 'mail.example.com.cn', 'example.gov.cn'])}"


def account(chance: random.Random) -> str:
    """Make an account of 12 to 21 digits."""
    return chance.choice("123456789") + "".join(chance.choices("0123456789", k=chance.randint(11, 20)))


def spaced(value: str) -> str:
    """Set a blank between all letters."""
    return " ".join(value)


def grouped(value: str, sizes: tuple[int, ...], mark: str) -> str:
    """Set a mark between groups of letters."""
    parts, at = [], 0
    for size in sizes:
        parts.append(value[at : at + size])
        at += size
    return mark.join([*parts, value[at:]] if at < len(value) else parts)


def table(head: list[str], value: str, at: int) -> list[str]:
    """Print a value in one row of a table, its neighbours with ordinary cells."""
    rows = [["某项", "办公室", "12.50", "2024"], ["另项", "办公室", "7.00", "2024"]]
    rows[1][at] = value
    return ["单位：万元", "\t".join(head), *("\t".join(row) for row in rows), "合计\t\t19.50\t"]


NAME_PRINTS: list[Print] = [
    lambda v, c: [f"填报人：{v}"],
    lambda v, c: [f"部门预算公开联系人 {' '.join(v)} 联系方式"],
    lambda v, c: [f"联系人：{v}　联系电话：0570-2000000"],
    lambda v, c: [f"联系人{v}，电话0570-2000000"],
    lambda v, c: [f"联系人为{v}。"],
    lambda v, c: [f"联系人 {v}"],
    lambda v, c: [f"本项目负责人是{v}，负责统筹。"],
    lambda v, c: [f"联系人：{v}科长"],
    lambda v, c: ["联系人：", v],
    lambda v, c: ["填 报 人 ：", "", v],
    lambda v, c: [f"联系人：王某、{v}"],
    lambda v, c: [f"联系人：王某（办公室）、{v}（财务科）"],
    lambda v, c: [f"联系人\t{v}\t联系电话\t2000000"],
    lambda v, c: [f"项目负责人\t\t{v}\t\t计划完成时间\t2024"],
    lambda v, c: table(["项目名称", "项目负责人", "金额", "年度"], v, 1),
    lambda v, c: [
        "项目名称\t项目负责人\t联系电话\t金额",
        f"某项\t{v}\t2000000\t12.50",
        "另项\t王某\t2000001\t1.00",
    ],
    lambda v, c: ["序号\t姓名\t联系人/电话\t备注", f"1\t{v}\t{v} 13800000000\t无"],
    lambda v, c: [f"审核：{v}　制表：{v}"],
    lambda v, c: [f"法定代表人：{v}（签字）"],
    lambda v, c: [f"咨询请找{c.choice(FILLER)}，{v} 13800000000"],
    lambda v, c: [f"联系人：{v}\ufeff".replace("\ufeff", " "), "联系电话："],
    lambda v, c: [f"单位负责人签章：{v}"],
    lambda v, c: [f"经办人（签字）{v}"],
    lambda v, c: [f"【联系人】{v}"],
    lambda v, c: [f"联系人——{v}"],
    lambda v, c: [f"分管领导：{v} 经办人：{v}"],
    lambda v, c: ["单位\t联系人\t联系电话", f"某局\t财务科 {v}\t办公室2000000"],
    lambda v, c: [f"咨询电话：0570-2000000（{v}）"],
]
MOBILE_PRINTS: list[Print] = [
    lambda v, c: [f"联系电话：{v}。"],
    lambda v, c: [f"手机{v}"],
    lambda v, c: [f"（{v}）"],
    lambda v, c: [f"请拨+86 {v}咨询"],
    lambda v, c: [f"手机：+86-{grouped(v, (3, 4, 4), '-')}"],
    lambda v, c: [f"手机 {grouped(v, (3, 4, 4), ' ')}"],
    lambda v, c: [f"手机 {grouped(v, (3, 4, 4), '–')}"],
    lambda v, c: [f"手机 {grouped(v, (3, 4, 4), '‐')}"],
    lambda v, c: [f"某局 {grouped(v, (3, 4, 4), ' ')}"],
    lambda v, c: [f"联系 {grouped(v, (3, 3, 5), '-')}"],
    lambda v, c: [f"联系 {grouped(v, (4, 3, 4), ' ')}"],
    lambda v, c: [f"联系电话：{spaced(v)}"],
    lambda v, c: [f"Tel: {v}"],
    lambda v, c: ["联系电话：", v],
    lambda v, c: [f"某局\t{v}\t"],
    lambda v, c: [v.translate(str.maketrans("0123456789", "０１２３４５６７８９"))],
    lambda v, c: [f"联系方式\t2000000、{v}"],
    lambda v, c: table(["项目名称", "联系电话", "金额", "年度"], v, 1),
    lambda v, c: ["姓名\t手机\t金额", f"王某\t{v}\t500.00", "李某\t13800000000\t500.00"],
    lambda v, c: [f"微信号：{v}"],
    lambda v, c: [f"联系 {grouped(v, (3, 4, 4), '·')}"],
    lambda v, c: ["单位\t联系人\t联系电话", f"某局\t某某\t办公室{v}"],
]
LANDLINE_PRINTS: list[Print] = [
    lambda v, c: [f"联系电话：{v}"],
    lambda v, c: [f"座机 {v}"],
    lambda v, c: [f"固话：{v.replace('-', '')}"],
    lambda v, c: [f"Tel：{v.replace('-', '–')}"],
    lambda v, c: [f"电话（{v.split('-')[0]}）{v.split('-')[1]}"],
    lambda v, c: [f"({v.split('-')[0]}){v.split('-')[1]}"],
    lambda v, c: [f"请拨打{v}咨询"],
    lambda v, c: [f"请拨打+86-{v[1:]}咨询"],
    lambda v, c: [f"请拨打{v.replace('-', '‐')}咨询"],
    lambda v, c: [f"请拨打{v[:-4]}-{v[-4:]}咨询"],
    lambda v, c: [f"请拨打{v.replace('-', ' ')}咨询"],
    lambda v, c: [f"请拨打{v.replace('-', '－')}转801"],
    lambda v, c: [f"电话：{v.split('-')[1]}"],
    lambda v, c: [f"联系电话\t{v.split('-')[1]}"],
    lambda v, c: ["传真：", v],
    lambda v, c: table(["项目名称", "联系电话", "金额", "年度"], v.split("-")[1], 1),
    lambda v, c: table(["项目名称", "联系人/电话", "金额", "年度"], v, 1),
    lambda v, c: [f"{v.split('-')[0]} — {v.split('-')[1]}"],
    lambda v, c: [f"请拨打0570-2000000、{v.split('-')[1]}"],
    lambda v, c: ["单位\t联系电话", f"某局\t办公室{v.split('-')[1]}（某某）"],
]
IDENTITY_PRINTS: list[Print] = [
    lambda v, c: [f"身份证号：{v}"],
    lambda v, c: [f"身份证{v}，"],
    lambda v, c: [f"某人（{v}）"],
    lambda v, c: [v],
    lambda v, c: [f"公民身份号码 {grouped(v, (6, 8), ' ')}"],
    lambda v, c: [f"某人 {grouped(v, (6, 8), '-')} 等"],
    lambda v, c: [f"某人 {grouped(v, (6, 4, 4), ' ')} 等"],
    lambda v, c: [f"证件号码：{grouped(v, (4, 4, 4, 4), ' ')}"],
    lambda v, c: [f"某人 {v[:17]}{'1' if v[17] != '1' else '2'} 等"],
    lambda v, c: [f"证件号：{v[:17]}"],
    lambda v, c: [f"某人 {v[:6]}{v[8:17]} 等"],
    lambda v, c: ["身份证号码：", v],
    lambda v, c: [f"身份证号\t{v}"],
    lambda v, c: table(["项目名称", "身份证号", "金额", "年度"], v, 1),
    lambda v, c: table(["项目名称", "备注", "金额", "年度"], v, 1),
    lambda v, c: [f"某人 {v.translate(str.maketrans('0123456789', '０１２３４５６７８９'))}"],
]
EMAIL_PRINTS: list[Print] = [
    lambda v, c: [f"邮箱：{v}"],
    lambda v, c: [f"邮箱{v}。"],
    lambda v, c: [f"电子邮件 {v.replace('@', '＠')}"],
    lambda v, c: [f"电子邮件 {v.replace('@', ' @ ')}"],
    lambda v, c: [f"电子邮件 {v.replace('@', '(at)')}"],
    lambda v, c: [f"电子邮件 {v.replace('@', '[at]')}"],
    lambda v, c: [f"电子邮件 {v.replace('@', '#')}"],
    lambda v, c: [f"请发至{v}邮箱"],
    lambda v, c: [f"E-mail:{v}"],
    lambda v, c: [f"<{v}>"],
    lambda v, c: ["邮箱：", v],
    lambda v, c: [f"邮箱\t{v}\t"],
    lambda v, c: table(["项目名称", "邮箱", "金额", "年度"], v, 1),
    lambda v, c: [v.upper()],
    lambda v, c: [f"{v}；{v}"],
    lambda v, c: [f"电子邮件 {v.replace('.org', ' .org').replace('.cn', '. cn')}"],
]
BANK_PRINTS: list[Print] = [
    lambda v, c: [f"账号：{v}"],
    lambda v, c: [f"银行账号{v}"],
    lambda v, c: [f"开户行：某某银行 账号：{v}"],
    lambda v, c: [f"收款帐号 {grouped(v, (4, 4, 4), ' ')}"],
    lambda v, c: [f"账户：{grouped(v, (4, 4, 4), '-')}"],
    lambda v, c: [f"银行卡号为{v}"],
    lambda v, c: ["银行账号：", v],
    lambda v, c: [f"账号\t{v}"],
    lambda v, c: [f"开户行\t某某银行\t账号\t{v}"],
    lambda v, c: table(["项目名称", "银行账号", "金额", "年度"], v, 1),
    lambda v, c: ["姓名\t银行卡号\t金额", f"王某\t{v}\t500.00", "李某\t6200000000000000\t500.00"],
    lambda v, c: [f"卡 号：{v}"],
    lambda v, c: [f"结算账号（基本户）：{v}"],
    lambda v, c: [f"帐号:{v}，请注明。"],
    lambda v, c: [f"一卡通号：{v}"],
    lambda v, c: [f"开户行及账号：某某银行某支行 {v}"],
    lambda v, c: ["户名\t账号", f"某某县某某局\t某某银行{v}"],
]


CLASSES: dict[str, tuple[Make, list[Print]]] = {
    "name": (name, NAME_PRINTS),
    "mobile": (mobile, MOBILE_PRINTS),
    "landline": (landline, LANDLINE_PRINTS),
    "identity_number": (identity, IDENTITY_PRINTS),
    "email": (email, EMAIL_PRINTS),
    "bank": (account, BANK_PRINTS),
}


def _shows(line: str, value: str) -> bool:
    """Tell whether a line still shows a value, or all but its last letters, however it is set."""
    plain = "".join(one for one in line if one.isalnum()).lower()
    wanted = "".join(one for one in value if one.isalnum()).lower()
    if value.isascii():
        core = wanted if len(wanted) < 8 else wanted[-7:]
        return core in plain or wanted[:8] in plain
    return wanted in plain


@pytest.mark.parametrize("kind", CLASSES)
def test_at_most_one_in_a_hundred_gets_through(kind: str) -> None:
    make, prints = CLASSES[kind]
    assert len(prints) >= 15
    chance = random.Random(kind)
    leaks: list[str] = []
    for number in range(len(prints)):
        for _ in range(ITEMS):
            value = make(chance)
            lines = prints[number](value, chance)
            masked = mask_lines(lines).lines
            shown = " ".join(masked).translate(str.maketrans("０１２３４５６７８９", "0123456789"))
            if _shows(shown, value):
                leaks.append(f"print {number}: {value}: {' / '.join(lines)} -> {' / '.join(masked)}")
            assert not any("12.50" in line for line in lines) or any("12.50" in line for line in masked)
    told = "\n".join([f"{len(leaks)} got through", *leaks[:: max(1, len(leaks) // 12)]])
    assert len(leaks) * 100 <= len(prints) * ITEMS, told


FIGURES = [
    "共计15000000000元",
    "0302-2010301\t行政运行\t12.00",
    "负责人：办公室",
    "联系人：暂无",
    "联系人 暂无",
    "负责人：各科室",
    "责任人：综合科",
    "项目负责人：待定",
    "项目\t联系电话\n甲\t1,234.56\n乙\t2,000.00",
    "项目\t联系电话\n甲\t1234567\n乙\t234567\n丙\t98765",
    "联系电话\t\n2010301\t行政运行\t100.00\n2010302\t一般行政管理事务\t20.00",
    "单位：元\n项目\t预算数\n甲\t13800000000\n乙\t2500000",
    "单位：元\n项目\t合计\t基本\n甲\t13800000000\t13800000000",
    "项目\t金额\n甲\t15000000000\n乙\t15100000000",
    "项目负责人满意度 ≥90%",
    "项目负责人\t满意度\t≥90%",
    "监督电话12345",
    "热线12366",
    "电话：12345",
    "电话 2010301 行政运行",
    "单位负责人对本单位负责",
    "联系人 项目 金额",
    "责任人为各单位",
    "负责人 单位 金额",
    "填报人：\t\t\n项目名称\t金额\n水电\t3.00",
    "负责人\n金额\n单位",
    "统一社会信用代码：113305000025158801",
    "项目编码\t330500199001010012\n甲\t3",
    "项目编码\t名称\n330500199001010012\t甲",
    "3305021990010100\t甲",
    "账号 5 个",
    "北大法宝账号使用费（万元/个）\t\t1\t5",
    "海媒机构账号发帖总数\t≥600条",
    "电话20000000元",
    "电话费 5000000",
    "电话\t20\t2000000",
    "电话\t2000000\t1000000\t3000000",
    "固定电话机\t20\t2000000",
    "传真机\t3\t0.60",
    "联系人\t单位\t金额\n甲\t办公室\t3.00",
    "负责人\t职务\n主任\t科长",
    "姓名\t单位\n合计\t3",
    "法人\t某某公司",
    "企业法人 5 家",
    "编制\t30\n编制人数 5",
    "编制人员 3",
    "局长办公会 5 次",
    "主任：办公会",
    "会计：核算",
    "审核：通过",
    "编制：部门",
    "审核：无误",
    "制表：2023",
    "资金13800000000",
    "预算支出15000000000",
    "￥15000000000",
    "15000000000万元",
    "13,800,000,000",
    "13800000000.00",
    "2023-2025年",
    "20230101-20231231",
    "临[2023]1234号",
    "采购编号：13800000000",
    "项目编号 13800000000 甲",
    "A02080701固定电话机",
    "第13800000000号",
    "合计 13800000000",
    "负责人：高级职称",
    "负责人：成本控制",
    "联系人：单位内部",
    "项目负责人 时间 金额",
    "责任人：安全管理科",
    "负责人 计划 实际 完成",
    "联系人大代表",
    "领导责任人员 5 人",
    "负责人应当按规定",
    "项目负责人：张家港市水利局",
    "联系人：江苏省财政厅",
    "联系电话：无",
    "联系电话：2023年12月",
    "电话会议 12 次",
    "手机银行 2000000 户",
    "传真 8000000 份",
    "电话接通率\t≥95%",
    "热线电话 1500000 个",
    "受理电话 2345678 件",
    "办公电话 2,345,678",
    "12345678\t办公电话\t3.00",
    "户名：某某县财政局",
    "收款人：某某公司",
    "账户：基本户",
    "账户余额 12345678.90",
    "账户 12345678 元",
    "证件 123456789012345 个",
    "身份证 20230101 张",
    "身份证\t5000000\t30.00",
]


@pytest.mark.parametrize("text", FIGURES)
def test_amounts_codes_departments_and_hotlines_stay(text: str) -> None:
    lines = text.split("\n")
    assert list(mask_lines(lines).lines) == lines


@pytest.mark.parametrize("amount", ["13800000000", "15000000000", "19900000000"])
@pytest.mark.parametrize("unit", ["元", "万元"])
def test_an_amount_of_eleven_digits_stays_in_its_column(amount: str, unit: str) -> None:
    lines = [f"单位：{unit}", "科目编码\t科目名称\t合计\t基本支出", f"201\t一般公共服务\t{amount}\t{amount}"]
    lines += [f"2010301\t行政运行\t{amount}\t1200000", "合计\t\t27600000000\t1200000"]
    assert list(mask_lines(lines).lines) == lines


AMOUNT = st.one_of(
    st.integers(0, 10**13).map(str),
    st.integers(0, 10**13).map("{:,}".format),
    st.decimals(0, 10**11, places=2).map(str),
    st.just(""),
)
CODED = st.integers(0, 339999).map(lambda code: f"2{code % 34:02}{code:06}"[: 3 + 2 * (code % 3)])
ROW = st.tuples(CODED, st.sampled_from(["行政运行", "某项", "办公费", "小计"]), AMOUNT, AMOUNT, AMOUNT)


@given(st.lists(ROW, min_size=1, max_size=12), st.sampled_from(["元", "万元"]), st.booleans())
def test_a_table_of_amounts_is_never_touched(
    rows: list[tuple[str, ...]], unit: str, below_a_form: bool
) -> None:
    lines = ["填报人\t\t联系电话\t\t"] if below_a_form else ["预算表"]
    lines += [f"单位：{unit}", "科目编码\t科目名称\t合计\t基本支出\t项目支出", *map("\t".join, rows)]
    assert list(mask_lines(lines).lines) == lines


MORE = os.environ.get("YUSUAN_MORE_DISCLOSURES", "../shared/corpus")
OTHERS = sorted(Path(MORE).glob("*.txt"))


@pytest.mark.skipif(not OTHERS, reason="no folder of more disclosures: set YUSUAN_MORE_DISCLOSURES")
@pytest.mark.parametrize("path", OTHERS or [Path("none")], ids=lambda path: path.stem)
def test_real_documents_lose_no_figure(path: Path) -> None:
    """Of these documents none prints private data, so nothing of them may be masked."""
    lines = path.read_text("utf-8-sig").split("\n")
    masked = mask_lines(lines)
    assert [pair for pair in zip(lines, masked.lines, strict=True) if pair[0] != pair[1]] == []
