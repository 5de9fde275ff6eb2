"""A cluster that reads disclosures: Dask, whose workers see the same folders and hold the same code."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from yusuan.errors import YusuanError
from yusuan.run.fingerprint import READING, SHOWING, fingerprint_of_code

if TYPE_CHECKING:
    from distributed import Client

SCHEME = "dask://"
WAIT = 20
"""Seconds to wait for the scheduler, and for a first worker."""


class ClusterError(YusuanError):
    """A cluster that cannot be used; the message says why, and what to do."""


@contextmanager
def open_cluster(address: str, folders: Sequence[Path]) -> Iterator[Executor]:
    """Yield an executor on the workers of the Dask scheduler at ``dask://host:port``.

    Work of a worker that dies is done by another. Raises ClusterError where Dask is missing, nobody answers,
    or a worker has other code or does not see one of the folders, which are given by their full paths.
    """
    if not address.startswith(SCHEME):
        raise ClusterError(f"{address!r} is no address of a cluster; write {SCHEME}host:port")
    if find_spec("distributed") is None:
        raise ClusterError("Dask is not installed: pip install 'yusuan[cluster]'")
    from distributed import Client  # noqa: PLC0415 - optional, and slow to load

    try:
        client = Client(f"tcp://{address.removeprefix(SCHEME)}", timeout=WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"{address}: no scheduler answers ({error})") from None
    with client:
        _check_workers(client, address, folders)
        yield client.get_executor(pure=False)


def _check_workers(client: Client, address: str, folders: Sequence[Path]) -> None:
    """Raise ClusterError where a worker would not do what this process would."""
    try:
        client.wait_for_workers(1, timeout=WAIT)
        found = client.run(see, [str(folder) for folder in folders])
    except (TimeoutError, ImportError, AttributeError) as error:
        raise ClusterError(f"{address}: no worker with this code answers ({error})") from None
    wanted = fingerprint_of_code(READING), fingerprint_of_code(SHOWING)
    for worker, (code, missing) in found.items():
        if tuple(code) != wanted:
            raise ClusterError(f"{worker} has other code or libraries: start it from the same checkout")
        if missing:
            raise ClusterError(
                f"{worker} does not see {', '.join(missing)}: share the folder under that path"
            )


def see(folders: Sequence[str]) -> tuple[tuple[str, str], list[str]]:
    """Return, on a worker, the hashes of its code, and the folders that it does not see."""
    missing = [folder for folder in folders if not os.path.isdir(folder)]
    return (fingerprint_of_code(READING), fingerprint_of_code(SHOWING)), missing
