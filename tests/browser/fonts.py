"""The fonts that the browser of the tests sees: the tests' own, the same on every machine."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path
from xml.sax.saxutils import escape

CHINESE = "manimgx_fonts_cjk"
LATIN = "fontpkg_albert_sans"
CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
<dir>{fonts}</dir>
<cachedir>{cache}</cachedir>
</fontconfig>
"""


def font_environment(package: str, folder: Path) -> dict[str, str | float | bool]:
    """Write a fontconfig file that knows one package's fonts only; return an environment that obeys it."""
    fonts = str(resources.files(package))
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{package}.conf"
    file.write_text(CONFIGURATION.format(fonts=escape(fonts), cache=escape(str(folder / "cache"))), "utf-8")
    return {**os.environ, "FONTCONFIG_FILE": str(file)}
