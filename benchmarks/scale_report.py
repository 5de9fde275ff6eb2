"""Write what was measured at scale as Markdown tables: ratios, then figures a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from benchmarks.measured import Took
from benchmarks.published_bytes import BUDGET
from benchmarks.scale_stages import PARTS, STAGES

if TYPE_CHECKING:
    from benchmarks.scale import Scale

ANEW = "anew"


def write_report(scales: Sequence[Scale], processors: int) -> str:
    """Return the report of some numbers of documents, the smallest first."""
    parts = [f"# Scale\n\nWritten by `python -m benchmarks.scale` on {processors} processors.\n"]
    parts += [_table("Ratios", ["", "ratio"], _ratios(scales))]
    for scale in scales:
        parts += [
            _table(
                f"{scale.documents} documents, {scale.pages} pages",
                ["", "wall, ms a document", "processor, ms a document", "memory, MB"],
                _runs(scale),
            ),
            _table("Stages in one process", ["stage", "processor, ms a document", "share"], _stages(scale)),
            _table("Published", ["kind of file", "KB a document", "budget", "share"], _bytes(scale)),
        ]
        if scale.peers:
            header = ["", "wall, ms a page", "processor, ms a page", "memory, MB"]
            parts.append(_table(f"Peers, {scale.peer_pages} pages", header, _peers(scale)))
    return "\n".join(parts)


def _table(title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [
        f"## {title}\n",
        "| " + " | ".join(header) + " |",
        "| --- " + "| ---: " * (len(header) - 1) + "|",
    ]
    return "\n".join([*lines, *("| " + " | ".join(row) + " |" for row in rows), ""])


def _ratios(scales: Sequence[Scale]) -> Iterator[tuple[str, str]]:
    for scale in scales:
        anew = scale.build[ANEW].wall + scale.site[ANEW].wall
        for run in scale.build.keys() - {ANEW}:
            wall = scale.build[run].wall
            yield f"{scale.documents}: build anew ÷ {run}", f"{scale.build[ANEW].wall / wall:.1f}"
        share = scale.build[ANEW].wall / anew
        yield f"{scale.documents}: data and pages ÷ the whole, MkDocs and search included", f"{share:.2f}"
        for name, took in scale.peers.items():
            if isinstance(took, Took):
                theirs = took.processor / scale.peer_pages
                ours = _site_processor(scale) / scale.pages
                yield f"{name} ÷ this project's MkDocs with search, processor a page", f"{theirs / ours:.1f}"
    if len(scales) > 1:
        first, last = scales[0], scales[-1]
        per = [(s.build[ANEW].processor + s.site[ANEW].processor) / s.documents for s in (first, last)]
        yield (
            f"a document among {last.documents} ÷ among {first.documents}, processor",
            f"{per[1] / per[0]:.2f}",
        )


def _site_processor(scale: Scale) -> float:
    return scale.site[ANEW].processor


def _runs(scale: Scale) -> Iterator[tuple[str, ...]]:
    for run in scale.build:
        yield f"data and pages, {run}", *_took(scale.build[run], scale.documents)
        yield f"MkDocs with search, {run}", *_took(scale.site[run], scale.documents)
    if scale.index:
        yield "of it the search index", *_took(scale.index, scale.documents)


def _peers(scale: Scale) -> Iterator[tuple[str, ...]]:
    yield "this project, with search", *_took(scale.site[ANEW], scale.pages)
    for name, took in scale.peers.items():
        yield (name, *_took(took, scale.peer_pages)) if isinstance(took, Took) else (name, took, "", "")


def _took(took: Took, count: int) -> tuple[str, str, str]:
    return (
        f"{took.wall * 1000 / count:.1f}",
        f"{took.processor * 1000 / count:.1f}",
        f"{took.megabytes:.0f}",
    )


def _stages(scale: Scale) -> Iterator[tuple[str, str, str]]:
    stages = scale.stages
    if stages is None:
        return
    whole = sum(stages.seconds[name] for name in STAGES)
    for name in (*STAGES, *PARTS):
        each = stages.seconds[name] * 1000 / stages.documents
        yield name, f"{each:.0f}", f"{stages.seconds[name] / whole:.0%}"


def _bytes(scale: Scale) -> Iterator[tuple[str, ...]]:
    whole = sum(scale.bytes.values())
    for kind, size in scale.bytes.items():
        each, budget = size / 1000 / scale.documents, BUDGET.get(kind)
        over = " OVER" if budget is not None and each > budget else ""
        yield kind, f"{each:.1f}{over}", str(budget or ""), f"{size / whole:.0%}"
    yield "all", f"{whole / 1000 / scale.documents:.1f}", str(sum(BUDGET.values())), "100%"
