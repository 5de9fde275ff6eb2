"""Where the code and its issues are: as configured, else where this copy of the code came from."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

SHORT = re.compile(r"(?:[\w.-]+@)?([\w-]+(?:\.[\w-]+)+):(?!//)([\w./~-]+)")
"""How git writes an address for ssh: user@host:owner/name."""


def repository_address(remote: str) -> str:
    """Give the web address of a git remote, without user, password or port; nothing where it has none.

    >>> repository_address("git@example.org:some/yusuan.git")
    'https://example.org/some/yusuan'
    """
    short = SHORT.fullmatch(remote)
    if short:
        host, path = short.groups()
    else:
        url = urlsplit(remote)
        host, path = (url.hostname or "", url.path) if url.scheme in {"https", "http", "ssh"} else ("", "")
    path = path.strip("/").removesuffix(".git")
    is_public = "." in host and not re.fullmatch(r"[\d.]+", host)
    return f"https://{host}/{path}" if is_public and path else ""


def origin_of(folder: Path) -> str:
    """Give the address that a copy of the code was cloned from; nothing where git does not know."""
    try:
        found = subprocess.run(
            ["git", "-C", str(folder), "config", "--get", "remote.origin.url"],
            capture_output=True,
            text=True,
            check=False,
            timeout=10,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return found.stdout.strip()
