"""A small writer of PDF, for pages whose every word and line is where a test wants it.

Text is set in STSong-Light, which every reader knows without a font file; Chinese characters are 1 em wide,
others half. Coordinates are points from the top left corner.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

A4 = (595, 842)


def width_of(text: str, size: float) -> float:
    """Return how wide a text is."""
    return sum(size * (0.5 if character.isascii() else 1.0) for character in text)


@dataclass
class Page:
    """What is drawn on one page; ``turn`` is its /Rotate."""

    width: float = A4[0]
    height: float = A4[1]
    turn: int = 0
    marks: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 10, matrix: str = "1 0 0 1") -> None:
        """Set a text with its baseline at y."""
        code = text.encode("utf-16-be").hex()
        self.marks.append(f"BT /F1 {size} Tf {matrix} {x} {self.height - y} Tm <{code}> Tj ET")

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """Draw a line."""
        self.marks.append(f"0.5 w {x0} {self.height - y0} m {x1} {self.height - y1} l S")

    def grid(
        self, xs: Sequence[float], ys: Sequence[float], rows: Sequence[Sequence[str]], size: float = 10
    ) -> None:
        """Draw a ruled table; a field that is < belongs to the cell at its left, ^ to the one above."""
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                left, right, top, foot = xs[column], xs[column + 1], ys[number], ys[number + 1]
                if text != "^":
                    self.line(left, top, right, top)
                if text != "<":
                    self.line(left, top, left, foot)
                if text in "<^":
                    continue
                for order, part in enumerate(text.split("\n")):
                    self.text(left + 3, top + 12 + order * 1.2 * size, part, size)
        self.line(xs[0], ys[len(rows)], xs[-1], ys[len(rows)])
        self.line(xs[-1], ys[0], xs[-1], ys[len(rows)])


def write_pdf(path: Path, pages: Sequence[Page], extra: str = "") -> Path:
    """Write pages as a PDF; ``extra`` goes into its catalogue."""
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {extra} >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H "
        "/DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 5 0 R /DW 1000 "
        "/W [1 95 500 814 939 500] /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> >>",
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [-25 -254 1000 880] "
        "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 93 >>",
    ]
    for number, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {page.width} {page.height}] /Rotate {page.turn} "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {7 + 2 * number} 0 R >>"
        )
        stream = "\n".join(page.marks)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
    parts = [b"%PDF-1.5\n"]
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(sum(map(len, parts)))
        parts.append(f"{number} 0 obj\n{one}\nendobj\n".encode("latin-1"))
    start = sum(map(len, parts))
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    path.write_bytes(b"".join(parts) + end.encode())
    return path
