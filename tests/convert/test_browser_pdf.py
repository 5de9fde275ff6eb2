"""Pages as a real browser prints them: ruled and bare tables, merged, wrapped, and broken by page ends."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from playwright.sync_api import sync_playwright

from yusuan.convert import convert_apart
from yusuan.convert.shape import Table

LABELS = [f"Item {chr(65 + n % 26)}{n}" for n in range(70)]
ROWS = [(label, f"{1000 + n * 37:,}.{n:02d}", f"{n}.50" if n % 3 else "") for n, label in enumerate(LABELS)]
RULED = "td, th { border: 0.5pt solid black }"


def printed(path: Path, browser_path: str, style: str, head: str) -> Path:
    """Print a page with a table of 70 rows, in a thread of its own: another test's browser may be open."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(_print, path, browser_path, style, head).result()


def _print(path: Path, browser_path: str, style: str, head: str) -> Path:
    body = "".join(f"<tr><td>{a}</td><td class=n>{b}</td><td class=n>{c}</td></tr>" for a, b, c in ROWS)
    page_text = (
        f"<style>{style} table {{ border-collapse: collapse; width: 60% }} td, th {{ padding: 3pt 8pt }}"
        f" .n {{ text-align: right }}</style><h1>Budget 2024</h1><table>{head}{body}</table>"
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        page = browser.new_page()
        page.set_content(page_text)
        page.pdf(
            path=str(path),
            format="A4",
            display_header_footer=True,
            header_template="<span></span>",
            footer_template="<span style='font-size: 8px; margin: auto'>- <i class=pageNumber></i> -</span>",
            margin={"top": "20mm", "bottom": "20mm", "left": "15mm", "right": "15mm"},
        )
        browser.close()
    return path


def rows_of(path: Path) -> list[tuple[str, ...]]:
    """Return the rows of a printed file's tables; its numbers are all there, its page numbers are not."""
    found = convert_apart(path)
    assert found.conservation.holds
    assert found.document.counts_left_out() == {"page number": found.document.pages}
    assert found.document.pages > 1
    return [row.cells for block in found.document.blocks if isinstance(block, Table) for row in block.rows]


def test_a_ruled_table_with_merged_headers_comes_back(tmp_path: Path, browser_path: str) -> None:
    head = (
        "<tr><th rowspan=2>Item</th><th colspan=2>Amounts</th></tr>"
        "<tr><th>Total</th><th>Of which<br>carried over</th></tr>"
    )
    assert rows_of(printed(tmp_path / "x.pdf", browser_path, RULED, head)) == [
        ("Item", "Amounts", ""),
        ("", "Total", "Of which carried over"),
        *ROWS,
    ]


def test_a_table_without_lines_comes_back(tmp_path: Path, browser_path: str) -> None:
    head = "<tr><th>Item</th><th>Total</th><th>Carried</th></tr>"
    found = rows_of(printed(tmp_path / "x.pdf", browser_path, "", head))
    assert found == [("Item", "Total", "Carried"), *ROWS]


def test_a_header_printed_on_each_page_begins_the_table_anew(tmp_path: Path, browser_path: str) -> None:
    head = "<thead><tr><th>Item</th><th>Total</th><th>Carried</th></tr></thead>"
    found = rows_of(printed(tmp_path / "x.pdf", browser_path, RULED, head))
    assert [row for row in found if row[0] != "Item"] == ROWS
    assert found.count(("Item", "Total", "Carried")) > 1
