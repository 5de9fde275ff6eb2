"""Examples of the text against itself."""

from __future__ import annotations

from tests.check.builders import amount, document, said, table
from tests.check.examples.example import Example
from yusuan.model import ParsedDisclosure, Record

_TITLE = {"kind": "grant_income_expenditure", "table_id": "t01", "title": "财政拨款收支总表"}


def _change(percent: str | None, **given: str) -> Record:
    usual = {"change": "5.93", "direction": "减少", "compared_with": "上年"}
    return said("差旅费", "52.68", change_percent=percent, **{**usual, **given})


def _years(change: str, direction: str = "增加", stated: str = "上年预算") -> ParsedDisclosure:
    text = "办公费今年5.00万元，上年4.00万元。"
    now = said("办公费", "5.00", change=change, direction=direction, text=text, compared_with="上年")
    return document(now, said("办公费", "4.00", stated_as=stated, text=text, source_line=61))


def _lines(*lines: str) -> ParsedDisclosure:
    return document(lines=lines)


def _reasons(first: str, second: str) -> ParsedDisclosure:
    return document(
        said("办公费", "5.00", reason=first), said("差旅费", "4.00", reason=second, source_line=61)
    )


_PART = said("公务接待费", "3.00", change_percent="99", direction="减少", source_line=62)


def _whole(change: str) -> Record:
    return said("“三公“经费", "3.00", change=change, direction="减少")


def _share(percent: str, share_of: str) -> ParsedDisclosure:
    return document(
        said("支出预算", "8.00"), said("基本支出", "2.00", share_percent=percent, share_of=share_of)
    )


def _twice(first: str, second: str, subject: str = "机关运行经费") -> ParsedDisclosure:
    return document(said(subject, first), said(subject, second, source_line=61))


def _changes(second: str, percent: str = "10") -> ParsedDisclosure:
    one = said("项目支出", None, change="5.00", change_percent="10", direction="减少")
    return document(
        one,
        said("项目支出", None, change=second, change_percent=percent, direction="减少", source_line=61),
    )


def _parts(whole: tuple[str, str], unit: str, *parts: tuple[str, str]) -> ParsedDisclosure:
    return document(said(*whole, unit=unit), *(said(name, value, unit=unit) for name, value in parts))


_PROCUREMENT = (("货物", "1.00"), ("工程", "2.00"), ("服务", "3.00"))
_STAFF = (("行政编制", "3"), ("事业编制", "4"))
_CARS = (("机要通信用车", "2"), ("其他用车", "1"))
_LIST = ("从构成看，本部门预算单位共有2个，包括：", "序号\t单位名称", "1\t一局", "2\t二局")


def _noted(note: str, printed: str) -> ParsedDisclosure:
    cell = amount(printed, 2, table_kind="grant_income_expenditure")
    return document(table(**_TITLE, first_line=1, last_line=2), cell, lines=["表", "甲\t1", note])


_NOTE = "（注：2023年没有使用财政拨款收入和支出。）"

EXAMPLES = (
    Example(
        "text-change-percent",
        document(_change("10.1")),
        document(_change("5.9")),
        document(_change(None, text="差旅费52.68万元，较上年减少5.93万元（含会议费）。")),
        "the brackets hold no percentage",
    ),
    Example(
        "text-change-amount",
        _years("1.00"),
        _years("2.00"),
        _years("2.00", stated="本年下半年"),
        "no figure of last year is stated",
    ),
    Example(
        "text-direction",
        document(said("支出", "9", text="支出9万元，减少1万元，下降10%。")),
        document(said("支出", "9", text="支出9万元，减少1万元，增长10%。")),
        document(said("支出", "9", text="支出9万元，减少1万元；人数增长10%。")),
        "the percentage is of something else",
    ),
    Example(
        "text-sign",
        _years("1.00"),
        _years("1.00", "减少"),
        _years("1.00", "减少", "本年下半年"),
        "no figure of last year is stated",
    ),
    Example(
        "text-heading-direction",
        _lines("支出预算增加的主要原因：比上年增加人员。"),
        _lines("支出预算增加的主要原因：比上年减少人员。"),
        _lines("支出预算增加的主要原因：人员减少较上年少。"),
        "no direction against last year follows",
    ),
    Example(
        "text-reasons",
        _reasons("因人员增加", "因人员增加"),
        _reasons("因人员增加", "因人员减少"),
        _reasons("因离休人员增加", "因人员减少"),
        "the reasons are of different people",
    ),
    Example(
        "text-implied-base",
        document(_whole("400"), _PART),
        document(_whole("2.97"), _PART),
        document(said("办公费", "3.00", change="2.97", direction="减少"), _PART),
        "the whole that the part belongs to is not stated",
    ),
    Example(
        "text-share",
        _share("25", "支出预算"),
        _share("35", "支出预算"),
        _share("35", "全市支出"),
        "the whole is not printed",
    ),
    Example(
        "text-restated-value",
        _twice("5.00", "5.0"),
        _twice("5.00", "7.00"),
        _twice("5.00", "7.00", "办公费"),
        "a figure that a document may have several of",
    ),
    Example(
        "text-restated-change",
        _changes("5.00"),
        _changes("6.00"),
        _changes("6.00", "12"),
        "another percentage: another comparison",
    ),
    Example(
        "text-procurement-parts",
        _parts(("政府采购预算总额", "6.00"), "万元", *_PROCUREMENT),
        _parts(("政府采购预算总额", "9.00"), "万元", *_PROCUREMENT),
        _parts(("政府采购预算总额", "9.00"), "万元", *_PROCUREMENT[:2]),
        "not all three classes are stated",
    ),
    Example(
        "text-basic-parts",
        _parts(("基本支出", "3.00"), "万元", ("人员经费", "1.00"), ("公用经费", "2.00")),
        _parts(("基本支出", "4.00"), "万元", ("人员经费", "1.00"), ("公用经费", "2.00")),
        _parts(("基本支出", "4.00"), "万元", ("人员经费", "1.00"), ("办公费", "2.00")),
        "one of the two parts is not stated",
    ),
    Example(
        "text-vehicle-parts",
        _parts(("车辆", "3"), "辆", *_CARS),
        _parts(("车辆", "2"), "辆", *_CARS),
        _parts(("车辆", "9"), "辆", _CARS[0], ("应急保障用车", "1")),
        "the rest may be of kinds that are not stated",
    ),
    Example(
        "text-staff-parts",
        _parts(("全部人员共", "7"), "人", *_STAFF),
        _parts(("全部人员共", "9"), "人", *_STAFF),
        _parts(("全部人员共", "9"), "人", _STAFF[0]),
        "one of the parts is not stated",
    ),
    Example(
        "text-units-listed",
        _lines(*_LIST),
        _lines(*_LIST, "3\t三局"),
        _lines("从构成看，本部门预算单位共有2个。", *_LIST[1:], "3\t三局"),
        "the list is not said to be one of these units",
    ),
    Example(
        "text-blank",
        _lines("办公费比上年增加3.00万元。"),
        _lines("办公费比上年增加　　万元。"),
        _lines("金额转化为万元时，四舍五入可能存在尾差。"),
        "万元 is spoken of, not left without a number",
    ),
    Example(
        "note-against-table",
        document(table(**_TITLE, first_line=1, last_line=2), lines=["表", "甲\t1", _NOTE]),
        _noted(_NOTE, "5.00"),
        _noted("（注：2023年没有使用政府性基金预算拨款安排的支出。）", "5.00"),
        "the note is about another table's money",
    ),
)
