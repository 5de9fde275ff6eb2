"""The pages of functions and economic items for the indexer: one document a class, a passage a code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from yusuan.replacing import remove_others, write_text
from yusuan.site.pages.codes import Code
from yusuan.site.search.text import Passage, render_search
from yusuan.spec.classes import CLASS_DIGITS

CODE = "code"


def write_code_documents(codes: Sequence[Code], folder: Path) -> None:
    """Write the documents of a classification's codes into ``folder``, in place of earlier ones."""
    documents = dict(code_documents(codes))
    remove_others(folder, set(documents))
    for name, document in documents.items():
        write_text(folder / name / "index.html", document)


def code_documents(codes: Sequence[Code]) -> Iterator[tuple[str, str]]:
    """Yield each class's code and its document."""
    for name, group in groupby(codes, key=lambda code: code.code[:CLASS_DIGITS]):
        members = list(group)
        yield name, render_search(CODE, members[0].kind.title, [_passage(code) for code in members])


def _passage(code: Code) -> Passage:
    """Name a code; names that fewer documents print are searched, too."""
    others = sorted(name for name in code.names if name != code.name)
    text = "\n".join([f"{code.kind.title}{code.level}", *others])
    beside = f"{len(code.spent)} 份文件"
    heading = f"{code.code} · {code.name}"
    return Passage(code.address, 0, heading, text, name=f"{code.code}\n{code.name}", beside=beside)
