"""Turn the disclosures of a folder into data packages and the pages of the website."""

from __future__ import annotations

import argparse
import io
import os
import sys
from pathlib import Path
from urllib.parse import urlsplit


def main(arguments: list[str] | None = None) -> int:
    """Run the build; return 0, or 1 where a disclosure could not be read (2: wrong usage, 130: Ctrl-C)."""
    parser = argparse.ArgumentParser(description=__doc__, allow_abbrev=False)
    parser.add_argument("--input", type=Path, default=Path("disclosures"), help="folder of the text files")
    parser.add_argument("--packages", type=Path, default=Path("datapackages"), help="folder for the packages")
    parser.add_argument("--docs", type=Path, default=Path("docs"), help="folder of the site's pages")
    parser.add_argument("--only", nargs="+", metavar="ID", default=[], help="build these disclosures only")
    parser.add_argument(
        "--scope",
        metavar="CODE",
        default=os.environ.get("SCOPE", ""),
        help="the site of one province (44) or city (4403); else as SCOPE in the environment says",
    )
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes to use")
    parser.add_argument("--executor", metavar="dask://HOST:PORT", help="read on a Dask cluster, not here")
    parser.add_argument("--strict", action="store_true", help="fail on cells left over, too")
    parser.add_argument("--no-cache", action="store_true", help="read everything anew")
    parsed = parser.parse_args(arguments)
    if parsed.jobs < 1:
        parser.error("--jobs takes a number from 1")
    if not parsed.input.is_dir():
        parser.error(f"--input: there is no folder {parsed.input}")
    try:
        return _run(parsed)
    except KeyboardInterrupt:
        print("stopped: what the last complete run wrote stands as it was", file=sys.stderr)
        return 130


def site_url(given: str) -> str:
    """Return the address of the site with a slash at its end; nothing where others cannot reach it."""
    host = urlsplit(given).hostname or ""
    is_named = "." in host and not host.replace(".", "").isdigit()
    is_public = given.startswith(("http://", "https://")) and is_named
    return f"{given.rstrip('/')}/" if is_public else ""


def _run(parsed: argparse.Namespace) -> int:
    from yusuan.build import BuildOptions, build  # noqa: PLC0415 - late, so that Ctrl-C is answered meanwhile
    from yusuan.run.cluster import ClusterError, open_cluster  # noqa: PLC0415
    from yusuan.run.scope import ScopeError, scope_of  # noqa: PLC0415

    try:
        scope = scope_of(parsed.scope)
    except ScopeError as error:
        print(f"--scope: {error}", file=sys.stderr)
        return 2
    if parsed.executor:
        for name in ("input", "packages", "docs"):  # a worker stands in a folder of its own
            setattr(parsed, name, getattr(parsed, name).resolve())
    options = BuildOptions(
        source=parsed.input,
        packages=parsed.packages,
        docs=parsed.docs,
        only=tuple(name.lower() for name in parsed.only),
        jobs=parsed.jobs,
        strict=parsed.strict,
        cache=not parsed.no_cache,
        site_url=site_url(os.environ.get("SITE_URL", "")),
        scope=scope,
        downloads=site_url(os.environ.get("SITE_DOWNLOADS", "")),
    )
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a terminal without Chinese
    if not parsed.executor:
        return build(options, sys.stdout)
    folders = [options.source, options.packages, options.docs]
    try:
        for folder in folders[1:]:
            folder.mkdir(parents=True, exist_ok=True)
        with open_cluster(parsed.executor, folders) as executor:
            return build(options, sys.stdout, executor)
    except ClusterError as error:
        print(f"--executor: {error}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
