"""Bytes to lines, private data masked. All names, numbers and addresses here are made up."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from yusuan.parse import text
from yusuan.parse.privacy import NAME_MASK, PHONE_MASK
from yusuan.parse.text import UnreadableFile, load_text

MOBILE = "13800000000"


def save(folder: Path, data: bytes) -> Path:
    """Write a file."""
    path = folder / "a.txt"
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030"])
def test_lines_are_the_same_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    source = load_text(save(tmp_path, "某局\t预算数\r\n\r\n合计\t3.50".encode(encoding)))
    assert source.lines == ("某局\t预算数", "", "合计\t3.50")


def test_lines_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    """Line feeds and carriage returns end lines; control characters go, other separators of Unicode stay."""
    source = load_text(save(tmp_path, "一\n\x0c二\u2028三\x01\x1b\ufffe\n\n四\n".encode()))
    assert source.lines == ("一", "二\u2028三", "", "四")


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
        ("2023年预算".encode("utf-16"), "binary or UTF-16"),
        (b"PK\x03\x04\x00\x00", "NUL"),
        (b"\xff\xfe\xfd\xff", "neither UTF-8 nor GB 18030"),
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
