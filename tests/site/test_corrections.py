"""The log of corrections: read whole or refused with a reason; where mistakes are reported by default."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from mkdocs.config import load_config

from yusuan.site.mkdocs.hook import on_config
from yusuan.site.mkdocs.repository import origin_of, repository_address
from yusuan.site.pages.corrections import LOG, CorrectionError, load_corrections

ROOT = Path(__file__).parents[2]
ENTRY = '[[correction]]\non = 2024-05-31\ndisclosure_id = "a"\nwas = "1"\nnow = "2"\n'


def written(folder: Path, text: str) -> Path:
    """Write a log; return its path."""
    (folder / LOG).write_text(text, "utf-8")
    return folder / LOG


def test_the_project_s_own_log_is_sound() -> None:
    assert all(one.was != one.now for one in load_corrections(ROOT / "docs" / LOG))


def test_the_example_in_the_log_is_an_entry(tmp_path: Path) -> None:
    lines = (ROOT / "docs" / LOG).read_text("utf-8").split("\n")
    example = [line.removeprefix("# ") for line in lines[2:] if line.startswith("# ")]
    (found,) = load_corrections(written(tmp_path, "\n".join(example)))
    assert found.where == "第 214 行第 3 格"


def test_no_log_has_no_entries(tmp_path: Path) -> None:
    assert load_corrections(tmp_path / LOG) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("on = ", "corrections.toml: "),
        ("correction = 1", "begin each entry"),
        (ENTRY.replace("2024-05-31", '"2024-05-31"'), "entry 1: `on` must be a date"),
        (ENTRY.replace("was", "wsa"), "entry 1: wsa is unknown"),
        (ENTRY.replace('now = "2"', "now = 2"), "`now` must be a text"),
        (ENTRY.replace('now = "2"', ""), "`now` must be a text"),
        (ENTRY + 'place = "x/../y"', "`place` must be like L214"),
    ],
)
def test_a_wrong_log_is_refused_with_a_reason(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(CorrectionError, match=said):
        load_corrections(written(tmp_path, text))


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/some/yusuan.git", "https://github.com/some/yusuan"),
        ("https://user:secret@git.example.org:8443/some/yusuan/", "https://git.example.org/some/yusuan"),
        ("git@github.com:some/yusuan.git", "https://github.com/some/yusuan"),
        ("ssh://git@git.example.org/some/yusuan", "https://git.example.org/some/yusuan"),
        ("/srv/yusuan.git", ""),
        ("file:///srv/yusuan.git", ""),
        ("https://localhost/yusuan", ""),
        ("https://192.168.0.2/yusuan", ""),
        ("javascript:alert(1)", ""),
        ("", ""),
    ],
)
def test_a_remote_has_a_web_address_or_none(remote: str, address: str) -> None:
    assert repository_address(remote) == address


def test_where_no_repository_is_configured_it_is_the_one_cloned_from(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_REPOSITORY", raising=False)
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    origin = ["git", "-C", str(tmp_path), "remote", "add", "origin", "git@github.com:some/yusuan.git"]
    subprocess.run(origin, check=True)
    (tmp_path / "mkdocs.yml").write_text("site_name: x\nextra: {repository: ''}\n", "utf-8")
    (tmp_path / "docs").mkdir()
    config = on_config(load_config(str(tmp_path / "mkdocs.yml")))
    assert config.extra["repository"] == "https://github.com/some/yusuan"


def test_a_folder_without_git_has_no_origin(tmp_path: Path) -> None:
    assert origin_of(tmp_path / "none") == ""
