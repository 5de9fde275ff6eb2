"""Write the log of corrections, from ``docs/corrections.toml``, as the page that shows it includes it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from yusuan.errors import YusuanError
from yusuan.replacing import write_text
from yusuan.site.pages.render import render_block

LOG = "corrections.toml"
TEXTS = ("disclosure_id", "unit", "place", "was", "now", "why")
NEEDED = ("disclosure_id", "was", "now")
PLACE = re.compile(r"L[1-9]\d*(C\d+)?")


class CorrectionError(YusuanError):
    """Raised where the log is not what it should be; the message names the entry and what to do."""


@dataclass(frozen=True, slots=True)
class Correction:
    """Something that this site had wrong: when it was put right, where, what it said, what it says now.

    ``place`` is a line or a number of the unit's page (``L214C3``), or nothing.
    """

    on: date
    disclosure_id: str
    was: str
    now: str
    unit: str = ""
    place: str = ""
    why: str = ""

    @property
    def where(self) -> str:
        """Say the place in words."""
        line, _, cell = self.place.removeprefix("L").partition("C")
        return f"第 {line} 行" + (f"第 {cell} 格" if cell else "") if line else ""


def load_corrections(path: Path) -> list[Correction]:
    """Read the log, the latest first; it is empty where there is none. Raises CorrectionError."""
    if not path.is_file():
        return []
    try:
        entries = tomllib.loads(path.read_text("utf-8")).get("correction", [])
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path.name}: {error}") from None
    if not isinstance(entries, list):
        raise CorrectionError(f"{path.name}: begin each entry with [[correction]]")
    found = [_correction(entry, f"{path.name}, entry {n}") for n, entry in enumerate(entries, start=1)]
    return sorted(found, key=lambda one: one.on, reverse=True)


def _correction(entry: Mapping[str, Any], where: str) -> Correction:
    day = entry.get("on")
    if type(day) is not date:
        raise CorrectionError(f"{where}: `on` must be a date, such as on = 2024-05-31")
    if unknown := sorted(set(entry) - {"on", *TEXTS}):
        raise CorrectionError(f"{where}: {', '.join(unknown)} is unknown; there are on, {', '.join(TEXTS)}")
    texts = {name: entry.get(name, "") for name in TEXTS}
    wrong = next((name for name, text in texts.items() if not isinstance(text, str)), None)
    missing = next((name for name in NEEDED if not texts[name]), None)
    if wrong or missing:
        raise CorrectionError(f"{where}: `{wrong or missing}` must be a text")
    if texts["place"] and not PLACE.fullmatch(texts["place"]):
        raise CorrectionError(f"{where}: `place` must be like L214 or L214C3")
    return Correction(on=day, **texts)


def write_corrections(docs: Path, includes: str, names: Mapping[str, str], scope: str = "") -> None:
    """Write the fragment that the page includes; ``names`` are the units whose pages stand, by disclosure.

    On the site of a scope, corrections of other regions' disclosures are left out.
    """
    logged = load_corrections(docs / LOG)
    corrections = [one for one in logged if one.disclosure_id in names or one.disclosure_id.startswith(scope)]
    text = render_corrections(corrections, names)
    write_text(docs / includes / "corrections.html", text)


def render_corrections(corrections: Collection[Correction], names: Mapping[str, str]) -> str:
    """Render the log; an entry of a disclosure that is no longer shown has no link."""
    return render_block("corrections.html", root="../", corrections=corrections, names=names)
