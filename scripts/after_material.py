"""Build the same docs/ with MkDocs and with Zensical, Material's successor, and say how the two sites differ.

    make after-material        # or, where Zensical is installed: python -m scripts.after_material [COMMAND]

Compared are every page's text, the text at each of its anchors (each number has one), its links, its head,
what it loads, and every other file. docs/decisions/after-material.md says what the move would take.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from scripts.page_contents import compare_sites
from yusuan.site.mkdocs.finish import finish_site

COMMAND = ".zensical/bin/zensical"
WORK = Path(".after-material")
CONFIG = Path(".after-material.yml")
ROOT = Path(__file__).parents[1]
CHANGED = "INHERIT: mkdocs.yml\nsite_dir: {}\nvalidation: {{links: {{not_found: warn, anchors: ignore}}}}\n"
"""What Zensical is told besides: it looks for anchors where ready pages are not; the comparison sees them."""

HERE = "http://localhost:8000/"
OF_BUILDER = (
    *("assets/material.css", "assets/stylesheets/", "assets/javascripts/", "assets/images/"),
    "sitemap.xml.gz",
)
"""Files of the theme, which each builder ships its own of, and the sitemap's second form."""
SHOWN = 40
FINISH = "search index and catalogues (MkDocs has them in its time)"


def build_both(folder: Path, zensical: str) -> dict[str, float]:
    """Build the site of a folder twice, below .after-material/; return the processor seconds of each.

    Raises subprocess.CalledProcessError where a builder fails.
    """
    shutil.rmtree(folder / WORK, ignore_errors=True)
    shutil.rmtree(folder / ".cache", ignore_errors=True)
    environment = {"SITE_URL": HERE, **os.environ, "PYTHONPATH": str(ROOT)}
    config = folder / CONFIG
    config.write_text(CHANGED.format(WORK / "zensical"), "utf-8")
    mkdocs = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    commands = {
        "MkDocs": [*mkdocs, "--site-dir", str(WORK / "mkdocs")],
        "Zensical": [zensical, "build", "--strict", "--config-file", str(config)],
    }
    try:
        taken = {name: _timed(command, folder, environment) for name, command in commands.items()}
    finally:
        config.unlink()
    started = _processor()
    finish_site(folder / "docs", folder / WORK / "zensical", environment["SITE_URL"])
    return {**taken, FINISH: _processor() - started}


def _timed(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> float:
    started = _processor()
    subprocess.run(command, cwd=folder, check=True, env=environment)
    return _processor() - started


def _processor() -> float:
    """Return the seconds of processor that this process and those it waited for have taken."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def main(arguments: Sequence[str]) -> int:
    """Build and compare in the current folder; return 1 where the sites differ, 2 without Zensical."""
    folder = Path.cwd()
    zensical = arguments[0] if arguments else str(folder / COMMAND)
    if shutil.which(zensical) is None:
        print(f"there is no {zensical}: `make after-material` installs it", file=sys.stderr)
        return 2
    try:
        taken = build_both(folder, zensical)
    except subprocess.CalledProcessError as error:
        print(f"ERROR {error}", file=sys.stderr)
        return 1
    first, second = folder / WORK / "mkdocs", folder / WORK / "zensical"
    differences = list(compare_sites(first, second, OF_BUILDER))
    pages = sum(1 for _ in first.rglob("*.html"))
    print(*differences[:SHOWN], sep="\n", end="\n" if differences else "")
    for name, seconds in taken.items():
        print(f"{name}: {seconds:.1f} s of processor, {1000 * seconds / pages:.1f} ms a page")
    print(f"{pages} pages; {len(differences)} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
