"""The process that one file is converted in: python -m yusuan.convert FILE ANSWER SECONDS BYTES."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

from yusuan.convert.apart import answer_of
from yusuan.convert.convert import convert_file
from yusuan.convert.shape import ConvertError
from yusuan.errors import reason_of


def main(arguments: list[str]) -> int:
    """Convert a file within the limits given, print pages done, write the answer as JSON."""
    source, answer, seconds, memory = arguments
    _limit(int(seconds), int(memory))
    logging.disable(
        logging.CRITICAL
    )  # libraries name what is odd in a file; what matters is compared afterwards
    try:
        found = answer_of(convert_file(Path(source), _print_progress))
    except ConvertError as error:
        found = {"error": str(error)}
    except MemoryError:
        found = {"error": f"it needs more than {int(memory) // 1024**2:,} MB of memory: given up"}
    except RecursionError:
        found = {"error": "its parts are nested without end: the file is damaged, or made to do harm"}
    except Exception as error:  # whatever a reader stumbles over is told, not hidden
        found = {"error": f"could not be read: {reason_of(error)}"}
    Path(answer).write_text(json.dumps(found, ensure_ascii=False), "utf-8")
    return 0


def _print_progress(done: int, of: int) -> None:
    print(f"{done}/{of}", flush=True)


def _limit(seconds: int, memory: int) -> None:
    """Set limits of processor time and memory, where the system knows them."""
    try:
        import resource  # noqa: PLC0415
    except ImportError:  # Windows
        return
    for what, value in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            _, hard = resource.getrlimit(what)
            bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(what, (bound, hard))
        except (ValueError, OSError):
            continue  # macOS has no limit of address space


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
