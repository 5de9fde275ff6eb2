"""Say in a package that it stands from an earlier run, because its document could not be read since."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from yusuan.package.descriptor import write_descriptor
from yusuan.replacing import replaced_file

_NAME = "datapackage.json"
_KEY = "kept"
_NOTE = "原文后来的版本未能读入；这里是此前读入的内容。"


def mark_kept(folder: Path, read_on: str) -> bool:
    """Note in a package's descriptor that it is the last that could be read; tell whether that is new."""
    return _put(folder, {"read_on": read_on, "note": _NOTE})


def unmark_kept(folder: Path) -> bool:
    """Take the note away; tell whether there was one."""
    return _put(folder, None)


def _put(folder: Path, note: dict[str, str] | None) -> bool:
    descriptor: dict[str, Any] = json.loads((folder / _NAME).read_text("utf-8"))
    if descriptor.get(_KEY) == note:
        return False
    descriptor.pop(_KEY, None)
    changed = descriptor if note is None else descriptor | {_KEY: note}
    with replaced_file(folder / _NAME, beside=folder) as draft:  # a package holds its own files alone
        write_descriptor(changed, draft)
    return True
