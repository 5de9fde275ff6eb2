"""Measure a province: made documents from text to a searchable site, stage by stage, beside its peers.

    python -m benchmarks.scale [--input FOLDER] [--count N ...] [--as-they-are] [--profile STAGE] …

Each count is made out of the documents of the folder (benchmarks/made_documents.py); ``--as-they-are`` takes
the folder's own. Three runs follow: everything anew, nothing changed, one document changed. Ratios come
first: they hold on another machine. Temporary files lie below ``--folder``.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.made_documents import load_originals, make_documents
from benchmarks.measured import Took, run_measured
from benchmarks.published_bytes import bytes_by_kind
from benchmarks.scale_peers import build_peers
from benchmarks.scale_report import write_report
from benchmarks.scale_stages import PARTS, STAGES, Stages, time_stages

ROOT = Path(__file__).parent.parent
IGNORED = (ROOT / ".gitignore").read_text("utf-8").splitlines()
GENERATED = [line.removeprefix("/docs/").strip("/") for line in IGNORED if line.startswith("/docs/")]
SAMPLE = 40


@dataclass
class Scale:
    """What a number of documents took: the build and MkDocs in each of three runs, stages, bytes, peers."""

    documents: int
    pages: int = 0
    build: dict[str, Took] = field(default_factory=dict)
    site: dict[str, Took] = field(default_factory=dict)
    index: Took | None = None
    stages: Stages | None = None
    bytes: dict[str, int] = field(default_factory=dict)
    peers: dict[str, Took | str] = field(default_factory=dict)
    peer_pages: int = 0


class Workshop:
    """A folder as a checkout has it: the code linked, the hand-written pages copied, documents of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.input = folder, folder / "disclosures"
        shutil.rmtree(folder, ignore_errors=True)
        self.input.mkdir(parents=True)
        written = shutil.ignore_patterns(*GENERATED, ".*")
        shutil.copytree(ROOT / "docs", folder / "docs", ignore=written)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        for name in ("yusuan", "scripts", "build_data.py"):
            (folder / name).symlink_to(ROOT / name)

    def run(self, *command: str) -> Took:
        """Run a Python command here; of the build, 1 says that a document could not be read."""
        allowed = (0, 1) if command[0] == "build_data.py" else (0,)
        return run_measured([sys.executable, *command], self.folder, self.folder / "log.txt", allowed)


def measure(shop: Workshop, is_quick: bool) -> Scale:
    """Build everything, build again, change a document and build; then the index alone, and the bytes."""
    paths = sorted(shop.input.glob("*.txt"))
    found = Scale(len(paths))
    for run in ("anew",) if is_quick else ("anew", "nothing changed", "one changed"):
        if run == "one changed":
            with paths[len(paths) // 2].open("a", encoding="utf-8") as file:
                file.write("\n")
        found.build[run] = shop.run("build_data.py")
        found.site[run] = shop.run("-m", "scripts.site", "--quiet")
        print(f"{run}: build {found.build[run].wall:.1f} s, MkDocs {found.site[run].wall:.1f} s", flush=True)
    found.index = shop.run("-c", INDEX)
    site = shop.folder / "site"
    found.pages = sum(1 for _ in site.rglob("index.html"))
    found.bytes = bytes_by_kind(site)
    return found


INDEX = (
    "from pathlib import Path; from yusuan.site.search.index import Indexing, SEARCH_FOLDER;"
    "Indexing(Path('docs') / SEARCH_FOLDER, Path('index-again')).finish()"
)


def spread(paths: Sequence[Path], count: int) -> list[Path]:
    """Choose some of the paths, evenly."""
    step = max(1, len(paths) // count)
    return list(paths[::step][:count])


def measure_all(options: argparse.Namespace, folder: Path) -> Iterator[Scale]:
    """Measure each count, the smallest first; peers build the pages of the smallest."""
    originals = [] if options.as_they_are else load_originals(options.input)
    counts = [0] if options.as_they_are else sorted(options.count)
    for number, count in enumerate(counts):
        shop = Workshop(folder / f"{count or 'own'}")
        if originals:
            make_documents(originals, count, shop.input)
        else:
            for path in options.input.glob("*.txt"):
                shutil.copy(path, shop.input)
        found = measure(shop, options.quick)
        paths = spread(sorted(shop.input.glob("*.txt")), SAMPLE)
        found.stages = time_stages(paths, shop.folder / "stages", options.profile)
        if options.peers and number == 0:
            found.peer_pages, found.peers = build_peers(shop.folder / "docs", folder / "peers")
        if options.profile:
            print(found.stages.profile())
        yield found


def main() -> int:
    """Measure and report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--input", type=Path, default=ROOT / "disclosures", help="folder of real documents")
    parser.add_argument("--count", type=int, nargs="+", default=[100, 1000], help="how many to make")
    parser.add_argument("--as-they-are", action="store_true", help="take the documents themselves")
    parser.add_argument("--profile", choices=[*STAGES, *PARTS], help="print a profile of this stage")
    parser.add_argument("--quick", action="store_true", help="build once only")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="leave the peers out")
    parser.add_argument("--report", type=Path, help="write the tables there, too")
    parser.add_argument("--folder", type=Path, help="where temporary files go, and stay")
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="yusuan-scale-"))
    try:
        text = write_report(list(measure_all(options, folder)), os.cpu_count() or 1)
    finally:
        if options.folder is None:
            shutil.rmtree(folder)
    print(text)
    if options.report:
        options.report.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
