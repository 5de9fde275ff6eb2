"""The files of the input folder: which are disclosures, and why others cannot be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from yusuan.errors import YusuanError
from yusuan.run.report import Outcome

LONGEST_NAME = 120
"""Characters of a disclosure's name; the names of its package's files are longer, and 255 is the end."""

SUFFIX = ".txt"


def find_disclosures(
    folder: Path, only: Sequence[str], id_of: Callable[[Path], str]
) -> tuple[dict[str, list[Path]], list[Outcome]]:
    """Return the text files to read by id, and the errors of those that cannot be read or share an id."""
    by_id, wrong = list_inputs(folder, id_of)
    errors = [Outcome(name, error=reason) for name, reason in wrong.items()]
    errors += [Outcome(name, error=f"no file in {folder} has this id") for name in only if name not in by_id]
    chosen = {name: paths for name, paths in by_id.items() if not only or name in only}
    for name, paths in chosen.items():
        if len(paths) > 1:
            files = " and ".join(path.name for path in paths)
            errors.append(Outcome(files, error=f"both have the id {name}: rename or remove one"))
    return chosen, errors


def list_inputs(folder: Path, id_of: Callable[[Path], str]) -> tuple[dict[str, list[Path]], dict[str, str]]:
    """Return the text files of a folder by their id, and by name what is wrong with others that end in .txt.

    ``id_of`` gives a file's id or raises a YusuanError. Raises OSError where the folder cannot be listed.
    """
    by_id: dict[str, list[Path]] = {}
    wrong: dict[str, str] = {}
    top = folder.resolve()
    for path in sorted(path for path in folder.iterdir() if path.suffix.lower() == SUFFIX):
        problem = _problem_of(path, top)
        if problem is None:
            try:
                by_id.setdefault(id_of(path), []).append(path)
            except YusuanError as error:
                problem = str(error)
        if problem is not None:
            wrong[path.name] = problem
    return by_id, wrong


def _problem_of(path: Path, top: Path) -> str | None:
    """Say why an entry of the input folder is no file to read, or None."""
    if not path.name.isprintable():
        return "the name holds characters that are not printed: rename it"
    if path.name.lower().isascii() and not path.name.isascii():
        return f"the name holds a letter that only looks like another: rename it to {path.name.lower()}"
    if len(path.stem) > LONGEST_NAME:
        shorter = path.stem[:LONGEST_NAME].rstrip("-")
        return f"the name has more than {LONGEST_NAME} characters: rename it, say, to {shorter}{path.suffix}"
    try:
        real = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return "a link that leads to no file: remove it or put the file in its place"
    if path.is_symlink() and not real.is_relative_to(top):
        return "a link that leads out of the folder: put the file itself in its place"
    if real.is_dir():
        return "a folder, not a file: move the files in it up, or rename it"
    if not real.is_file():
        return "no ordinary file (a pipe or a device): remove it"
    return None
