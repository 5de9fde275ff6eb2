"""Converting in a process of its own: a file that hangs, grows or brings its reader down harms nothing.

The process answers in JSON, from which only texts and numbers are taken.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from yusuan.convert.convert import Converted
from yusuan.convert.numbers import Conservation, Number
from yusuan.convert.shape import Block, ConvertError, Document, LeftOut, Paragraph, Row, Table

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a file may take, in seconds, and how much memory, in bytes."""

    seconds: int = 300
    memory: int = 2 * 1024**3


def convert_apart(
    path: Path, limits: Limits | None = None, progress: Progress = lambda done, of: None
) -> Converted:
    """Convert a file in a process of its own; raises ConvertError with what is wrong with it."""
    bounds = limits or Limits()
    with tempfile.TemporaryDirectory(prefix="yusuan-") as folder:
        answer = Path(folder) / "answer.json"
        command = [sys.executable, "-m", "yusuan.convert", str(path.absolute()), str(answer)]
        command += [str(bounds.seconds), str(bounds.memory)]
        status = _run(command, bounds, progress)
        if not answer.exists():
            raise ConvertError(_why(status, bounds))
        found = json.loads(answer.read_text("utf-8"))
    if "error" in found:
        raise ConvertError(str(found["error"]))
    return _converted(found)


def _run(command: list[str], limits: Limits, progress: Progress) -> int | None:
    """Run a command, passing its progress on; return its status, None where it ran out of time."""
    started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    timer = threading.Timer(limits.seconds, started.kill)
    timer.start()
    try:
        for line in started.stdout or ():
            done, _, of = line.strip().partition("/")
            if done.isdecimal() and of.isdecimal():
                progress(int(done), int(of))
        status = started.wait()
    finally:
        ran_out = not timer.is_alive()
        timer.cancel()
        started.kill()
        started.wait()
    return None if ran_out else status


def _why(status: int | None, limits: Limits) -> str:
    if status is None or status == -24:  # SIGXCPU
        return f"not done after {limits.seconds} seconds: given up"
    return (
        f"its reader broke down (status {status}), or needed more than {limits.memory // 1024**2:,} MB: "
        "the file is damaged, or made to do harm"
    )


def answer_of(converted: Converted) -> dict[str, Any]:
    """Return a converted file in JSON's types."""
    blocks = [
        {"text": block.text, "page": block.page}
        if isinstance(block, Paragraph)
        else {"rows": [[row.page, *row.cells] for row in block.rows]}
        for block in converted.document.blocks
    ]
    return {
        "name": converted.name,
        "format": converted.format,
        "sha256": converted.sha256,
        "blocks": blocks,
        "pages": converted.document.pages,
        "left_out": [asdict(one) for one in converted.document.left_out],
        "warnings": list(converted.document.warnings),
        "conservation": asdict(converted.conservation),
    }


def _converted(found: dict[str, Any]) -> Converted:
    blocks: list[Block] = [
        Paragraph(str(block["text"]), int(block["page"]))
        if "text" in block
        else Table(tuple(Row(tuple(map(str, row[1:])), int(row[0])) for row in block["rows"]))
        for block in found["blocks"]
    ]
    compared = found["conservation"]
    return Converted(
        str(found["name"]),
        str(found["format"]),
        str(found["sha256"]),
        Document(
            tuple(blocks),
            int(found["pages"]),
            tuple(LeftOut(str(one["sort"]), int(one["page"]), str(one["text"])) for one in found["left_out"]),
            tuple(map(str, found["warnings"])),
        ),
        Conservation(int(compared["compared"]), _numbers(compared["missing"]), _numbers(compared["added"])),
    )


def _numbers(found: list[dict[str, Any]]) -> tuple[Number, ...]:
    return tuple(Number(str(one["printed"]), int(one["page"])) for one in found)
