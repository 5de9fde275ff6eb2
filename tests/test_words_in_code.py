"""Words by which text is told apart stand in yusuan/spec, where who meets a new wording looks for them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
READS = ("parse", "check", "convert", "spec", "model")
MODULES = [path for part in READS for path in sorted((ROOT / "yusuan" / part).rglob("*.py"))]

HAN = re.compile(r"[\u3400-\u9fff〇]")
GRAMMAR = re.compile("[一〇]-[\u4e00-\u9fff〇]|[〇○零一二三四五六七八九十百千万亿廿年度月日元第页共行]")
"""What is no word: ranges of letters, digits, dates, 元, numbers of pages and lines."""

TELLS_APART = {
    "yusuan/spec/numbering.py": "the forms of numbers (第一部分) are all that it holds",
    "yusuan/model/narrative.py": "values that it publishes",
    "yusuan/parse/privacy/columns.py": "finds the marks of masking.py",
    "yusuan/parse/privacy/masking.py": "finds its own marks",
    "yusuan/check/doubts_within.py": "orders the doubts that it writes",
    "yusuan/check/headline.py": "finds the labels that the checks write",
    "yusuan/convert/displayed.py": "Excel's own words in number formats, in its Chinese edition",
}
"""Modules with words of their own that text is compared with, and why they may."""

WRITES = {
    "yusuan/parse/forms/amounts.py": "says what it repaired",
    "yusuan/parse/forms/formulas.py": "says what it repaired",
    "yusuan/parse/forms/lines.py": "names a column without a name",
    "yusuan/parse/forms/prose.py": "names a figure without a label",
    "yusuan/parse/narrative/wording.py": "names a figure without a subject",
    "yusuan/parse/records/inventory.py": "says why a table did not read",
    "yusuan/parse/records/leftovers.py": "says why something was left over",
    "yusuan/parse/tables/align.py": "says what it repaired",
    "yusuan/model/performance.py": "a value that it publishes",
}
"""Modules outside yusuan/check with words that they write, and no others."""

ASKS = frozenset(
    {"startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition", "split", "rsplit"}
    | {"replace", "translate", "maketrans", "strip", "lstrip", "rstrip", "find", "rfind", "index", "count"}
)
"""Methods of a text whose arguments are looked for in it."""


def word_in(node: ast.AST) -> str | None:
    """Return the text that an expression is where it holds a word, else None."""
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return text if HAN.search(GRAMMAR.sub("", text)) else None


def words_of(node: ast.AST, named: dict[str, str]) -> Iterator[str]:
    """Yield the words in an expression, and those that its names stand for."""
    for part in ast.walk(node):
        if (word := word_in(part)) is not None:
            yield word
        elif isinstance(part, ast.Name) and part.id in named:
            yield named[part.id]


def looked_for(node: ast.AST) -> list[ast.expr]:
    """Return the expressions that a node of a program looks for, or compares with."""
    if isinstance(node, ast.Compare):
        return [node.left, *node.comparators]
    if isinstance(node, ast.Dict):
        return [key for key in node.keys if key is not None]
    if isinstance(node, ast.Set):
        return node.elts
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.args if node.func.id in {"frozenset", "set"} else []
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        is_pattern = isinstance(node.func.value, ast.Name) and node.func.value.id == "re"
        return node.args if is_pattern or node.func.attr in ASKS else []
    return []


def words_told_apart(source: str) -> list[str]:
    """Return the words in a program's own text that it looks for in other text, or holds in a list to."""
    tree = ast.parse(source)
    found: list[str] = []
    named: dict[str, str] = {}
    for statement in tree.body:
        if not isinstance(statement, ast.Assign | ast.AnnAssign) or statement.value is None:
            continue
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        if isinstance(statement.value, ast.Tuple | ast.List):
            found += words_of(statement.value, {})
        elif (word := word_in(statement.value)) is not None:
            named |= {one.id: word for one in targets if isinstance(one, ast.Name)}
    for node in ast.walk(tree):
        for expression in looked_for(node):
            found += words_of(expression, named)
    return found


def words_in(source: str) -> list[str]:
    """Return all words in a program's own text but for those of its docstrings."""
    tree = ast.parse(source)
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [word for node in ast.walk(tree) if id(node) not in docs and (word := word_in(node))]


@pytest.mark.parametrize(
    "source",
    [
        're.compile(r"^收入\\d")',
        're.sub(f"(?:{x})的", "", text)',
        '"收入" in text',
        'word == "收入"',
        'text.endswith(("收入", "支出"))',
        'SIDES = ("收入", "支出")',
        'SIDES = {"收入": 1}',
        'SIDES = frozenset({"收入"})',
        'SIDE = "收入"\ndef f(text): return SIDE in text',
    ],
)
def test_a_word_that_text_is_told_apart_by_is_seen(source: str) -> None:
    assert words_told_apart(source)


@pytest.mark.parametrize(
    "source",
    [
        'Operand(f"{name}收入合计")',
        'said = "没有收入"',
        '"""收入"""',
        're.compile(r"20\\d\\d年(?:度)?|第\\d页|[一-鿿]{2}|[一二三]、")',
        "text in load_lines().income",
    ],
)
def test_what_is_written_and_grammar_are_none(source: str) -> None:
    assert not words_told_apart(source)


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=map(name_of, MODULES))
def test_words_that_tell_text_apart_stand_in_the_spec(path: Path) -> None:
    found = words_told_apart(path.read_text("utf-8"))
    said = "nothing: take it out of TELLS_APART" if name_of(path) in TELLS_APART else "them"
    assert bool(found) == (name_of(path) in TELLS_APART), f"{found}: yusuan/spec is to hold {said}"


@pytest.mark.parametrize("path", MODULES, ids=map(name_of, MODULES))
def test_only_what_writes_has_words(path: Path) -> None:
    """Of yusuan/check every module may: all of its rules write findings."""
    if path.is_relative_to(ROOT / "yusuan/check"):
        return
    found = words_in(path.read_text("utf-8"))
    may = name_of(path) in WRITES | TELLS_APART
    assert bool(found) == may, f"{found}: yusuan/spec is to hold them, or the list above to say why not"
