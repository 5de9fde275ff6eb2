"""Bytes to lines, private data masked. All names, numbers and addresses here are made up."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yusuan.parse import text
from yusuan.parse.privacy import NAME_MASK, PHONE_MASK
from yusuan.parse.text import UnreadableFile, load_text, visible

MOBILE = "13800000000"


def save(folder: Path, data: bytes) -> Path:
    """Write a file."""
    path = folder / "a.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
def test_lines_are_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    source = load_text(save(tmp_path, "某局\t预算数\r\n\r\n合计\t3.50".encode(encoding)))
    assert source.lines == ("某局\t预算数", "", "合计\t3.50")


def test_lines_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    """Line feeds and carriage returns end lines; control characters go, other separators become blanks."""
    source = load_text(save(tmp_path, "一\n\x0c二\u2028三\x01\x1b\ufffe\n\n四\n".encode()))
    assert source.lines == ("一", "二 三", "", "四")


@pytest.mark.parametrize(
    ("text", "lines", "pages"),
    [
        ("一\n二\n", ("一", "二"), (None, None)),
        ("一\n\f二\n三\n\f", ("一", "二", "三"), (1, 2, 2)),
        ("一\f二\n三", ("一二", "三"), (1, 2)),
        ("\f\n二", ("", "二"), (2, 2)),
        ("一\n\t\f\f二", ("一", "\t二"), (1, 3)),
    ],
)
def test_a_form_feed_begins_a_page_and_ends_no_line(
    tmp_path: Path, text: str, lines: tuple[str, ...], pages: tuple[int | None, ...]
) -> None:
    source = load_text(save(tmp_path, text.encode()))
    assert (source.lines, source.pages) == (lines, pages)


def test_what_nobody_sees_is_gone_and_turns_no_amount_around(tmp_path: Path) -> None:
    shown = "\u202e2,862.75\u202c\t13\u200b8\xa00000\u20090000\t合\u2060计\xad\ufeff\u3164"
    assert load_text(save(tmp_path, shown.encode())).lines == (f"2,862.75\t{PHONE_MASK}\t合计",)


@given(st.text())
def test_cleaned_text_is_clean(text: str) -> None:
    once = visible(text)
    assert visible(once) == once
    assert not [one for one in once if unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp"} and one != "\t"]


def test_too_many_lines_or_cells_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_LINES", 3)
    monkeypatch.setattr(text, "MAX_CELLS", 4)
    with pytest.raises(UnreadableFile, match="4 lines, more than 3"):
        load_text(save(tmp_path, b"a\n" * 4))
    with pytest.raises(UnreadableFile, match="line 2 has 5 cells, more than 4"):
        load_text(save(tmp_path, b"a\n" + b"\t" * 4))


@pytest.mark.parametrize(
    ("limit", "data", "reason"),
    [
        ("MAX_LABEL", "甲\t1\n乙\t甲甲甲甲甲", r"line 2, field 1, has 5 characters, over 4"),
        ("MAX_ROWS", "表\n" + "甲\t1\n\n" * 5, r"line 10 is row 5 of a table, more than 4"),
        ("MAX_ALL_CELLS", "甲\t1\n表\n甲\t1\n表\n甲\t1", r"line 5 has cell 6 of the document, more than 4"),
    ],
)
def test_what_no_disclosure_holds_is_refused_with_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, data: str, reason: str
) -> None:
    assert load_text(save(tmp_path, data.encode())).lines
    monkeypatch.setattr(text, limit, 4)
    with pytest.raises(UnreadableFile, match=reason):
        load_text(save(tmp_path, data.encode()))


def taken_down(folder: Path, rows: str) -> None:
    """Write the list of lines to take down."""
    (folder / "takedown.csv").write_text("source_file,source_sha256,line,reason\n" + rows, "utf-8")


def test_lines_to_take_down_are_masked_and_counted(tmp_path: Path) -> None:
    data = "某局\t预算数\n某项\t\t3.50\n".encode()
    sha256 = hashlib.sha256(data).hexdigest()
    taken_down(tmp_path, f"a.txt,{sha256},2,信件\nb.txt,0,7,\n")
    source = load_text(save(tmp_path, data))
    assert source.lines == ("某局\t预算数", "〔已隐去〕\t\t〔已隐去〕")
    assert source.redactions == {"taken_down": 1}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("a.txt,0,1,", "another one than the list was made for; .*write source_sha256 c9"),
        ("a.txt,0,first,", "line 2: 'first' is no line number"),
        ("a.txt,0,0,", "line 2: '0' is no line number"),
    ],
)
def test_a_list_that_does_not_fit_the_document_keeps_it_back(tmp_path: Path, row: str, reason: str) -> None:
    taken_down(tmp_path, row + "\n")
    with pytest.raises(UnreadableFile, match=reason):
        load_text(save(tmp_path, "某局".encode()))


def test_a_list_with_other_columns_keeps_documents_back(tmp_path: Path) -> None:
    (tmp_path / "takedown.csv").write_text("file,line\n", "utf-8")
    with pytest.raises(UnreadableFile, match="the columns have to be source_file"):
        load_text(save(tmp_path, "某局".encode()))


def test_a_carriage_return_ends_a_line_too(tmp_path: Path) -> None:
    assert load_text(save(tmp_path, "一\r二\r\n三".encode())).lines == ("一", "二", "三")


def test_hash_is_that_of_the_bytes_before_masking(tmp_path: Path) -> None:
    data = f"填报人：某某\n电话：{MOBILE}\n".encode("gbk")
    source = load_text(save(tmp_path, data))
    assert source.sha256 == hashlib.sha256(data).hexdigest()
    assert source.redactions == {"name": 1, "phone": 1}
    assert source.lines == (f"填报人：{NAME_MASK}", f"电话：{PHONE_MASK}")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf \n\t\n", "empty"),
        (b"PK\x03\x04\x00\x00", "zip archive.*make add"),
        (b"%PDF-1.7\n", "PDF.*make add"),
        (b"\xd0\xcf\x11\xe0\xa1", "old Word or Excel"),
        ("\n<!DOCTYPE html><html><body>2023年预算".encode(), "web page.*make add"),
        ("<html>预算".encode("utf-16"), "web page"),
        ("2023年度單位預算\n收入支出".encode("big5"), "Big5"),
        (b"ab\0\0\0\0\0\x07cde", "NUL"),
        (b"\xff\xff\xff\xff", "neither UTF-8, UTF-16 nor GB 18030"),
    ],
)
def test_a_file_that_is_no_text_is_refused_with_the_reason(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        load_text(save(tmp_path, data))


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text, "MAX_BYTES", 1_000)
    with pytest.raises(UnreadableFile, match=r"1,001 bytes, more than 1,000"):
        load_text(save(tmp_path, b"a" * 1_001))
    assert load_text(save(tmp_path, b"a" * 1_000)).lines == ("a" * 1_000,)


def test_a_line_that_is_too_long_is_refused_with_its_number(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text, "MAX_LINE", 100)
    with pytest.raises(UnreadableFile, match=r"line 2 has 101 characters"):
        load_text(save(tmp_path, b"a\n" + b"b" * 101 + b"\nc"))
