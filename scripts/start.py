"""Build the start page of several sites, from a list of them, into start-site/.

    python -m scripts.start sites.toml

Its search asks the indexes of all sites; docs/developers/many-sites.md says what the list holds.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from yusuan.site.pages.start import SitesError, load_sites, write_start

DOCS = Path(".start/docs")
HERE = "http://localhost:8000/"


def main(arguments: Sequence[str]) -> int:
    """Build it in the current folder; return MkDocs' status, 1 for a wrong list, 2 for wrong usage."""
    if len(arguments) != 1:
        print("usage: python -m scripts.start sites.toml", file=sys.stderr)
        return 2
    try:
        sites = load_sites(Path(arguments[0]), os.environ.get("SITE_URL") or HERE)
        shutil.rmtree(DOCS, ignore_errors=True)
        write_start(sites, DOCS, Path("docs/search/index.md").read_text("utf-8"))
    except (SitesError, OSError) as error:
        print(f"ERROR no start page: {error}", file=sys.stderr)
        return 1
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", "start.yml"]
    return subprocess.run(command, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
