"""Draw the parts of the library and their real imports: a Mermaid diagram and a table, as Markdown."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
PACKAGE = "yusuan"
ENTRIES = {"build_data.py": ("build_data.py",), "make add": ("scripts/add.py", "scripts/adding.py")}
"""What people start, and the files that it is."""


def part_of(module: str) -> str:
    """Return the part of the library that a dotted module name lies in, "" for the library itself."""
    return [*module.split("."), ""][1]


def imported_names(source: str, package: str) -> Iterator[str]:
    """Yield the dotted names within yusuan that a module of the given package imports."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *filter(None, [node.module])])
            names = [f"{base}.{alias.name}" if base == PACKAGE else base for alias in node.names]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == PACKAGE)


def imports_of(root: Path) -> dict[str, set[str]]:
    """Return the parts that each part of the library, and each entry, imports."""
    found: dict[str, set[str]] = {
        name: {part for path in paths for part in _parts(root / path, "")} for name, paths in ENTRIES.items()
    }
    for path in sorted((root / PACKAGE).rglob("*.py")):
        package = ".".join(path.relative_to(root).parent.parts)
        part = part_of(".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"))
        if part:
            found.setdefault(part, set()).update(_parts(path, package) - {part})
    return found


def _parts(path: Path, package: str) -> set[str]:
    return {part_of(name) for name in imported_names(path.read_text("utf-8"), package)} - {""}


def says_of(part: str, root: Path) -> str:
    """Return the first sentence of a part's docstring."""
    path = root / PACKAGE / f"{part}.py"
    source = path if path.is_file() else root / PACKAGE / part / "__init__.py"
    said = ast.get_docstring(ast.parse(source.read_text("utf-8"))) or ""
    return said.split("\n")[0].split(". ")[0].rstrip(".") + "."


def draw(root: Path = ROOT) -> str:
    """Return the diagram, a box a part and an arrow an import, and what each part says of itself."""
    imports = imports_of(root)
    names = {name: f"n{number}" for number, name in enumerate(sorted(imports))}
    shapes = {name: '(["{}"])' if name in ENTRIES else '["{}"]' for name in names}
    boxes = [f"    {at}{shapes[name].format(name)}" for name, at in names.items()]
    arrows = [f"    {names[one]} --> {names[two]}" for one in names for two in sorted(imports[one])]
    rows = [
        f"| `{name}` | {says_of(name, root)} | {', '.join(sorted(imports[name])) or 'nothing of ours'} |"
        for name in names
        if name not in ENTRIES
    ]
    diagram = ["```mermaid", "flowchart TD", *boxes, *arrows, "```"]
    return "\n".join([*diagram, "", "| part | what it is | imports |", "| --- | --- | --- |", *rows])
